// Sending a message: may this author write here, what does the text point at, one store operation, then the news.

import type { Access } from './access.ts'
import { announceMessage } from './announcing.ts'
import type { Author, Membership, Message, Room, User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { NewId } from './ids.ts'
import { checkLength, resolvePointers } from './message-text.ts'
import { notify } from './notifications.ts'
import { may } from './permissions.ts'
import type { Presence } from './presence.ts'
import { createQuotes } from './quotes.ts'
import { Refusal } from './refusal.ts'

export interface Draft {
  /** The client's own id; none: one is made here. */
  readonly id?: string
  readonly roomId?: string
  readonly text: string
  readonly threadId?: string
  readonly showInRoom?: boolean
  readonly sentAt?: number
  readonly groupable?: boolean
  readonly customFields?: Readonly<Record<string, unknown>>
  /** How it is shown beside its text; another name or picture than the author's is for who may. */
  readonly presentation?: Partial<Pick<Message, 'alias' | 'avatar' | 'emoji' | 'attachments' | 'details'>>
}

/** A client's clock may be wrong by this much without anybody noticing … */
const CLOCK_TOLERANCE_MS = 10_000
/** … and by this much before the message is refused. */
const CLOCK_LIMIT_MS = 60_000

export const READ_ONLY = "You can't send messages because the room is readonly."

export type Send = (author: User, draft: Draft) => Promise<Message>

export function createSending(ground: Ground, newId: NewId, access: Access, presence: Presence): Send {
  const { store, bus, clock } = ground
  const quotesOf = createQuotes(ground, access)

  return async (author, draft) => {
    if (draft.showInRoom && draft.threadId === undefined) {
      throw new Refusal('invalid-params', 'tshow provided but missing tmid')
    }
    const now = clock.now()
    const sentAt = judgeTime(draft.sentAt, now)
    checkLength(draft.text)
    checkPresentation(author, draft.presentation)
    const thread = await findThread(draft.threadId)
    const roomId = thread.roomId ?? draft.roomId
    try {
      const target = await requireWritable(author, roomId)
      return await write(author, { ...draft, ...thread, sentAt }, target, now)
    } catch (error) {
      // Where the author meant to write, not where a thread would have led: that may be none of his business.
      if (error instanceof Refusal && draft.roomId !== undefined) {
        const whisper = { userId: author.id, roomId: draft.roomId, messageId: newId(), text: error.reason, at: now }
        bus.publish({ type: 'whisper', ...whisper })
      }
      throw error
    }
  }

  /** Threads do not nest: an answer to an answer belongs to the message that both answer, in that message's room. */
  async function findThread(threadId: string | undefined): Promise<{ threadId?: string; roomId?: string }> {
    if (threadId === undefined) return {}
    const parent = await store.message({ id: threadId })
    return parent ? { threadId: parent.threadId ?? threadId, roomId: parent.roomId } : { threadId }
  }

  async function requireWritable(author: User, roomId: string | undefined) {
    const target = roomId === undefined ? undefined : await access.of(author, roomId)
    if (!target) throw new Refusal('error-invalid-room', 'Invalid room')
    if (target.mayWrite) return target
    throw new Refusal('error-not-allowed', target.mayRead && target.room.readOnly ? READ_ONLY : 'Not allowed')
  }

  async function write(
    user: User,
    draft: Draft & { readonly sentAt: number },
    { room, membership }: { room: Room; membership: Membership | undefined },
    at: number,
  ): Promise<Message> {
    const pointers = await resolvePointers(store, draft.text, user, membership?.roles ?? [])
    const quotes = await quotesOf(user, pointers.urls)
    const author: Author = { id: user.id, username: user.username, name: user.name }
    const answer = await store.appendMessage({
      message: {
        id: draft.id ?? newId(),
        roomId: room.id,
        author,
        text: draft.text,
        ...pointers,
        sentAt: draft.sentAt,
        ...(draft.threadId !== undefined && { threadId: draft.threadId }),
        ...(draft.showInRoom && { showInRoom: true }),
        ...(draft.groupable !== undefined && { groupable: draft.groupable }),
        ...(draft.customFields !== undefined && { customFields: draft.customFields }),
        ...draft.presentation,
        ...(quotes.length > 0 && { attachments: [...(draft.presentation?.attachments ?? []), ...quotes] }),
      },
      at,
      requireMembership: membership !== undefined,
    })
    switch (answer.outcome) {
      case 'appended':
        announceMessage(bus, 'sent', answer)
        notify(bus, presence, answer)
        return answer.message
      case 'duplicate':
        return sameMessage(answer.message, author, room)
      case 'not-member':
        throw new Refusal('error-not-allowed', 'Not allowed')
      case 'no-room':
        throw new Refusal('error-invalid-room', 'Invalid room')
    }
  }
}

/** A client that did not hear our answer sends again. Whose id it is otherwise is nobody's business. */
function sameMessage(stored: Message, author: Author, room: Room): Message {
  if (stored.author.id === author.id && stored.roomId === room.id && stored.type === undefined) return stored
  throw new Refusal('error-not-allowed', 'Not allowed')
}

function judgeTime(wanted: number | undefined, now: number): number {
  if (wanted === undefined) return now
  const off = Math.abs(wanted - now)
  if (off > CLOCK_LIMIT_MS) {
    throw new Refusal('error-message-ts-out-of-sync', 'Message timestamp is out of sync', {
      message_ts: new Date(wanted),
      server_ts: now,
    })
  }
  return off > CLOCK_TOLERANCE_MS ? now : wanted
}

/** Who speaks in another's name has a permission that bots have. */
function checkPresentation(author: User, presentation: Draft['presentation']): void {
  const isDisguised = presentation?.alias !== undefined || presentation?.avatar !== undefined
  if (isDisguised && !may(author, 'message-impersonate')) {
    throw new Refusal('error-not-allowed', 'Not enough permission')
  }
}
