// Login tokens, known by their hashes alone.

import type { ReadOperation, WriteOperation } from './operation.ts'
import { toUser } from './users.ts'

interface TokenRow {
  readonly document: string
  readonly created_at: number
  readonly expires_at: number
}

export const addLoginToken: WriteOperation<'addLoginToken'> = (
  connection,
  { userId, tokenHash, createdAt, expiresAt },
) => {
  connection.run('DELETE FROM login_tokens WHERE expires_at <= ?', createdAt)
  connection.run(
    `INSERT INTO login_tokens (token_hash, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (token_hash) DO UPDATE SET user_id = excluded.user_id, created_at = excluded.created_at,
       expires_at = excluded.expires_at`,
    tokenHash,
    userId,
    createdAt,
    expiresAt,
  )
}

export const removeLoginTokens: WriteOperation<'removeLoginTokens'> = (connection, { userId, tokenHash }) => {
  const removed =
    tokenHash === undefined
      ? connection.run('DELETE FROM login_tokens WHERE user_id = ?', userId)
      : connection.run('DELETE FROM login_tokens WHERE user_id = ? AND token_hash = ?', userId, tokenHash)
  return { removed }
}

export const loginToken: ReadOperation<'loginToken'> = (connection, { tokenHash }) => {
  const row = connection.get<TokenRow>(
    `SELECT document, created_at, expires_at FROM login_tokens JOIN users ON users.id = login_tokens.user_id
     WHERE token_hash = ?`,
    tokenHash,
  )
  return row && { user: toUser(row), createdAt: row.created_at, expiresAt: row.expires_at }
}
