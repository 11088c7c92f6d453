// What one marks in a room: messages pinned and starred, threads followed, the room's place on one's list. Loaded with the
// first of these commands that is given.
import type { Message as WireMessage, MethodName, MethodParams } from '../../protocol/index.ts'
import type { Client } from '../client.ts'
import { messageOf, type Message } from '../messages/message.ts'
import type { Ports } from '../ports.ts'
import { patiently } from '../routes/patience.ts'
import { withDates } from '../routes/rest-dates.ts'
import type { CommandOptions, Marks, PageOptions } from './room.ts'

export interface MarksHost extends Pick<Client, 'call' | 'rest'> {
  readonly ports: Ports
}

/** The routes that list messages by what was made of them. */
type Listing =
  'GET /api/v1/chat.getPinnedMessages' | 'GET /api/v1/chat.getStarredMessages' | 'GET /api/v1/chat.getMentionedMessages'

/** Messages of a page unless told otherwise. */
const PAGE_SIZE = 50

export interface RoomMarks extends Marks {
  readonly follow: (messageId: string, on: boolean, options?: CommandOptions) => Promise<void>
}

export function createRoomMarks(roomId: string, { ports, call, rest }: MarksHost): RoomMarks {
  // What is set twice is set; only a pin, which is told of in the room, may be told of twice.
  async function set<Name extends MethodName>(
    name: Name,
    options: CommandOptions | undefined,
    ...params: MethodParams<Name>
  ): Promise<void> {
    const retry = name === 'pinMessage' ? 'once' : 'safe'
    await patiently(ports, options, (wishes) => call<Name>({ name, retry, ...wishes }, ...params))
  }

  const page =
    (route: Listing) =>
    async ({ limit = PAGE_SIZE, skip = 0, ...options }: PageOptions = {}): Promise<Message[]> => {
      const { messages } = await rest(route, { roomId, count: limit, offset: skip }, options)
      return (withDates(messages) as unknown as WireMessage[]).map(messageOf)
    }

  return {
    pin: (_id, options) => set('pinMessage', options, { _id, rid: roomId }),
    unpin: (_id, options) => set('unpinMessage', options, { _id, rid: roomId }),
    star: (_id, options) => set('starMessage', options, { _id, rid: roomId, starred: true }),
    unstar: (_id, options) => set('starMessage', options, { _id, rid: roomId, starred: false }),
    follow: (mid, on, options) => set(on ? 'followMessage' : 'unfollowMessage', options, { mid }),
    favourite: (on = true, options) => set('toggleFavorite', options, roomId, on),
    hide: (on = true, options) => set(on ? 'hideRoom' : 'openRoom', options, roomId),
    pinned: page('GET /api/v1/chat.getPinnedMessages'),
    starred: page('GET /api/v1/chat.getStarredMessages'),
    mentions: page('GET /api/v1/chat.getMentionedMessages'),
  }
}
