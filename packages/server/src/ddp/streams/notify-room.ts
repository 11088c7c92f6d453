// stream-notify-room: `<room id>/<event>`: who is typing, what was deleted. Who may read the room may read all of it.

import * as facts from 'quindar/protocol'
import { defineStream } from './stream.ts'

export const notifyRoom = defineStream({
  fact: facts.notifyRoom,
  read: async ({ user }, key, { access }) => (await access.readableRoom(user, roomOf(key))) !== undefined,
  room: roomOf,
  followsMemberships: () => false,
})

function roomOf(key: string): string {
  return key.split('/', 1)[0] ?? ''
}
