// stream-notify-user: `<user id>/<event>`: what is only for one user. Rocket.Chat up to 8 lets every user write to every
// other; its newest does not, and neither do we.

import * as facts from 'quindar/protocol'
import { defineStream } from './stream.ts'

const MEMBERS_ONLY = ['rooms-changed']

export const notifyUser = defineStream({
  fact: facts.notifyUser,
  forVisitors: false,
  read: ({ user }, key) => user !== undefined && key.startsWith(`${user.id}/`),
  room: () => undefined,
  // A room that changes is told to its members: they have to be known.
  followsMemberships: (key) => MEMBERS_ONLY.some((event) => key.endsWith(`/${event}`)),
})
