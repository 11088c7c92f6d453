// What clients before this one got wrong, each verified by running them; one test for each, named as it was found.
//
// The rows are of two kinds. Where a deadline is the point, the world is fake, so that a minute takes no time and is
// exact. Where sockets and processes are the point, they are real: a WebSocket server that misbehaves as it is told,
// and a process of its own for what must end, or be stopped, as a process.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { createClient, ConnectionLostError, SubscriptionDeniedError, TokenExpiredError, type Client } from 'quindar'
import { startPeer } from '@quindar/testkit'
import { answer, grant, later, rig, said, settle } from './rig.ts'

const clients: Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

/** A client over real sockets that waits no longer than it must. */
function client(url: string, options: Parameters<typeof createClient>[1] = {}): Client {
  const rc = createClient(url, { ...options, ports: { random: () => 0 } })
  clients.push(rc)
  return rc
}

/** The next time that the client is ready. */
function nextReady(rc: Client): Promise<void> {
  return new Promise((resolve) => {
    const stop = rc.on('ready', () => {
      stop()
      resolve()
    })
  })
}

test('half-open socket → redial', async () => {
  const r = rig()
  const first = await r.open()
  first.answersClose = false
  await r.clock.advance(20_000)
  await r.redial()
  expect(r.network.sockets).toHaveLength(2)
  await r.open()
  expect(r.rc.state.getSnapshot().status).toBe('open')
})

test('drop during login does not wedge later calls', async () => {
  await using peer = await startPeer({
    onConnect: async (socket, number) => {
      await socket.handshake()
      const login = await socket.nextMethod('login')
      if (number === 1) return socket.cut()
      socket.answer(login, { id: 'u1', token: 't', tokenExpires: new Date(2e12) })
      for (;;) socket.answer(await socket.nextMethod('echo'), number)
    },
  })
  const rc = client(peer.url, { token: 'T' })
  expect(await Promise.all([rc.call('echo'), rc.call('echo')])).toEqual([2, 2])
  expect(await rc.call('echo')).toBe(2)
})

test('calls in flight at a drop settle', async () => {
  await using peer = await startPeer({
    onConnect: async (socket, number) => {
      await socket.handshake()
      if (number === 2) return socket.answer(await socket.nextMethod('loadHistory'), { messages: [] })
      await socket.nextMethod('loadHistory')
      await socket.nextMethod('createChannel')
      socket.cut()
    },
  })
  const rc = client(peer.url)
  const safe = rc.call('loadHistory', 'GENERAL')
  const once = later(rc.call('createChannel', 'x'))
  await expect(once).rejects.toBeInstanceOf(ConnectionLostError)
  await expect(once).rejects.toMatchObject({ sent: true })
  expect(await safe).toEqual({ messages: [] })
})

test('a first connect to a server that is down keeps trying and says so', async () => {
  await using peer = await startPeer({ onConnect: async (socket) => void (await socket.handshake()) })
  await peer.down()
  const rc = client(peer.url)
  const attempts: string[] = []
  const third = new Promise<void>((resolve) => {
    rc.on('state', (state) => {
      if (state.status !== 'waiting') return
      attempts.push(state.reason.code)
      if (attempts.length === 3) resolve()
    })
  })
  await third
  expect(attempts).toEqual(['connection-failed', 'connection-failed', 'connection-failed'])
  const ready = nextReady(rc)
  await peer.up()
  await ready
  expect(rc.state.getSnapshot().status).toBe('open')
})

test('queued calls go after re-login', async () => {
  const order: string[] = []
  await using peer = await startPeer({
    onConnect: async (socket, number) => {
      await socket.handshake()
      await socket.acceptLogin()
      if (number === 1) return
      const frame = await socket.next()
      order.push(frame.msg)
      if (frame.msg === 'sub') socket.ready(frame)
      const call = await socket.nextMethod('createChannel')
      order.push('method')
      socket.answer(call, { rid: 'R' })
    },
  })
  const rc = client(peer.url, { token: 'T' })
  await rc.ready()
  rc.stream('notify-all', 'x').on(() => {})
  const down = new Promise<void>((resolve) => rc.on('state', ({ status }) => status === 'waiting' && resolve()))
  peer.cut()
  await down
  expect(await rc.call('createChannel', 'x')).toEqual({ rid: 'R' })
  expect(order).toEqual(['sub', 'method'])
  expect(peer.latest().frames.map((frame) => (frame.msg === 'method' ? frame.method : frame.msg))).toEqual([
    'connect',
    'login',
    'sub',
    'createChannel',
  ])
})

