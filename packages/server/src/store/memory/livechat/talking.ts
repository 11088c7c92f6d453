// What is said in a chat beside the agents' own messages.

import { requireUnusedMessageId, writeSystemMessage } from '../log.ts'
import { appendMessage } from '../messages.ts'
import { changedRoom, changeRoom } from '../rooms.ts'
import type { WriteOperation } from '../state.ts'
import { chatRoom } from './finding.ts'

export const sayInChat: WriteOperation<'sayInChat'> = (state, { message, file, at }) => {
  const existing = state.messages.get(message.id)
  if (existing) return { outcome: 'duplicate', message: existing.message }
  const room = chatRoom(state, message.roomId)
  if (room?.chat.visitor.id !== message.author.id) return { outcome: 'no-chat' }
  if (room.chat.state === 'closed') return { outcome: 'closed' }
  const answer = appendMessage(state, { message, at, requireMembership: false })
  if (file && answer.outcome === 'appended') state.livechat.files.set(file.id, file)
  return answer.outcome === 'appended' || answer.outcome === 'duplicate' ? answer : { outcome: 'no-chat' }
}

export const noteInChat: WriteOperation<'noteInChat'> = (state, { roomId, note, at }) => {
  if (!chatRoom(state, roomId)) return undefined
  requireUnusedMessageId(state, note)
  const message = writeSystemMessage(state, roomId, note, at)
  return { room: changedRoom(state, roomId), message }
}

export const rateChat: WriteOperation<'rateChat'> = (state, { roomId, visitorId, survey, at }) => {
  const room = chatRoom(state, roomId)
  if (room?.chat.visitor.id !== visitorId) return undefined
  changeRoom(state, roomId, at, { chat: { ...room.chat, survey: { ...room.chat.survey, ...survey } } })
  return { room: changedRoom(state, roomId) }
}
