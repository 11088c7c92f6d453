// The parts of the client, put together. What only some programs need is loaded when they ask for it.
import { ConnectionError, type TwoFactorRequiredError } from '../protocol/index.ts'
import type { Annex } from './annex.ts'
import type { CatchUp } from './catch-up/catch-up.ts'
import { createCalls } from './calls/calls.ts'
import type { Client, ClientEvents, ClientOptions, Gap } from './client.ts'
import { createConnection, type ConnectionOwner, type ConnectionState } from './connection/connection.ts'
import { after } from './calls/deadline.ts'
import { createDeferred } from './deferred.ts'
import { createEmitter, stopWith, type Unsubscribe } from './emitter.ts'
import { credentialsOf } from './login/login.ts'
import type { Logger, Ports } from './ports.ts'
import { createRecovery } from './login/recovery.ts'
import type { Rooms } from './rooms/rooms.ts'
import { route } from './streams/router.ts'
import { createSession } from './login/session.ts'
import { createStream } from './streams/stream.ts'
import { createStreams } from './streams/streams.ts'
import { createSubscriptions } from './streams/subscriptions.ts'
import type { Prove } from './login/two-factor-challenge.ts'
import type { TokenStore } from './login/token-store.ts'
import { parseServerUrl } from './connection/url.ts'

const SILENT: Logger = { warn() {} }

/**
 * Makes a client, which starts to connect at once and never gives up.
 * @throws `ConnectionError` when `address` is no address.
 */