test('expired token → one event, no unhandled rejection', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown): void => void unhandled.push(error)
  process.on('unhandledRejection', note)
  const r = rig({ token: 'T' })
  const errors: unknown[] = []
  r.rc.on('sessionExpired', ({ error }) => errors.push(error))
  ;(await r.openAs()).drop()
  await r.redial()
  const socket = await r.open()
  socket.receive({
    msg: 'result',
    id: socket.sentOf('method')[0]!.id,
    error: { error: 403, reason: 'Your session has expired.' },
  })
  await settle()
  expect(errors).toHaveLength(1)
  expect(errors[0]).toBeInstanceOf(TokenExpiredError)
  expect(r.rc.user).toBeUndefined()
  expect(said(socket)).toEqual(['connect', 'method login'])
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

test('N listeners on one key → N deliveries, not N²', async () => {
  // As servers do, the peer sends an event once for each wire subscription.
  const r = rig()
  const socket = await r.open()
  let deliveries = 0
  for (let n = 0; n < 5; n++) r.rc.stream('room-messages', 'GENERAL').on(() => deliveries++)
  await grant(socket)
  for (const sub of socket.sentOf('sub')) {
    socket.receive({
      msg: 'changed',
      collection: sub.name,
      id: 'id',
      fields: { eventName: sub.params?.[0], args: [{}] },
    })
  }
  expect(deliveries).toBe(5)
})

test('a revoked subscription is reported', async () => {
  await using peer = await startPeer({
    onConnect: async (socket) => {
      await socket.handshake()
      const sub = await socket.nextSub()
      socket.ready(sub)
      socket.nosub(sub, { error: 'not-allowed' })
    },
  })
  const error = await new Promise((resolve) => {
    client(peer.url)
      .stream('room-messages', 'GENERAL')
      .on(() => {}, { onDenied: resolve })
  })
  expect(error).toBeInstanceOf(SubscriptionDeniedError)
})

test('a malformed frame is counted, not thrown', async () => {
  const junk = [
    '',
    'null',
    '[]',
    '5',
    '"text"',
    '{',
    '{"msg":7}',
    '{"msg":"changed"}',
    '{"msg":"result","id":null}',
    '\u0000',
  ]
  await using peer = await startPeer({
    onConnect: async (socket) => {
      await socket.handshake()
      for (const text of junk) socket.sendText(text)
      socket.sendBinary(new Uint8Array([1, 2, 3]))
      socket.answer(await socket.nextMethod('echo'), 'still here')
    },
  })
  const rc = client(peer.url)
  expect(await rc.call('echo')).toBe('still here')
  expect(rc.stats.malformed).toBe(junk.length + 1)
})

test('/websocket in the URL, trailing slash, path prefix', async () => {
  await using peer = await startPeer({ onConnect: async (socket) => void (await socket.handshake()) })
  const ws = peer.url.replace('http', 'ws')
  for (const address of [
    peer.url,
    `${peer.url}/`,
    `${ws}/websocket`,
    `${ws}/websocket/`,
    `${peer.url}/chat/`,
    `${ws}/chat/websocket`,
  ]) {
    await client(address).ready()
  }
  expect(peer.connections.map((socket) => socket.path)).toEqual([
    '/websocket',
    '/websocket',
    '/websocket',
    '/websocket',
    '/chat/websocket',
    '/chat/websocket',
  ])
})

test('dates are Date', async () => {
  await using peer = await startPeer({
    onConnect: async (socket) => {
      await socket.handshake()
      socket.ready(await socket.nextSub())
      socket.sendText(
        '{"msg":"changed","collection":"stream-room-messages","id":"id","fields":{"eventName":"R","args":[{"ts":{"$date":5}}]}}',
      )
      const call = await socket.nextMethod('echo')
      expect(call.params).toEqual([new Date(6)])
      socket.answer(call, { at: new Date(7) })
    },
  })
  const rc = client(peer.url)
  const heard: Date[] = []
  rc.stream('room-messages', 'R').on((message) => heard.push(message.ts))
  expect(await rc.call('echo', new Date(6))).toEqual({ at: new Date(7) })
  expect(heard).toEqual([new Date(5)])
  expect(heard[0]).toBeInstanceOf(Date)
})

