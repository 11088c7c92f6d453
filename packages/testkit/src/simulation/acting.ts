// What people do: write, change what they have just written, take it back, react, leave.
import type { Room } from 'quindar'
import type { Person } from './person.ts'
import { pick, type Step } from './plan.ts'
import type { Program } from './program.ts'
import type { Command } from './record.ts'

const EMOJI = [':wave:', ':heart:', ':tada:']

export interface Stage {
  readonly seed: number
  readonly commands: readonly Command[]
  /** The room that one may leave, but alice, who owns it. */
  readonly secondId: string
}

export function act(stage: Stage, person: Person, { index, dice: [what, where, which, how] }: Step): void {
  const { name, program } = person
  const { seed, commands, secondId } = stage
  const room = program && pick(program.rooms, where)
  // Nobody sits before a machine that sleeps.
  if (!program || !room || program.timers.asleep) return
  if (what > 0.99 && room.id === secondId && name !== 'alice') {
    leave(stage, person, program, room)
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

function leave({ commands }: Stage, person: Person, program: Program, room: Room): void {
  const { name } = person
  if (commands.some(({ by, roomId, outcome }) => by === name && roomId === room.id && outcome === 'pending')) return
  outOf(commands, person, room.id)
  program.leave(room)
}

/** What was to be sent there may be refused from now on. */
export function outOf(commands: readonly Command[], person: Person, roomId: string): void {
  for (const command of commands) {
    if (command.by === person.name && command.roomId === roomId && command.outcome === 'promised')
      command.outcome = 'unknown'
  }
  person.roomIds = person.roomIds.filter((id) => id !== roomId)
}
