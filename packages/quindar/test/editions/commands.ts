// The commands of which the release decides the way, and which releases those are.
import type { Room } from 'quindar'
import { METHODS, type MajorRelease } from 'quindar/protocol'
import type { Stage } from './stage.ts'

/** Has this release, as our server plays it, lost the method? Reckoned by major numbers alone, unlike the client's. */
export function isGone(compat: MajorRelease, method: string): boolean {
  const { until, announcedUntil = until } = METHODS.get(method) ?? {}
  return announcedUntil !== undefined && compat >= Number.parseInt(announcedUntil, 10)
}

/** Commands of which the release decides the way: the method, what stands for it in REST, and what to do. */
export const COMMANDS: readonly (readonly [
  method: string,
  route: string,
  name: string,
  run: (it: Scene) => Promise<unknown>,
])[] = [
  ['sendMessage', 'POST /api/v1/chat.sendMessage', 'send', ({ hers }) => hers.send('sent')],
  ['updateMessage', 'POST /api/v1/chat.update', 'edit', ({ hers, mine }) => hers.edit(mine, 'edited')],
  ['setReaction', 'POST /api/v1/chat.react', 'react', ({ hers, mine }) => hers.react(mine, ':wave:')],
  ['deleteMessage', 'POST /api/v1/chat.delete', 'delete', ({ hers, mine }) => hers.delete(mine)],
  ['readMessages', 'POST /api/v1/subscriptions.read', 'mark read', ({ hers }) => hers.markRead()],
  ['getUsersOfRoom', 'GET /api/v1/channels.members', 'members', ({ hers }) => hers.members()],
  ['createDirectMessage', 'POST /api/v1/im.create', 'open a direct room', ({ alice }) => alice.room('@carol')],
  ['createChannel', 'POST /api/v1/channels.create', 'make a channel', ({ alice, name }) => alice.createRoom({ name })],
  [
    'createPrivateGroup',
    'POST /api/v1/groups.create',
    'make a private group',
    ({ alice, name }) => alice.createRoom({ name, kind: 'group', members: ['bob'] }),
  ],
  ['joinRoom', 'POST /api/v1/channels.join', 'join', ({ other }) => other.join()],
  ['leaveRoom', 'POST /api/v1/rooms.leave', 'leave', ({ other }) => other.leave()],
  ['pinMessage', 'POST /api/v1/chat.pinMessage', 'pin', ({ own }) => own.room.pin(own.message)],
  ['unpinMessage', 'POST /api/v1/chat.unPinMessage', 'unpin', ({ own }) => own.room.unpin(own.message)],
  ['starMessage', 'POST /api/v1/chat.starMessage', 'star', ({ hers, mine }) => hers.star(mine)],
  ['starMessage', 'POST /api/v1/chat.unStarMessage', 'unstar', ({ hers, mine }) => hers.unstar(mine)],
  [
    'followMessage',
    'POST /api/v1/chat.followMessage',
    'follow',
    async ({ hers, mine }) => (await hers.thread(mine)).follow(),
  ],
  [
    'unfollowMessage',
    'POST /api/v1/chat.unfollowMessage',
    'unfollow',
    async ({ hers, mine }) => (await hers.thread(mine)).unfollow(),
  ],
  ['toggleFavorite', 'POST /api/v1/rooms.favorite', 'mark as favourite', ({ hers }) => hers.favourite()],
  ['hideRoom', 'POST /api/v1/rooms.hide', 'hide', ({ hers }) => hers.hide()],
  ['openRoom', 'POST /api/v1/rooms.open', 'bring back', ({ hers }) => hers.hide(false)],
  ['loadHistory', 'GET /api/v1/channels.history', 'history', ({ hers }) => hers.history()],
]

export interface Scene extends Stage {
  /** `#general`, as each of both has it. */
  readonly hers: Room
  readonly his: Room
  /** A channel of bob's. */
  readonly other: Room
  /** A message of alice's, by its id. */
  readonly mine: string
  /** A room of alice's own, where she may do everything, and a message in it, by its id. */
  readonly own: { readonly room: Room; readonly message: string }
  /** That no room has. */
  readonly name: string
}
