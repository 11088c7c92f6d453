// The machine on which the server runs: it can be started, and it can crash, and then everything is gone but what was on
// its disk.
import { createServerCore, type Clock, type Randomness, type ServerCore } from '@quindar/server'
import type { FakeClock } from '../fake-clock.ts'
import { createDisk, type Disk, type Driver } from './disk.ts'

/** By which way clients can catch up: by number, by time over DDP, by time over REST. */
export type Route = 'number' | 'ddp' | 'rest'
export type Dialect = 'meteor' | 'streamer'

export interface Machine {
  /** The server that runs now; none while it is down. */
  readonly core: ServerCore | undefined
  readonly disk: Disk
  /** Methods that it does not have. */
  readonly without: ReadonlySet<string>
  readonly start: () => Promise<ServerCore>
  readonly crash: () => Promise<void>
  /** Ends the server, and puts the backup of a time in place of its database. See `Disk`. */
  readonly restore: (at: number) => Promise<ReadonlySet<string>>
}

export interface MachineOptions {
  readonly clock: FakeClock
  readonly random: () => number
  readonly route: Route
  readonly dialect: Dialect
  readonly driver: Driver
  /** Hears of faults that nobody foresaw. */
  readonly report: (error: unknown) => void
}

/** Where clients have to ask over REST. */
const GONE_FROM_DDP = new Set(['rooms/get', 'messages/get'])

/** Argon2 is slow on purpose, and tested where it lives. */
const PLAIN = {
  hash: (digest: string) => Promise.resolve(digest),
  matches: (hash: string, digest: string) => Promise.resolve(hash === digest),
}

export function createMachine({ clock, random, route, dialect, driver, report }: MachineOptions): Machine {
  const disk = createDisk(clock, random, driver)
  const bytes: Randomness = {
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)),
  }
  let run: { alive: boolean; core?: ServerCore } = { alive: false }

  function end(): void {
    run.alive = false
    delete run.core
  }

  return {
    disk,
    without: route === 'rest' ? GONE_FROM_DDP : new Set(),
    get core() {
      return run.core
    },
    async start() {
      const mine: typeof run = { alive: true }
      run = mine
      const core = await createServerCore({
        clock: mortal(clock, mine),
        random: bytes,
        store: disk.boot(),
        dialect,
        demo: 'people',
        ...(route !== 'number' && { compat: 6, limits: 'none' }),
        passwords: PLAIN,
        report,
      })
      mine.core = core
      return core
    },
    async crash() {
      end()
      await disk.crash()
    },
    restore(at) {
      end()
      return disk.restore(at)
    },
  }
}

/** A clock that ends with the process. */
function mortal({ now, setTimeout, clearTimeout }: FakeClock, process: { readonly alive: boolean }): Clock {
  return {
    now,
    monotonic: now,
    after(ms, task) {
      const timer = setTimeout(() => process.alive && task(), ms)
      return { stop: () => clearTimeout(timer) }
    },
    endOfTurn: (task) => queueMicrotask(() => process.alive && task()),
  }
}
