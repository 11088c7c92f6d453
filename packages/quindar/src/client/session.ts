// Who this client is: logs in, remembers the token, logs in again after a drop, and says once when that is over.
//
// A login is a call like others, which outlives a drop until its deadline. A password leaves this machine only as its
// SHA-256, and is forgotten as soon as there is a token.
import {
  type AuthError,
  ConnectionError,
  QuindarError,
  sha256,
  TimeoutError,
  type LoginOptions,
  type LoginResult,
  type ServerFrame,
} from '../protocol/index.ts'
import type { CallOptions, Calls, LoginKind } from './calls.ts'
import type { Prove } from './two-factor-challenge.ts'

/** How to log in: with a password, or with a token from an earlier login (a personal access token is one too). */
export type Credentials =
  /** `user`: a username, or an e-mail address. */
  { readonly user: string; readonly password: string } | { readonly token: string } | { readonly resume: string }

/** Who is logged in. */
export interface SignedInUser {
  readonly id: string
  /** Given to `connect` as `token` next time, it logs in again. Treat it like a password. */
  readonly token: string
  /** When the token ends; absent where it never does, or the server does not say. */
  readonly tokenExpires?: Date | undefined
  /** Known when the server has sent the user's own document, which it does around the login. */
  readonly username?: string | undefined
  /** The full name. */
  readonly name?: string | undefined
  /** What one is on the whole server: `admin`, `user`, `bot` … Known as the username is, where the server tells it. */
  readonly roles?: readonly string[] | undefined
}

/** What became of logging in. `expired`: nobody, until the application logs in anew. `failed`: this connection is done. */
type Outcome = 'done' | 'expired' | 'failed'

export interface SessionOwner {
  /** Who is logged in has changed. */
  readonly changed: (user: SignedInUser | undefined) => void
  /** The server does not accept what we have any more. Told once. */
  readonly expired: (error: AuthError) => void
  /** There is something to do on the open connection, if there is one. */
  readonly recover: () => unknown
  /** This connection is of no use. */
  readonly redial: (reason: ConnectionError) => void
  readonly prove: Prove
}

export interface Session {
  readonly user: SignedInUser | undefined
  /** Is nobody logged in yet who will be? */
  readonly pending: boolean
  /** Why nobody is logged in who should be. */
  readonly expired: AuthError | undefined
  readonly login: (credentials: Credentials, options?: CallOptions) => Promise<SignedInUser>
  readonly logout: () => Promise<void>
  /** Makes an open connection ours: the login asked for, else the one we had, else nothing. Never rejects. */
  readonly authenticate: () => Promise<Outcome>
  /** A document of the collection `users`: the server sends us our own. */
  readonly document: (frame: ServerFrame & { msg: 'added' | 'changed' }) => void
  /** The connection is gone. */
  readonly drop: () => void
}

/** @param held What to log in with at first. */
export function createSession(calls: Calls, owner: SessionOwner, held?: Credentials): Session {
  let user: SignedInUser | undefined
  let expired: AuthError | undefined
  /** Is this connection logged in? */
  let here = false
  /** The login under way. */
  let asked: Promise<Outcome> | undefined
  let known: { id?: string; username?: string; name?: string; roles?: string[] } = {}

  function become(next: SignedInUser | undefined): void {
    user = next
    owner.changed(next)
  }

  async function request(credentials: Credentials, options?: CallOptions): Promise<SignedInUser> {
    const [kind, params] = onTheWire(credentials)
    const result = await owner.prove(
      'login',
      // The wrapper has no place for a method: the server knows which one it has asked for.
      (proof) => {
        const given = proof ? { totp: { login: params, code: proof.code } } : params
        return calls.call('login', [given], { ...options, retry: 'safe' }, kind)
      },
      options?.signal,
      { name: 'user' in credentials ? credentials.user : undefined },
    )
    const { id, token, tokenExpires: ends } = (result ?? {}) as Partial<LoginResult>
    if (!id || !token)
      throw new QuindarError('login-failed', 'The server let us in without a token: is it a Rocket.Chat?')
    held = { token }
    here = true
    expired = undefined
    const { username, name, roles } = known.id === id ? known : {}
    // The token of a bot never expires: an invalid date, or none.
    const next = { id, token, tokenExpires: ends && +ends ? ends : undefined, username, name, roles }
    become(next)
    return next
  }

  /** @param options Those of the application; absent when the client logs in by itself. */
  function sign(credentials: Credentials, options?: CallOptions): Promise<SignedInUser> {
    const answer = request(credentials, options)
    const mine: Promise<Outcome> = answer.then(
      () => {
        if (asked === mine) asked = undefined
        return 'done' as const
      },
      (error: unknown) => {
        // Another login has taken its place: that one decides who we are.
        if (asked !== mine) return 'failed'
        asked = undefined
        return refused(error, options !== undefined)
      },
    )
    asked = mine
    return answer
  }

  function refused(error: unknown, byApplication: boolean): Outcome | Promise<Outcome> {
    // An `AuthError`, by its looks: its class is not loaded before it is needed. 500 is the server's own trouble.
    const final = error instanceof QuindarError && 'error' in error && error.error !== 500
    if (byApplication ? error instanceof TimeoutError || !(error instanceof QuindarError) : !final) {
      // Given up before its answer, or answered with a failure: whether we are logged in is anybody's guess.
      owner.redial(new ConnectionError('The login did not come to an end: starting over', error))
      return 'failed'
    }
    // The application hears of it; the connection goes on with whoever we were.
    if (byApplication) return authenticate()
    held = undefined
    expired = error as AuthError
    become(undefined)
    owner.expired(expired)
    return 'expired'
  }

  async function authenticate(): Promise<Outcome> {
    if (!asked && !here && held) void sign(held)
    return asked ?? (expired ? 'expired' : 'done')
  }

  return {
    get user() {
      return user
    },
    get pending() {
      return !user && !!(held ?? asked)
    },
    get expired() {
      return expired
    },
    login(credentials, options = {}) {
      const answer = sign(credentials, options)
      owner.recover()
      return answer
    },
    async logout() {
      const wasHere = here
      held = expired = undefined
      here = false
      if (user) become(undefined)
      try {
        if (wasHere) await calls.call('logout', [])
      } finally {
        owner.recover()
      }
    },
    authenticate,
    document({ collection, id, fields }) {
      if (collection !== 'users') return
      known = { ...(known.id === id && known), ...fields, id }
      const { username, name, roles } = known
      if (user?.id !== id) return
      const isNews = user.username !== username || user.name !== name || String(user.roles) !== String(roles)
      if (isNews) become({ ...user, username, name, roles })
    },
    drop() {
      here = false
    },
  }
}

function onTheWire(credentials: Credentials): [LoginKind, LoginOptions] {
  if (!('password' in credentials)) {
    return ['resume', { resume: 'token' in credentials ? credentials.token : credentials.resume }]
  }
  const { user, password } = credentials
  const by = user.includes('@') ? { email: user } : { username: user }
  return ['password', { user: by, password: { digest: sha256(password), algorithm: 'sha-256' } }]
}
