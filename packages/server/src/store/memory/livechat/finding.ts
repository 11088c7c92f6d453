// Chats, found by what opens them and listed by what they are.

import type { Chat, Room } from '../../../domain/entities.ts'
import { waitsSince } from '../../chats.ts'
import { compareText } from '../../names.ts'
import { changedRoom } from '../rooms.ts'
import { page, type ReadOperation, type State } from '../state.ts'

export type ChatRoom = Room & { readonly chat: Chat }

export function chatRoom(state: State, roomId: string): ChatRoom | undefined {
  if (!state.rooms.has(roomId)) return undefined
  const room = changedRoom(state, roomId)
  return room.chat ? { ...room, chat: room.chat } : undefined
}

export function allChats(state: State): ChatRoom[] {
  return [...state.rooms.keys()].flatMap((id) => chatRoom(state, id) ?? [])
}

export function openChatOf(state: State, visitorId: string): ChatRoom | undefined {
  return allChats(state).find(({ chat }) => chat.visitor.id === visitorId && chat.state !== 'closed')
}

export const chatOfToken: ReadOperation<'chatOfToken'> = (state, { tokenHash, roomId, open = false }) => {
  const visitorId = state.livechat.visitorIdByToken.get(tokenHash)
  const room = chatRoom(state, roomId)
  if (visitorId === undefined || room?.chat.visitor.id !== visitorId) return undefined
  return open && room.chat.state === 'closed' ? undefined : room
}

export const chat: ReadOperation<'chat'> = (state, { inquiryId }) =>
  allChats(state).find((room) => room.chat.inquiryId === inquiryId)

export const chats: ReadOperation<'chats'> = (state, { states, agentId, visitorId, departmentIds, ...list }) => {
  const since = (room: Room) => (list.order === 'queued' ? waitsSince(room) : room.createdAt)
  const found = allChats(state)
    .filter((room) => !states || states.includes(room.chat.state))
    .filter((room) => agentId === undefined || room.chat.servedBy?.id === agentId)
    .filter((room) => visitorId === undefined || room.chat.visitor.id === visitorId)
    .filter((room) => !departmentIds || departmentIds.includes(room.chat.departmentId ?? null))
    .toSorted((a, b) => since(a) - since(b) || compareText(a.id, b.id))
  return { rooms: page(found, list.offset, list.limit), total: found.length }
}
