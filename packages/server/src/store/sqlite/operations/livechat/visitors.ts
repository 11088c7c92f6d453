// Visitors: made when a token is first seen, changed, forgotten.

import type { Room, Visitor } from '../../../../domain/entities.ts'
import { changedVisitor, chatName, inChat, newVisitor } from '../../../chats.ts'
import type { VisitorChanges } from '../../../livechat.ts'
import type { Connection } from '../../connection.ts'
import type { ReadOperation, WriteOperation } from '../operation.ts'
import { forgetWords } from '../word-index.ts'
import { changeChat, findChats, findOpenChat } from './chat-rows.ts'

export function findVisitor(
  connection: Connection,
  key: { readonly id: string } | { readonly tokenHash: string },
): Visitor | undefined {
  const [column, value] = 'id' in key ? ['id', key.id] : ['token_hash', key.tokenHash]
  const row = connection.get<{ document: string }>(`SELECT document FROM visitors WHERE ${column} = ?`, value)
  return row && (JSON.parse(row.document) as Visitor)
}

export const visitor: ReadOperation<'visitor'> = (connection, key) => findVisitor(connection, key)

export const saveVisitor: WriteOperation<'saveVisitor'> = (connection, { tokenHash, newId, changes, at }) => {
  const known = findVisitor(connection, { tokenHash })
  const before = known ?? insertVisitor(connection, newId, tokenHash, at)
  return { ...change(connection, before, changes, at), created: !known }
}

export const changeVisitor: WriteOperation<'changeVisitor'> = (connection, { visitorId, changes, at }) => {
  const before = findVisitor(connection, { id: visitorId })
  return before && change(connection, before, changes, at)
}

function insertVisitor(connection: Connection, id: string, tokenHash: string, at: number): Visitor {
  const row = connection.get<{ last: number }>('UPDATE visitor_numbers SET last = last + 1 RETURNING last')
  if (!row) throw new RangeError('The numbers of visitors are gone.')
  const made = newVisitor(id, row.last, connection.stamp(at))
  connection.run(
    'INSERT INTO visitors (id, token_hash, number, document) VALUES (?, ?, ?, ?)',
    id,
    tokenHash,
    row.last,
    JSON.stringify(made),
  )
  return made
}

function change(
  connection: Connection,
  before: Visitor,
  changes: VisitorChanges,
  at: number,
): { visitor: Visitor; room?: Room } {
  const changed = changedVisitor(before, changes, connection.stamp(at))
  connection.run('UPDATE visitors SET document = ? WHERE id = ?', JSON.stringify(changed), changed.id)
  const room = findOpenChat(connection, changed.id)
  if (!room || JSON.stringify(room.chat.visitor) === JSON.stringify(inChat(changed))) return { visitor: changed }
  const chat = { ...room.chat, visitor: inChat(changed) }
  return { visitor: changed, room: changeChat(connection, room.id, { chat, displayName: chatName(changed) }, at) }
}

export const removeVisitor: WriteOperation<'removeVisitor'> = (connection, { visitorId }) => {
  if (!findVisitor(connection, { id: visitorId })) return { outcome: 'no-visitor' }
  const rooms = findChats(connection, 'WHERE visitor_id = ? ORDER BY begun_at, chats.room_id', visitorId)
  if (rooms.some(({ chat }) => chat.state !== 'closed')) return { outcome: 'chat-is-open' }
  for (const { id } of rooms) forgetRoom(connection, id)
  connection.run('DELETE FROM visitors WHERE id = ?', visitorId)
  return { outcome: 'removed', roomIds: rooms.map(({ id }) => id) }
}

/** A closed chat has no members any more; that it had some is forgotten with it. */
function forgetRoom(connection: Connection, roomId: string): void {
  const said = connection.all<{ id: string }>('SELECT id FROM messages WHERE room_id = ?', roomId)
  for (const { id } of said) forgetWords(connection, id)
  connection.run('DELETE FROM uploads WHERE file_id IN (SELECT id FROM files WHERE room_id = ?)', roomId)
  for (const table of ['chats', 'files', 'messages', 'deleted_messages', 'lost_memberships']) {
    connection.run(`DELETE FROM ${table} WHERE room_id = ?`, roomId)
  }
  connection.run('DELETE FROM rooms WHERE id = ?', roomId)
}
