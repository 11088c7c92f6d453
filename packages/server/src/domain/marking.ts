// Marking: messages pinned for everybody or starred for oneself, threads followed and read, rooms hidden, opened, favourite.

import type { Access, RoomAccess } from './access.ts'
import { announceMessage } from './announcing.ts'
import type { Membership, Message, User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { NewId } from './ids.ts'
import { judgedAs } from './changing.ts'
import { may } from './permissions.ts'
import { Refusal } from './refusal.ts'

interface Page {
  readonly offset: number
  readonly limit: number
}

/** By what messages of a room are looked for: what everybody has pinned, or what is the asker's own. */
type Marks = 'pinned' | 'starred' | 'mentioning'

export interface Marking {
  /** Answers the system message that tells of it; of a message that was pinned already, the message itself. */
  pin(user: User, messageId: string): Promise<Message>
  unpin(user: User, messageId: string): Promise<void>
  /** `false` where there is nothing to mark: no such message (in this room), or its room is none of the user's. */
  star(user: User, messageId: string, starred: boolean, roomId?: string): Promise<boolean>
  /** Of an answer, it is its thread. */
  follow(user: User, messageId: string, follows: boolean): Promise<void>
  /** Everything in a thread has been seen. A thread that is not there has nothing unread. */
  readThread(user: User, threadId: string): Promise<void>
  /** `wanted` undefined: toggles. Did it change anything? */
  favorite(user: User, roomId: string, wanted: boolean | undefined): Promise<boolean>
  /** Puts a room on the user's list, or takes it off until something is said there. Did it change anything? */
  show(user: User, roomId: string, open: boolean): Promise<boolean>
  /** Newest first; `undefined` where the asker may not read the room. */
  marked(
    user: User,
    roomId: string,
    by: Marks,
    page: Page,
  ): Promise<{ messages: readonly Message[]; total: number } | undefined>
}

export function createMarking({ store, bus, clock }: Ground, newId: NewId, access: Access): Marking {
  /** The message and what this user may do in its room; nothing when he may not even read it. */
  async function find(user: User, messageId: string): Promise<(RoomAccess & { message: Message }) | undefined> {
    const message = await store.message({ id: messageId })
    if (!message) return undefined
    const target = await access.of(user, message.roomId)
    return target?.mayRead ? { ...target, message } : undefined
  }

  async function setPin(user: User, messageId: string, pinned: boolean): Promise<Message> {
    const found = await find(user, messageId)
    if (!found) {
      const sentence = `Message you are ${pinned ? 'pinning' : 'unpinning'} was not found`
      throw new Refusal('error-invalid-message', sentence, { action: 'Message_pinning' })
    }
    if (!found.membership || !may(user, 'pin-message', found.membership.roles)) throw notAuthorized()
    const answer = await store.setPin({
      messageId,
      judged: judgedAs(found),
      pinned,
      by: { id: user.id, username: user.username },
      ...(pinned && {
        note: { id: newId(), type: 'message_pinned', author: authorOf(user), text: '', ...shown(found) },
      }),
      at: clock.now(),
    })
    switch (answer.outcome) {
      case 'changed': {
        const { note, message, room } = answer
        announceMessage(bus, 'marked', answer)
        if (note) announceMessage(bus, 'sent', { message: note, room, memberships: [] })
        return note ?? message
      }
      case 'unchanged':
        return answer.message
      default:
        // Taken back, or the user gone, while we looked.
        throw notAuthorized()
    }
  }

  function tell(moved: { membership: Membership; changed: boolean } | undefined): boolean {
    if (!moved?.changed) return false
    bus.publish({ type: 'membership', membership: moved.membership })
    return true
  }

  return {
    pin: (user, messageId) => setPin(user, messageId, true),
    async unpin(user, messageId) {
      await setPin(user, messageId, false)
    },

    async star(user, messageId, starred, roomId) {
      const found = await find(user, messageId)
      if (!found?.membership || (roomId !== undefined && roomId !== found.room.id)) return false
      const judged = judgedAs(found)
      const answer = await store.setStar({ messageId, judged, userId: user.id, starred, at: clock.now() })
      if (answer.outcome === 'changed') announceMessage(bus, 'marked', answer)
      return answer.outcome === 'changed' || answer.outcome === 'unchanged'
    },

    async follow(user, messageId, follows) {
      const named = await find(user, messageId)
      const threadId = named?.message.threadId
      const found = threadId === undefined ? named : ((await find(user, threadId)) ?? named)
      if (!found) throw invalidMessage()
      const judged = judgedAs(found)
      const at = clock.now()
      const answer = await store.setFollower({ messageId: found.message.id, judged, userId: user.id, follows, at })
      if (answer.outcome === 'changed') announceMessage(bus, 'marked', answer)
      else if (answer.outcome !== 'unchanged') throw invalidMessage()
    },

    async readThread(user, threadId) {
      const thread = await store.message({ id: threadId })
      if (!thread) return
      const { roomId } = thread
      if (!(await access.readableRoom(user, roomId))) throw new Refusal('error-not-allowed', 'Not allowed')
      tell(await store.readThread({ roomId, userId: user.id, threadId, at: clock.now() }))
    },

    async favorite(user, roomId, wanted) {
      const membership = await store.membership({ roomId, userId: user.id })
      const favorite = wanted ?? !membership?.favorite
      const moved = membership && (await store.placeRoom({ roomId, userId: user.id, favorite, at: clock.now() }))
      if (moved) return tell(moved)
      throw new Refusal('error-invalid-subscription', 'You must be part of a room to favorite it')
    },

    show: async (user, roomId, open) => tell(await store.placeRoom({ roomId, userId: user.id, open, at: clock.now() })),

    async marked(user, roomId, by, page) {
      if (!(await access.readableRoom(user, roomId))) return undefined
      const wanted = { pinned: 'pin', starred: { starredBy: user.id }, mentioning: { mentioning: user.id } } as const
      return store.markedMessages({ roomId, by: wanted[by], ...page })
    },
  }
}

function authorOf({ id, username, name }: User) {
  return { id, username, name }
}

/** The message as the system message shows it. */
function shown({ message: { text, author, sentAt, attachments = [] } }: { message: Message }) {
  const { username } = author
  const ts = new Date(sentAt).toISOString()
  return { attachments: [{ text, author_name: username, author_icon: `/avatar/${username}`, ts, attachments }] }
}

function invalidMessage(): Refusal {
  return new Refusal('error-invalid-message', 'Invalid message')
}

function notAuthorized(): Refusal {
  return new Refusal('not-authorized', 'Not Authorized')
}
