// A room as Rocket.Chat writes it.

import type { Room as WireRoom } from 'quindar/protocol'
import type { Room, RoomType } from '../domain/entities.ts'
import { wireChat } from './livechat-room.ts'
import { place, wireMessage } from './message.ts'

const LETTERS = { channel: 'c', group: 'p', direct: 'd', livechat: 'l' } as const satisfies Record<RoomType, string>

type WireRoomType = (typeof LETTERS)[RoomType]

export function wireRoomType(type: RoomType): WireRoomType {
  return LETTERS[type]
}

export function roomTypeOf(letter: 'c' | 'p' | 'd' | 'l'): RoomType {
  return letter === 'c' ? 'channel' : letter === 'p' ? 'group' : letter === 'd' ? 'direct' : 'livechat'
}

export function wireRoom(room: Room, epoch: string | undefined): WireRoom {
  const direct = room.type === 'direct'
  return {
    _id: room.id,
    t: LETTERS[room.type],
    ...(room.name !== undefined && { name: room.name, fname: room.displayName ?? room.name }),
    ...(room.creator && { u: { _id: room.creator.id, username: room.creator.username, name: room.creator.name } }),
    ...(room.topic !== undefined && { topic: room.topic }),
    ...(room.usernames && { usernames: [...room.usernames] }),
    ...(room.userIds && { uids: [...room.userIds] }),
    ...(room.chat && wireChat(room, room.chat)),
    msgs: room.messageCount,
    usersCount: room.memberCount,
    ...(!direct && { ro: room.readOnly, default: room.isDefault, sysMes: true, customFields: room.customFields ?? {} }),
    ts: new Date(room.createdAt),
    ...(room.lastMessage && { lastMessage: wireMessage(room.lastMessage, epoch) }),
    ...(room.lastMessageAt !== undefined && { lm: new Date(room.lastMessageAt) }),
    _updatedAt: new Date(room.updatedAt),
    ...place(room.seq, epoch),
  }
}

/** A channel among suggestions. */
export function wireFoundRoom(room: Room, epoch: string | undefined) {
  return {
    _id: room.id,
    t: LETTERS[room.type],
    ...(room.name !== undefined && { name: room.name, fname: room.displayName ?? room.name }),
    ...(room.lastMessage && { lastMessage: wireMessage(room.lastMessage, epoch) }),
  }
}
