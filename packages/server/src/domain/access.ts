// Who may read and who may write in which room. A public channel is open to everybody who may see channels; a group and
// a direct room to their members alone.

import type { Membership, Room, User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { Chat } from './livechat/entities.ts'
import { hashVisitorToken, isVisitorToken } from './livechat/tokens.ts'
import { may } from './permissions.ts'

/** What a user may do in one room. */
export interface RoomAccess {
  readonly room: Room
  readonly membership: Membership | undefined
  readonly mayRead: boolean
  readonly mayWrite: boolean
}

export interface Access {
  /** `undefined` when there is no such room. */
  of(user: User, roomId: string): Promise<RoomAccess | undefined>
  /** The room, if this user may read it; without a user nothing may be read. */
  readableRoom(user: User | undefined, roomId: string): Promise<Room | undefined>
  /** The room, if this user may write messages and activity in it. */
  writableRoom(user: User | undefined, roomId: string): Promise<Room | undefined>
  mayRead(user: User | undefined, room: Room): Promise<boolean>
  /** The room of an open chat, if this visitor's token opens it. */
  visitorRoom(token: unknown, roomId: string): Promise<Room | undefined>
}

export function createAccess({ store }: Pick<Ground, 'store'>): Access {
  function judge(user: User, room: Room, membership: Membership | undefined): RoomAccess {
    const member = membership !== undefined
    const open = room.type === 'channel' && may(user, 'view-c-room')
    if (room.chat) return judgeChat(user, room, room.chat, membership)
    return {
      room,
      membership,
      mayRead: user.active && (member || (open && may(user, 'preview-c-room'))),
      mayWrite:
        user.active && (member || open) && (!room.readOnly || may(user, 'post-readonly', membership?.roles ?? [])),
    }
  }

  /** Whoever answers visitors sees what waits; what is taken, its agent and those who may see all chats. */
  function judgeChat(user: User, room: Room, chat: Chat, membership: Membership | undefined): RoomAccess {
    const waits = chat.state === 'queued' && may(user, 'view-l-room')
    const mayRead = user.active && (membership !== undefined || waits || may(user, 'view-livechat-rooms'))
    return { room, membership, mayRead, mayWrite: user.active && membership !== undefined && chat.state !== 'closed' }
  }

  async function of(user: User, roomId: string): Promise<RoomAccess | undefined> {
    const [room, membership] = await Promise.all([
      store.room({ id: roomId }),
      store.membership({ roomId, userId: user.id }),
    ])
    return room && judge(user, room, membership)
  }

  return {
    of,
    async readableRoom(user, roomId) {
      const access = user && (await of(user, roomId))
      return access?.mayRead ? access.room : undefined
    },
    async writableRoom(user, roomId) {
      const access = user && (await of(user, roomId))
      return access?.mayWrite ? access.room : undefined
    },
    async visitorRoom(token, roomId) {
      if (!isVisitorToken(token)) return undefined
      return store.chatOfToken({ tokenHash: hashVisitorToken(token), roomId, open: true })
    },
    async mayRead(user, room) {
      if (!user) return false
      return judge(user, room, await store.membership({ roomId: room.id, userId: user.id })).mayRead
    },
  }
}
