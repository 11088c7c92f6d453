// The server's database on a machine that can lose its power: one of the real stores, SQLite's over a database in memory,
// or the one of maps. What is asked in one turn is carried out in one go at the end of it, and on disk then; answers leave
// after that. A crash forgets the turn that is open, and everything that is not on disk; whoever waits for an answer waits
// for ever, as dead processes do.
import { createMemoryStore, openSqliteInLoop, WRITES, type Store } from '@quindar/server'
import type { FakeClock } from '../fake-clock.ts'

/** Which store it is. */
export type Driver = 'sqlite' | 'memory'

export interface Disk {
  /** The store, for one run of the server. */
  readonly boot: () => Store
  /** Ends that run. */
  readonly crash: () => Promise<void>
  /** From here on there are backups. */
  readonly keep: () => void
  /**
   * Ends that run, and puts a backup in its place: the database as it was then, with a new epoch, as whoever restores one
   * has to give it. Answers with the ids of the messages of which something is forgotten.
   */
  readonly restore: (at: number) => Promise<ReadonlySet<string>>
  /** What a reader of the file itself finds. */
  readonly content: () => Store
  /** Message → the number under which it was written. */
  readonly places: ReadonlyMap<string, number>
}

/** How long a turn is open, and how late an answer, in milliseconds, at most. */
const LATEST_MS = 15
const EPOCH_LENGTH = 32

interface Write {
  readonly name: string
  readonly input: unknown
  /** In milliseconds since 1970. */
  readonly at: number
  /** What it said. */
  readonly answer: Promise<unknown>
}

/** What is to be written at the end of the turn. */
interface Waiting extends Pick<Write, 'name' | 'input'> {
  readonly reply: (answer: Promise<unknown>) => void
}

type Operate = (input: unknown) => Promise<unknown>

export function createDisk(clock: FakeClock, random: () => number, driver: Driver): Disk {
  // All waiting is done here; and nobody needs to tidy up a database in memory.
  const still = { now: clock.now, monotonic: clock.now, after: () => ({ stop() {} }), endOfTurn: queueMicrotask }
  const nothing = { bytes: (count: number) => new Uint8Array(count) }
  let epoch = 'e'.repeat(EPOCH_LENGTH)
  const open = (): Store => {
    const settings = { clock: still, random: nothing, epoch }
    return driver === 'sqlite'
      ? openSqliteInLoop(settings)
      : createMemoryStore({ ...settings, delays: { upToTurns: 0 } })
  }
  const places = new Map<string, number>()
  /** Everything that was written, in order; of it, on disk: */
  const written: Write[] = []
  let synced = 0
  let oldest = 0
  let restores = 0
  let content = open()
  let run: { alive: boolean } | undefined

  const operate = (name: string, input: unknown): Promise<unknown> =>
    (content as unknown as Record<string, Operate>)[name]?.(input) ?? Promise.reject(new Error(`no ${name}`))

  function sync(): void {
    synced = written.length
  }

  function notePlace(answer: unknown): void {
    const { outcome, message } = (answer ?? {}) as { outcome?: string; message: { id: string; seq: number } }
    if (outcome === 'appended') places.set(message.id, message.seq)
  }

  /** Makes the database of what was written first. */
  async function replay(count: number): Promise<void> {
    written.length = synced = count
    content = open()
    places.clear()
    for (const { name, input } of written) await operate(name, input).then(notePlace, () => {})
  }

  function boot(): Store {
    const mine = { alive: true }
    run = mine
    let turn: Waiting[] = []
    let lastAnswer = 0

    const pause = (ms = random() * LATEST_MS): Promise<void> =>
      new Promise((resolve) => clock.setTimeout(() => mine.alive && resolve(), ms))

    /** Answers leave in the order in which they were found. */
    const inOrder = (): Promise<void> => {
      lastAnswer = Math.max(lastAnswer, clock.now() + random() * LATEST_MS)
      return pause(lastAnswer - clock.now())
    }

    async function commit(): Promise<void> {
      const batch = turn
      turn = []
      const at = clock.now()
      const answers = batch.map(({ name, input }) => operate(name, input))
      for (const { status, ...settled } of await Promise.allSettled(answers)) {
        if (status === 'fulfilled' && 'value' in settled) notePlace(settled.value)
      }
      for (const [index, answer] of answers.entries()) written.push({ ...(batch[index] as Waiting), at, answer })
      sync()
      for (const [index, answer] of answers.entries()) batch[index]?.reply(inOrder().then(() => answer))
    }

    async function read(name: string, input: unknown): Promise<unknown> {
      await pause()
      const answer = await operate(name, input)
      await pause()
      return answer
    }

    function write(name: string, input: unknown): Promise<unknown> {
      if (turn.length === 0) void pause().then(commit)
      return new Promise((resolve) => turn.push({ name, input: structuredClone(input), reply: resolve }))
    }

    const names = Object.keys(content).filter((name) => !['epoch', 'onFatal', 'close'].includes(name))
    const operations = names.map((name) => [
      name,
      (input: unknown) => (WRITES.has(name) ? write(name, input) : read(name, input)),
    ])
    return {
      ...(Object.fromEntries(operations) as Store),
      epoch,
      onFatal() {},
      close: () => Promise.resolve(),
    }
  }

  return {
    boot,
    places,
    content: () => content,
    async crash() {
      if (run) run.alive = false
      if (written.length !== synced) await replay(synced)
    },
    keep() {
      oldest = written.length
    },
    async restore(at) {
      if (run) run.alive = false
      const count = Math.max(oldest, written.findLastIndex((write) => write.at <= at) + 1)
      const forgotten = new Set<string>()
      for (const { answer } of written.slice(count)) {
        const { message } = ((await answer.catch(() => {})) ?? {}) as { message?: { id: string } }
        if (message) forgotten.add(message.id)
      }
      epoch = String(++restores).repeat(EPOCH_LENGTH).slice(0, EPOCH_LENGTH)
      await replay(count)
      return forgotten
    },
  }
}
