// What an answer, and taking it back, does to the message that begins its thread.

import type { Membership, Message, Thread } from '../../domain/entities.ts'
import { compareText } from '../names.ts'
import { withoutReply, withoutUnreadThread, withReply } from '../threads.ts'
import { revise } from './log.ts'
import { addMembership, changedRoom } from './rooms.ts'
import { stamp, type State, type StoredMessage } from './state.ts'

/** The parent of `reply`, if it is there and in the same room. */
function parentOf(state: State, reply: Message): StoredMessage | undefined {
  const stored = reply.threadId === undefined ? undefined : state.messages.get(reply.threadId)
  return stored?.message.roomId === reply.roomId && stored.message.id !== reply.id ? stored : undefined
}

function moveThread(state: State, stored: StoredMessage, thread: Thread, at: number): Message {
  return revise(state, stored, { ...stored.message, thread }, at).message
}

/** Counts `reply` in its parent, and answers that; none: nothing happens. */
export function addReply(state: State, reply: Message, at: number): Message | undefined {
  const stored = parentOf(state, reply)
  if (!stored) return undefined
  const directMembers = changedRoom(state, reply.roomId).userIds ?? []
  return moveThread(state, stored, withReply(stored.message, reply, directMembers), at)
}

/** Takes `reply` out of its parent's count, and its thread out of what members have not read. */
export function takeReply(
  state: State,
  reply: Message,
  at: number,
): { parent?: Message; memberships: readonly Membership[] } {
  const { threadId, roomId } = reply
  if (threadId === undefined) return { memberships: [] }
  const stored = parentOf(state, reply)
  const thread = stored?.message.thread
  const parent = stored && thread && moveThread(state, stored, withoutReply(thread), at)
  const memberships: Membership[] = []
  for (const { unreadThreads, ...member } of state.memberships.get(roomId)?.values() ?? []) {
    const left = withoutUnreadThread(unreadThreads, threadId)
    if (left === unreadThreads) continue
    const after = { ...member, ...(left && { unreadThreads: left }), updatedAt: stamp(state, at) }
    memberships.push(addMembership(state, after))
  }
  return { ...(parent && { parent }), memberships: memberships.toSorted((a, b) => compareText(a.userId, b.userId)) }
}
