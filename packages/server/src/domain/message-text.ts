// The text of a message: how long it may be, and whom and what it points at.

import type { Mention, Role, Room, User } from './entities.ts'
import type { Ground } from './ground.ts'
import { pointersIn } from './mentions.ts'
import { may } from './permissions.ts'
import { Refusal } from './refusal.ts'

/** Rocket.Chat's `Message_MaxAllowedSize`, in characters: an emoji of two code units counts as one. */
export const MAX_TEXT_LENGTH = 5_000

export function checkLength(text: string): void {
  if (text.length <= MAX_TEXT_LENGTH) return
  let length = 0
  for (const _character of text) {
    length++
    if (length > MAX_TEXT_LENGTH) {
      throw new Refusal('error-message-size-exceeded', 'Message size exceeds Message_MaxAllowedSize')
    }
  }
}

export interface ResolvedPointers {
  readonly mentions: readonly Mention[]
  readonly channels: readonly Pick<Room & { name: string }, 'id' | 'name'>[]
  readonly urls: readonly string[]
}

/** @throws Refusal when the author may not call everybody. */
export async function resolvePointers(
  store: Ground['store'],
  text: string,
  author: User,
  roomRoles: readonly Role[],
): Promise<ResolvedPointers> {
  const { usernames, channelNames, urls } = pointersIn(text)
  const groups = usernames.filter(isGroup)
  for (const group of groups) requireGroupMention(group, author, roomRoles)
  const names = usernames.filter((name) => !isGroup(name))
  const [users, rooms] = await Promise.all([
    names.length === 0 ? [] : store.users({ usernames: names }),
    Promise.all(channelNames.map((name) => store.room({ name, type: 'channel' }))),
  ])
  return {
    mentions: [
      ...groups.map((name): Mention => ({ id: name, username: name, type: 'group' })),
      ...users.map((user): Mention => ({ id: user.id, username: user.username, name: user.name, type: 'user' })),
    ],
    channels: rooms.flatMap((room) => (room?.name === undefined ? [] : [{ id: room.id, name: room.name }])),
    urls,
  }
}

function isGroup(name: string): boolean {
  return name === 'all' || name === 'here'
}

function requireGroupMention(group: string, author: User, roomRoles: readonly Role[]): void {
  if (group === 'all' && !may(author, 'mention-all', roomRoles)) {
    throw new Refusal('error-action-not-allowed', 'Notify all in this room not allowed', {
      action: 'Notify_all_in_this_room',
    })
  }
  if (group === 'here' && !may(author, 'mention-here', roomRoles)) {
    throw new Refusal('error-action-not-allowed', 'Notify active in this room not allowed', {
      action: 'Notify_active_in_this_room',
    })
  }
}
