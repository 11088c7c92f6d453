// What only some programs need, put together: REST, presence, the tap. Loaded with the first of them that is asked for.
import { createBarriers, type BarrierCall, type BarrierHost } from './calls/barrier.ts'
import type { Client, ClientOptions } from './client.ts'
import type { ConnectionState } from './connection/connection.ts'
import type { Unsubscribe } from './emitter.ts'
import { patiently, type Patience } from './routes/patience.ts'
import type { Ports } from './ports.ts'
import { createPresence, type Presence, type PresenceHost } from './rooms/presence.ts'
import { rest, type RestHost } from './calls/rest.ts'
import type { Session } from './login/session.ts'
import { createTaps, type Tap, type Taps } from './streams/tap.ts'
import type { TwoFactorDesk, TwoFactorHost, Unproven } from './login/two-factor.ts'
import type { Prove } from './login/two-factor-challenge.ts'

/** The parts that the annex stands on. */
export interface AnnexHost extends Omit<PresenceHost, 'ask' | 'onReady'>, Omit<BarrierHost, 'client'> {
  readonly client: Client
  readonly ports: Ports
  readonly session: Session
  readonly prove: Prove
  readonly asking: TwoFactorHost['asking']
}

export interface Annex extends Pick<Client, 'rest' | 'download'> {
  readonly barrier: BarrierCall
  readonly patiently: <T>(wishes: Patience, put: (wishes: Patience) => Promise<T>) => Promise<T>
  readonly watch: Presence['watch']
  readonly see: Taps['see']
  readonly tap: (tap: Tap) => Unsubscribe
  /** Gets the second factor from whoever has it. */
  readonly proven: <T>(unproven: Unproven<T>) => Promise<T>
}

export function createAnnex(host: AnnexHost, options: ClientOptions): Annex {
  const { client, ports, session, prove, report } = host
  let presence: Presence | undefined
  let desk: TwoFactorDesk | undefined
  const taps = createTaps(report)
  const closed = new AbortController()
  const heard = (state: ConnectionState): void => {
    if (state.status === 'closed') closed.abort(state.reason)
  }
  client.on('state', heard)
  heard(client.state.getSnapshot())

  const restHost: RestHost = {
    ports,
    site: client.url,
    closed: closed.signal,
    open: () => client.state.getSnapshot().status === 'open',
    report,
    async user() {
      if (session.pending) await client.ready()
      return session.user
    },
  }

  return {
    barrier: createBarriers(host),
    patiently: (wishes, put) => patiently(ports, wishes, put),
    rest: (route, input, options) =>
      patiently(ports, options, (wishes) =>
        prove(
          route,
          (proof) => {
            const headers = proof && { 'x-2fa-code': proof.code, 'x-2fa-method': proof.method }
            return rest(restHost, route, input, { ...options, ...wishes, headers: { ...options?.headers, ...headers } })
          },
          options?.signal,
        ),
      ) as Promise<never>,
    async download(file, options) {
      const { download } = await import('./files/download.ts')
      return download(restHost, file, options)
    },
    async proven(unproven) {
      const { createTwoFactorDesk } = await import('./login/two-factor.ts')
      // Nobody is logged in yet who could ask for it.
      const asNobody = { ...restHost, user: () => Promise.resolve(undefined) }
      const sendEmailCode = (emailOrUsername: string, signal: AbortSignal): Promise<unknown> =>
        rest(asNobody, 'POST /api/v1/users.2fa.sendEmailCode', { emailOrUsername }, { signal })
      desk ??= createTwoFactorDesk({ ...host, sendEmailCode }, options)
      return desk.prove(unproven)
    },
    watch(userIds, listener) {
      presence ??= createPresence({
        ...host,
        ask: (ids) => client.rest('GET /api/v1/users.presence', { ids }),
        onReady: (listener) => client.on('ready', listener),
      })
      return presence.watch(userIds, listener)
    },
    see: taps.see,
    tap: taps.add,
  }
}
