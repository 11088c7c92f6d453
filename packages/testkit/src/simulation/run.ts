// One seed: three people write, change, delete and react in two rooms, while their networks, their programs and the
// server fail; then everything heals, and the checker looks. Client and server are the real ones, in one process: no
// network, no clock but ours, and all chance from the seed, so that a seed plays the same every time.
import type { Room } from 'quindar'
import { fakeClock, seededRandom, type FakeClock } from '../fake-clock.ts'
import { check } from './checker.ts'
import { createLink, type Link } from './link.ts'
import { createMachine, type Dialect, type Route } from './machine.ts'
import { pick, planOf, type PlanOptions, type Step } from './plan.ts'
import { startProgram, type Program } from './program.ts'
import type { Command, Kept, View } from './record.ts'
import { createForgetfulStorage, type ForgetfulStorage } from './storage.ts'

export interface SimulationOptions extends PlanOptions {
  /** @default by the seed */
  readonly dialect?: Dialect
  /** By which way clients catch up. @default by the seed */
  readonly route?: Route
}

export interface SimulationReport {
  readonly seed: number
  readonly broken: readonly string[]
  /** What happened, a line each, with its time. */
  readonly story: readonly string[]
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
const EMOJI = [':wave:', ':heart:', ':tada:']

interface Person {
  readonly name: string
  readonly link: Link
  readonly storage: ForgetfulStorage
  /** Rooms that it is in. */
  roomIds: readonly string[]
  /** None while it is down. */
  program: Program | undefined
  /** Connections that earlier programs lost. */
  drops: number
  /** How often its login may have ended: it was ended so often. */
  revoked: number
}

let warm: Promise<unknown> | undefined

/** Plays a seed. The same seed plays the same, whatever the machine does meanwhile. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  // What the client loads on demand comes in real time, which is none of the world's: here once, before it begins.
  warm ??= play({ seed: 0, steps: 60, faults: 4, route: 'rest' }, patient(inWholeMs(fakeClock()))).catch(() => {})
  await warm
  return play(options, inWholeMs(fakeClock()))
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
  let faults = 0
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
        own.map(({ id, sentAt: at, text, reactions }) => {
          return { id, at, place: machine.disk.places.get(id) ?? 0, text, reactions }
        }),
      )
    }
    return final
  }

  function begin(person: Person): void {
    const { name, roomIds: its, link, storage } = person
    const host = { clock, name, roomIds: its, link, storage, random: chance(), views, commands, numbers, tell }
    person.program = startProgram(host)
  }

  const people = PEOPLE.map((name): Person => {
    const link = createLink(clock, chance(), machine)
    const storage = createForgetfulStorage(clock, chance())
    const person: Person = { name, link, storage, roomIds, program: undefined, drops: 0, revoked: 0 }
    begin(person)
    return person
  })

  function act(person: Person, { index, dice: [what, where, which, how] }: Step): void {
    const { name, program } = person
    const room = program && pick(program.rooms, where)
    if (!program || !room) return
    if (what > 0.99 && room.id === second.id && name !== 'alice') {
      leave(person, program, room)
      return
    }
    const own = commands.filter(
      ({ kind, by, roomId, outcome }) => kind === 'send' && by === name && roomId === room.id && outcome === 'done',
    )
    // People change what they have just said.
    const target = pick(own.slice(-2), which)?.messageId
    if (target === undefined || what < 0.6) {
      const id = `s${String(seed).padStart(9, '0')}n${String(index).padStart(6, '0')}`
      program.command('send', room.id, id, () => room.send({ id, text: `${name} says ${index}` }))
    } else if (what < 0.75) program.command('edit', room.id, target, () => room.edit(target, `edited ${index}`))
    else if (what < 0.83) program.command('delete', room.id, target, () => room.delete(target))
    else program.command('react', room.id, target, () => room.react(target, pick(EMOJI, how) ?? ':wave:'))
  }

  /** What was to be sent there may be refused from now on. */
  function leave(person: Person, program: Program, room: Room): void {
    const { name } = person
    if (commands.some(({ by, roomId, outcome }) => by === name && roomId === room.id && outcome === 'pending')) return
    for (const command of commands) {
      if (command.by === name && command.roomId === room.id && command.outcome === 'promised')
        command.outcome = 'unknown'
    }
    person.roomIds = person.roomIds.filter((roomId) => roomId !== room.id)
    program.leave(room)
  }

