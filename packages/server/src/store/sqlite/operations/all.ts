// Every operation of the port, as a function on a connection.

import type { StoreReads, StoreWrites } from '../../port.ts'
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
import { findChannels, findUsers, threadHeads, threadReplies } from './finding.ts'
import { searchMessages } from './search.ts'
import { indexMessages } from './word-index.ts'
import { countBetween, history, message } from './history.ts'
import { livechatReads, livechatWrites } from './livechat/operations.ts'
import { mark, setMark } from './marks.ts'
import { memberIds, members, membership, membershipsOf, roomsOf } from './membership-reads.ts'
import { joinRoom, leaveRoom, markRead } from './memberships.ts'
import { appendMessage, deleteMessage, editMessage, setReaction } from './messages.ts'
import type { ReadOperation, WriteOperation } from './operation.ts'
import { markedMessages, placeRoom, readThread, setFollower, setPin, setStar } from './pins.ts'
import { channels, createRoom, openDirectRoom, room } from './rooms.ts'
import { addLoginToken, loginToken, removeLoginTokens } from './tokens.ts'
import { createUser, credentials, setPasswordHash, setStatus, user, users } from './users.ts'
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
