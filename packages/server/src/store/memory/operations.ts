// Every operation of the port, over the maps of `state.ts`.

import type { StoreReads, StoreWrites } from '../port.ts'
import {
  accessTokens,
  addAccessToken,
  addOneShotToken,
  removeAccessToken,
  secondFactor,
  setSecondFactor,
  spendBackupCode,
  takeOneShotToken,
} from './accounts.ts'
import { changes, deletedMessages, following, updatedMessages } from './catch-up.ts'
import { findChannels, findUsers, indexMessages, searchMessages, threadHeads, threadReplies } from './finding.ts'
import { countBetween, history, message } from './history.ts'
import { livechatReads, livechatWrites } from './livechat/operations.ts'
import { joinRoom, leaveRoom, markRead, memberIds, members, membership, membershipsOf, roomsOf } from './memberships.ts'
import { appendMessage, deleteMessage, editMessage, setReaction } from './messages.ts'
import { channels, createRoom, openDirectRoom, room } from './rooms.ts'
import { markedMessages, placeRoom, readThread, setFollower, setPin, setStar } from './pins.ts'
import type { ReadOperation, WriteOperation } from './state.ts'
import {
  addLoginToken,
  createUser,
  credentials,
  loginToken,
  mark,
  removeLoginTokens,
  setMark,
  setPasswordHash,
  setStatus,
  user,
  users,
} from './users.ts'
import { addUpload, keepUpload, upload } from './uploads.ts'

export const writes: { readonly [Name in keyof StoreWrites]: WriteOperation<Name> } = {
  createUser,
  setPasswordHash,
  setStatus,
  addLoginToken,
  removeLoginTokens,
  createRoom,
  openDirectRoom,
  joinRoom,
  leaveRoom,
  appendMessage,
  editMessage,
  deleteMessage,
  setReaction,
  markRead,
  setPin,
  setStar,
  setFollower,
  readThread,
  placeRoom,
  addUpload,
  keepUpload,
  indexMessages,
  setSecondFactor,
  spendBackupCode,
  addAccessToken,
  removeAccessToken,
  addOneShotToken,
  takeOneShotToken,
  setMark,
  ...livechatWrites,
}

export const reads: { readonly [Name in keyof StoreReads]: ReadOperation<Name> } = {
  user,
  users,
  credentials,
  loginToken,
  room,
  channels,
  membership,
  roomsOf,
  membershipsOf,
  members,
  memberIds,
  message,
  history,
  countBetween,
  upload,
  secondFactor,
  accessTokens,
  changes,
  updatedMessages,
  deletedMessages,
  following,
  searchMessages,
  threadReplies,
  threadHeads,
  markedMessages,
  findUsers,
  findChannels,
  mark,
  ...livechatReads,
}
