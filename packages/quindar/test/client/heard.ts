// A client that has listened for a while to a Rocket.Chat of a few lines, and what it was told.
import type { Message, Room } from 'quindar'
import { settle } from './rig.ts'
import { stock, type Stock, type StockOptions } from './stock.ts'

/** Everything that a room tells of, in order. */
export function listen(room: Room): string[] {
  const story: string[] = []
  for (const kind of ['message', 'edited', 'reactions', 'changed'] as const) {
    room.on(kind, ({ text, late }: Message) => story.push(`${kind} ${text}${late ? ' late' : ''}`))
  }
  room.on('deleted', ({ id }) => story.push(`deleted ${id}`))
  room.on('gap', ({ reason }) => story.push(`gap: ${reason.message}`))
  return story
}

export interface Heard extends Stock {
  readonly room: Room
  readonly story: string[]
  /** What the stream of all rooms told, as texts. */
  readonly raw: string[]
}

/** A room that was heard for a while: `a` was said in it. */
export async function heard(options?: StockOptions): Promise<Heard> {
  const s = stock(options)
  await s.connect()
  const room = await s.rc.room('GENERAL')
  const story = listen(room)
  const raw: string[] = []
  s.rc.stream('room-messages', '__my_messages__').on((message) => raw.push(message.msg))
  await s.clock.advance(1_000)
  s.say('GENERAL', 'a')
  await settle()
  await s.clock.advance(60_000)
  return Object.assign(s, { room, story, raw })
}
