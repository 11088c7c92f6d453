// Who this client is: logs in, remembers the token, logs in again after a drop, and says once when that is over.
//
// A login is a call like others, which outlives a drop until its deadline. What it was made with is forgotten as soon as
// there is a token.
import {
  type AuthError,
  ConnectionError,
  QuindarError,
  TimeoutError,
  type LoginResult,
  type ServerFrame,
} from '../../protocol/index.ts'
import type { CallOptions, Calls } from '../calls/calls.ts'
import type { Ports } from '../ports.ts'
import { nameIn, onTheWire, type Credentials } from './login.ts'
import type { TokenStore } from './token-store.ts'
import type { Prove } from './two-factor-challenge.ts'

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
  /** Where the token is kept; absent: nowhere. */
  readonly tokens?: (() => Promise<TokenStore>) | undefined
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
export function createSession(ports: Ports, calls: Calls, owner: SessionOwner, held?: Credentials): Session {
  let user: SignedInUser | undefined
  let expired: AuthError | undefined
  /** Is this connection logged in? */
  let here = false
  /** The login under way. */
  let asked: Promise<Outcome> | undefined
  /** What to log in with if the token of before is not valid any more. */
  let fallback: Credentials | undefined
  /** Under which name the token was got, where it was under one. */
  let name = nameIn(held)
  let reading = owner.tokens && mayResume(held) ? read() : undefined
  let known: { id?: string; username?: string; name?: string; roles?: string[] } = {}

  function become(next: SignedInUser | undefined): void {
    user = next
    owner.changed(next)
  }

  /** The token that an earlier run has left, unless somebody logs in meanwhile, or it is another's. */
  async function read(): Promise<void> {
    const kept = await owner.tokens?.().then(
      (tokens) => tokens.load(),
      () => undefined,
    )
    if (reading && kept && !user && !asked && (!held || kept.name === name)) {
      fallback = held
      held = { token: kept.token }
      name = kept.name
    }
    reading = undefined
  }

  /** Never waited for: what cannot be kept is told as an event. */
  function keep(change: (tokens: TokenStore) => void): void {
    owner.tokens?.().then(change, () => {})
  }

  async function request(credentials: Credentials, options?: CallOptions): Promise<SignedInUser> {
    const [kind, params] =
      (await onTheWire(credentials, ports)) ?? (await import('./login-others.ts')).onTheWireToo(credentials)
    const result = await owner.prove(
      'login',
      // The wrapper has no place for a method: the server knows which one it has asked for.
      (proof) => {
        const given = proof ? { totp: { login: params, code: proof.code } } : params
        return calls.call('login', [given], { ...options, retry: 'safe' }, kind)
      },
      options?.signal,
      { name: nameIn(credentials) },
    )
    const { id, token, tokenExpires: ends } = (result ?? {}) as Partial<LoginResult>
    if (!id || !token)
      throw new QuindarError('login-failed', 'The server let us in without a token: is it a Rocket.Chat?')
    // Whose token an application brings, nobody knows.
    if (credentials !== held) name = nameIn(credentials)
    held = { token }
    here = true
    expired = fallback = undefined
    keep((tokens) => tokens.save({ token, name }))
    const { username, name: fullName, roles } = known.id === id ? known : {}
    // The token of a bot never expires: an invalid date, or none.
    const next = { id, token, tokenExpires: ends && +ends ? ends : undefined, username, name: fullName, roles }
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
        return refused(error, options !== undefined, 'accessToken' in credentials)
      },
    )
    asked = mine
    return answer
  }

  function refused(error: unknown, byApplication: boolean, byService: boolean): Outcome | Promise<Outcome> {
    // An `AuthError`, by its looks: its class is not loaded before it is needed. 500 is the server's own trouble, unless
    // it is about a service: that is how it says that it does not know one.
    const final = error instanceof QuindarError && 'error' in error && (byService || error.error !== 500)
    if (byApplication ? error instanceof TimeoutError || !(error instanceof QuindarError) : !final) {
      // Given up before its answer, or answered with a failure: whether we are logged in is anybody's guess.
      owner.redial(new ConnectionError('The login did not come to an end: starting over', error))
      return 'failed'
    }
    // The application hears of it; the connection goes on with whoever we were.
    if (byApplication) return authenticate()
    const isOver = (error as AuthError).code === 'token-expired'
    if (isOver) keep((tokens) => tokens.expire())
    held = isOver ? fallback : undefined
    fallback = undefined
    if (held) return authenticate()
    expired = error as AuthError
    become(undefined)
    owner.expired(expired)
    return 'expired'
  }

  async function authenticate(): Promise<Outcome> {
    if (reading) await reading
    if (!asked && !here && held) void sign(held)
    return asked ?? (expired ? 'expired' : 'done')
  }

  return {
    get user() {
      return user
    },
    get pending() {
      return !user && !!(held ?? asked ?? reading)
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
      held = expired = fallback = reading = undefined
      here = false
      keep((tokens) => tokens.forget())
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

/** Would a token of before do as well? Not for who has just got one. */
function mayResume(credentials: Credentials | undefined): boolean {
  return !credentials || nameIn(credentials) !== undefined
}
