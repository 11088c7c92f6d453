// One seed: three people write, change, delete and react in two rooms, while their networks, their programs and the
// server fail; then everything heals, and the checker looks. Client and server are the real ones, in one process: no
// network, no clock but ours, and all chance from the seed, so that a seed plays the same every time.
import { fakeClock, seededRandom, type FakeClock } from '../fake-clock.ts'
import { act } from './acting.ts'
import { catchUpTimes } from './checker-healing.ts'
import { check } from './checker.ts'
import { fail, flows, type World } from './faults.ts'
import { healedOf, watchHealing, type Healing } from './healing.ts'
import { createLink } from './link.ts'
import { createMachine, type Dialect, type Route } from './machine.ts'
import type { Person } from './person.ts'
import { pick, planOf, type PlanOptions } from './plan.ts'
import { startProgram } from './program.ts'
import type { Command, Kept, View } from './record.ts'
import { createForgetfulStorage } from './storage.ts'

export interface SimulationOptions extends PlanOptions {
  /** @default by the seed */
  readonly dialect?: Dialect
  /** By which way clients catch up. @default by the seed */
  readonly route?: Route | undefined
}

export interface SimulationReport {
  readonly seed: number
  readonly broken: readonly string[]
  /** What happened, a line each, with its time. */
  readonly story: readonly string[]
  /**
   * How long it took after everything had healed until an application showed what it had missed, in milliseconds, for each
   * that had missed something.
   */
  readonly caughtUp: readonly number[]
  /** Commands of the applications. */
  readonly commands: number
  readonly faults: number
  /** Steps that were played, by their places in the plan. */
  readonly played: readonly number[]
}

const PEOPLE = ['alice', 'bob', 'carol']
const ROUTES = ['number', 'ddp', 'rest'] as const
const DIALECTS = ['meteor', 'streamer'] as const
const DRIVERS = ['sqlite', 'memory'] as const
/** How long everything has to come right, in milliseconds. */
const HEALING_MS = 120_000

let warm: Promise<unknown> | undefined

/** Plays a seed. The same seed plays the same, whatever the machine does meanwhile. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  warm ??= warmUp()
  await warm
  return play(options, inWholeMs(fakeClock()))
}

/**
 * What the client loads on demand comes in real time, which is none of the world's: here, before it begins, until a seed
 * plays twice the same.
 */
async function warmUp(): Promise<void> {
  let before: string | undefined
  for (let tries = 0; tries < 5; tries++) {
    const { story } = await play({ seed: 0, steps: 60, faults: 4, route: 'rest' }, patient(inWholeMs(fakeClock())))
    const now = story.join()
    if (now === before) return
    before = now
  }
}

/** Databases, and dates on the wire, have whole milliseconds. */
function inWholeMs(clock: FakeClock): FakeClock {
  return {
    ...clock,
    setTimeout: (task, ms) => clock.setTimeout(task, Math.ceil(ms)),
    advance: (ms) => clock.advance(Math.ceil(ms)),
  }
}

/** A clock that lets real time pass too, so that modules can be loaded. */
function patient(clock: FakeClock): FakeClock {
  return {
    ...clock,
    async advance(ms) {
      await new Promise((resolve) => setTimeout(resolve, 2))
      await clock.advance(ms)
    },
  }
}

