// How letters go out: one of a room at a time, a few rooms at once, no faster than the server allows. What got no answer
// goes out again; only the server's own refusal is the end.
import type { MethodError, Message as WireMessage, QuindarError } from '../../protocol/index.ts'
import type { Client } from '../client.ts'
import type { Letter } from './letter.ts'
import type { Ports } from '../ports.ts'
import type { SendMessage } from '../routes/sending.ts'

/** Rooms whose messages are under way at the same time. */
const LANES = 4
/** Longer than the server says, by up to this much, in milliseconds: many clients were told the same. */
const JITTER_MS = 500

export interface DeliveryHost {
  readonly ports: Ports
  readonly client: Pick<Client, 'rest'>
  readonly send: SendMessage
}

export interface DeliveryOwner {
  /** All letters, in the order in which they are to arrive. */
  readonly letters: () => Iterable<Letter>
  /** May letters be sent at all? */
  readonly open: () => boolean
  /** Is this one waiting, and of the user who is logged in? */
  readonly isDue: (letter: Letter) => boolean
  readonly landed: (letter: Letter, raw?: WireMessage) => void
  readonly failed: (letter: Letter, error: Error) => void
  /** The server wants us to wait until then; `undefined`: not any more. */
  readonly slowed: (until: Date | undefined) => void
}

export interface Delivery {
  /** Does the server want us to wait? */
  readonly paused: boolean
  /** Sends what may be sent now. To be called whenever that may be more than before. */
  readonly pump: () => void
  readonly close: () => void
}

export function createDelivery({ ports, client, send }: DeliveryHost, owner: DeliveryOwner): Delivery {
  /** Rooms of which a message is under way. */
  const busy = new Set<string>()
  /** Set while the server wants us to wait. */
  let timer: unknown

  function pump(): void {
    if (timer !== undefined || !owner.open()) return
    const passed = new Set(busy)
    for (const letter of owner.letters()) {
      if (busy.size >= LANES) return
      if (passed.has(letter.roomId) || !owner.isDue(letter)) continue
      // One that is still being written down holds up those after it.
      passed.add(letter.roomId)
      if (letter.kept) void deliver(letter)
    }
  }

  async function deliver(letter: Letter): Promise<void> {
    const { id, roomId, text, threadId, alsoInRoom, left } = letter
    const thread = { ...(threadId && { tmid: threadId }), ...(alsoInRoom && { tshow: true }) }
    const { signal } = (letter.flight = new AbortController())
    busy.add(roomId)
    letter.left = true
    try {
      owner.landed(letter, await send({ _id: id, rid: roomId, msg: text, ...thread }, signal))
    } catch (error) {
      // What became of it is known from elsewhere: its echo came first.
      if (!signal.aborted) await refused(letter, left, error as QuindarError & Partial<MethodError>)
    }
    busy.delete(roomId)
    pump()
  }

  /** @param again Was it sent before, and not answered? */
  async function refused(letter: Letter, again: boolean, error: QuindarError & Partial<MethodError>): Promise<void> {
    switch (error.code) {
      case 'rate-limited': {
        const { retryAfterMs } = error as unknown as { retryAfterMs: number }
        const wait = retryAfterMs + ports.random() * JITTER_MS
        ports.clearTimeout(timer)
        timer = ports.setTimeout(() => {
          timer = undefined
          owner.slowed(undefined)
          pump()
        }, wait)
        owner.slowed(new Date(ports.now() + wait))
        return
      }
      // Nobody knows whether it has arrived: once more.
      case 'connection-lost':
      case 'timeout':
      case 'client-closed':
        return
      default:
        if (isTaken(error)) owner.landed(letter)
        else if (again && (await isThere(letter))) owner.landed(letter)
        else owner.failed(letter, error)
    }
  }

  /** The server would not take it now, but an earlier sending, which was not answered, may have arrived. */
  async function isThere({ id, roomId }: Letter): Promise<boolean> {
    try {
      const { message } = await client.rest('GET /api/v1/chat.getMessage', { msgId: id })
      return message.rid === roomId
    } catch {
      return false
    }
  }

  return {
    get paused() {
      return timer !== undefined
    },
    pump,
    close: () => ports.clearTimeout(timer),
  }
}

/** Our id is taken, so an earlier sending of this very message has arrived. */
function isTaken({ error, reason }: Partial<MethodError>): boolean {
  return /E11000|duplicate key/i.test(`${error} ${reason}`)
}
