// What is livechat about a room, and the inquiry that agents take, as Rocket.Chat writes them. It has the visitor's
// token in both; here it is in neither, because agents read them.

import type { Room } from '../domain/entities.ts'
import type { Chat, ChatVisitor } from '../domain/livechat/entities.ts'
import { wireMessage } from './message.ts'

function wireChatVisitor({ id, username, name, status }: ChatVisitor) {
  return { _id: id, username, ...(name !== undefined && { name }), status }
}

/** The fields that a livechat room has beside those of every room. */
export function wireChat({ displayName, lastMessage, createdAt }: Room, chat: Chat) {
  const { servedBy, departmentId, queuedAt, closedAt, closedBy, tags, survey } = chat
  return {
    fname: displayName ?? chat.visitor.username,
    v: wireChatVisitor(chat.visitor),
    open: chat.state !== 'closed',
    cl: false,
    waitingResponse: !lastMessage || lastMessage.author.id === chat.visitor.id,
    status: chat.state,
    source: { type: chat.source },
    ...(departmentId !== undefined && { departmentId }),
    ...(servedBy && { servedBy: { _id: servedBy.id, username: servedBy.username, ts: new Date(servedBy.since) } }),
    ...(queuedAt !== undefined && { queuedAt: new Date(queuedAt) }),
    ...(closedAt !== undefined && {
      closedAt: new Date(closedAt),
      metrics: { chatDuration: (closedAt - createdAt) / 1_000 },
    }),
    ...(closedBy && { closer: closedBy.as, closedBy: { _id: closedBy.id, username: closedBy.username } }),
    ...(tags && { tags: [...tags] }),
    ...(survey && { survey: { ...survey } }),
  }
}

/** @param epoch Which history `_seq` counts in; undefined: neither is told. */
export function wireInquiry(room: Room, chat: Chat, epoch: string | undefined) {
  const { departmentId } = chat
  return {
    _id: chat.inquiryId,
    rid: room.id,
    name: room.displayName ?? chat.visitor.username,
    ts: new Date(room.createdAt),
    message: room.lastMessage?.text ?? '',
    status: chat.state === 'closed' ? 'taken' : chat.state,
    v: wireChatVisitor(chat.visitor),
    t: 'l' as const,
    source: { type: chat.source },
    ...(departmentId !== undefined && { department: departmentId }),
    ...(chat.queuedAt !== undefined && { queuedAt: new Date(chat.queuedAt) }),
    ...(chat.servedBy && { takenAt: new Date(chat.servedBy.since) }),
    ...(room.lastMessage && { lastMessage: wireMessage(room.lastMessage, epoch) }),
    _updatedAt: new Date(room.updatedAt),
  }
}