export function assemble(address: string, options: ClientOptions, ports: Ports): Client {
  const url = parseServerUrl(address)
  const { logger = SILENT } = options
  const report = (error: unknown): void => logger.warn('A listener threw', error)
  const events = createEmitter<ClientEvents>(report)
  let state: ConnectionState = { status: 'idle' }
  /** Resolved while everything is as it should be, rejected while nobody is logged in who should be. */
  let whole = createDeferred<void>()
  /** What every room may have missed, until somebody knows better. */
  let gap: Gap | undefined

  /** Catching up, as rooms know it, also before it is loaded. */
  const catchingUp: Pick<CatchUp, 'missed' | 'loaded'> = {
    missed: (raw) => catchUp?.missed(raw),
    loaded: (roomId, page) =>
      void loadCatchUp?.().then(
        (it) => it.loaded(roomId, page),
        () => {},
      ),
  }

  // What only some programs need.
  let opened: Rooms | undefined
  const rooms = onDemand(() =>
    import('./rooms/rooms.ts').then(({ createRooms }) => (opened = createRooms(parts, recovery, options, catchingUp))),
  )
  const annex = onDemand(() => import('./annex.ts').then(({ createAnnex }) => createAnnex(parts, options)))
  // Loaded as soon as somebody listens to messages: when it is needed, there may be no network to load it from.
  let catchUp: CatchUp | undefined
  let loadCatchUp: (() => Promise<CatchUp>) | undefined

  const owner: ConnectionOwner = {
    changed(next) {
      state = next
      events.emit('state', next)
    },
    opened() {
      unsettle()
      void recovery.start()
    },
    frame(frame) {
      if (!catchUp?.keep(frame)) route(frame, parts)
    },
    lost(reason, lastHeard) {
      gap = { roomId: undefined, from: new Date(lastHeard), reason }
      unsettle()
      recovery.stop()
      session.drop()
      catchUp?.drop(reason)
      subscriptions.drop(lastHeard)
      calls.drop(reason)
    },
  }
  const connection = createConnection(url.socket, ports, logger, owner)
  const calls = createCalls(ports, connection.send)
  const subscriptions = createSubscriptions(ports, connection.send, (error) => events.emit('denied', { error }))
  const streams = createStreams(subscriptions, report, (stream, key, subject) => {
    if (stream !== 'room-messages') return
    loadCatchUp ??= onDemand(() =>
      import('./catch-up/catch-up.ts').then(({ createCatchUp }) => (catchUp = createCatchUp(parts))),
    )
    loadCatchUp().then(
      (it) => it.watching(key, subject),
      () => {},
    )
  })
  /** How many times somebody is asked for a second factor at the moment. */
  let asking = 0
  const prove: Prove = (action, run, signal, login) =>
    run().catch(async (error: unknown) => {
      const required = error as TwoFactorRequiredError | undefined
      if (required?.code !== 'two-factor-required' || !(options.twoFactor ?? options.totpSecret)) throw error
      return (await annex()).proven({ action, run, signal, login, required })
    })
  let kept: TokenStore | undefined
  const tokens =
    options.tokens &&
    onDemand(async () => {
      const { createTokenStore } = await import('./login/token-store.ts')
      return (kept ??= createTokenStore(options.tokens!, ports, url.http, (error) => events.emit('storage', { error })))
    })
  const session = createSession(
    ports,
    calls,
    {
      changed: (user) => events.emit('user', user),
      expired: (error) => events.emit('sessionExpired', { error }),
      recover: () => state.status === 'open' && owner.opened(),
      redial: connection.redial,
      prove,
      tokens,
    },
    credentialsOf(options),
  )
  const parts = {
    ports,
    calls,
    subscriptions,
    streams,
    session,
    prove,
    asking: (more: number) => {
      asking += more
    },
    events,
    logger,
    report,
    send: connection.send,
    redial: connection.redial,
    get client() {
      return client
    },
  }
  const recovery = createRecovery(ports, parts, {
    // Without that part of the client, all rooms may have missed something.
    back: () =>
      loadCatchUp?.().then(
        (it) => it.back(),
        () => {
          if (gap) events.emit('gap', gap)
          gap = undefined
        },
      ),
    flush: () => opened?.outbox.release(),
    done(error) {
      settle(error)
      if (!error) events.emit('ready', undefined)
    },
  })

  function unsettle(): void {
    if (whole.settled) whole = createDeferred()
  }

  function settle(error?: Error): void {
    unsettle()
    if (error) whole.reject(error)
    else whole.resolve()
  }

  const client: Client = {
    url: url.http,
    get user() {
      return session.user
    },
    stats: connection.stats,
    state: { getSnapshot: () => state, subscribe: (listener) => events.on('state', listener) },
    on: events.on,
    login: session.login,
    logout: session.logout,
    ready({ timeout = Infinity, signal } = {}) {
      const over = createDeferred<void>()
      const stop = stopWith(signal, () => over.reject(signal?.reason as Error))
      const late = (): void => {
        // Who looks for a code is no server that cannot be reached.
        if (asking) {
          timer = after(ports, timeout, late)
          return
        }
        const cause = 'reason' in state ? state.reason : undefined
        over.reject(
          new ConnectionError(`${url.http} was not reached within ${timeout} ms: does the server run?`, cause),
        )
      }
      let timer = after(ports, timeout, late)
      return Promise.race([whole.promise, over.promise]).finally(() => {
        ports.clearTimeout(timer)
        stop()
      })
    },
    call: (method, ...params) => {
      const { name, waitForLimit, ...wishes } = typeof method === 'string' ? { name: method } : method
      const put = (): Promise<unknown> =>
        prove(
          name,
          (proof) => {
            const all = proof ? [...params, { twoFactorCode: proof.code, twoFactorMethod: proof.method }] : params
            return wishes.barrier
              ? annex().then(({ barrier }) => barrier(name, all, wishes))
              : calls.call(name, all, wishes)
          },
          wishes.signal,
        )
      const again = (rest: object): Promise<unknown> => client.call({ ...wishes, ...rest, name }, ...params)
      const answer = waitForLimit
        ? annex().then(({ patiently }) => patiently({ ...wishes, waitForLimit }, again))
        : put()
      return answer as Promise<never>
    },
    stream: (name, key, ...args) => createStream(streams, name, key, args),
    rest: async (route, input, wishes) => (await annex()).rest(route, input, wishes),
    download: async (file, wishes) => (await annex()).download(file, wishes),
    room: async (...args) => (await rooms()).open(...args),
    createRoom: async (...args) => (await rooms()).create(...args),
    rooms: async (...args) => (await rooms()).list(...args),
    async *messages(...args) {
      yield* await (await rooms()).messages(...args)
    },
    users: {
      find: async (...args) => (await rooms()).people(...args),
      info: async (...args) => (await rooms()).user(...args),
    },
    search: async (...args) => (await rooms()).search(...args),
    outbox: async () => (await rooms()).outbox,
    presence: {
      watch: (userIds, listener, wishes) => soon(({ watch }) => watch(userIds, listener), wishes?.signal),
    },
    onFrame(tap) {
      owner.tap ??= (direction, text) =>
        // What looks at frames cannot be loaded: not every frame is to try it again.
        void annex().then(
          ({ see }) => see(direction, text),
          () => (owner.tap = undefined),
        )

      return soon((loaded) => loaded.tap(tap))
    },
    retryNow: connection.wake,
    async close() {
      if (state.status === 'closed') return
      const reason = new ConnectionError('This client is closed: make a new one', undefined, 'client-closed')
      recovery.stop()
      catchUp?.drop(reason)
      calls.close(reason)
      connection.close(reason)
      subscriptions.close(reason)
      settle(reason)
      events.clear()
      await Promise.all([opened?.outbox.close(reason), kept?.close()])
    },
  }

  /** Listening that begins when the annex is here, and may be over before. */
  function soon(begin: (annex: Annex) => Unsubscribe, signal?: AbortSignal): Unsubscribe {
    let end: Unsubscribe | true | undefined
    annex()
      .then((loaded) => (end ??= begin(loaded)))
      .catch(report)
    return stopWith(signal, () => {
      if (typeof end === 'function') end()
      end = true
    })
  }

  // What waits from an earlier time is to be known before there is a network.
  if (options.storage) rooms().catch(report)
  connection.start()
  return client
}

/** Loads something once; what could not be loaded is tried again by the next who needs it. */
function onDemand<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () =>
    (loaded ??= load().catch((error: unknown) => {
      loaded = undefined
      throw error
    }))
}
