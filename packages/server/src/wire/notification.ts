// A notification as Rocket.Chat writes it: the argument of `notify-user/notification`.

import type { BusEvent } from '../domain/events.ts'
import { wireRoomType } from './room.ts'

export function wireNotification(event: Extract<BusEvent, { type: 'notification' }>) {
  const { message, room, sender } = event
  return {
    title: event.title,
    text: event.text,
    payload: {
      _id: message.id,
      rid: message.roomId,
      ...(message.threadId !== undefined && { tmid: message.threadId }),
      sender: { _id: sender.id, username: sender.username, name: sender.name },
      type: wireRoomType(room.type),
      name: room.name ?? sender.username,
      message: { msg: message.text, ...(message.type !== undefined && { t: message.type }) },
    },
  }
}
