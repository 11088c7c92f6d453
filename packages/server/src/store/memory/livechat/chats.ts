// A chat from its beginning in the queue through the hands of agents to its end.

import type { Chat, Membership, Room } from '../../../domain/entities.ts'
import { chatName, chosen, closed, inChat, queued, taken } from '../../chats.ts'
import type { Note } from '../../livechat.ts'
import { requireUnusedMessageId, writeSystemMessage } from '../log.ts'
import { joinRoom, leaveRoom } from '../memberships.ts'
import { changedRoom, changeRoom } from '../rooms.ts'
import { stamp, type State, type WriteOperation } from '../state.ts'
import { listAgents } from './agents.ts'
import { chatRoom, openChatOf } from './finding.ts'

export const openChat: WriteOperation<'openChat'> = (
  state,
  { visitorId, roomId, departmentId, noteId, at, ...rest },
) => {
  const visitor = state.livechat.visitors.get(visitorId)?.visitor
  if (!visitor) return { outcome: 'no-visitor' }
  const open = openChatOf(state, visitorId)
  if (open) return { outcome: 'open-already', room: open }
  if (state.rooms.has(roomId)) return { outcome: 'id-taken' }
  const note = { id: noteId, type: 'livechat-started', text: '' } as const
  requireUnusedMessageId(state, { ...note, author: visitorAuthor(inChat(visitor)) })
  const chat: Chat = {
    visitor: inChat(visitor),
    inquiryId: rest.inquiryId,
    state: 'queued',
    source: rest.source,
    ...(departmentId !== undefined && { departmentId }),
    queuedAt: at,
  }
  const room: Room = {
    id: roomId,
    type: 'livechat',
    displayName: chatName(visitor),
    chat,
    readOnly: false,
    isDefault: false,
    memberCount: 0,
    messageCount: 0,
    seq: 0,
    createdAt: at,
    updatedAt: stamp(state, at),
  }
  state.rooms.set(roomId, { room, lastMessageId: undefined })
  const message = writeSystemMessage(state, roomId, { ...note, author: visitorAuthor(chat.visitor) }, at)
  return { outcome: 'opened', room: changedRoom(state, roomId), message }
}

function visitorAuthor({ id, username, name }: Chat['visitor']) {
  return { id, username, name: name ?? username }
}

export const moveChat: WriteOperation<'moveChat'> = (state, { roomId, departmentId, candidates, at, ...rest }) => {
  const before = chatRoom(state, roomId)
  if (!before) return { outcome: 'no-chat' }
  if (before.chat.state === 'closed') return { outcome: 'closed' }
  if (rest.onlyQueued && before.chat.state !== 'queued') return { outcome: 'taken' }
  const winner = chosen(candidates, listAgents(state))
  const left = leaveAll(state, roomId, winner?.user.id, at)
  const messages = write(state, roomId, rest.notes, at)
  if (!winner) {
    changeRoom(state, roomId, at, { chat: queued(before.chat, departmentId, before.chat.queuedAt ?? at) })
    return { outcome: 'moved', room: changedRoom(state, roomId), left, messages }
  }
  changeRoom(state, roomId, at, { chat: taken(before.chat, winner.user, departmentId, at) })
  const agent = state.livechat.agents.get(winner.user.id)
  if (agent) state.livechat.agents.set(winner.user.id, { ...agent, lastAssignedAt: at })
  const joined = joinRoom(state, { roomId, ...winner, roles: [], at })
  const greetings = rest.greetings.map((greeting) => ({ ...greeting, author: winner.user }))
  messages.push(...write(state, roomId, greetings, at))
  return {
    outcome: 'moved',
    room: changedRoom(state, roomId),
    ...(joined.outcome === 'joined' && { joined: joined.membership }),
    left,
    messages,
  }
}

export const closeChat: WriteOperation<'closeChat'> = (state, { roomId, visitorId, by, tags, notes, at }) => {
  const before = chatRoom(state, roomId)
  if (!before || (visitorId !== undefined && before.chat.visitor.id !== visitorId)) return { outcome: 'no-chat' }
  if (before.chat.state === 'closed') return { outcome: 'closed-already' }
  const messages = write(state, roomId, notes, at)
  const left = leaveAll(state, roomId, undefined, at)
  changeRoom(state, roomId, at, { chat: closed(before.chat, by, tags, at) })
  return { outcome: 'closed', room: changedRoom(state, roomId), left, messages }
}

function write(state: State, roomId: string, notes: readonly Note[], at: number) {
  return notes.map((note) => {
    requireUnusedMessageId(state, note)
    return writeSystemMessage(state, roomId, note, at)
  })
}

/** Everybody leaves, but for one who stays. */
function leaveAll(state: State, roomId: string, but: string | undefined, at: number): Membership[] {
  return [...(state.memberships.get(roomId)?.keys() ?? [])]
    .filter((userId) => userId !== but)
    .flatMap((userId) => {
      const answer = leaveRoom(state, { roomId, userId, at })
      return answer.outcome === 'left' ? [answer.membership] : []
    })
}
