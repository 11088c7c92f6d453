// stream-notify-all: what everybody may hear, without login too, such as public settings that change.

import * as facts from 'quindar/protocol'
import { defineStream } from './stream.ts'

export const notifyAll = defineStream({
  fact: facts.notifyAll,
  forVisitors: false,
  read: () => true,
  room: () => undefined,
  followsMemberships: () => false,
})
