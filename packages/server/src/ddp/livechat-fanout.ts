// From the bus to visitors and to those who answer them: a chat's own news, and what happens in the queues.

import type { LivechatEvent } from '../domain/livechat/events.ts'
import { wireToldToVisitor } from '../wire/livechat.ts'
import { wireInquiry } from '../wire/livechat-room.ts'
import { streamFrame } from './events.ts'
import { topicOf } from './streams/index.ts'
import type { Topics } from './topics.ts'

const ROOM = 'livechat-room'
const QUEUE = 'livechat-inquiry-queue-observer'

export function tellLivechat(topics: Topics, event: LivechatEvent, epoch: string | undefined): void {
  if (event.type === 'chat') {
    const { roomId, told } = event
    topics.deliver(topicOf(ROOM, roomId), () => streamFrame(ROOM, roomId, [wireToldToVisitor(told)], { topic: roomId }))
    return
  }
  const { room, change } = event
  const { chat } = room
  if (!chat) return
  const inquiry = wireInquiry(room, chat, epoch)
  const audience = chat.departmentId === undefined ? 'public' : `department/${chat.departmentId}`
  // The inquiry's own key says what happened in other words than the queue's.
  const lines = [
    [audience, { type: change, ...inquiry }],
    [chat.inquiryId, { ...inquiry, clientAction: change === 'added' ? 'inserted' : change }],
  ] as const
  for (const [key, line] of lines) {
    topics.deliver(topicOf(QUEUE, key), () => streamFrame(QUEUE, key, [line], { topic: room.id }))
  }
}
