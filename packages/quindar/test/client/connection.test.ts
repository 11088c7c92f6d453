import { expect, test } from 'vitest'
import { ConnectionError, type ConnectionState } from 'quindar'
import { grant, rig, said, settle } from './rig.ts'

/** The states that a client went through, in short. */
function watch(r: ReturnType<typeof rig>): string[] {
  const seen: string[] = [r.rc.state.getSnapshot().status]
  r.rc.on('state', ({ status }) => seen.push(status))
  return seen
}

function reasonOf(state: ConnectionState): string {
  return 'reason' in state ? state.reason.message : ''
}

test('dials /websocket at once and asks for version 1', async () => {
  const { socket, open } = rig()
  expect(socket().url).toBe('ws://localhost:3000/websocket')
  await open()
  expect(socket().sent).toEqual([{ msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] }])
})

test('goes from connecting over handshaking to open', async () => {
  const r = rig()
  const seen = watch(r)
  r.socket().open()
  expect(seen).toEqual(['connecting', 'handshaking'])
  await r.open()
  expect(seen.slice(0, 4)).toEqual(['connecting', 'handshaking', 'handshaking', 'open'])
})

test('tells when and why it tries again', async () => {
  const r = rig()
  r.socket().fail()
  const state = r.rc.state.getSnapshot()
  expect(state.status === 'waiting' && state.retryAt).toEqual(new Date(r.clock.now() + 250))
  expect(state.status === 'waiting' && state.reason).toBeInstanceOf(ConnectionError)
  expect(reasonOf(state)).toBe(
    'ws://localhost:3000/websocket cannot be reached: check the address and that the server runs. Trying again (ERRORS.md#connection-failed)',
  )
})

test('never gives up: waits 0.25, 0.5, 1, 2, 4, 8, 15, 15 … seconds at half jitter', async () => {
  const r = rig()
  const waits: number[] = []
  for (let round = 0; round < 9; round++) {
    r.socket().drop()
    const state = r.rc.state.getSnapshot()
    if (state.status !== 'waiting') throw new Error(state.status)
    waits.push(state.retryAt.getTime() - r.clock.now())
    await r.clock.advance(waits.at(-1)! - 1)
    expect(r.network.sockets).toHaveLength(round + 1)
    await r.clock.advance(1)
    expect(r.network.sockets).toHaveLength(round + 2)
  }
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000])
  expect(r.rc.stats.drops).toBe(0)
})

test('an error and the close that follows it are one failure', async () => {
  const r = rig()
  const seen = watch(r)
  r.socket().fail()
  await settle()
  expect(seen).toEqual(['connecting', 'waiting'])
  await r.clock.advance(250)
  expect(r.network.sockets).toHaveLength(2)
})

test('a connection that stood for a minute starts the waits over; one that fell before does not', async () => {
  for (const [stood, wait] of [
    [60_000, 250],
    [59_999, 1_000],
  ] as const) {
    const r = rig()
    r.socket().drop()
    await r.clock.advance(250)
    r.socket().drop()
    await r.clock.advance(500)
    const socket = await r.open()
    // Pongs keep it alive.
    for (let left: number = stood; left > 0; left -= 10_000) {
      await r.clock.advance(Math.min(left, 10_000))
      socket.receive({ msg: 'pong' })
    }
    socket.drop()
    const state = r.rc.state.getSnapshot()
    expect(state.status === 'waiting' && state.retryAt.getTime() - r.clock.now()).toBe(wait)
  }
})

test('a socket whose constructor throws is a failure like others', async () => {
  const r = rig()
  r.network.refuse = new SyntaxError('bad address')
  r.socket().drop()
  await r.clock.advance(250)
  const state = r.rc.state.getSnapshot()
  expect(reasonOf(state)).toContain('cannot be dialled')
  expect(state.status === 'waiting' && (state.reason.cause as Error).message).toBe('bad address')
  r.network.refuse = undefined
  await r.clock.advance(500)
  expect(r.network.sockets).toHaveLength(2)
})

test('does not wait for the close event of a dead link, and ignores what a given-up socket says', async () => {
  const r = rig()
  const dead = await r.open()
  dead.answersClose = false
  const heard: unknown[] = []
  r.rc.stream('notify-all', 'x').on((value) => heard.push(value))
  await r.clock.advance(20_000)
  expect(dead.closedWith).toBeDefined()
  await r.clock.advance(250)
  expect(r.network.sockets).toHaveLength(2)
  const live = await r.open()
  dead.readyState = 1
  dead.receive({ msg: 'changed', collection: 'stream-notify-all', id: 'id', fields: { eventName: 'x', args: ['old'] } })
  dead.receive({ msg: 'ping' })
  dead.fail()
  await settle()
  expect(heard).toEqual([])
  expect(r.rc.state.getSnapshot().status).toBe('open')
  expect(r.network.sockets).toHaveLength(2)
  live.receive({ msg: 'changed', collection: 'stream-notify-all', id: 'id', fields: { eventName: 'x', args: ['new'] } })
  expect(heard).toEqual(['new'])
})

