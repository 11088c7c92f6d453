// Tells the bus what a change of a room's log has changed: first the message, then each member's counters. The message's
// event carries the room as it is then, so that nobody is told twice that the room has moved.

import type { Bus } from '../bus/port.ts'
import type { Membership, Message, Room } from './entities.ts'

interface Change {
  readonly message: Message
  /** What the message answers, if its thread moved. */
  readonly parent?: Message
  readonly room: Room
  readonly memberships: readonly Membership[]
}

export function announceMessage(
  bus: Bus,
  how: 'sent' | 'edited' | 'reacted' | 'marked',
  { message, parent, room, memberships }: Change,
): void {
  bus.publish({ type: 'message', change: how, message, room })
  announceParent(bus, parent, room)
  announceCounters(bus, memberships)
}

/** Comes after what was answered or taken back: clients count for themselves, and this says what is right. */
export function announceParent(bus: Bus, parent: Message | undefined, room: Room): void {
  if (parent) bus.publish({ type: 'message', change: 'answered', message: parent, room })
}

export function announceCounters(bus: Bus, memberships: readonly Membership[]): void {
  for (const membership of memberships) bus.publish({ type: 'membership', membership })
}
