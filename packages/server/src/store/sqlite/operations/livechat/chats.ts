// A chat from its beginning in the queue through the hands of agents to its end.

import type { Chat, Membership } from '../../../../domain/entities.ts'
import { chatName, chosen, closed, inChat, queued, taken } from '../../../chats.ts'
import type { Note } from '../../../livechat.ts'
import type { Connection } from '../../connection.ts'
import { joinRoom, leaveRoom } from '../memberships.ts'
import { writeSystemMessage } from '../message-rows.ts'
import type { WriteOperation } from '../operation.ts'
import { readRoom } from '../room-rows.ts'
import { insertRoom } from '../rooms.ts'
import { listAgents } from './agents.ts'
import { changeChat, findChat, findOpenChat } from './chat-rows.ts'
import { findVisitor } from './visitors.ts'

export const openChat: WriteOperation<'openChat'> = (connection, { visitorId, roomId, departmentId, at, ...rest }) => {
  const visitor = findVisitor(connection, { id: visitorId })
  if (!visitor) return { outcome: 'no-visitor' }
  const open = findOpenChat(connection, visitorId)
  if (open) return { outcome: 'open-already', room: open }
  if (connection.get('SELECT 1 FROM rooms WHERE id = ?', roomId)) return { outcome: 'id-taken' }
  const chat: Chat = {
    visitor: inChat(visitor),
    inquiryId: rest.inquiryId,
    state: 'queued',
    source: rest.source,
    ...(departmentId !== undefined && { departmentId }),
    queuedAt: at,
  }
  const fixed = { id: roomId, type: 'livechat', readOnly: false, isDefault: false, createdAt: at } as const
  insertRoom(connection, { ...fixed, displayName: chatName(visitor), chat }, 0, null)
  connection.run(
    `INSERT INTO chats (room_id, inquiry_id, visitor_id, state, department_id, begun_at, waits_since)
     VALUES (?, ?, ?, 'queued', ?, ?, ?)`,
    roomId,
    rest.inquiryId,
    visitorId,
    departmentId ?? null,
    at,
    at,
  )
  const { id, username, name } = visitor
  const author = { id, username, name: name ?? username }
  const note = { id: rest.noteId, type: 'livechat-started', author, text: '' } as const
  const message = writeSystemMessage(connection, roomId, note, at)
  return { outcome: 'opened', room: readRoom(connection, roomId), message }
}

export const moveChat: WriteOperation<'moveChat'> = (connection, { roomId, departmentId, candidates, at, ...rest }) => {
  const before = findChat(connection, roomId)
  if (!before) return { outcome: 'no-chat' }
  if (before.chat.state === 'closed') return { outcome: 'closed' }
  if (rest.onlyQueued && before.chat.state !== 'queued') return { outcome: 'taken' }
  const winner = chosen(candidates, listAgents(connection))
  const left = leaveAll(connection, roomId, winner?.user.id, at)
  const messages = write(connection, roomId, rest.notes, at)
  if (!winner) {
    const chat = queued(before.chat, departmentId, before.chat.queuedAt ?? at)
    return { outcome: 'moved', room: changeChat(connection, roomId, { chat }, at), left, messages }
  }
  changeChat(connection, roomId, { chat: taken(before.chat, winner.user, departmentId, at) }, at)
  connection.run('UPDATE agents SET last_assigned_at = ? WHERE user_id = ?', at, winner.user.id)
  const joined = joinRoom(connection, { roomId, ...winner, roles: [], at })
  const greetings = rest.greetings.map((greeting) => ({ ...greeting, author: winner.user }))
  messages.push(...write(connection, roomId, greetings, at))
  return {
    outcome: 'moved',
    room: readRoom(connection, roomId),
    ...(joined.outcome === 'joined' && { joined: joined.membership }),
    left,
    messages,
  }
}

export const closeChat: WriteOperation<'closeChat'> = (connection, { roomId, visitorId, by, tags, notes, at }) => {
  const before = findChat(connection, roomId)
  if (!before || (visitorId !== undefined && before.chat.visitor.id !== visitorId)) return { outcome: 'no-chat' }
  if (before.chat.state === 'closed') return { outcome: 'closed-already' }
  const messages = write(connection, roomId, notes, at)
  const left = leaveAll(connection, roomId, undefined, at)
  const room = changeChat(connection, roomId, { chat: closed(before.chat, by, tags, at) }, at)
  return { outcome: 'closed', room, left, messages }
}

function write(connection: Connection, roomId: string, notes: readonly Note[], at: number) {
  return notes.map((note) => writeSystemMessage(connection, roomId, note, at))
}

/** Everybody leaves, but for one who stays. */
function leaveAll(connection: Connection, roomId: string, but: string | undefined, at: number): Membership[] {
  const rows = connection.all<{ user_id: string }>('SELECT user_id FROM memberships WHERE room_id = ?', roomId)
  return rows
    .filter((row) => row.user_id !== but)
    .flatMap((row) => {
      const answer = leaveRoom(connection, { roomId, userId: row.user_id, at })
      return answer.outcome === 'left' ? [answer.membership] : []
    })
}
