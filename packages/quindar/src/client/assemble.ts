// The parts of the client, put together. What only some programs need is loaded when they ask for it.
import { ConnectionError } from '../protocol/index.ts'
import { createCalls } from './calls.ts'
import type { Client, ClientEvents, ClientOptions } from './client.ts'
import { createConnection, type ConnectionOwner, type ConnectionState, type Tap } from './connection.ts'
import { createEmitter, notify, stopWith, type Listeners } from './emitter.ts'
import type { Logger, Ports } from './ports.ts'
import type { Presence } from './presence.ts'
import { whenReady } from './readiness.ts'
import { createRecovery } from './recovery.ts'
import { createRedactor } from './redact.ts'
import type { Rooms } from './rooms.ts'
import { route } from './router.ts'
import { createSession, type Credentials } from './session.ts'
import { createStream } from './stream.ts'
import { createStreams } from './streams.ts'
import { createSubscriptions } from './subscriptions.ts'
import { parseServerUrl } from './url.ts'

const SILENT: Logger = { debug() {}, warn() {} }

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
  let ready = false
  /** Why the last open connection ended. */
  let lost: ConnectionError

  const redact = createRedactor()
  let taps: Listeners<Parameters<Tap>> = []
  let rooms: Promise<Rooms> | undefined
  let presence: Promise<Presence> | undefined

  const owner: ConnectionOwner = {
    changed(next) {
      state = next
      events.emit('state', next)
    },
    opened: () => void recovery.start(),
    frame: (frame) => route(frame, { calls, session, streams, subscriptions }),
    lost(reason, lastHeard) {
      lost = reason
      ready = false
      recovery.stop()
      session.drop()
      subscriptions.drop(lastHeard)
      calls.drop(reason)
    },
  }
  const connection = createConnection(url.socket, ports, logger, owner)
  const calls = createCalls(ports, connection.send)
  const subscriptions = createSubscriptions(ports, connection.send, (error) => events.emit('denied', { error }))
  const streams = createStreams(subscriptions, report)
  const session = createSession(
    ports,
    calls,
    {
      changed: (user) => events.emit('user', user),
      expired: (error) => events.emit('sessionExpired', { error }),
      recover: () => void (state.status === 'open' && recovery.start()),
      redial: connection.redial,
    },
    credentialsOf(options),
  )
  const recovery = createRecovery(
    ports,
    { calls, subscriptions, session },
    {
      interrupted({ name, params: [key], since }) {
        if (name !== 'stream-room-messages') return
        const roomId = key === '__my_messages__' ? undefined : String(key)
        events.emit('gap', { roomId, from: new Date(since), reason: lost })
      },
      done() {
        ready = true
        events.emit('ready', undefined)
      },
    },
  )

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
    ready: (wish) => whenReady(url.http, ports, events, () => ({ ready, state, expired: session.expired }), wish),
    call: (method, ...params) => {
      const { name, ...wishes } = typeof method === 'string' ? { name: method } : method
      return calls.call(name, params, wishes) as Promise<never>
    },
    stream: (name, key, ...args) => createStream(streams, name, key, args),
    rest: async (path, input, wishes) => {
      const [{ rest }] = await Promise.all([import('./rest.ts'), session.pending && client.ready()])
      return (await rest(ports, url.http, session.user, path, input, wishes)) as never
    },
    room: async (name) => {
      rooms ??= import('./rooms.ts').then(({ createRooms }) => createRooms(client, ports, report))
      return (await rooms).open(name)
    },
    presence: {
      watch(userIds, listener, wishes) {
        presence ??= import('./presence.ts').then(({ createPresence }) => {
          return createPresence({ streams, subscriptions, logger, report, rest: client.rest, on: events.on })
        })
        // It may be over before the module is here.
        const over = new AbortController()
        presence.then(({ watch }) => watch(userIds, listener, { signal: over.signal }), report)
        return stopWith(wishes?.signal, () => over.abort())
      },
    },
    onFrame(tap) {
      const entry = { call: tap }
      taps = [...taps, entry]
      owner.tap = (direction, frame) => notify(taps, [direction, redact(frame)], report)
      return stopWith(undefined, () => {
        taps = taps.filter((other) => other !== entry)
        if (!taps.length) owner.tap = undefined
      })
    },
    async close() {
      if (state.status === 'closed') return
      const reason = new ConnectionError('This client is closed: make a new one', undefined, 'client-closed')
      recovery.stop()
      connection.close(reason)
      calls.close(reason)
      subscriptions.close(reason)
      session.close(reason)
      events.clear()
    },
  }
  connection.start()
  return client
}

/** Undefined fields are no credentials: a token that is read from an empty storage. */
function credentialsOf({
  user,
  password,
  token,
  resume,
}: { [Field in 'user' | 'password' | 'token' | 'resume']?: string | undefined }): Credentials | undefined {
  const known = token ?? resume
  if (known !== undefined) return { token: known }
  return user !== undefined && password !== undefined ? { user, password } : undefined
}
