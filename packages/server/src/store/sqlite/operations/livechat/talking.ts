// What is said in a chat beside the agents' own messages.

import { findMessage, writeSystemMessage } from '../message-rows.ts'
import { appendMessage } from '../messages.ts'
import type { WriteOperation } from '../operation.ts'
import { readRoom } from '../room-rows.ts'
import { changeChat, findChat } from './chat-rows.ts'
import { insertFile } from './files.ts'

export const sayInChat: WriteOperation<'sayInChat'> = (connection, { message, file, at }) => {
  const existing = findMessage(connection, message.id)
  if (existing) return { outcome: 'duplicate', message: existing }
  const room = findChat(connection, message.roomId)
  if (room?.chat.visitor.id !== message.author.id) return { outcome: 'no-chat' }
  if (room.chat.state === 'closed') return { outcome: 'closed' }
  const answer = appendMessage(connection, { message, at, requireMembership: false })
  if (file && answer.outcome === 'appended') insertFile(connection, file)
  return answer.outcome === 'appended' || answer.outcome === 'duplicate' ? answer : { outcome: 'no-chat' }
}

export const noteInChat: WriteOperation<'noteInChat'> = (connection, { roomId, note, at }) => {
  if (!findChat(connection, roomId)) return undefined
  const message = writeSystemMessage(connection, roomId, note, at)
  return { room: readRoom(connection, roomId), message }
}

export const rateChat: WriteOperation<'rateChat'> = (connection, { roomId, visitorId, survey, at }) => {
  const room = findChat(connection, roomId)
  if (room?.chat.visitor.id !== visitorId) return undefined
  const chat = { ...room.chat, survey: { ...room.chat.survey, ...survey } }
  return { room: changeChat(connection, roomId, { chat }, at) }
}
