// Who belongs to a room: joining, leaving, having read, the list of members.

import type { Access } from './access.ts'
import { announceCounters, announceMessage } from './announcing.ts'
import type { Membership, Message, PresenceStatus, Room, RoomType, User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { NewId } from './ids.ts'
import { may } from './permissions.ts'
import type { Presence } from './presence.ts'
import { Refusal } from './refusal.ts'

type Member = User & { readonly status: PresenceStatus }

interface MemberPage {
  /** `false`: only those who are here. */
  readonly showOffline: boolean
  /** A part of username or name, in any case. */
  readonly filter: string
  readonly offset: number
  readonly limit: number
}

export interface Memberships {
  /** Nothing happens to who is a member already. */
  join(user: User, roomId: string): Promise<void>
  leave(user: User, roomId: string): Promise<void>
  /** `threads`: what was answered in the room's threads is read too. */
  markRead(user: User, roomId: string, threads?: boolean): Promise<void>
  /** By username. */
  list(user: User, roomId: string, page: MemberPage): Promise<{ users: readonly Member[]; total: number }>
}

export function createMemberships(
  { store, bus, clock }: Ground,
  newId: NewId,
  access: Access,
  presence: Presence,
): Memberships {
  return {
    async join(user, roomId) {
      const target = await access.of(user, roomId)
      if (!target) throw new Refusal('error-invalid-room', 'Invalid room')
      const { room, membership } = target
      if (room.type !== 'direct' && membership) return
      if (room.type !== 'channel' || !may(user, 'view-c-room')) throw new Refusal('error-not-allowed', 'Not allowed')
      const answer = await store.joinRoom({
        roomId,
        membershipId: newId(),
        user: { id: user.id, username: user.username, name: user.name },
        roles: [],
        systemMessage: note('uj', user),
        at: clock.now(),
      })
      if (answer.outcome === 'no-room') throw new Refusal('error-invalid-room', 'Invalid room')
      if (answer.outcome !== 'joined') return
      bus.publish({ type: 'joined', room: answer.room, membership: answer.membership })
      announceNote(answer)
    },

    async leave(user, roomId) {
      const target = await access.of(user, roomId)
      if (!target || (target.room.type !== 'channel' && !target.membership)) {
        throw new Refusal('error-invalid-room', 'Invalid room')
      }
      if (!mayLeave(user, target.room.type)) throw new Refusal('error-not-allowed', 'Not allowed')
      const systemMessage = note('ul', user)
      const answer = await store.leaveRoom({ roomId, userId: user.id, systemMessage, at: clock.now() })
      switch (answer.outcome) {
        case 'left':
          bus.publish({ type: 'left', room: answer.room, membership: answer.membership })
          announceNote(answer)
          return
        case 'not-member':
          throw new Refusal('error-user-not-in-room', 'You are not in this room')
        case 'last-owner':
          throw new Refusal(
            'error-you-are-last-owner',
            'You are the last owner. Please set new owner before leaving the room.',
          )
        case 'no-room':
          throw new Refusal('error-invalid-room', 'Invalid room')
      }
    },

    async markRead(user, roomId, threads = false) {
      const target = await access.of(user, roomId)
      if (!target) throw new Refusal('error-room-does-not-exist', 'This room does not exist')
      if (!target.mayRead) throw new Refusal('error-not-allowed', 'Not allowed')
      const answer = await store.markRead({ roomId, userId: user.id, threads, at: clock.now() })
      if (answer?.changed) bus.publish({ type: 'membership', membership: answer.membership })
    },

    async list(user, roomId, page) {
      const target = await access.of(user, roomId)
      if (!target) throw new Refusal('error-invalid-room', 'Invalid room')
      if (!target.mayRead) throw new Refusal('error-not-allowed', 'Not allowed')
      const { users, total } = page.showOffline
        ? await store.members({ roomId, filter: page.filter, offset: page.offset, limit: page.limit })
        : await presentMembers(roomId, page)
      return { users: users.map((member) => ({ ...member, status: presence.statusOf(member.id) })), total }
    },
  }

  function note(type: 'uj' | 'ul', { id, username, name }: User) {
    return { id: newId(), type, author: { id, username, name }, text: username }
  }

  function announceNote(answer: Noted): void {
    if (answer.message) announceMessage(bus, 'sent', { ...answer, message: answer.message })
    else announceCounters(bus, answer.memberships)
  }

  /** The store knows members, not who is here: so those who are here are looked for among the members. */
  async function presentMembers(roomId: string, { filter, offset, limit }: MemberPage) {
    const members = new Set(await store.memberIds({ roomId }))
    const ids = presence.present().filter((id) => members.has(id))
    const wanted = filter.toLowerCase()
    const users = (ids.length === 0 ? [] : await store.users({ ids }))
      .filter(({ username, name }) => [username, name].some((text) => text.toLowerCase().includes(wanted)))
      .toSorted((a, b) => (a.username < b.username ? -1 : 1))
    return { users: users.slice(offset, offset + limit), total: users.length }
  }
}

interface Noted {
  readonly room: Room
  readonly message?: Message
  readonly memberships: readonly Membership[]
}

/** A direct room cannot be left, only hidden; a chat is passed on or closed. */
function mayLeave(user: User, type: RoomType): boolean {
  if (type === 'direct' || type === 'livechat') return false
  return may(user, type === 'channel' ? 'leave-c' : 'leave-p')
}
