// What goes wrong, one kind after the other, with how likely it is. Rows are those of the fault model, as in plan.ts.
import { outOf } from './acting.ts'
import type { FakeClock } from '../fake-clock.ts'
import type { Machine } from './machine.ts'
import type { Way } from './network.ts'
import type { Person } from './person.ts'
import { pick, type Step } from './plan.ts'
import type { Command, View } from './record.ts'

/** The world in which it goes wrong. */
export interface World {
  readonly clock: FakeClock
  readonly machine: Machine
  readonly people: readonly Person[]
  readonly commands: readonly Command[]
  readonly views: readonly View[]
  /** Messages of which a restored database has forgotten something. */
  readonly forgotten: Set<string>
  /** The room that one can be put out of, but alice, who owns it. */
  readonly secondId: string
  readonly tell: (what: string) => void
  /** Starts a person's program. */
  readonly begin: (person: Person) => void
  /** Lets the time pass until a promise has settled. */
  readonly during: <T>(promise: Promise<T>) => Promise<T>
}

type Dice = Pick<Step, 'dice'>['dice']

interface Fault {
  /** Of a hundred. */
  readonly share: number
  /** May it cost a connection? */
  readonly cuts: boolean
  readonly happen: (world: World, person: Person, dice: Dice) => unknown
}

/** The network is back, the machine awake. Row 10: who sits before a page looks at it again. */
export function flows({ link, program }: Person): void {
  link.network.flow()
  if (program?.timers.wake()) link.slept()
  program?.wake()
}

const STALLS: readonly { readonly way: Way; readonly what: string }[] = [
  { way: 'both', what: 'network stalls' },
  { way: 'up', what: 'network lets nothing out' },
  { way: 'down', what: 'network lets nothing in' },
]

const FAULTS: readonly Fault[] = [
  {
    share: 14,
    cuts: true,
    happen({ tell }, { name, link }) {
      tell(`${name}'s connection is cut`)
      link.cut('loud')
    },
  },
  {
    // Row 5.
    share: 3,
    cuts: true,
    happen({ tell }, { name, link }) {
      tell(`${name}'s connection is cut, and the server does not hear of it`)
      link.cut('half')
    },
  },
  {
    // Rows 1 and 24.
    share: 12,
    cuts: true,
    happen({ tell }, { name, link }) {
      tell(`${name}'s connection is dead, and nobody says so`)
      link.cut('silent')
    },
  },
  {
    // Rows 2, 3 and 10.
    share: 15,
    cuts: true,
    happen({ clock, tell }, person, [, long, how]) {
      const ms = long * 40_000
      const { way, what } = pick(STALLS, how * 0.999 < 0.6 ? 0 : how) ?? STALLS[0]!
      tell(`${person.name}'s ${what} for ${Math.round(ms)} ms`)
      person.link.network.stall(way)
      clock.setTimeout(() => flows(person), ms)
    },
  },
  {
    // Row 49.
    share: 4,
    cuts: true,
    happen({ tell }, { name, link }) {
      tell(`the server gives ${name} up as a reader that is too slow`)
      link.cut('dropped')
    },
  },
  {
    share: 12,
    cuts: true,
    happen({ tell }, { name, link }, [, long, how]) {
      const [question, kind] = how < 0.3 ? (['which rooms', 'rooms'] as const) : (['what', 'changes'] as const)
      tell(
        `${name}'s connection is cut, and the server fails to say ${question} was missed for ${Math.round(long * 1_900)} ms`,
      )
      link.inspection.refuse(kind, 'error', long * 1_900)
      link.cut('loud')
    },
  },
  {
    // Row 29.
    share: 4,
    cuts: true,
    happen({ tell }, { name, link }, [, long, how]) {
      const ms = long * 5_000
      const kind = pick(['rooms', 'changes', 'sends'] as const, how) ?? 'sends'
      tell(`${name}'s connection is cut, and for ${Math.round(ms)} ms it asks too often for ${kind}`)
      link.inspection.refuse(kind, 'limit', ms)
      link.cut('loud')
    },
  },
  {
    // Row 26: everything that lives by the user's tokens ends.
    share: 4,
    cuts: true,
    async happen({ machine, tell, during }, person) {
      tell(`${person.name}'s tokens are revoked`)
      person.revoked++
      const { users, authentication } = machine.core?.domain ?? {}
      const user = await during(users?.byUsername(person.name) ?? Promise.resolve(undefined))
      if (user) await during(authentication?.revoke(user.id) ?? Promise.resolve())
    },
  },
  {
    // Rows 18 and 28.
    share: 3,
    cuts: false,
    happen: putOut,
  },
  {
    // Rows 13, 14, 34 and 35.
    share: 11,
    cuts: true,
    async happen(world, _person, [, long, how]) {
      const ms = long * 8_000
      world.tell(`the server crashes, and is back after ${Math.round(ms)} ms`)
      await world.machine.crash()
      await restart(world, ms, how)
    },
  },
  {
    // Row 40.
    share: 4,
    cuts: true,
    happen: restore,
  },
  {
    // Row 53.
    share: 8,
    cuts: true,
    happen({ clock, tell, begin }, person, [, long]) {
      const { name, program } = person
      if (!program) return
      const ms = long * 5_000
      tell(`${name}'s program crashes, and is back after ${Math.round(ms)} ms`)
      program.crash()
      person.drops += program.rc.stats.drops
      person.program = undefined
      clock.setTimeout(() => begin(person), ms)
    },
  },
  {
    // Rows 9 and 11.
    share: 2,
    cuts: true,
    happen({ clock, tell }, person, [, long]) {
      const { name, program, link } = person
      if (!program) return
      const ms = long * 60_000
      tell(`${name}'s machine sleeps for ${Math.round(ms)} ms`)
      program.timers.sleep()
      link.slept()
      link.network.stall('both')
      clock.setTimeout(() => {
        flows(person)
      }, ms)
    },
  },
  {
    // Row 6.
    share: 2,
    cuts: false,
    happen({ tell }, { name, link }, [, long]) {
      const ms = 300 + long * 1_500
      tell(`${name}'s network is slow: everything takes up to ${Math.round(ms)} ms`)
      link.network.slow(ms)
    },
  },
  {
    // Rows 15 and 19.
    share: 1,
    cuts: false,
    happen({ tell }, { name, link }) {
      tell(`from now on ${name} hears everything twice`)
      link.network.stuttering = true
    },
  },
  {
    // Row 23.
    share: 1,
    cuts: false,
    happen({ tell }, person, [, long]) {
      const ms = Math.round((long - 0.5) * 2 * 86_400_000)
      tell(`${person.name}'s clock jumps by ${ms} ms`)
      person.skew += ms
    },
  },
]

