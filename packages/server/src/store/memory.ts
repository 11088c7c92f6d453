// The in-memory store. It keeps the port's contract and nothing beyond it: operations are carried out and answered
// after seeded delays, not in the order in which they were asked, so that whoever leans on more than the contract
// finds out in a test. Writes to one room are answered in the order of their `seq`.

import type { Clock, Randomness } from '../clock.ts'
import { newEpoch } from './epoch.ts'
import { reads, writes } from './memory/operations.ts'
import { emptyState, type State } from './memory/state.ts'
import { StoreFailure, type Store, type StoreReads, type StoreWrites } from './port.ts'

/** How long an operation waits before it is carried out, and again before it is answered: anything up to this. */
export type Delays = { readonly upToTurns: number } | { readonly upToMs: number }

/** @throws StoreFailure for what is no JSON value */
function copied(input: unknown): unknown {
  try {
    return copy(input)
  } catch (error) {
    throw new StoreFailure(`The store could not take that (${String(error)}).`, { cause: error, fatal: false })
  }
}

export interface MemoryStoreOptions {
  readonly clock: Clock
  readonly random: Randomness
  /** Names this history. @default 32 hexadecimal digits out of `random` */
  readonly epoch?: string
  /** `upToTurns` counts turns of the microtask queue, so that a clock that stands still does not stop the store. @default { upToTurns: 8 } */
  readonly delays?: Delays
}

/** JSON values go in and come out, as through a database: nobody holds what is inside. */
function copy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T)
}

type Operate = (state: State, input: unknown) => unknown

export function createMemoryStore(options: MemoryStoreOptions): Store {
  const { clock, random, delays = { upToTurns: 8 } } = options
  const epoch = options.epoch ?? newEpoch(random)
  const state = emptyState()
  const pending = new Set<Promise<unknown>>()
  /** Room → the answer of the last write to it. */
  const answered = new Map<string, Promise<void>>()
  let closed = false

  function chance(limit: number): number {
    const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4)
    return Math.floor(((a + b * 256 + c * 65_536 + d * 16_777_216) / 4_294_967_296) * (limit + 1))
  }

  async function pause(): Promise<void> {
    if ('upToMs' in delays) {
      const ms = chance(delays.upToMs)
      await new Promise<void>((resolve) => void clock.after(ms, resolve))
    } else {
      for (let turns = chance(delays.upToTurns); turns > 0; turns -= 1) await Promise.resolve()
    }
  }

  async function read<Input, Answer>(operate: (state: State, input: Input) => Answer, input: Input): Promise<Answer> {
    await pause()
    const answer = copy(operate(state, input))
    await pause()
    return answer
  }

  async function write<Input, Answer>(operate: (state: State, input: Input) => Answer, input: Input): Promise<Answer> {
    await pause()
    const answer = copy(operate(state, input))
    const roomId = roomOf(answer)
    if (roomId === undefined) {
      await pause()
      return answer
    }
    const before = answered.get(roomId)
    const turn = pause().then(() => before)
    answered.set(roomId, turn)
    await turn
    if (answered.get(roomId) === turn) answered.delete(roomId)
    return answer
  }

  /** Every operation of a table as the port has it: refused when closed, waited for by `close`. */
  function operations(table: Readonly<Record<string, Operate>>, carryOut: typeof read): object {
    const ask = async (operate: Operate, input: unknown): Promise<unknown> => {
      if (closed) throw new StoreFailure('The store is closed.', { cause: undefined, fatal: false })
      const answer = carryOut(operate, copied(input))
      const settled = answer.then(
        () => undefined,
        () => undefined,
      )
      pending.add(settled)
      void settled.then(() => pending.delete(settled))
      return answer
    }
    const asked = Object.entries(table).map(([name, operate]) => [name, (input: unknown) => ask(operate, input)])
    return Object.fromEntries(asked) as object
  }

  return {
    ...(operations(writes as unknown as Record<string, Operate>, write) as Pick<Store, keyof StoreWrites>),
    ...(operations(reads as unknown as Record<string, Operate>, read) as Pick<Store, keyof StoreReads>),
    epoch,
    onFatal: () => undefined,
    async close() {
      closed = true
      while (pending.size > 0) await Promise.all(pending)
    },
  }
}

/** The room whose log an answer moved, if it did. */
function roomOf(answer: unknown): string | undefined {
  return (answer as { room?: { id: string } } | undefined)?.room?.id
}
