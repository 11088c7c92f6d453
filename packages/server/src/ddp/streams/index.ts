// Every stream of this server: one file each, closed by default. `user-presence` is a publication of its own kind.

import { livechatQueue } from './livechat-queue.ts'
import { livechatRoom } from './livechat-room.ts'
import { notifyAll } from './notify-all.ts'
import { notifyLogged } from './notify-logged.ts'
import { notifyRoom } from './notify-room.ts'
import { notifyUser } from './notify-user.ts'
import { roomMessages } from './room-messages.ts'
import type { StreamDefinition } from './stream.ts'

export { MY_MESSAGES, CHANNEL_WATCHERS, myMessagesTopic } from './room-messages.ts'
export { streamPublication, topicOf } from './stream.ts'
export { presenceTopic, userPresence } from './user-presence.ts'

export const streams: readonly StreamDefinition[] = [
  roomMessages,
  notifyRoom,
  notifyUser,
  notifyLogged,
  notifyAll,
  livechatRoom,
  livechatQueue,
]
