// Words in a room, threads and their answers, users and channels by a part of their names.

import type { Message } from '../../domain/entities.ts'
import { compareText, folded } from '../names.ts'
import { holds, termsOf, wordsOf } from '../search-words.ts'
import { changedRoom } from './rooms.ts'
import { page, type ReadOperation, type State, type WriteOperation } from './state.ts'

/** In the order of the history. */
function messagesOf(state: State, roomId: string): Message[] {
  return (state.timelines.get(roomId) ?? []).flatMap(({ id }) => state.messages.get(id)?.message ?? [])
}

/** Every search looks at everything. */
export const indexMessages: WriteOperation<'indexMessages'> = () => ({ done: true })

export const searchMessages: ReadOperation<'searchMessages'> = (state, { roomId, query, offset, limit }) => {
  const terms = termsOf(query)
  if (terms.length === 0) return []
  const found = messagesOf(state, roomId).filter(({ type, text }) => type === undefined && holds(wordsOf(text), terms))
  return page(found.toReversed(), offset, limit)
}

export const threadReplies: ReadOperation<'threadReplies'> = (state, { threadId, newestFirst, offset, limit }) => {
  const roomIds = new Set(
    [...state.messages.values()].flatMap(({ message: { threadId: id, roomId } }) => (id === threadId ? [roomId] : [])),
  )
  const found = [...roomIds].flatMap((roomId) => messagesOf(state, roomId)).filter((one) => one.threadId === threadId)
  return { messages: page(newestFirst ? found.toReversed() : found, offset, limit), total: found.length }
}

export const threadHeads: ReadOperation<'threadHeads'> = (state, input) => {
  const { roomId, followerId, ids, part, offset, limit } = input
  const heads = messagesOf(state, roomId)
    .filter(({ id, text, thread }) => {
      if (!thread || thread.replyCount === 0) return false
      if (followerId !== undefined && !thread.followers.includes(followerId)) return false
      return (!ids || ids.includes(id)) && (part === undefined || folded(text).includes(folded(part)))
    })
    .map((message) => ({ message, firstSeq: state.messages.get(message.id)?.firstSeq ?? 0 }))
    .toSorted((a, b) => lastReply(b.message) - lastReply(a.message) || b.firstSeq - a.firstSeq)
    .map(({ message }) => message)
  return { messages: page(heads, offset, limit), total: heads.length }
}

function lastReply({ thread }: Message): number {
  return thread?.lastReplyAt ?? 0
}

/** Who is called just that first, then by name. */
function byName<Item>(wanted: string, nameOf: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) =>
    Number(folded(nameOf(b)) === wanted) - Number(folded(nameOf(a)) === wanted) ||
    compareText(folded(nameOf(a)), folded(nameOf(b)))
}

export const findUsers: ReadOperation<'findUsers'> = (state, { part, exceptUsernames, limit }) => {
  const wanted = folded(part)
  const except = new Set(exceptUsernames.map(folded))
  const found = [...state.users.values()]
    .map(({ user }) => user)
    .filter(({ active, username }) => active && !except.has(folded(username)))
    .filter(({ username, name }) => folded(username).includes(wanted) || folded(name).includes(wanted))
    .toSorted(byName(wanted, ({ username }) => username))
  return page(found, 0, limit)
}

export const findChannels: ReadOperation<'findChannels'> = (state, { part, exceptMemberId, limit }) => {
  const wanted = folded(part)
  const found = [...state.rooms.values()]
    .filter(({ room }) => room.type === 'channel' && room.name !== undefined && folded(room.name).includes(wanted))
    .filter(({ room }) => exceptMemberId === undefined || !state.memberships.get(room.id)?.has(exceptMemberId))
    .map(({ room }) => changedRoom(state, room.id))
    .toSorted(byName(wanted, ({ name }) => name ?? ''))
  return page(found, 0, limit)
}
