// The history of a room: its messages by (sentAt, firstSeq), of which no later change moves one.

import type { Message } from '../../domain/entities.ts'
import { isInRoom, isShown } from './rooms.ts'
import type { Place, ReadOperation, State, StoredMessage } from './state.ts'

function comesBefore(a: Place, b: Place): boolean {
  return a.sentAt < b.sentAt || (a.sentAt === b.sentAt && a.firstSeq < b.firstSeq)
}

/** How many places of `timeline` satisfy `early`, which holds for a first part of it and then never again. */
function countEarly(timeline: readonly Place[], early: (place: Place) => boolean): number {
  let low = 0
  let high = timeline.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const candidate = timeline[middle]
    if (candidate && early(candidate)) low = middle + 1
    else high = middle
  }
  return low
}

export function place(state: State, message: Message, firstSeq: number): void {
  const added = { id: message.id, sentAt: message.sentAt, firstSeq }
  const timeline = state.timelines.get(message.roomId) ?? []
  state.timelines.set(message.roomId, timeline)
  timeline.splice(
    countEarly(timeline, (other) => comesBefore(other, added)),
    0,
    added,
  )
}

export function forget(state: State, { message, firstSeq }: StoredMessage): void {
  const timeline = state.timelines.get(message.roomId) ?? []
  const gone = { id: message.id, sentAt: message.sentAt, firstSeq }
  timeline.splice(
    countEarly(timeline, (other) => comesBefore(other, gone)),
    1,
  )
}

/** What the room shows as its last message when the last one is gone. */
export function lastShown(state: State, roomId: string): Message | undefined {
  for (const { id } of (state.timelines.get(roomId) ?? []).toReversed()) {
    const message = state.messages.get(id)?.message
    if (message && isShown(message)) return message
  }
  return undefined
}

function messagesAt(state: State, places: readonly Place[]): Message[] {
  return places.flatMap((entry) => state.messages.get(entry.id)?.message ?? [])
}

export const message: ReadOperation<'message'> = (state, { id }) => state.messages.get(id)?.message

export const history: ReadOperation<'history'> = (state, { roomId, before, after, inclusive, limit, threads }) => {
  const timeline = state.timelines.get(roomId) ?? []
  const from =
    after === undefined ? 0 : countEarly(timeline, ({ sentAt }) => (inclusive ? sentAt < after : sentAt <= after))
  const to =
    before === undefined
      ? timeline.length
      : countEarly(timeline, ({ sentAt }) => (inclusive ? sentAt <= before : sentAt < before))
  const found: Message[] = []
  for (let index = to - 1; index >= from && found.length < limit; index -= 1) {
    const [candidate] = messagesAt(state, timeline.slice(index, index + 1))
    if (!candidate) continue
    if (threads || isInRoom(candidate)) found.push(candidate)
  }
  return found
}

export const countBetween: ReadOperation<'countBetween'> = (state, { roomId, after, before, threads }) => {
  const timeline = state.timelines.get(roomId) ?? []
  const from = countEarly(timeline, ({ sentAt }) => sentAt <= after)
  const to = countEarly(timeline, ({ sentAt }) => sentAt < before)
  const found = messagesAt(state, timeline.slice(from, to)).filter((candidate) => threads || isInRoom(candidate))
  return { count: found.length, first: found[0] }
}
