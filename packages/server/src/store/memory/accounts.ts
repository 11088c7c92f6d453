// The second factor, tokens for programs, tokens that log in once.

import type { AccessToken } from '../accounts.ts'
import { compareText } from '../names.ts'
import { insist, type ReadOperation, type State, type WriteOperation } from './state.ts'

export const secondFactor: ReadOperation<'secondFactor'> = (state, { userId }) => state.secondFactors.get(userId)

export const setSecondFactor: WriteOperation<'setSecondFactor'> = (state, { userId, factor }) => {
  insist(!factor || state.users.has(userId), `There is no user ${userId} who could have a second factor.`)
  if (factor) state.secondFactors.set(userId, factor)
  else state.secondFactors.delete(userId)
}

export const spendBackupCode: WriteOperation<'spendBackupCode'> = (state, { userId, codeHash }) => {
  const factor = state.secondFactors.get(userId)
  const backupHashes = factor?.backupHashes.filter((hash) => hash !== codeHash) ?? []
  const spent = factor !== undefined && backupHashes.length < factor.backupHashes.length
  if (spent) state.secondFactors.set(userId, { ...factor, backupHashes })
  return { spent, left: backupHashes.length }
}

function accessTokensOf(state: State, userId: string): AccessToken[] {
  return [...state.tokens.values()]
    .flatMap((token) => (token.userId === userId && token.access ? [token.access] : []))
    .toSorted((a, b) => compareText(a.name, b.name))
}

export const addAccessToken: WriteOperation<'addAccessToken'> = (state, { userId, token, expiresAt }) => {
  insist(state.users.has(userId), `There is no user ${userId} to whom an access token could belong.`)
  if (accessTokensOf(state, userId).some(({ name }) => name === token.name)) return { outcome: 'name-taken' }
  state.tokens.set(token.tokenHash, { userId, createdAt: token.createdAt, expiresAt, access: token })
  return { outcome: 'added' }
}

export const removeAccessToken: WriteOperation<'removeAccessToken'> = (state, { userId, name }) => {
  const tokenHash = accessTokensOf(state, userId).find((token) => token.name === name)?.tokenHash
  if (tokenHash !== undefined) state.tokens.delete(tokenHash)
  return { tokenHash }
}

export const accessTokens: ReadOperation<'accessTokens'> = (state, { userId }) => accessTokensOf(state, userId)

export const addOneShotToken: WriteOperation<'addOneShotToken'> = (state, { userId, tokenHash, expiresAt, at }) => {
  insist(state.users.has(userId), `There is no user ${userId} whom a token could log in.`)
  for (const [hash, token] of state.oneShotTokens) if (token.expiresAt <= at) state.oneShotTokens.delete(hash)
  state.oneShotTokens.set(tokenHash, { userId, expiresAt })
}

export const takeOneShotToken: WriteOperation<'takeOneShotToken'> = (state, { tokenHash, at }) => {
  const token = state.oneShotTokens.get(tokenHash)
  state.oneShotTokens.delete(tokenHash)
  return { userId: token && token.expiresAt > at ? token.userId : undefined }
}
