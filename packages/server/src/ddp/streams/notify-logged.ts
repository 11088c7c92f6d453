// stream-notify-logged: what every user who is logged in may hear, such as who is online.

import * as facts from 'quindar/protocol'
import { defineStream } from './stream.ts'

export const notifyLogged = defineStream({
  fact: facts.notifyLogged,
  forVisitors: false,
  read: ({ user }) => user !== undefined,
  room: () => undefined,
  followsMemberships: () => false,
})
