// One way of a connection: bytes go in, and come out late, in pieces, or never, but never in another order.
import { seededRandom } from '../fake-clock.ts'

/** What happens to the bytes of one direction. Set a field, and it holds from the next byte on. */
export interface Weather {
  /** Each piece waits this long, in milliseconds: one number, or from … up to. @default 0 */
  delayMs: number | readonly [from: number, to: number]
  /** @default Infinity */
  bytesPerSecond: number
  /** Nothing comes through until it is false again; then everything does, in order. */
  stalled: boolean
  /** Every piece is cut into pieces of this many bytes, each written by itself. @default Infinity */
  pieceBytes: number
  /** Bytes are collected for this long, in milliseconds, and written at once. @default 0 */
  mergeMs: number
}

export const FAIR_WEATHER: Weather = {
  delayMs: 0,
  bytesPerSecond: Infinity,
  stalled: false,
  pieceBytes: Infinity,
  mergeMs: 0,
}

export interface Pipe {
  readonly put: (bytes: Buffer) => void
  /** What came in has all gone out: then do this. */
  readonly end: (after: () => void) => void
  /** Looks at the weather again, after `stalled` was changed. */
  readonly wake: () => void
  readonly destroy: () => void
}

/** @param out Gets the bytes. */
export function createPipe(
  weather: Weather,
  out: (bytes: Buffer) => void,
  chance: () => number = seededRandom(1),
): Pipe {
  let waiting: Buffer[] = []
  let after: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  let destroyed = false

  /** Milliseconds until the next piece may go. */
  function pause(bytes: number): number {
    const { delayMs, bytesPerSecond, mergeMs } = weather
    const delay = typeof delayMs === 'number' ? delayMs : delayMs[0] + chance() * (delayMs[1] - delayMs[0])
    return delay + mergeMs + (bytes / bytesPerSecond) * 1_000
  }

  function next(): void {
    if (timer !== undefined || destroyed || weather.stalled) return
    const first = waiting[0]
    if (first === undefined) {
      after?.()
      return
    }
    if (weather.mergeMs > 0) {
      later(pause(first.length), () => out(Buffer.concat(waiting.splice(0))))
      return
    }
    const size = Math.min(first.length, weather.pieceBytes)
    const wait = pause(size)
    const go = (): void => {
      const head = waiting.shift()
      if (head === undefined) return
      if (head.length > size) waiting.unshift(head.subarray(size))
      out(head.subarray(0, size))
    }
    if (wait > 0 || weather.pieceBytes < Infinity) later(wait, go)
    else {
      go()
      next()
    }
  }

  function later(ms: number, task: () => void): void {
    timer = setTimeout(() => {
      timer = undefined
      // Stalled meanwhile: what waited goes on waiting.
      if (!weather.stalled) task()
      next()
    }, ms)
  }

  return {
    put(bytes) {
      if (bytes.length > 0) waiting.push(bytes)
      next()
    },
    end(task) {
      after = task
      next()
    },
    wake: next,
    destroy() {
      destroyed = true
      waiting = []
      clearTimeout(timer)
    },
  }
}