/** A Node process that runs a program with the client in it. */
function run(program: string) {
  const child = spawn(process.execPath, ['--conditions=@quindar/source', '--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  return Object.assign(child, { lines: createInterface(child.stdout)[Symbol.asyncIterator]() })
}

test('a Node script ends by itself after close()', async () => {
  await using peer = await startPeer({
    onConnect: async (socket) => {
      await socket.handshake()
      await socket.acceptLogin()
      socket.ready(await socket.nextSub())
      socket.answer(await socket.nextMethod('echo'), 1)
    },
  })
  const script = run(`
    import { connect } from 'quindar'
    const rc = await connect(${JSON.stringify(peer.url)}, { token: 'T' })
    await rc.stream('notify-all', 'x').on(() => {}).ready
    await rc.call('echo')
    await rc.close()
    console.log('closed')`)
  expect((await script.lines.next()).value).toBe('closed')
  const [code] = (await once(script, 'exit')) as [number]
  expect(code).toBe(0)
  expect(await peer.latest().closed).toMatchObject({ code: 1005 })
})

test('an open client keeps its process alive, also while it waits to dial again', async () => {
  await using peer = await startPeer({
    onConnect: async (socket, number) => {
      await socket.handshake()
      if (number === 1) socket.cut()
      else socket.answer(await socket.nextMethod('echo'), 1)
    },
  })
  const script = run(`
    import { createClient } from 'quindar'
    const rc = createClient(${JSON.stringify(peer.url)}, { ports: { random: () => 0.2 } })
    rc.on('state', ({ status }) => console.log(status))
    rc.on('ready', () => { if (rc.stats.drops) rc.call('echo').then(() => rc.close()) })`)
  const states: string[] = []
  for await (const line of script.lines) states.push(line)
  expect(states.slice(-4)).toEqual(['connecting', 'handshaking', 'open', 'closed'])
  expect(states).toContain('waiting')
})

test('the server stopped for 60 s and continued → one socket, one delivery per listener', async () => {
  // The minute, exactly, in a world of our own: the server falls silent, hears nothing of what is said to it, and when
  // it wakes up finds all sockets that were opened meanwhile, and answers what was said on each.
  const r = rig({ token: 'T' })
  let deliveries = 0
  for (let n = 0; n < 3; n++) r.rc.stream('room-messages', 'GENERAL').on(() => deliveries++)
  const first = await r.openAs()
  await grant(first)
  for (const socket of r.network.sockets) socket.answersClose = false
  for (let second = 0; second < 60; second++) {
    // The kernel of a stopped process still accepts; nobody shakes hands.
    const { readyState } = r.socket()
    if (readyState === 0) r.socket().answersClose = false
    await r.clock.advance(1_000)
  }
  const sockets = r.network.sockets
  expect(sockets.length).toBeGreaterThan(2)
  const event = {
    msg: 'changed',
    collection: 'stream-room-messages',
    id: 'id',
    fields: { eventName: 'GENERAL', args: [{}] },
  } as const
  for (const socket of sockets.slice(0, -1)) {
    socket.readyState = 1
    socket.onopen?.(new Event('open'))
    socket.receive({ msg: 'connected', session: 'late' })
    socket.receive(event)
  }
  expect(deliveries).toBe(0)
  const last = await r.openAs()
  await grant(last)
  expect(last.sentOf('sub')).toHaveLength(1)
  last.receive(event)
  expect(deliveries).toBe(3)
  expect(sockets.filter((socket) => socket.closedWith === undefined)).toEqual([last])
  await answer(last, 'login', { id: 'u1', token: 'again' })
  expect(r.network.sockets).toHaveLength(sockets.length)
})

test('the same with a process that is really stopped: all but one of its sockets are closed, each listener hears once', async () => {
  // The client's clock runs twenty-five times as fast as ours, so that its deadlines pass while the server sleeps.
  const server = run(`
    import { WebSocketServer } from 'ws'
    const open = new Set()
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => console.log(server.address().port))
    server.on('connection', (socket) => {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      socket.on('message', (data) => {
        const { msg, id } = JSON.parse(data)
        if (msg === 'connect') socket.send('{"msg":"connected","session":"s"}')
        if (msg === 'ping') socket.send('{"msg":"pong"}')
        if (msg === 'sub') socket.send(JSON.stringify({ msg: 'ready', subs: [id] }))
        if (msg === 'method') {
          const fields = { eventName: 'GENERAL', args: [{ _id: 'm' }] }
          const event = JSON.stringify({ msg: 'changed', collection: 'stream-room-messages', id: 'id', fields })
          for (const socket of open) socket.send(event)
          socket.send(JSON.stringify({ msg: 'result', id, result: open.size }))
        }
      })
    })`)
  const port = Number((await server.lines.next()).value)
  const rc = createClient(`http://127.0.0.1:${port}`, {
    ports: {
      now: () => Date.now() * 25,
      setTimeout: (task, ms) => setTimeout(task, ms / 25),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
      random: () => 0.5,
    },
  })
  clients.push(rc)
  let deliveries = 0
  for (let n = 0; n < 3; n++) rc.stream('room-messages', 'GENERAL').on(() => deliveries++)
  await rc.ready()
  server.kill('SIGSTOP')
  const dials = new Promise<void>((resolve) => {
    let count = 0
    rc.on('state', ({ status }) => status === 'connecting' && ++count === 3 && resolve())
  })
  await dials
  const ready = nextReady(rc)
  server.kill('SIGCONT')
  await ready
  await expect.poll(() => rc.call({ name: 'say', timeout: Infinity, retry: 'safe' })).toBe(1)
  deliveries = 0
  await rc.call({ name: 'say', timeout: Infinity, retry: 'safe' })
  expect(deliveries).toBe(3)
  await rc.close()
  server.kill('SIGKILL')
})
