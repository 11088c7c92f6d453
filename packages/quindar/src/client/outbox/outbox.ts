// The outbox: messages of one's own until the server has them, or has refused them.
//
// Each goes out under an id of its own, which servers take once; so what got no answer, because of a drop, a deadline or
// the end of the program, is sent again, and is one message. Messages belong to the user who wrote them and wait for him.
import { ConnectionLostError, type Message as WireMessage, type QuindarError } from '../../protocol/index.ts'
import type { Client, ClientEvents } from '../client.ts'
import { createDeferred, type Deferred } from '../deferred.ts'
import { notify, type Emitter, type Listeners } from '../emitter.ts'
import { messageOf, type Author, type Message } from '../messages/message.ts'
import { messageId } from '../messages/message-id.ts'
import { createDelivery, type DeliveryHost } from './delivery.ts'
import { createLetter, letterAsMessage, type Letter } from './letter.ts'
import type { OutboxRoom, RoomsOutbox } from './rooms.ts'
import { createOutboxStore } from './store.ts'
import { waitFor } from './wait.ts'
import type { CommandOptions } from '../rooms/room.ts'
import type { Session } from '../login/session.ts'
import type { ClientStorage } from '../storage/storage.ts'

/** How long, in milliseconds, other calls wait for the messages of before. */
const PATIENCE_MS = 10_000
/** The newest messages that failed are kept for the application to decide, so many of them. */
const MOST_FAILED = 100

/** The parts that the outbox stands on. */
export interface OutboxHost extends DeliveryHost {
  readonly session: Pick<Session, 'user' | 'pending' | 'expired'>
  readonly events: Emitter<ClientEvents>
  readonly client: Pick<Client, 'rest' | 'state' | 'url'>
  /** Hears of listeners that throw. */
  readonly report: (error: unknown) => void
}

/**
 * @param flowing May messages be sent now: connected, logged in, caught up?
 * @param storage Where they wait.
 */
