// One seed: three people write, change, delete and react in two rooms, while the network and the server fail; then
// everything heals, and the checker looks. Client and server are the real ones, in one process: no network, no clock but
// ours, and all chance from the seed, so that a seed plays the same every time.
import { createMemoryStore, createServerCore, type Clock, type Randomness, type ServerCore } from '@quindar/server'
import { createClient, QuindarError, type Client, type Room } from 'quindar'
import type { MajorRelease } from 'quindar/protocol'
import { fakeClock, seededRandom, type FakeClock } from '../fake-clock.ts'
import { check, type Command, type Kept, type Outcome, type View } from './checker.ts'
import { createLink, type Link } from './link.ts'

export interface SimulationOptions {
  readonly seed: number
  /** Things that happen. @default 40 */
  readonly steps?: number
  /** How many of ten steps are faults. @default 2 */
  readonly faults?: number
  /** @default by the seed */
  readonly dialect?: 'meteor' | 'streamer'
  /** The release that the server plays, which decides how the client catches up; 0: none, with our extension. @default by the seed */
  readonly compat?: 0 | MajorRelease
}

export interface SimulationReport {
  readonly seed: number
  readonly broken: readonly string[]
  /** What happened, a line each, with its time. */
  readonly story: readonly string[]
  readonly sent: number
  readonly faults: number
}

const PEOPLE = ['alice', 'bob', 'carol']
/** How long everything has to come right, in milliseconds. */
const HEALING_MS = 180_000
const EMOJI = [':wave:', ':heart:', ':tada:']

interface Person {
  readonly name: string
  readonly rc: Client
  readonly link: Link
  readonly rooms: Room[]
}

let warm: Promise<unknown> | undefined

