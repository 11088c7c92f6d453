// Methods about who is on this connection: login, logout, presence.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { NEVER } from '../domain/access-tokens.ts'
import { loginOptions, loginRequest } from './login-options.ts'
import { defineMethod } from './method.ts'
import { plainObject } from './parameters.ts'
import { versionsOf } from './versions.ts'

export const login = defineMethod({
  name: facts.login.name,
  params: v.tuple([plainObject(loginOptions)]),
  who: 'anyone',
  rate: 'login',
  versions: versionsOf(facts.login),
  async run({ domain, session }, options) {
    const { user, token, tokenHash, expiresAt, how } = await domain.authentication.authenticate(loginRequest(options))
    session?.loggedIn(user, tokenHash, how)
    // Rocket.Chat makes an invalid date of a token that never expires.
    const tokenExpires = new Date(expiresAt === NEVER ? Number.NaN : expiresAt)
    return { id: user.id, token, tokenExpires, type: how }
  },
})

export const logout = defineMethod({
  name: facts.logout.name,
  params: v.tuple([]),
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.logout),
  async run({ domain, user, tokenHash, session }) {
    // The session first: should the store fail, this socket has nothing more to hear all the same.
    session?.loggedOut()
    if (user && tokenHash !== undefined) await domain.authentication.revoke(user.id, tokenHash)
  },
})

export const userPresenceOnline = defineMethod({
  name: facts.userPresenceOnline.name,
  // Up to 5.1 the first parameter named a connection; it was never needed.
  params: v.tuple([]),
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.userPresenceOnline),
  run: ({ user, session }) => {
    if (!user || !session) return undefined
    session.setPresence('online')
    return true
  },
})

export const userPresenceAway = defineMethod({
  name: facts.userPresenceAway.name,
  params: v.tuple([]),
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.userPresenceAway),
  run: ({ user, session }) => {
    if (!user || !session) return undefined
    session.setPresence('away')
    return true
  },
})
