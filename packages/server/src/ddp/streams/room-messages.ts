// stream-room-messages: the messages of one room, or, as `__my_messages__`, of every room that the reader may see.
// Evidence: recorded (6.14's streamer), source of 8.3 (reference: PROTOCOL.md#stream-room-messages).

import * as facts from 'quindar/protocol'
import { may } from '../../domain/permissions.ts'
import { defineStream, mayReadRoom, tokenIn, topicOf } from './stream.ts'

export const MY_MESSAGES = '__my_messages__'

export const roomMessages = defineStream({
  fact: facts.roomMessages,
  // Everybody may ask for his messages; without a login there are none.
  forVisitors: true,
  read: ({ user, extra }, key, { access }) => key === MY_MESSAGES || mayReadRoom(user, tokenIn(extra), key, access),
  room: (key) => (key === MY_MESSAGES ? undefined : key),
  followsMemberships: (key) => key === MY_MESSAGES,
  topics({ user }, key) {
    if (key !== MY_MESSAGES) return [topicOf('room-messages', key)]
    if (!user) return []
    const seesChannels = may(user, 'view-c-room') && may(user, 'preview-c-room')
    return [myMessagesTopic(user.id), ...(seesChannels ? [CHANNEL_WATCHERS] : [])]
  },
})

/** What a user's own rooms say. */
export function myMessagesTopic(userId: string): string {
  return topicOf('room-messages', `${MY_MESSAGES}/${userId}`)
}

/** Those who also hear the public channels that they are not in: Rocket.Chat says so with `roomParticipant: false`. */
export const CHANNEL_WATCHERS = topicOf('room-messages', MY_MESSAGES)