/** Plays a seed. The same seed plays the same, whatever the machine does meanwhile. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  // What the client loads on demand comes in real time, which is none of the world's: here once, before it begins.
  warm ??= play({ seed: 0, steps: 60, faults: 4 }, patient(fakeClock())).catch(() => {})
  await warm
  return play(options, fakeClock())
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
  const { seed, steps = 40, faults: share = 2, dialect = seed % 2 === 0 ? 'meteor' : 'streamer' } = options
  const { compat = seed % 3 === 2 ? 6 : 0 } = options
  const random = seededRandom(seed)
  const story: string[] = []
  const commands: Command[] = []
  const views: View[] = []
  let faults = 0
  const tell = (what: string): void => {
    story.push(`${String(clock.now() - begun).padStart(7)} ms  ${what}`)
  }
  const begun = clock.now()
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]

  const ports = { clock: serverClock(clock), random: serverRandom(random) }
  const store = createMemoryStore({ ...ports, delays: { upToMs: 15 } })
  let core: ServerCore | undefined
  const start = (): Promise<ServerCore> =>
    createServerCore({
      ...ports,
      store,
      dialect,
      demo: 'people',
      ...(compat !== 0 && { compat, limits: 'none' as const }),
      passwords: PLAIN,
      report: (fault) => tell(`FAULT ${String(fault)}`),
    })
  core = await during(clock, start())
  const admin = await during(clock, core.domain.users.byUsername('alice'))
  if (!admin) throw new Error('nobody is there')
  const second = await during(
    clock,
    core.domain.rooms.create(admin, { type: 'channel', name: 'second', usernames: PEOPLE, readOnly: false }),
  )
  const roomIds = ['GENERAL', second.id]
  const before = new Set<string>()
  for (const id of roomIds) for (const { id: one } of await during(clock, finalOf(core, id))) before.add(one)

  const people: Person[] = []
  for (const name of PEOPLE) {
    const link = createLink({ clock, random, core: () => core })
    const { now, setTimeout, clearTimeout } = clock
    const fetch = (): Promise<Response> => Promise.reject(new TypeError('there is no REST in this world'))
    const rc = createClient('http://simulation', {
      user: name,
      password: name,
      ports: {
        WebSocket: link.WebSocket,
        fetch,
        now,
        setTimeout: (task, ms) => setTimeout(task, ms),
        clearTimeout,
        random,
      },
    })
    await during(clock, rc.ready())
    const rooms: Room[] = []
    for (const id of roomIds) rooms.push(await during(clock, watch(rc, id, name)))
    people.push({ name, rc, link, rooms })
  }

  // A client that has just opened a room may need a moment to learn from where on it would have to ask.
  await clock.advance(10_000)

  async function watch(rc: Client, roomId: string, who: string): Promise<Room> {
    const room = await rc.room(roomId)
    const view: View = { who, roomId, told: [], late: new Set(), gaps: 0, kept: [] }
    views.push(view)
    room.timeline.subscribe(() => {})
    await room.timeline.loadOlder()
    room.on('message', ({ id, late }) => {
      view.told.push(id)
      if (late) view.late.add(id)
    })
    room.on('gap', ({ reason }) => {
      view.gaps++
      tell(`${who} hears of a gap: ${reason.message}`)
    })
    return room
  }

  function command(
    kind: Command['kind'],
    { name }: Person,
    room: Room,
    messageId: string,
    doing: Promise<unknown>,
  ): void {
    const entry: Command = { kind, by: name, roomId: room.id, messageId, outcome: 'pending' }
    commands.push(entry)
    tell(`${name} ${kind} ${messageId}`)
    doing.then(
      () => (entry.outcome = 'done'),
      (error: unknown) => {
        entry.outcome = outcomeOf(error)
        tell(`${name}'s ${kind} of ${messageId} ended with ${String((error as Error).message)}`)
      },
    )
  }

  let count = 0
  const act = (person: Person): void => {
    const room = pick(person.rooms)
    if (!room) return
    const mine = commands.filter(
      ({ kind, by, roomId, outcome }) =>
        kind === 'send' && by === person.name && roomId === room.id && outcome === 'done',
    )
    const target = pick(mine)
    const dice = random()
    if (!target || dice < 0.6) {
      const id = `s${String(seed).padStart(8, '0')}n${String(++count).padStart(7, '0')}`
      command('send', person, room, id, room.send({ id, text: `${person.name} says ${count}` }))
    } else if (dice < 0.75)
      command('edit', person, room, target.messageId, room.edit(target.messageId, `edited ${++count}`))
    else if (dice < 0.83) command('delete', person, room, target.messageId, room.delete(target.messageId))
    else command('react', person, room, target.messageId, room.react(target.messageId, pick(EMOJI) ?? ':wave:'))
  }

  const fail = async (person: Person): Promise<void> => {
    faults++
    const dice = random()
    if (dice < 0.3) {
      tell(`${person.name}'s connection is cut`)
      person.link.cut('loud')
    } else if (dice < 0.55) {
      tell(`${person.name}'s connection is dead, and nobody says so`)
      person.link.cut('silent')
    } else if (dice < 0.8) {
      const ms = random() * 40_000
      tell(`${person.name}'s network stalls for ${Math.round(ms)} ms`)
      person.link.stalled = true
      clock.setTimeout(() => (person.link.stalled = false), ms)
    } else {
      const ms = random() * 8_000
      tell(`the server crashes, and is back after ${Math.round(ms)} ms`)
      core = undefined
      for (const { link } of people) link.cut(random() < 0.7 ? 'loud' : 'silent')
      await clock.advance(ms)
      core = await during(clock, start())
    }
  }

  for (let step = 0; step < steps; step++) {
    const person = pick(people)
    if (!person) break
    if (random() * 10 < share) await fail(person)
    else act(person)
    await clock.advance(random() < 0.5 ? random() * 50 : random() * 4_000)
  }

  tell('everything heals')
  for (const { link } of people) link.stalled = false
  await clock.advance(HEALING_MS)

  const final = new Map<string, readonly Kept[]>()
  for (const id of roomIds) final.set(id, await during(clock, finalOf(core, id)))
  for (const view of views) {
    const room = people.find(({ name }) => name === view.who)?.rooms.find(({ id }) => id === view.roomId)
    view.kept = room?.timeline.getSnapshot().messages.filter(({ systemType }) => systemType === undefined) ?? []
  }
  const drops = people.reduce((sum, { rc }) => sum + rc.stats.drops, 0)
  const sessions = { counted: core.connections, expected: people.length }
  const broken = check({ commands, views, final, before, sessions, drops, faults })
  broken.push(...story.filter((line) => line.includes('FAULT')).map((line) => `the server had a fault: ${line}`))
  for (const { rc } of people) await rc.close()
  await clock.advance(1_000)
  return { seed, broken, story, sent: count, faults }
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

async function finalOf(core: ServerCore, roomId: string): Promise<readonly Kept[]> {
  const page = await core.domain.ground.store.history({ roomId, limit: 1_000, threads: true })
  const own = page.filter(({ type }) => type === undefined)
  return own.map(({ id, sentAt: at, text, reactions }) => ({ id, at, text, reactions })).toReversed()
}

function outcomeOf(error: unknown): Outcome {
  return error instanceof QuindarError && error.code === 'method-failed' ? 'refused' : 'unknown'
}

function serverClock({ now, setTimeout, clearTimeout }: FakeClock): Clock {
  return {
    now,
    monotonic: now,
    after(ms, task) {
      const timer = setTimeout(task, ms)
      return { stop: () => clearTimeout(timer) }
    },
    endOfTurn: (task) => queueMicrotask(task),
  }
}

function serverRandom(random: () => number): Randomness {
  return { bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)) }
}

/** Argon2 is slow on purpose, and tested where it lives. */
const PLAIN = {
  hash: (digest: string) => Promise.resolve(digest),
  matches: (hash: string, digest: string) => Promise.resolve(hash === digest),
}
