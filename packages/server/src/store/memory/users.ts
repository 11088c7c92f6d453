// Users, what they prove themselves with, and the server's marks.

import type { User } from '../../domain/entities.ts'
import { compareText, folded } from '../names.ts'
import { insist, stamp, type ReadOperation, type State, type StoredUser, type WriteOperation } from './state.ts'

type UserKey = { id: string } | { username: string } | { email: string }

export const createUser: WriteOperation<'createUser'> = (state, { user, passwordHash }) => {
  const name = folded(user.username)
  const emails = new Set(user.emails.map((email) => folded(email.address)))
  if (state.users.has(user.id)) return { outcome: 'id-taken' }
  if (state.userIdByName.has(name)) return { outcome: 'username-taken' }
  for (const email of emails) if (state.userIdByEmail.has(email)) return { outcome: 'email-taken' }
  const stored = { ...user, updatedAt: stamp(state, user.updatedAt) }
  state.users.set(user.id, { user: stored, passwordHash })
  state.userIdByName.set(name, user.id)
  for (const email of emails) state.userIdByEmail.set(email, user.id)
  return { outcome: 'created', user: stored }
}

export const setPasswordHash: WriteOperation<'setPasswordHash'> = (state, { userId, passwordHash, at }) => {
  const stored = state.users.get(userId)
  if (!stored) return
  state.users.set(userId, { user: { ...stored.user, updatedAt: stamp(state, at) }, passwordHash })
}

export const setStatus: WriteOperation<'setStatus'> = (state, { userId, statusDefault, statusText, at }) => {
  const stored = state.users.get(userId)
  if (!stored) return undefined
  const { user } = stored
  const wanted = { statusDefault: statusDefault ?? user.statusDefault, statusText: statusText ?? user.statusText }
  if (wanted.statusDefault === user.statusDefault && wanted.statusText === user.statusText) return { user }
  const changed = { ...user, ...wanted, updatedAt: stamp(state, at) }
  state.users.set(userId, { ...stored, user: changed })
  return { user: changed }
}

export const addLoginToken: WriteOperation<'addLoginToken'> = (state, { userId, tokenHash, createdAt, expiresAt }) => {
  insist(state.users.has(userId), `There is no user ${userId} to whom a login token could belong.`)
  for (const [hash, token] of state.tokens) if (token.expiresAt <= createdAt) state.tokens.delete(hash)
  state.tokens.set(tokenHash, { userId, createdAt, expiresAt })
}

export const removeLoginTokens: WriteOperation<'removeLoginTokens'> = (state, { userId, tokenHash }) => {
  let removed = 0
  for (const [hash, token] of state.tokens) {
    if (token.userId !== userId || (tokenHash !== undefined && tokenHash !== hash)) continue
    state.tokens.delete(hash)
    removed += 1
  }
  return { removed }
}

export const setMark: WriteOperation<'setMark'> = (state, { key, value }) => void state.marks.set(key, value)

export const mark: ReadOperation<'mark'> = (state, { key }) => state.marks.get(key)

function find(state: State, key: UserKey): StoredUser | undefined {
  if ('id' in key) return state.users.get(key.id)
  const id =
    'username' in key ? state.userIdByName.get(folded(key.username)) : state.userIdByEmail.get(folded(key.email))
  return id === undefined ? undefined : state.users.get(id)
}

export const user: ReadOperation<'user'> = (state, key) => find(state, key)?.user

export const users: ReadOperation<'users'> = (state, keys) => {
  const found =
    'ids' in keys
      ? keys.ids.map((id) => find(state, { id }))
      : keys.usernames.map((username) => find(state, { username }))
  const distinct = new Set(found.flatMap((stored) => (stored ? [stored.user] : [])))
  return [...distinct].toSorted(byUsername)
}

export function byUsername(a: User, b: User): number {
  return compareText(folded(a.username), folded(b.username))
}

export const credentials: ReadOperation<'credentials'> = (state, key) => {
  const stored = find(state, key)
  return stored && { user: stored.user, passwordHash: stored.passwordHash }
}

export const loginToken: ReadOperation<'loginToken'> = (state, { tokenHash }) => {
  const token = state.tokens.get(tokenHash)
  const owner = token && state.users.get(token.userId)
  return owner && { user: owner.user, createdAt: token.createdAt, expiresAt: token.expiresAt }
}
