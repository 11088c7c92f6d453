// stream-notify-room: `<room id>/<event>`: who is typing, what was deleted. Who may read the room may read all of it,
// a visitor by the token that opens his chat.

import * as facts from 'quindar/protocol'
import { defineStream, mayReadRoom, tokenIn } from './stream.ts'

export const notifyRoom = defineStream({
  fact: facts.notifyRoom,
  forVisitors: true,
  read: ({ user, extra }, key, { access }) => mayReadRoom(user, tokenIn(extra), roomOf(key), access),
  room: roomOf,
  followsMemberships: () => false,
})

function roomOf(key: string): string {
  return key.split('/', 1)[0] ?? ''
}
