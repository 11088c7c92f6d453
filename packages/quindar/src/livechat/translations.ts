// What the client asks as a user, in what a visitor may ask: to send and to change, to read, to catch up, to write.
import { NotSupportedError, QuindarError, RateLimitError } from '../client/index.ts'
import type { LivechatRoom, Message as WireMessage } from '../protocol/index.ts'
import type { Ask, Given } from './ask.ts'
import { PAGE_SIZE, type Conversation } from './conversation.ts'
import { wireMessageOf } from './documents.ts'
import type { Translations } from './gateway.ts'
import type { Ground } from './ground.ts'
import { ROUTES, type Route } from './routes.table.ts'
import { URGENT, type Visit } from './visit.ts'

/** Pages of missed messages that are fetched; servers allow ten requests a minute. */
const MOST_PAGES = 8
/** Pages shorter than that end at the beginning, whatever page size the server allows. */
const SHORT_PAGE = 20
/** 9999: later than any message. */
const FAR_FUTURE = 253_402_300_799_999

export function createTranslations(ground: Ground, ask: Ask, visit: Visit, conversation: Conversation) {
  const { gateway, standing, emit, randomText } = ground
  const { given } = visit

  /**
   * Does what changes a message, and shows what it is now. The socket has to bring it too, or is given up: not before
   * that is it told, in the order of the conversation.
   */
  async function change(id: string, job: Route, more: Given): Promise<WireMessage> {
    const late = gateway.expect(id)
    try {
      const answer = await ask(job, given({ _id: id, ...more }), URGENT)
      late()
      return wireMessageOf(answer)
    } catch (error) {
      gateway.forget(id)
      throw error
    }
  }

  /** Newest first. */
  async function page(end: Date | undefined, limit: number): Promise<WireMessage[]> {
    const times = { end: end ?? new Date(FAR_FUTURE), ls: new Date(0) }
    const answer = await ask(ROUTES.history, given({ ...times, limit }), URGENT)
    return (answer as { messages: unknown[] }).messages.map(wireMessageOf)
  }

  /** What has changed since then, as far as the history shows: what it has no more has been deleted. */
  async function since(then: Date): Promise<{ updated: WireMessage[]; deleted: { _id: string }[] }> {
    const found = new Map<string, WireMessage>()
    let oldest: WireMessage | undefined
    for (let pages = 1; ; pages++) {
      // Those of the same millisecond may be on either page.
      const messages = await page(oldest && new Date(+oldest.ts + 1), PAGE_SIZE)
      const before = found.size
      for (const message of messages) found.set(message._id, message)
      oldest = messages.at(-1) ?? oldest
      if (messages.length < SHORT_PAGE || found.size === before) oldest = undefined
      if (!oldest || oldest.ts < then) break
      if (pages < MOST_PAGES) continue
      const reason = new QuindarError(
        'continuity-lost',
        `Something may be missing in this conversation: there were more than ${found.size} messages. Load the history again where it matters`,
      )
      emit('gap', { roomId: standing.get().roomId, from: then, reason })
      break
    }
    const from = oldest ? +oldest.ts : 0
    const known = conversation.room()?.timeline.getSnapshot().messages ?? []
    const gone = known.filter(({ id, at, raw }) => raw && +at > from && !found.has(id))
    return {
      updated: [...found.values()].filter(({ _updatedAt }) => _updatedAt > then),
      deleted: gone.map(({ id: _id }) => ({ _id })),
    }
  }

  const translations: Translations = {
    login() {
      const { id = '', username, name } = standing.get().visitor ?? {}
      gateway.deliver({ msg: 'added', collection: 'users', id, fields: { username, name } })
      return { id, token: 'visitor' }
    },
    // Numbered changes are for users.
    'quindar:changes'() {
      throw new NotSupportedError('numbered changes for visitors')
    },
    async 'rooms/get'() {
      const room = (await visit.said())?.room as LivechatRoom | undefined
      return room ? [{ ...room, _updatedAt: new Date(room._updatedAt) }] : []
    },
    'messages/get': (_roomId: string, { lastUpdate }: { lastUpdate?: Date }) => lastUpdate && since(lastUpdate),
    async loadHistory(_roomId: string, before: Date | null, limit: number) {
      return { messages: await page(before ?? undefined, limit) }
    },
    async sendMessage({ _id, msg }: { _id: string; msg: string }) {
      if (standing.get().status === 'idle') {
        await visit.arrival()
        // Again at once: from now on the client logs in, and what is asked meanwhile would wait for that, and that for it.
        throw new RateLimitError('sendMessage', { error: 'too-many-requests', details: { timeToReset: 0 } })
      }
      // It landed while the socket fell.
      const landed = conversation.messages().find(({ id, raw }) => raw && id === _id)
      if (landed) return landed.raw
      const rid = (await visit.openRoom()) ?? randomText(17)
      const raw = await change(_id, ROUTES.say, { rid, msg })
      conversation.sent(raw)
      // Its conversation was begun by it; or was over, and the server has begun another.
      if (raw.rid !== standing.get().roomId) {
        visit.closed()
        visit.enter(raw.rid, true)
      }
      return raw
    },
  }
  return { change, translations }
}