/** Answers whether it may have cost a connection. */
export async function fail(world: World, person: Person, { dice }: Step): Promise<boolean> {
  let rest = dice[0] * FAULTS.reduce((sum, { share }) => sum + share, 0)
  const fault = FAULTS.find(({ share }) => (rest -= share) < 0)
  await fault?.happen(world, person, dice)
  return fault?.cuts ?? false
}

/** The server is gone; everybody hears of it, or not. */
async function restart({ clock, machine, people, during }: World, ms: number, how: number): Promise<void> {
  for (const [index, { link }] of people.entries()) link.cut((how * (index + 2)) % 1 < 0.7 ? 'loud' : 'silent')
  await clock.advance(ms)
  await during(machine.start())
}

/** Somebody who may has taken this person out of the second room. */
async function putOut({ clock, machine, commands, secondId, tell, during }: World, person: Person): Promise<void> {
  const { name, program, roomIds } = person
  const { users, memberships } = machine.core?.domain ?? {}
  if (!program || !users || !memberships || name === 'alice' || !roomIds.includes(secondId)) return
  tell(`${name} is put out of ${secondId}`)
  const view = program.putOut(secondId)
  outOf(commands, person, secondId)
  const user = await during(users.byUsername(name))
  if (!user) return
  await during(memberships.leave(user, secondId))
  if (view) view.leftAt = clock.now()
}

/** Whoever was let in or logged in since the backup was made is not any more; who had left is back. */
async function restore(world: World, _person: Person, [, long, how, ago]: Dice): Promise<void> {
  const { clock, machine, people, views, forgotten, tell } = world
  const ms = long * 8_000
  const at = clock.now() - ago * 20_000
  tell(
    `the server ends, and is back after ${Math.round(ms)} ms with a backup that is ${Math.round(ago * 20_000)} ms old`,
  )
  const lost = await machine.restore(at)
  for (const id of lost) forgotten.add(id)
  for (const person of people) person.revoked++
  for (const view of views) {
    if (view.leftAt !== undefined && view.leftAt >= at) view.leftAt = undefined
    const known = [...view.told, ...(view.loaded ?? [])]
    view.restores.push({ at: clock.now(), forgot: known.some((id) => lost.has(id)) })
  }
  await restart(world, ms, how)
}