async function play(options: SimulationOptions, clock: FakeClock): Promise<SimulationReport> {
  const { seed } = options
  const { route = ROUTES[seed % 3] ?? 'number', dialect = DIALECTS[Math.floor(seed / 3) % 2] ?? 'meteor' } = options
  const driver = DRIVERS[Math.floor(seed / 6) % 2] ?? 'sqlite'
  const plan = planOf(options)
  const begun = clock.now()
  const story: string[] = []
  const commands: Command[] = []
  const views: View[] = []
  const numbers = new Map<string, string>()
  const forgotten = new Set<string>()
  let faults = 0
  let cuts = 0
  const heals: { healing?: Healing } = {}
  let chances = seed * 1_000
  /** Each part has chance of its own, so that what one does changes nothing about the others. */
  const chance = (): (() => number) => seededRandom(++chances)
  const tell = (what: string): void => {
    story.push(`${(clock.now() - begun).toFixed(0).padStart(7)} ms  ${what}`)
  }

  tell(`catching up by ${route}, the dialect of ${dialect}, the store of ${driver}`)
  const report = (fault: unknown): void => tell(`FAULT ${String(fault)}`)
  const machine = createMachine({ clock, random: chance(), route, dialect, driver, report })
  const { domain } = await during(clock, machine.start())
  const alice = await during(clock, domain.users.byUsername('alice'))
  if (!alice) throw new Error('nobody is there')
  const making = { type: 'group', name: 'second', usernames: PEOPLE, readOnly: false } as const
  const second = await during(clock, domain.rooms.create(alice, making))
  const roomIds = ['GENERAL', second.id]
  const before = new Set([...(await finalOf())].flatMap(([, log]) => log.map(({ id }) => id)))

  async function finalOf(): Promise<Map<string, readonly Kept[]>> {
    const final = new Map<string, readonly Kept[]>()
    for (const roomId of roomIds) {
      const page = await machine.disk.content().history({ roomId, limit: 1_000, threads: true })
      const own = page.filter(({ type }) => type === undefined).toReversed()
      final.set(
        roomId,
        own.map(({ id, sentAt: at, updatedAt: changedAt, text, reactions }) => {
          return { id, at, place: machine.disk.places.get(id) ?? 0, changedAt, text, reactions }
        }),
      )
    }
    return final
  }

  function begin(person: Person): void {
    const { name, roomIds: its, link, storage, page, list } = person
    const own = { name, roomIds: its, link, storage, page, list, random: chance(), skew: () => person.skew }
    person.program = startProgram({ ...own, clock, healing: heals.healing, views, commands, numbers, tell })
  }

  machine.disk.keep()
  const people = PEOPLE.map((name, index): Person => {
    // Half of them sit before a page, one looks at the list of rooms, and some have a clock that is wrong.
    const page = (seed + index) % 2 === 0
    const list = (seed + index) % 3 === 2
    const skew = (seed + index) % 5 === 0 ? (index - 1) * 3_600_000 : 0
    const link = createLink(clock, chance(), machine)
    const storage = createForgetfulStorage(clock, chance())
    const person: Person = { name, link, storage, page, list, roomIds, program: undefined, skew, drops: 0, revoked: 0 }
    begin(person)
    return person
  })

  const ours = { clock, machine, people, commands, views, forgotten, secondId: second.id, tell, begin }
  const world: World = { ...ours, during: (promise) => during(clock, promise) }
  for (const step of plan) {
    const person = pick(people, step.who)
    if (!person) break
    if (step.kind === 'fault') {
      faults++
      if (await fail(world, person, step)) cuts++
    } else act({ seed, commands, secondId: second.id }, person, step)
    await clock.advance(step.wait)
  }

  tell('everything heals')
  const healedAt = clock.now()
  const healing = watchHealing(clock.now, await finalOf())
  heals.healing = healing
  for (const person of people) {
    person.link.network.heal()
    person.link.inspection.heal()
    person.program?.heal(healing)
    flows(person)
  }
  await clock.advance(HEALING_MS)

  for (const { program } of people) program?.look()
  const healed = people.flatMap(({ name, program, link, roomIds: its }) => {
    if (!program) return []
    const { begunAt } = program
    const own = { who: name, at: healedAt, begunAt, typedAt: program.typedAt(), rooms: its.length }
    return healedOf({ ...own, openedAt: link.openedAt, asked: link.inspection.asked })
  })
  const recorded = {
    commands,
    views,
    final: await finalOf(),
    before,
    forgotten,
    healed,
    numbered: route === 'number',
    loggedOut: people
      .filter(
        ({ name, program, revoked }) => (program?.expired() ?? 0) > revoked || program?.rc.user?.username !== name,
      )
      .map(({ name }) => name),
    sessions: { counted: machine.core?.connections ?? 0, expected: people.length },
    drops: people.reduce((sum, { program, drops }) => sum + drops + (program?.rc.stats.drops ?? 0), 0),
    faults: cuts,
  }
  const caughtUp = catchUpTimes(recorded)
  const broken = [...check(recorded), ...people.flatMap(({ link }) => link.inspection.broken)]
  for (const { name, program, roomIds: its } of people) {
    if (program?.rooms.length !== its.length) broken.push(`I13: ${name} never got all rooms`)
  }
  broken.push(...story.filter((line) => line.includes('FAULT')).map((line) => `a fault that nobody foresaw: ${line}`))
  for (const { program } of people) await program?.rc.close()
  await clock.advance(1_000)
  const played = plan.map(({ index }) => index)
  return { seed, broken, story, caughtUp, commands: commands.length, faults, played }
}

/** Lets the time pass until a promise has settled. */
async function during<T>(clock: FakeClock, promise: Promise<T>): Promise<T> {
  let over = false
  const settled = promise.finally(() => (over = true))
  settled.catch(() => {})
  for (let waited = 0; !over && waited < 60_000; waited += 50) await clock.advance(50)
  if (!over) throw new Error('It did not settle within a minute of the simulated time')
  return settled
}