test('a closed connection names the code', async () => {
  const r = rig()
  const socket = await r.open()
  socket.drop(1002, 'protocol error')
  expect(reasonOf(r.rc.state.getSnapshot())).toContain('has closed the connection (1002)')
  expect(r.rc.stats.drops).toBe(1)
})

test('a half-open connection is dead twenty seconds after its last frame', async () => {
  const r = rig()
  const socket = await r.open()
  await r.clock.advance(10_000)
  expect(said(socket)).toEqual(['connect', 'ping'])
  await r.clock.advance(9_999)
  expect(r.rc.state.getSnapshot().status).toBe('open')
  await r.clock.advance(1)
  expect(reasonOf(r.rc.state.getSnapshot())).toContain('does not answer any more')
})

test('answers pings with their id, also before the handshake is done', async () => {
  const { socket, open } = rig()
  socket().open()
  socket().receive({ msg: 'ping' })
  await open()
  socket().receive({ msg: 'ping', id: 'p1' })
  expect(socket().sent.filter((frame) => frame.msg === 'pong')).toEqual([{ msg: 'pong' }, { msg: 'pong', id: 'p1' }])
})

test('greetings, pongs and collections of no interest pass without a trace', async () => {
  const { rc, socket, open, log } = rig()
  socket().open()
  socket().receiveText('{"server_id":"0"}')
  socket().receiveText('{"msg":"server_id","server_id":"0"}')
  await open()
  socket().receive({ msg: 'pong' })
  socket().receive({ msg: 'added', collection: 'meteor_accounts_loginServiceConfiguration', id: 'x', fields: {} })
  socket().receive({ msg: 'removed', collection: 'c', id: 'x' })
  socket().receive({ msg: 'updated', methods: ['m99'] })
  expect(rc.stats.malformed).toBe(0)
  expect(log).toEqual([])
  expect(rc.state.getSnapshot().status).toBe('open')
})

test('takes the version that the server offers, at once, and keeps it', async () => {
  const r = rig()
  r.socket().open()
  r.socket().receive({ msg: 'failed', version: 'pre2' })
  expect(r.network.sockets).toHaveLength(2)
  expect(r.network.sockets[0]?.closedWith).toBeDefined()
  const second = await r.open()
  expect(second.sent[0]).toEqual({ msg: 'connect', version: 'pre2', support: ['1', 'pre2', 'pre1'] })
  second.drop()
  await r.clock.advance(250)
  const third = await r.open()
  expect(third.sent[0]).toMatchObject({ version: 'pre2' })
})

test.each([['1'], ['3'], ['']])(
  'offered "%s", which does not help, it waits before it tries again',
  async (version) => {
    const r = rig()
    r.socket().open()
    r.socket().receive({ msg: 'failed', version })
    expect(r.network.sockets).toHaveLength(1)
    expect(reasonOf(r.rc.state.getSnapshot())).toContain(`wants version "${version}" of the protocol`)
  },
)

test('a server that offers a new version each time is not dialled without a pause', async () => {
  const r = rig()
  r.socket().open()
  r.socket().receive({ msg: 'failed', version: 'pre1' })
  r.socket().open()
  r.socket().receive({ msg: 'failed', version: 'pre2' })
  expect(r.network.sockets).toHaveLength(2)
  expect(r.rc.state.getSnapshot().status).toBe('waiting')
  // After the pause it may try an offer again, once.
  await r.redial()
  r.socket().open()
  r.socket().receive({ msg: 'failed', version: '1' })
  expect(r.network.sockets).toHaveLength(4)
  const open = await r.open()
  open.drop()
  await r.redial()
  r.socket().open()
  r.socket().receive({ msg: 'failed', version: 'pre2' })
  expect(r.network.sockets).toHaveLength(6)
})

test('a handshake is done once: what looks like another is ignored, and frames before it are too', async () => {
  const r = rig()
  const heard: unknown[] = []
  let ready = 0
  r.rc.on('ready', () => ready++)
  r.rc.stream('notify-all', 'x').on((value) => heard.push(value))
  const event = {
    msg: 'changed',
    collection: 'stream-notify-all',
    id: 'id',
    fields: { eventName: 'x', args: [1] },
  } as const
  r.socket().open()
  r.socket().receive(event)
  const socket = await r.open()
  await grant(socket)
  socket.receive({ msg: 'connected', session: 'again' })
  socket.receive({ msg: 'failed', version: 'pre2' })
  await settle()
  expect([ready, heard, r.network.sockets.length]).toEqual([1, [], 1])
  expect(said(socket)).toEqual(['connect', 'connect', 'sub stream-notify-all x'])
  socket.receive(event)
  expect(heard).toEqual([1])
})