export function createOutbox(host: OutboxHost, flowing: () => boolean, storage?: ClientStorage): RoomsOutbox {
  const { ports, session, events, client } = host
  /** In the order in which they are to arrive. */
  const letters = new Map<string, Letter>()
  const rooms = new Map<string, OutboxRoom>()
  let last = session.user
  let place = 0
  let ready = !storage
  let closed: QuindarError | undefined
  let snapshot: readonly Message[] | undefined
  let listeners: Listeners<[]> = []
  let slowed: Deferred<void> | undefined
  let resumesAt: Date | undefined

  const delivery = createDelivery(host, {
    letters: () => letters.values(),
    open: () => ready && !closed && flowing(),
    isDue,
    landed: land,
    failed: (letter, error) => fail(letter, error, false),
    slowed(until) {
      resumesAt = until
      if (until) slowed?.resolve()
      changed()
    },
  })
  const { pump } = delivery

  const store =
    storage &&
    createOutboxStore(storage, ports, client.url, {
      found,
      broken: (error) => events.emit('storage', { error }),
    })
  void store?.ready.then(() => {
    ready = true
    pump()
  })

  events.on('user', (user) => {
    last = user ?? last
    for (const letter of letters.values()) tell(letter)
    changed()
  })

  /** Letters of an earlier client: older than all of this one. */
  function found(earlier: readonly Letter[]): void {
    const fresh = earlier.filter(({ id }) => !letters.has(id))
    const later = [...letters.values()]
    letters.clear()
    for (const letter of [...fresh, ...later]) letters.set(letter.id, letter)
    for (const letter of fresh) {
      place = Math.max(place, letter.place)
      tell(letter)
    }
    changed()
    pump()
  }

  /** Who writes: also one whose login has run out, as long as nobody has taken his place. */
  function author(): Author {
    const away = session.pending || session.expired
    const { id = '', username = '', name = username } = session.user ?? (away ? last : undefined) ?? {}
    return { id, username, name }
  }

  function isVisible({ author: { id } }: Letter): boolean {
    return id === '' || id === author().id
  }

  function isDue(letter: Letter): boolean {
    return letter.status === 'pending' && letter.author.id === (session.user?.id ?? '')
  }

  function tell(letter: Letter): void {
    const room = rooms.get(letter.roomId)
    if (isVisible(letter)) room?.shown(letterAsMessage(letter))
    else room?.gone(letter.id)
  }

  function changed(): void {
    snapshot = undefined
    notify(listeners, [], host.report)
  }

  function getSnapshot(): readonly Message[] {
    return (snapshot ??= [...letters.values()].filter(isVisible).map(letterAsMessage))
  }

  /** Shows a letter as it is now, and writes it down. */
  function keep(letter: Letter): void {
    tell(letter)
    changed()
    if (!store || !letter.author.id) {
      letter.kept = true
      return
    }
    void store.put(letter).then(() => {
      letter.kept = true
      pump()
    })
  }

  /** Puts a letter at the end of the queue. */
  function post(letter: Letter): void {
    place = Math.max(place + 1, ports.now())
    Object.assign(letter, { place, status: 'pending', error: undefined, kept: false })
    letters.delete(letter.id)
    letters.set(letter.id, letter)
    keep(letter)
    pump()
  }

  function take(letter: Letter): boolean {
    if (letters.get(letter.id) !== letter) return false
    letters.delete(letter.id)
    store?.remove(letter.id)
    letter.flight?.abort()
    return true
  }

  function land(letter: Letter, raw?: WireMessage): void {
    if (!take(letter)) return
    // Sent again, a message that had landed is answered with nothing.
    const mine = raw?._id === letter.id ? raw : undefined
    const message: Message = { ...(mine ? messageOf(mine) : letterAsMessage(letter)), status: 'sent', error: undefined }
    rooms.get(letter.roomId)?.landed(message, mine)
    for (const waiter of letter.waiters) waiter.resolve(message)
    changed()
    pump()
  }

  /** @param left May it have arrived nevertheless? */
  function fail(letter: Letter, error: Error, left: boolean): void {
    if (letters.get(letter.id) !== letter || letter.status === 'failed') return
    Object.assign(letter, { status: 'failed', error, left })
    keep(letter)
    for (const waiter of letter.waiters) waiter.reject(error)
    const failed = [...letters.values()].filter(({ status }) => status === 'failed')
    for (const { id } of failed.slice(0, -MOST_FAILED)) discard(id)
    pump()
  }

  function discard(id: string): boolean {
    const letter = letters.get(id)
    if (!letter || !isVisible(letter)) return false
    take(letter)
    rooms.get(letter.roomId)?.gone(id)
    changed()
    const over = new AbortController()
    over.abort()
    for (const waiter of letter.waiters) waiter.reject(over.signal.reason as Error)
    pump()
    return true
  }

  function wait(letter: Letter, options?: CommandOptions, giveUp?: (error: Error) => void): Promise<Message> {
    return waitFor(letter, ports, options, () => session.expired, giveUp)
  }

  /** Sends a letter, new or failed, and waits for it; one that is on its way goes on. */
  function deliver(letter: Letter, options?: CommandOptions): Promise<Message> {
    const answer = wait(letter, options, (error) => fail(letter, error, letter.left))
    if (letters.get(letter.id) !== letter || letter.status === 'failed') post(letter)
    return answer
  }

  /** A letter that the server does not have; waits for the outcome of one that is on its way. */
  async function unsent(id: string, options?: CommandOptions): Promise<Letter | undefined> {
    const letter = letters.get(id)
    if (letter?.status !== 'pending' || !letter.left) return letter
    try {
      await wait(letter, options)
      return undefined
    } catch (error) {
      if (letters.get(id)?.status === 'failed') return letter
      throw error
    }
  }

  async function close(reason: QuindarError): Promise<void> {
    closed = reason
    delivery.close()
    for (const { left, waiters } of letters.values()) {
      for (const waiter of waiters) waiter.reject(left ? new ConnectionLostError('sendMessage', true, reason) : reason)
    }
    await store?.close()
  }

  // Closed before this part of the client was here.
  const state = client.state.getSnapshot()
  if (state.status === 'closed') void close(state.reason)

  return {
    getSnapshot,
    get resumesAt() {
      return resumesAt
    },
    subscribe(listener) {
      const entry = { call: listener }
      listeners = [...listeners, entry]
      return () => {
        listeners = listeners.filter((other) => other !== entry)
      }
    },
    async send(roomId, { text, id = messageId(ports.random), threadId, alsoInRoom }, options) {
      options?.signal?.throwIfAborted()
      if (closed) throw closed
      const known = letters.get(id)
      if (known?.status === 'failed') {
        // Sent again by its id, it may say something else.
        Object.assign(known, { text, threadId, alsoInRoom: alsoInRoom ?? known.alsoInRoom })
      }
      const now = { author: author(), at: ports.now(), place }
      return deliver(known ?? createLetter({ id, roomId, text, threadId, alsoInRoom, ...now }), options)
    },
    async retry(id, options) {
      options?.signal?.throwIfAborted()
      const letter = letters.get(id)
      return letter && deliver(letter, options)
    },
    discard,
    has: (id) => letters.has(id),
    async amend(id, text, options) {
      const letter = await unsent(id, options)
      if (!letter) return false
      letter.text = text
      keep(letter)
      return true
    },
    withdraw: async (id, options) => !!(await unsent(id, options)) && discard(id),
    follow(roomId, room) {
      rooms.set(roomId, room)
      for (const letter of letters.values()) if (letter.roomId === roomId) tell(letter)
    },
    seen(raw) {
      const letter = letters.get(raw._id)
      if (letter && (raw.u as { _id?: unknown } | undefined)?._id === letter.author.id) land(letter, raw)
    },
    async release() {
      await store?.ready
      void store?.search()
      for (const letter of letters.values()) {
        if (letter.author.id || !session.user) continue
        letter.author = author()
        keep(letter)
      }
      slowed = createDeferred()
      pump()
      if (delivery.paused) return
      const before = [...letters.values()].filter(isDue)
      const answers = before.map((letter) => wait(letter, { timeout: PATIENCE_MS }))
      await Promise.race([Promise.allSettled(answers), slowed.promise])
    },
    close,
  }
}
