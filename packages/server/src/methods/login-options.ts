// The ways to log in that this server has: password (with a second factor, where the user has one) and tokens. To OAuth and
// LDAP it answers as a Rocket.Chat where they are not set up: LDAP falls back to the accounts of the server.

import { sha256 } from 'quindar/protocol'
import * as v from 'valibot'
import type { LoginRequest } from '../domain/authentication.ts'
import { LoginRefusal } from '../domain/login-refusal.ts'
import { Refusal } from '../domain/refusal.ts'
import { id, maybe, name, plainObject } from './parameters.ts'

const LONGEST_PASSWORD = 256
const LONGEST_TOKEN = 1_024
const LONGEST_CODE = 64
/** Some services hand out whole documents. */
const LONGEST_SERVICE_TOKEN = 16_384

/** Meteor wants exactly one of the three. */
export const userSelector = v.union([
  v.strictObject({ username: name }),
  v.strictObject({ email: name }),
  v.strictObject({ id }),
])

const digest = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{64}$/i),
  v.transform((text) => text.toLowerCase()),
)

/** The digest, or the text itself as clients of long ago send it; either way the digest is what comes out. */
export const password = v.union([
  v.pipe(
    v.looseObject({ digest, algorithm: v.literal('sha-256') }),
    v.transform((given) => given.digest),
  ),
  v.pipe(
    v.string(),
    v.maxLength(LONGEST_PASSWORD),
    v.transform((text) => sha256(text)),
  ),
])

const code = v.pipe(v.string(), v.maxLength(LONGEST_CODE))

const secret = v.pipe(v.string(), v.maxLength(LONGEST_TOKEN))

const plainLogin = v.looseObject({
  resume: maybe(secret),
  user: maybe(userSelector),
  password: maybe(password),
  loginToken: maybe(secret),
  oauth: maybe(plainObject(v.looseObject({ credentialToken: secret, credentialSecret: v.nullable(secret) }))),
  accessToken: maybe(v.pipe(v.string(), v.maxLength(LONGEST_SERVICE_TOKEN))),
  serviceName: maybe(name),
  ldap: maybe(v.boolean()),
  username: maybe(name),
  ldapPass: maybe(v.pipe(v.string(), v.maxLength(LONGEST_PASSWORD))),
  ldapOptions: maybe(plainObject(v.looseObject({}))),
})

/** `totp` wraps a login that needs a second factor. */
export const loginOptions = v.looseObject({
  ...plainLogin.entries,
  totp: maybe(plainObject(v.looseObject({ login: plainObject(plainLogin), code }))),
  code: maybe(code),
})

/** @throws Refusal when these options are no way to log in that this server knows. */
export function loginRequest(options: v.InferOutput<typeof loginOptions>): LoginRequest {
  if (options.totp) return loginRequest({ ...options.totp.login, totp: undefined, code: options.totp.code })
  const { resume, user, password: given, loginToken, code: secondFactor } = options
  if (resume) return { how: 'resume', token: resume }
  if (user && given !== undefined) {
    return { how: 'password', user, digest: given, ...(secondFactor !== undefined && { code: secondFactor }) }
  }
  if (loginToken) return { how: 'once', token: loginToken }
  const { oauth, accessToken, serviceName, ldap, ldapOptions, username, ldapPass } = options
  if (oauth) throw new LoginRefusal('attempt-unknown')
  // A service that nobody has set up is an error that nobody has foreseen there.
  if (accessToken && serviceName) throw new Refusal(500, 'Internal server error')
  if (ldap && ldapOptions && username !== undefined && ldapPass !== undefined) {
    const by = username.includes('@') ? { email: username } : { username }
    return {
      how: 'password',
      user: by,
      digest: sha256(ldapPass),
      ...(secondFactor !== undefined && { code: secondFactor }),
    }
  }
  throw new Refusal(400, 'Unrecognized options for login request')
}
