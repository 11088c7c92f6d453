// Files that users send, and which of them a message has kept.

import { insertFile } from './livechat/files.ts'
import type { ReadOperation, WriteOperation } from './operation.ts'

export const addUpload: WriteOperation<'addUpload'> = (connection, { file, userId, expiresAt, at }) => {
  const expired = connection.all<{ id: string }>(
    'DELETE FROM uploads WHERE expires_at <= ? RETURNING file_id AS id',
    at,
  )
  for (const { id } of expired) connection.run('DELETE FROM files WHERE id = ?', id)
  insertFile(connection, file)
  connection.run('INSERT INTO uploads (file_id, user_id, expires_at) VALUES (?, ?, ?)', file.id, userId, expiresAt)
}

export const keepUpload: WriteOperation<'keepUpload'> = (connection, { fileId }) => {
  connection.run('UPDATE uploads SET expires_at = NULL WHERE file_id = ?', fileId)
}

interface UploadRow {
  readonly id: string
  readonly roomId: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly userId: string
  readonly expiresAt: number | null
}

export const upload: ReadOperation<'upload'> = (connection, { fileId }) => {
  const row = connection.get<UploadRow>(
    `SELECT id, room_id AS "roomId", name, type, size, user_id AS "userId", expires_at AS "expiresAt"
     FROM uploads JOIN files ON files.id = uploads.file_id WHERE file_id = ?`,
    fileId,
  )
  if (!row) return undefined
  const { userId, expiresAt, ...file } = row
  return { file, userId, kept: expiresAt === null }
}
