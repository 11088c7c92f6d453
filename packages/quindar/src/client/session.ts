// Who this client is: logs in, remembers the token, logs in again after a drop, and says once when that is over.
//
// A password leaves this file only as its SHA-256, and is forgotten as soon as there is a token. A login that the
// application asked for outlives a drop: it goes out again on the next connection, until it is answered or its deadline
// has passed.
import {
  AuthError,
  ConnectionError,
  ConnectionLostError,
  sha256,
  TimeoutError,
  type LoginOptions,
  type LoginResult,
  type ServerFrame,
} from '../protocol/index.ts'
import { CALL_TIMEOUT_MS, type CallOptions, type Calls } from './calls.ts'
import { createDeferred, type Deferred } from './deferred.ts'
import type { Ports } from './ports.ts'

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
}

/** What became of logging in. `expired`: nobody, until the application logs in anew. `failed`: this connection is done. */
export type Outcome = 'done' | 'expired' | 'failed'

export interface SessionOwner {
  /** Who is logged in has changed. */
  readonly changed: (user: SignedInUser | undefined) => void
  /** The server does not accept what we have any more. Told once. */
  readonly expired: (error: AuthError) => void
  /** There is something to do on the open connection, if there is one. */
  readonly recover: () => void
  /** This connection is of no use. */
  readonly redial: (reason: ConnectionError) => void
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
  readonly close: (reason: ConnectionError) => void
}

/** A login that the application waits for. */
interface Attempt extends Deferred<SignedInUser> {
  readonly credentials: Credentials
  /** It waits no more. */
  readonly finish: () => void
}

/** @param held What to log in with at first. */
export function createSession(ports: Ports, calls: Calls, owner: SessionOwner, held?: Credentials): Session {
  let user: SignedInUser | undefined
  let expired: AuthError | undefined
  let attempt: Attempt | undefined
  /** Is the attempt on the wire? */
  let asking = false
  /** Is this connection logged in? */
  let here = false
  let known: { id?: string; username?: string; name?: string } = {}

  function become(next: SignedInUser | undefined): void {
    user = next
    owner.changed(next)
  }

  function accept({ id, token, tokenExpires }: Partial<LoginResult> = {}): SignedInUser {
    if (!id || !token) throw new AuthError('login-failed', 'The server let us in without a token: is it a Rocket.Chat?')
    held = { token }
    here = true
    expired = undefined
    const { username, name } = known.id === id ? known : {}
    // The token of a bot never expires: an invalid date, or none.
    const ends = tokenExpires instanceof Date && !Number.isNaN(tokenExpires.getTime()) ? tokenExpires : undefined
    const next = { id, token, tokenExpires: ends, username, name }
    become(next)
    return next
  }

  async function authenticate(): Promise<Outcome> {
    const asked = attempt
    const credentials = asked?.credentials ?? (here ? undefined : held)
    if (!credentials) return expired ? 'expired' : 'done'
    asking = !!asked
    try {
      const [kind, params] = onTheWire(credentials)
      const result = await calls.call('login', [params], { timeout: asked ? Infinity : CALL_TIMEOUT_MS }, kind)
      const next = accept(result as LoginResult | undefined)
      asked?.finish()
      asked?.resolve(next)
      return 'done'
    } catch (error) {
      return await refused(error, asked)
    } finally {
      asking = false
    }
  }

  function refused(error: unknown, asked: Attempt | undefined): Outcome | Promise<Outcome> {
    // Gone with the connection, or taken back by its deadline, which ends the connection too.
    if (error instanceof ConnectionLostError || (asked && asked !== attempt)) return 'failed'
    if (asked) {
      // The application hears of it; the connection goes on with whoever we were.
      asked.finish()
      asked.reject(error)
      return authenticate()
    }
    if (error instanceof AuthError && error.error !== 500) {
      held = undefined
      expired = error
      become(undefined)
      owner.expired(error)
      return 'expired'
    }
    owner.redial(new ConnectionError('The server could not log us in: trying again', error))
    return 'failed'
  }

  return {
    get user() {
      return user
    },
    get pending() {
      return !user && !!(held ?? attempt)
    },
    get expired() {
      return expired
    },
    login(credentials, { timeout = CALL_TIMEOUT_MS, signal } = {}) {
      if (signal?.aborted) return Promise.reject(signal.reason as Error)
      attempt?.reject(new AuthError('login-failed', 'Another login has taken the place of this one'))
      attempt?.finish()
      const end = (error: unknown): void => {
        mine.finish()
        mine.reject(error)
        // Whether the server has let us in is anybody's guess now; on a new connection it is not.
        if (asking) owner.redial(new ConnectionError('A login was given up before its answer: starting over', error))
      }
      const abort = (): void => end(signal?.reason)
      const timer =
        timeout < Infinity && ports.setTimeout(() => end(new TimeoutError('login', timeout, asking)), timeout)
      signal?.addEventListener('abort', abort)
      const mine: Attempt = {
        ...createDeferred<SignedInUser>(),
        credentials,
        finish() {
          ports.clearTimeout(timer)
          signal?.removeEventListener('abort', abort)
          if (attempt === mine) attempt = undefined
        },
      }
      attempt = mine
      owner.recover()
      return mine.promise
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
      const { username, name } = { ...(known.id === id && known), ...(fields as typeof known) }
      known = { id, ...(username !== undefined && { username }), ...(name !== undefined && { name }) }
      if (user?.id === id && (user.username !== username || user.name !== name)) become({ ...user, username, name })
    },
    drop() {
      here = false
    },
    close(reason) {
      attempt?.reject(reason)
      attempt?.finish()
    },
  }
}

function onTheWire(credentials: Credentials): ['password' | 'resume', LoginOptions] {
  if ('password' in credentials) {
    const { user, password } = credentials
    const by = user.includes('@') ? { email: user } : { username: user }
    return ['password', { user: by, password: { digest: sha256(password), algorithm: 'sha-256' } }]
  }
  return ['resume', { resume: 'token' in credentials ? credentials.token : credentials.resume }]
}