  async function fail(person: Person, { dice: [what, long, how] }: Step): Promise<void> {
    const { name, link, program } = person
    faults++
    if (what < 0.04) {
      tell(`${name}'s tokens are revoked`)
      person.revoked++
      const user = await during(clock, machine.core?.domain.users.byUsername(name) ?? Promise.resolve(undefined))
      if (user) await during(clock, machine.core?.domain.authentication.revoke(user.id) ?? Promise.resolve())
    } else if (what < 0.22) {
      tell(`${name}'s connection is cut`)
      link.cut('loud')
    } else if (what < 0.4) {
      tell(`${name}'s connection is dead, and nobody says so`)
      link.cut('silent')
    } else if (what < 0.58) {
      const ms = long * 40_000
      tell(`${name}'s network stalls for ${Math.round(ms)} ms`)
      link.stalled = true
      clock.setTimeout(() => (link.stalled = false), ms)
    } else if (what < 0.72) {
      const [question, kind] = how < 0.3 ? (['which rooms', 'rooms'] as const) : (['what', 'changes'] as const)
      tell(
        `${name}'s connection is cut, and the server fails to say ${question} was missed for ${Math.round(long * 1_900)} ms`,
      )
      link.inspection.refuse(kind, long * 1_900)
      link.cut('loud')
    } else if (what < 0.86) {
      const ms = long * 8_000
      tell(`the server crashes, and is back after ${Math.round(ms)} ms`)
      await machine.crash()
      for (const [index, each] of people.entries()) each.link.cut((how * (index + 2)) % 1 < 0.7 ? 'loud' : 'silent')
      await clock.advance(ms)
      await during(clock, machine.start())
    } else if (program) {
      const ms = long * 5_000
      tell(`${name}'s program crashes, and is back after ${Math.round(ms)} ms`)
      program.crash()
      person.drops += program.rc.stats.drops
      person.program = undefined
      clock.setTimeout(() => begin(person), ms)
    }
  }

  for (const step of plan) {
    const person = pick(people, step.who)
    if (!person) break
    if (step.kind === 'fault') await fail(person, step)
    else act(person, step)
    await clock.advance(step.wait)
  }

  tell('everything heals')
  for (const { link } of people) {
    link.stalled = false
    link.inspection.heal()
  }
  await clock.advance(HEALING_MS)

  for (const { program } of people) program?.look()
  const recorded = {
    commands,
    views,
    final: await finalOf(),
    before,
    numbered: route === 'number',
    loggedOut: people
      .filter(
        ({ name, program, revoked }) => (program?.expired() ?? 0) > revoked || program?.rc.user?.username !== name,
      )
      .map(({ name }) => name),
    sessions: { counted: machine.core?.connections ?? 0, expected: people.length },
    drops: people.reduce((sum, { program, drops }) => sum + drops + (program?.rc.stats.drops ?? 0), 0),
    faults,
  }
  const broken = [...check(recorded), ...people.flatMap(({ link }) => link.inspection.broken)]
  for (const { name, program, roomIds: its } of people) {
    if (program?.rooms.length !== its.length) broken.push(`I13: ${name} never got all rooms`)
  }
  broken.push(...story.filter((line) => line.includes('FAULT')).map((line) => `a fault that nobody foresaw: ${line}`))
  for (const { program } of people) await program?.rc.close()
  await clock.advance(1_000)
  return { seed, broken, story, commands: commands.length, faults, played: plan.map(({ index }) => index) }
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