test('back online, or visible again, it does not wait for the timer', async () => {
  const r = rig()
  r.socket().drop()
  r.page.wake()
  expect(r.network.sockets).toHaveLength(2)
  await r.clock.advance(1_000)
  expect(r.network.sockets).toHaveLength(2)
})

test('a wake while connecting does not make a second socket', () => {
  const r = rig()
  r.page.wake()
  expect(r.network.sockets).toHaveLength(1)
})

test('a wake on an open connection pings, and gives three seconds', async () => {
  const r = rig()
  const socket = await r.open()
  r.page.wake()
  expect(said(socket).at(-1)).toBe('ping')
  await r.clock.advance(2_999)
  expect(r.rc.state.getSnapshot().status).toBe('open')
  await r.clock.advance(1)
  expect(r.rc.state.getSnapshot().status).toBe('waiting')
})

test('closed, it stays closed: no socket, no timer, no listener, whatever state it was in', async () => {
  for (const prepare of [
    async () => {},
    async (r: ReturnType<typeof rig>) => r.socket().open(),
    async (r: ReturnType<typeof rig>) => r.open(),
    async (r: ReturnType<typeof rig>) => r.socket().drop(),
  ]) {
    const r = rig()
    await prepare(r)
    const count = r.network.sockets.length
    await r.rc.close()
    await r.rc.close()
    expect(r.clock.pending()).toEqual([])
    expect(r.page.listeners).toBe(0)
    await r.clock.advance(120_000)
    expect(r.network.sockets).toHaveLength(count)
    const state = r.rc.state.getSnapshot()
    expect(state.status === 'closed' && state.reason.code).toBe('client-closed')
  }
})

test('a listener that closes the client in the middle of a change is obeyed', async () => {
  for (const when of ['connecting', 'handshaking', 'open', 'waiting']) {
    const r = rig()
    r.rc.on('state', ({ status }) => status === when && r.rc.close())
    r.socket().open()
    r.socket().receive({ msg: 'connected', session: 's' })
    r.socket().drop()
    await r.clock.advance(60_000)
    expect(r.rc.state.getSnapshot().status).toBe('closed')
    expect(r.clock.pending()).toEqual([])
    expect(r.network.sockets.filter((socket) => socket.readyState < 2)).toEqual([])
  }
})

test('frames that are none are counted, logged without their text, and never thrown', async () => {
  const { rc, open, log } = rig()
  const socket = await open()
  const texts = [
    '',
    'null',
    '[]',
    '5',
    '{nope',
    '{}',
    '{"msg":"wat"}',
    '{"msg":"result"}',
    '{"msg":"changed","collection":5}',
  ]
  for (const text of texts) socket.receiveText(text)
  socket.onmessage?.(new MessageEvent('message', { data: new ArrayBuffer(2) }))
  socket.onmessage?.(new MessageEvent('message', { data: new Blob(['x']) }))
  expect(rc.stats.malformed).toBe(texts.length + 2)
  expect(log).toHaveLength(texts.length + 2)
  expect(log.every((line) => line.startsWith('A frame was dropped: '))).toBe(true)
  expect(rc.state.getSnapshot().status).toBe('open')
})

test('stream events without a name, without arguments, of no stream, do no harm', async () => {
  const { rc, open } = rig()
  const heard: unknown[][] = []
  rc.stream('notify-all', 'x').on((...args: unknown[]) => heard.push(args))
  const socket = await open()
  for (const fields of [undefined, {}, { eventName: 7 }, { eventName: 'x' }, { eventName: 'x', args: 'no array' }]) {
    socket.receive({ msg: 'changed', collection: 'stream-notify-all', id: 'id', ...(fields && { fields }) })
  }
  expect(heard).toEqual([[], []])
  expect(rc.stats.malformed).toBe(0)
})

test('what the server complains about is logged, without the frame: it may be a login', async () => {
  const told: unknown[] = []
  const { open } = rig({ logger: { warn: (...args) => told.push(args) } })
  const socket = await open()
  socket.receive({ msg: 'error', reason: 'Bad request', offendingMessage: { params: [{ resume: 'SECRET' }] } })
  expect(told).toEqual([['The server did not understand a frame', 'Bad request']])
})

test('counts frames both ways', async () => {
  const { rc, open } = rig()
  const socket = await open()
  expect(rc.stats).toEqual({ framesIn: 1, framesOut: 1, malformed: 0, drops: 0 })
  socket.receive({ msg: 'ping' })
  expect(rc.stats).toEqual({ framesIn: 2, framesOut: 2, malformed: 0, drops: 0 })
})

test('a listener that throws, or rejects, is logged and keeps nobody from hearing', async () => {
  const { rc, open, log } = rig()
  const heard: string[] = []
  rc.on('state', () => {
    throw new Error('oops')
  })
  rc.on('state', async () => Promise.reject(new Error('later')))
  rc.on('state', ({ status }) => heard.push(status))
  await open()
  expect(heard).toEqual(['handshaking', 'open'])
  expect(log.filter((line) => line === 'A listener threw')).toHaveLength(4)
})
