// The log of a room from a place or a time on, and its history forwards.

import type { Message } from '../../domain/entities.ts'
import type { Deletion } from '../catch-up.ts'
import type { ReadOperation, State } from './state.ts'

/** Remembers that a message is no more. */
export function rememberDeletion(state: State, roomId: string, deletion: Deletion): void {
  const deleted = state.deleted.get(roomId) ?? []
  state.deleted.set(roomId, deleted)
  deleted.push(deletion)
}

function messagesOf(state: State, roomId: string): Message[] {
  return (state.timelines.get(roomId) ?? []).flatMap(({ id }) => state.messages.get(id)?.message ?? [])
}

const bySeq = (a: { seq: number }, b: { seq: number }) => a.seq - b.seq

export const changes: ReadOperation<'changes'> = (state, { roomId, after, limit }) => {
  const updated = messagesOf(state, roomId).filter(({ seq }) => seq > after)
  const deleted = (state.deleted.get(roomId) ?? []).filter(({ seq }) => seq > after)
  const page = [...updated, ...deleted].toSorted(bySeq).slice(0, Math.max(limit, 0))
  const end = page.at(-1)?.seq ?? -1
  return {
    seq: state.rooms.get(roomId)?.room.seq ?? 0,
    updated: updated.filter(({ seq }) => seq <= end).toSorted(bySeq),
    deleted: deleted.filter(({ seq }) => seq <= end),
  }
}

export const updatedMessages: ReadOperation<'updatedMessages'> = (state, range) =>
  between(messagesOf(state, range.roomId), ({ updatedAt }) => updatedAt, range)

export const deletedMessages: ReadOperation<'deletedMessages'> = (state, range) =>
  between(state.deleted.get(range.roomId) ?? [], ({ at }) => at, range)

function between<Change extends { readonly seq: number }>(
  all: readonly Change[],
  timeOf: (change: Change) => number,
  { after = -Infinity, before = Infinity, newestFirst, limit }: Parameters<typeof updatedMessages>[1],
): Change[] {
  const found = all
    .filter((change) => timeOf(change) > after && timeOf(change) < before)
    .toSorted((a, b) => timeOf(a) - timeOf(b) || bySeq(a, b))
  return (newestFirst ? found.toReversed() : found).slice(0, Math.max(limit, 0))
}

export const following: ReadOperation<'following'> = (state, { roomId, after = -1, limit, threads }) =>
  messagesOf(state, roomId)
    .filter(({ sentAt, threadId, showInRoom }) => sentAt > after && (threads || threadId === undefined || showInRoom))
    .slice(0, Math.max(limit, 0))
