// Methods about who is on this connection: login, logout, presence.
import type { MethodFact } from '../facts.ts'

/** A password never travels as text from our client: its SHA-256 does. */
export interface PasswordDigest {
  /** Lower-case hex. */
  digest: string
  algorithm: 'sha-256'
}

/** What `login` accepts, of the ways this package speaks. */
export type LoginOptions =
  | { user: { username: string } | { email: string } | { id: string }; password: PasswordDigest | string }
  | { resume: string }
  | { loginToken: string }
  | { oauth: { credentialToken: string; credentialSecret: string | null } }
  | {
      serviceName: string
      accessToken: string
      expiresIn?: number | undefined
      idToken?: string | undefined
      secret?: string | undefined
      identity?: unknown
      refreshToken?: string | undefined
    }
  | { ldap: true; username: string; ldapPass: string; ldapOptions: object }
  | { totp: { login: LoginOptions; code: string } }

export interface LoginResult {
  id: string
  token: string
  /** Invalid or absent for a personal access token, which never expires. */
  tokenExpires?: Date
  /** How: `password`, `resume` … */
  type?: string
}

export const login: MethodFact<'login', [options: LoginOptions], LoginResult> = {
  name: 'login',
  // 401 since 7.0 on one process, 403 before and on the micro-service: versions.ts, loginErrorCode.
  errors: [
    400,
    401,
    403,
    'totp-required',
    'totp-invalid',
    'totp-max-attempts',
    'error-user-is-not-activated',
    'too-many-requests',
  ],
  rest: 'POST /api/v1/login',
  evidence: 'recorded',
}

export const logout: MethodFact<'logout', [], void> = {
  name: 'logout',
  rest: 'POST /api/v1/logout',
  evidence: 'recorded',
}

export const userPresenceOnline: MethodFact<'UserPresence:online', [], boolean | undefined> = {
  name: 'UserPresence:online',
  evidence: 'recorded',
}

export const userPresenceAway: MethodFact<'UserPresence:away', [], boolean | undefined> = {
  name: 'UserPresence:away',
  evidence: 'source',
}
