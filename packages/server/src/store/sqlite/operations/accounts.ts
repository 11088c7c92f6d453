// The second factor, tokens for programs, tokens that log in once.

import type { AccessToken, SecondFactorState } from '../../accounts.ts'
import type { Connection } from '../connection.ts'
import type { ReadOperation, WriteOperation } from './operation.ts'

function find(connection: Connection, userId: string): SecondFactorState | undefined {
  const row = connection.get<{ document: string }>('SELECT document FROM second_factors WHERE user_id = ?', userId)
  return row && (JSON.parse(row.document) as SecondFactorState)
}

export const secondFactor: ReadOperation<'secondFactor'> = (connection, { userId }) => find(connection, userId)

export const setSecondFactor: WriteOperation<'setSecondFactor'> = (connection, { userId, factor }) => {
  connection.run('DELETE FROM second_factors WHERE user_id = ?', userId)
  if (!factor) return
  connection.run('INSERT INTO second_factors (user_id, document) VALUES (?, ?)', userId, JSON.stringify(factor))
}

export const spendBackupCode: WriteOperation<'spendBackupCode'> = (connection, { userId, codeHash }) => {
  const factor = find(connection, userId)
  const backupHashes = factor?.backupHashes.filter((hash) => hash !== codeHash) ?? []
  const spent = factor !== undefined && backupHashes.length < factor.backupHashes.length
  if (spent) setSecondFactor(connection, { userId, factor: { ...factor, backupHashes } })
  return { spent, left: backupHashes.length }
}

export const addAccessToken: WriteOperation<'addAccessToken'> = (connection, { userId, token, expiresAt }) => {
  const { name, tokenHash, lastPart, bypassesSecondFactor, createdAt } = token
  if (connection.get('SELECT 1 FROM login_tokens WHERE user_id = ? AND name = ?', userId, name)) {
    return { outcome: 'name-taken' }
  }
  connection.run(
    `INSERT INTO login_tokens (token_hash, user_id, created_at, expires_at, name, last_part, bypasses)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    tokenHash,
    userId,
    createdAt,
    expiresAt,
    name,
    lastPart,
    Number(bypassesSecondFactor),
  )
  return { outcome: 'added' }
}

export const removeAccessToken: WriteOperation<'removeAccessToken'> = (connection, { userId, name }) => {
  const row = connection.get<{ tokenHash: string }>(
    'DELETE FROM login_tokens WHERE user_id = ? AND name = ? RETURNING token_hash AS "tokenHash"',
    userId,
    name,
  )
  return { tokenHash: row?.tokenHash }
}

export const accessTokens: ReadOperation<'accessTokens'> = (connection, { userId }) =>
  connection
    .all<Omit<AccessToken, 'bypassesSecondFactor'> & { bypasses: number }>(
      `SELECT name, token_hash AS "tokenHash", last_part AS "lastPart", bypasses, created_at AS "createdAt"
       FROM login_tokens WHERE user_id = ? AND name IS NOT NULL ORDER BY name`,
      userId,
    )
    .map(({ bypasses, ...token }) => ({ ...token, bypassesSecondFactor: bypasses === 1 }))

export const addOneShotToken: WriteOperation<'addOneShotToken'> = (
  connection,
  { userId, tokenHash, expiresAt, at },
) => {
  connection.run('DELETE FROM one_shot_tokens WHERE expires_at <= ?', at)
  connection.run(
    'INSERT INTO one_shot_tokens (token_hash, user_id, expires_at) VALUES (?, ?, ?)',
    tokenHash,
    userId,
    expiresAt,
  )
}

export const takeOneShotToken: WriteOperation<'takeOneShotToken'> = (connection, { tokenHash, at }) => {
  const row = connection.get<{ userId: string; expiresAt: number }>(
    `DELETE FROM one_shot_tokens WHERE token_hash = ? RETURNING user_id AS "userId", expires_at AS "expiresAt"`,
    tokenHash,
  )
  return { userId: row && row.expiresAt > at ? row.userId : undefined }
}
