// Whom a new message calls: the others of a direct room, the agent of a chat, who is mentioned, and who follows the thread that it answers.

import type { Bus } from '../bus/port.ts'
import type { Membership, Message, Room } from './entities.ts'
import type { Presence } from './presence.ts'

interface Sent {
  readonly message: Message
  /** What it answers. */
  readonly parent?: Message
  readonly room: Room
  /** Those whose counters moved: whoever is called is among them, and of what is said in a thread alone only followers. */
  readonly memberships: readonly Membership[]
}

export function notify(bus: Bus, presence: Presence, { message, parent, room, memberships }: Sent): void {
  const { author } = message
  const followers = new Set(parent?.thread?.followers)
  for (const { userId } of memberships) {
    if (userId === author.id) continue
    if (!followers.has(userId) && !isCalled(userId, message, room, presence)) continue
    bus.publish({ type: 'notification', userId, ...words(message, room), room, message, sender: author })
  }
}

function isCalled(userId: string, message: Message, room: Room, presence: Presence): boolean {
  if (room.type === 'direct' || room.type === 'livechat') return true
  return message.mentions.some(
    ({ id, type }) =>
      (type === 'user' && id === userId) ||
      (type === 'group' && (id === 'all' || presence.statusOf(userId) !== 'offline')),
  )
}

/** Rocket.Chat's words: a direct message shows its sender as the title, others the room. */
function words(message: Message, room: Room): { title: string; text: string } {
  const { author, text } = message
  const betweenTwo = room.type === 'direct' && (room.userIds?.length ?? 0) <= 2
  if (betweenTwo) return { title: author.username, text }
  if (room.type === 'livechat') return { title: room.displayName ?? author.username, text }
  const title = room.type === 'direct' ? (room.usernames ?? []).join(', ') : `#${room.name ?? ''}`
  return { title, text: `${author.username}: ${text}` }
}
