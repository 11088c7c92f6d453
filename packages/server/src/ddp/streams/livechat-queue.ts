// stream-livechat-inquiry-queue-observer: who waits, for those who answer visitors.

import * as facts from 'quindar/protocol'
import { may } from '../../domain/permissions.ts'
import { defineStream } from './stream.ts'

export const livechatQueue = defineStream({
  fact: facts.livechatInquiryQueueObserver,
  forVisitors: false,
  read: ({ user }) => user !== undefined && may(user, 'view-l-room'),
  room: () => undefined,
  followsMemberships: () => false,
})
