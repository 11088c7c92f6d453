// Users, and how they are found.

import type { User } from '../../../domain/entities.ts'
import { folded } from '../../names.ts'
import type { Connection } from '../connection.ts'
import type { ReadOperation, WriteOperation } from './operation.ts'

interface UserRow {
  readonly document: string
  readonly password_hash: string | null
}

type UserKey = { id: string } | { username: string } | { email: string }

export const createUser: WriteOperation<'createUser'> = (connection, { user, passwordHash }) => {
  const name = folded(user.username)
  const emails = new Set(user.emails.map((email) => folded(email.address)))
  if (find(connection, { id: user.id })) return { outcome: 'id-taken' }
  if (find(connection, { username: user.username })) return { outcome: 'username-taken' }
  for (const email of emails) if (find(connection, { email })) return { outcome: 'email-taken' }
  const stored = { ...user, updatedAt: connection.stamp(user.updatedAt) }
  connection.run(
    `INSERT INTO users (id, username_key, name_key, password_hash, updated_at, document) VALUES (?, ?, ?, ?, ?, ?)`,
    user.id,
    name,
    folded(user.name),
    passwordHash ?? null,
    stored.updatedAt,
    JSON.stringify(stored),
  )
  for (const email of emails) {
    connection.run('INSERT INTO user_emails (email_key, user_id) VALUES (?, ?)', email, user.id)
  }
  return { outcome: 'created', user: stored }
}

function update(connection: Connection, user: User, at: number): User {
  const changed = { ...user, updatedAt: connection.stamp(at) }
  connection.run(
    'UPDATE users SET document = ?, updated_at = ? WHERE id = ?',
    JSON.stringify(changed),
    changed.updatedAt,
    user.id,
  )
  return changed
}

export const setPasswordHash: WriteOperation<'setPasswordHash'> = (connection, { userId, passwordHash, at }) => {
  const row = find(connection, { id: userId })
  if (!row) return
  update(connection, toUser(row), at)
  connection.run('UPDATE users SET password_hash = ? WHERE id = ?', passwordHash, userId)
}

export const setStatus: WriteOperation<'setStatus'> = (connection, { userId, statusDefault, statusText, at }) => {
  const row = find(connection, { id: userId })
  if (!row) return undefined
  const before = toUser(row)
  const after = {
    ...before,
    statusDefault: statusDefault ?? before.statusDefault,
    statusText: statusText ?? before.statusText,
  }
  const same = after.statusDefault === before.statusDefault && after.statusText === before.statusText
  return { user: same ? before : update(connection, after, at) }
}

function find(connection: Connection, key: UserKey): UserRow | undefined {
  if ('id' in key) return connection.get('SELECT document, password_hash FROM users WHERE id = ?', key.id)
  if ('username' in key) {
    return connection.get('SELECT document, password_hash FROM users WHERE username_key = ?', folded(key.username))
  }
  return connection.get(
    `SELECT document, password_hash FROM users JOIN user_emails ON user_emails.user_id = users.id WHERE email_key = ?`,
    folded(key.email),
  )
}

export function toUser(row: Pick<UserRow, 'document'>): User {
  return JSON.parse(row.document) as User
}

export const user: ReadOperation<'user'> = (connection, key) => {
  const row = find(connection, key)
  return row && toUser(row)
}

export const users: ReadOperation<'users'> = (connection, keys) => {
  const column = 'ids' in keys ? 'id' : 'username_key'
  const values = 'ids' in keys ? keys.ids : keys.usernames.map(folded)
  const rows = connection.all<UserRow>(
    `SELECT document FROM users WHERE ${column} IN (SELECT value FROM json_each(?)) ORDER BY username_key`,
    JSON.stringify(values),
  )
  return rows.map(toUser)
}

export const credentials: ReadOperation<'credentials'> = (connection, key) => {
  const row = find(connection, key)
  return row && { user: toUser(row), passwordHash: row.password_hash ?? undefined }
}
