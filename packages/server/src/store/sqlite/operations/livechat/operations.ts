// Livechat's operations, as functions on a connection.

import type { LivechatReads, LivechatWrites } from '../../../livechat.ts'
import type { ReadOperation, WriteOperation } from '../operation.ts'
import {
  agents,
  departments,
  preferred,
  removeDepartment,
  saveAgent,
  saveDepartment,
  setAgentStatus,
} from './agents.ts'
import { closeChat, moveChat, openChat } from './chats.ts'
import { chat, chatOfToken, chats } from './finding.ts'
import { file } from './files.ts'
import { noteInChat, rateChat, sayInChat } from './talking.ts'
import { changeVisitor, removeVisitor, saveVisitor, visitor } from './visitors.ts'

export const livechatWrites: { readonly [Name in keyof LivechatWrites]: WriteOperation<Name> } = {
  saveVisitor,
  changeVisitor,
  removeVisitor,
  openChat,
  moveChat,
  closeChat,
  sayInChat,
  noteInChat,
  rateChat,
  saveAgent,
  setAgentStatus,
  saveDepartment,
  removeDepartment,
}

export const livechatReads: { readonly [Name in keyof LivechatReads]: ReadOperation<Name> } = {
  visitor,
  chatOfToken,
  file,
  chat,
  chats,
  preferred,
  agents,
  departments,
}
