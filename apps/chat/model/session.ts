// Who is logged in on this page: logs in, stays in over a reload, says once when that is over.
//
// A login that the server does not accept any more ends the showing, not the work: the client and all that waits in it
// stay, and go on when the same person logs in again.
import { signal, type ReadonlySignal } from '@preact/signals-core'
import { ConnectionError, TwoFactorCancelledError, type Client } from 'quindar'
import { KEEP_PREFIX, type Keep } from './keep.ts'
import type { ChatPorts } from './ports.ts'
import { createSecondFactor, type SecondFactor } from './second-factor.ts'
import { readTroubleOf, type Trouble } from './trouble.ts'

/** `signedIn` as soon as there is a token: whether the server is there is the connection's matter. */
export type Phase = 'signedOut' | 'signedIn'

export interface Session {
  readonly phase: ReadonlySignal<Phase>
  /** The client of whoever is, or was just now, logged in. */
  readonly client: ReadonlySignal<Client | undefined>
  /** Is a login under way? */
  readonly busy: ReadonlySignal<boolean>
  /** Why nobody is logged in, or why the last login failed. */
  readonly trouble: ReadonlySignal<Trouble | undefined>
  /** Who was logged in last: what the form starts with. */
  readonly lastUser: ReadonlySignal<string>
  /** What else the server wants of a login under way. */
  readonly secondFactor: SecondFactor
  /** Never rejects: what went wrong is in `trouble`. */
  readonly login: (user: string, password: string) => Promise<void>
  readonly logout: () => Promise<void>
  /** Ends everything that runs. */
  readonly dispose: () => void
}

interface Login {
  readonly token: string
  readonly username: string
}

const LOGIN = 'login'
/** Logging out at the server is a courtesy: nobody waits longer for it, in milliseconds. */
const FAREWELL_MS = 2_000

export function createSession(address: string, keep: Keep, ports: ChatPorts): Session {
  const known = keep.read(LOGIN, isLogin)
  const phase = signal<Phase>('signedOut')
  const client = signal<Client | undefined>(undefined)
  const busy = signal(false)
  const trouble = signal<Trouble | undefined>(undefined)
  const lastUser = signal(known?.username ?? keep.read('lastUser', isText) ?? '')
  const secondFactor = createSecondFactor()
  const twoFactor = secondFactor.ask
  let stops: (() => void)[] = []

  /**
   * Makes this the page's client.
   * @param name Whose it is, as far as that is known before the server has told.
   */
  function adopt(next: Client, name: string): void {
    stops = [
      // Also at the end of a new login on the same client.
      next.on('user', (user) => user && remember(user.token, user.username ?? lastUser.value)),
      next.on('sessionExpired', () => end({ kind: 'sessionExpired' })),
    ]
    // First: whatever is kept for somebody is kept under the name.
    lastUser.value = name
    if (next.user) remember(next.user.token, next.user.username ?? name)
    client.value = next
    phase.value = 'signedIn'
  }

  function remember(token: string, username: string): void {
    lastUser.value = username
    keep.write(LOGIN, { token, username } satisfies Login)
    keep.write('lastUser', username)
  }

  function end(why: Trouble | undefined): void {
    keep.remove(LOGIN)
    trouble.value = why
    phase.value = 'signedOut'
  }

  async function forget(): Promise<void> {
    const old = client.value
    for (const stop of stops) stop()
    stops = []
    client.value = undefined
    await old?.close()
  }

  async function again(there: Client, user: string, password: string): Promise<void> {
    await there.login({ user, password })
    phase.value = 'signedIn'
  }

  async function anew(user: string, password: string): Promise<void> {
    await forget()
    const next = ports.createClient(address, { user, password, twoFactor })
    try {
      await firstAnswer(next, secondFactor)
    } catch (error) {
      await next.close()
      throw error
    }
    adopt(next, user)
  }

  async function login(user: string, password: string): Promise<void> {
    if (busy.value) return
    busy.value = true
    trouble.value = undefined
    try {
      const same = user.toLowerCase() === lastUser.value.toLowerCase()
      if (client.value && same) await again(client.value, user, password)
      else await anew(user, password)
    } catch (error) {
      // Who gave it up knows why nobody is logged in.
      if (!(error instanceof TwoFactorCancelledError)) trouble.value = readTroubleOf(error)
    } finally {
      secondFactor.end()
      busy.value = false
    }
  }

  async function logout(): Promise<void> {
    const old = client.value
    end(undefined)
    if (!old) return
    for (const stop of stops) stop()
    stops = []
    client.value = undefined
    await Promise.race([old.logout().catch(() => {}), wait(ports, FAREWELL_MS)])
    await old.close()
  }

  const forgetStorage = ports.onStorage((key) => {
    // Logged out in another tab.
    if (key !== null && key !== KEEP_PREFIX + LOGIN) return
    if (phase.value !== 'signedIn' || keep.read(LOGIN, isLogin) || !keep.durable.value) return
    end(undefined)
    void forget()
  })

  if (known) adopt(ports.createClient(address, { token: known.token, twoFactor }), known.username)

  return {
    phase,
    client,
    busy,
    trouble,
    lastUser,
    secondFactor,
    login,
    logout,
    dispose() {
      forgetStorage()
      void forget()
    },
  }
}

function wait(ports: ChatPorts, ms: number): Promise<void> {
  return new Promise((over) => void ports.setTimeout(over, ms))
}

/**
 * Who types a password wants an answer now: the first dial that fails is one. Not while a code is asked for: who looks it
 * up in another program of the same phone comes back to a connection that has died meanwhile.
 */
function firstAnswer(client: Client, { question, checking }: SecondFactor): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = client.state.subscribe(() => {
      const state = client.state.getSnapshot()
      if (state.status !== 'waiting' || (question.value && !checking.value)) return
      stop()
      reject(new ConnectionError(`${client.url} cannot be reached`, state.reason))
    })
    client.ready().then(resolve, reject).finally(stop)
  })
}

function isLogin(value: unknown): value is Login {
  const { token, username } = (value ?? {}) as Partial<Login>
  return typeof token === 'string' && token !== '' && typeof username === 'string'
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
