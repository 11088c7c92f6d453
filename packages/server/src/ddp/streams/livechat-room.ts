// stream-livechat-room: what only the visitor of a chat hears: who answers, where he stands in the queue. Never agents.

import * as facts from 'quindar/protocol'
import { defineStream, tokenIn } from './stream.ts'

export const livechatRoom = defineStream({
  fact: facts.livechatRoom,
  forVisitors: true,
  read: async ({ extra }, key, { access }) => (await access.visitorRoom(tokenIn(extra), key)) !== undefined,
  room: (key) => key,
  followsMemberships: () => false,
})
