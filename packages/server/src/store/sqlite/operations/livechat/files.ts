// Files of rooms, as text: what goes to a thread and comes back is JSON.

import type { StoredFile } from '../../../port.ts'
import type { Connection } from '../../connection.ts'
import type { ReadOperation } from '../operation.ts'

export function insertFile(connection: Connection, { id, roomId, name, type, size, content }: StoredFile): void {
  connection.run(
    'INSERT INTO files (id, room_id, name, type, size, content) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    roomId,
    name,
    type,
    size,
    content,
  )
}

export const file: ReadOperation<'file'> = (connection, { id }) => {
  const row = connection.get<Omit<StoredFile, 'roomId'> & { room_id: string }>('SELECT * FROM files WHERE id = ?', id)
  if (!row) return undefined
  const { room_id: roomId, name, type, size, content } = row
  return { id, roomId, name, type, size, content }
}
