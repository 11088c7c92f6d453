// Tells the bus what a change of a room's log has changed: first the message, then the room, then each member's counters.

import type { Bus } from '../bus/port.ts'
import type { Membership, Message, Room } from './entities.ts'

interface Change {
  readonly room: Room
  readonly memberships: readonly Membership[]
}

export function announceMessage(
  bus: Bus,
  how: 'sent' | 'edited' | 'reacted',
  { message, room, memberships }: Change & { readonly message: Message },
): void {
  bus.publish({ type: 'message', change: how, message, room })
  // An old message that changes leaves the room as its list shows it.
  if (how === 'sent' || room.lastMessage?.id === message.id) announceRoom(bus, room)
  announceCounters(bus, memberships)
}

export function announceRoom(bus: Bus, room: Room): void {
  bus.publish({ type: 'room', change: 'updated', room })
}

export function announceCounters(bus: Bus, memberships: readonly Membership[]): void {
  for (const membership of memberships) bus.publish({ type: 'membership', membership })
}
