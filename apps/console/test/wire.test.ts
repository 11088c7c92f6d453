// The socket: how it opens and fails to, its heartbeat, how it ends; and what is written down of that.
import { describe, expect, it } from 'vitest'
import { tellState } from '../model/tell.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh.ts'
import { setStage, type Stage } from './stage.ts'

const ROCKET_CHAT = { status: 200, text: '{"version":"6.10","success":true}' }

/** Tries to open, and what is said when the socket fails. */
async function failure(stage: Stage, fail: (stage: Stage) => void | Promise<void>): Promise<string> {
  const opened = stage.model.open()
  await fail(stage)
  expect(await opened).toBe(false)
  const state = stage.model.wire.state.value
  expect(tellState(state, zh)).toMatch(/[。？]$/)
  return state.kind === 'failed' ? state.failure : state.kind
}

const breaks = ({ network }: Stage): void => network.latest().fail()

describe('a socket that does not open', () => {
  it('while a Rocket.Chat answers over HTTP: something does not pass the upgrade on', async () => {
    const stage = setStage()
    stage.web.set('http://localhost:3000/api/info', ROCKET_CHAT)
    expect(await failure(stage, breaks)).toBe('upgrade')
    expect(tellState(stage.model.wire.state.value, en)).toContain('does not pass the upgrade on')
  })

  it('while an old one answers: likewise', async () => {
    const stage = setStage()
    stage.web.set('http://localhost:3000/api/info', { status: 200, text: '{"info":{"version":"3.4.0"}}' })
    expect(await failure(stage, breaks)).toBe('upgrade')
  })

  it.each([
    [{ status: 404, text: 'Not Found' }],
    [{ status: 200, text: '<html>' }],
    [{ status: 200, text: '{"name":"x"}' }],
    [{ status: 502, text: ROCKET_CHAT.text }],
  ])('while somebody answers %j: a stranger', async (answer) => {
    const stage = setStage()
    stage.web.set('http://localhost:3000/api/info', answer)
    expect(await failure(stage, breaks)).toBe('stranger')
  })

  it('while somebody answers whom the browser does not let us read', async () => {
    const stage = setStage()
    stage.web.set('blind http://localhost:3000/api/info', { status: 0, text: '' })
    expect(await failure(stage, breaks)).toBe('hidden')
  })

  it('and nobody answers at all', async () => {
    expect(await failure(setStage(), breaks)).toBe('nobody')
  })

  it('over TLS, and nobody answers: nobody there, or a certificate', async () => {
    const stage = setStage()
    stage.model.fields.server.value = 'https://chat.example.com'
    expect(await failure(stage, breaks)).toBe('untrusted')
    expect(tellState(stage.model.wire.state.value, en)).toBe(
      'Nobody answers at https://chat.example.com, or its certificate is none that this browser trusts. Open https://chat.example.com in a tab: it says which.',
    )
  })

  it('because the server speaks the other scheme', async () => {
    const plain = setStage()
    plain.model.fields.server.value = 'wss://localhost:3000'
    plain.web.set('http://localhost:3000/api/info', ROCKET_CHAT)
    expect(await failure(plain, breaks)).toBe('plain')
    const tls = setStage()
    tls.model.fields.server.value = 'ws://chat.example.com'
    tls.web.set('blind https://chat.example.com/api/info', { status: 0, text: '' })
    expect(await failure(tls, breaks)).toBe('tls')
  })

  it('over TLS, while somebody answers plainly whom we may not read: it is plain if a socket opens there', async () => {
    for (const [opens, expected] of [
      [true, 'plain'],
      [false, 'untrusted'],
    ] as const) {
      const stage = setStage()
      stage.model.fields.server.value = 'wss://chat.example.com'
      stage.web.set('blind http://chat.example.com/api/info', { status: 0, text: '' })
      const opened = stage.model.open()
      stage.network.latest().fail()
      await expect.poll(() => stage.network.latest().url).toBe('ws://chat.example.com/websocket')
      if (opens) stage.network.latest().open()
      else stage.network.latest().fail()
      await opened
      expect(stage.model.wire.state.value).toMatchObject({ kind: 'failed', failure: expected })
    }
  })

  it('from a page over https, which may not look for a plain one', async () => {
    const stage = setStage('https://demo.example/console')
    stage.model.fields.server.value = 'https://chat.example.com'
    expect(await failure(stage, breaks)).toBe('untrusted')
    expect(stage.asked.filter((question) => question.includes('http://'))).toEqual([])
  })

  it('in ten seconds', async () => {
    const stage = setStage()
    expect(await failure(stage, ({ clock }) => clock.advance(10_000))).toBe('timeout')
    expect(stage.network.latest().closedWith).toMatchObject({ code: 1000 })
  })

  it('because the browser does not let it', async () => {
    const stage = setStage()
    stage.network.refuse = new DOMException('insecure', 'SecurityError')
    expect(await failure(stage, () => undefined)).toBe('blocked')
  })

  it('because its address is none: nothing is tried', async () => {
    const stage = setStage()
    stage.model.fields.server.value = 'ftp://x'
    expect(await stage.model.open()).toBe(false)
    expect([stage.network.sockets.length, stage.model.wire.state.value.kind]).toEqual([0, 'idle'])
  })

  it('and was closed meanwhile, is closed', async () => {
    const stage = setStage()
    const opened = stage.model.open()
    stage.model.wire.close()
    stage.network.latest().open()
    expect(await opened).toBe(false)
    expect(stage.clock.pending()).toEqual([])
    expect(stage.model.wire.state.value).toMatchObject({ kind: 'ended', by: 'console' })
  })
})

it('a socket that is opened anew while it opens is the new one', async () => {
  const stage = setStage()
  const first = stage.model.open()
  const second = stage.model.open()
  expect(stage.network.sockets.map(({ readyState }) => readyState < 2)).toEqual([false, true])
  stage.network.latest().open()
  expect(await second).toBe(true)
  await first
  expect(stage.model.wire.state.value.kind).toBe('open')
  expect(stage.network.latest().readyState).toBe(1)
})

describe('an open socket', () => {
  it('asks what the server says it is, and does without an answer', async () => {
    const stage = setStage()
    stage.web.set('http://localhost:3000/api/info', ROCKET_CHAT)
    await stage.open()
    await expect.poll(() => stage.model.release.value).toBe('6.10')
    stage.web.clear()
    await stage.open()
    await stage.clock.advance(0)
    expect(stage.model.release.value).toBeUndefined()
  })

  it('answers pings, with their id', async () => {
    const stage = setStage()
    await stage.open()
    const socket = stage.network.latest()
    void stage.model.steps.connect.run()
    socket.receive({ msg: 'ping' })
    await stage.clock.advance(1_000)
    socket.receive({ msg: 'ping', id: 'p' })
    expect(socket.sentTexts.slice(1)).toEqual(['{"msg":"pong"}', '{"msg":"pong","id":"p"}'])
    expect(stage.model.wire.heartbeat.value).toEqual({
      pings: 2,
      answered: 2,
      lastAt: stage.clock.now(),
      roundTripMs: undefined,
    })
  })

  it('answers a ping that comes before connect after it: some servers hang up at any other first frame', async () => {
    const stage = setStage()
    await stage.open()
    const socket = stage.network.latest()
    socket.receive({ msg: 'ping', id: 'early' })
    expect(socket.sentTexts).toEqual([])
    expect(stage.model.wire.heartbeat.value).toMatchObject({ pings: 1, answered: 0 })
    void stage.model.steps.connect.run()
    expect(socket.sent.map(({ msg }) => msg)).toEqual(['connect', 'pong'])
    expect(stage.model.wire.heartbeat.value).toMatchObject({ pings: 1, answered: 1 })
    void stage.model.other.run()
    expect(socket.sent.map(({ msg }) => msg)).toEqual(['connect', 'pong', 'ping'])
  })

  it('does not answer them when it is told not to', async () => {
    const stage = setStage()
    stage.model.wire.answersPings.value = false
    await stage.open()
    stage.network.latest().receive({ msg: 'ping' })
    void stage.model.steps.connect.run()
    stage.network.latest().receive({ msg: 'ping' })
    expect(stage.network.latest().sent.map(({ msg }) => msg)).toEqual(['connect'])
    expect(stage.model.wire.heartbeat.value).toMatchObject({ pings: 2, answered: 0 })
  })

  it('pings, and measures', async () => {
    const stage = setStage()
    await stage.open()
    stage.model.wire.ping()
    expect(stage.network.latest().sentTexts).toEqual(['{"msg":"ping","id":"console-ping"}'])
    await stage.clock.advance(42)
    stage.network.latest().receive({ msg: 'pong', id: 'another' })
    expect(stage.model.wire.heartbeat.value.roundTripMs).toBeUndefined()
    stage.network.latest().receive({ msg: 'pong', id: 'console-ping' })
    expect(stage.model.wire.heartbeat.value.roundTripMs).toBe(42)
  })

  it('is written down: address, frames with their bytes, who closed it and why', async () => {
    const stage = setStage()
    await stage.open()
    stage.network.latest().receiveText('{"msg":"added","collection":"ä€😀","id":"1"}')
    stage.network.latest().drop(4000, 'TIMEOUT')
    await stage.open()
    stage.model.wire.close()
    expect(
      stage.model.log.entries.map(({ connection, kind, title, bytes, code, closedBy, text }) =>
        kind === 'received' ? [connection, kind, title, bytes] : [connection, kind, text, code, closedBy],
      ),
    ).toEqual([
      ['A', 'opened', 'ws://localhost:3000/websocket', undefined, undefined],
      ['A', 'received', 'added ä€😀', 49],
      ['A', 'closed', 'TIMEOUT', 4000, 'server'],
      ['B', 'opened', 'ws://localhost:3000/websocket', undefined, undefined],
      ['B', 'closed', '', 1000, 'console'],
    ])
  })

  it('that the server closes is told of, one that we close is not', async () => {
    const stage = setStage()
    await stage.open()
    stage.network.latest().drop(1006)
    expect(tellState(stage.model.wire.state.value, en)).toMatch(
      /^The server closed the connection \(1006\)\. 1006 means/,
    )
    await stage.open()
    stage.model.wire.close()
    expect(tellState(stage.model.wire.state.value, en)).toBeUndefined()
  })
})

describe('a token over REST', () => {
  const LOGIN = 'http://localhost:3000/api/v1/login'
  const ask = async (text: string): Promise<unknown> => {
    const stage = setStage()
    stage.web.set(LOGIN, { status: 200, text })
    await stage.model.askForToken()
    return stage.model.tokenAnswer.value
  }

  it('is asked for with user and password, and put into the frame', async () => {
    const stage = setStage()
    stage.web.set(LOGIN, { status: 200, text: '{"status":"success","data":{"authToken":"T0KEN","userId":"u"}}' })
    await stage.model.askForToken()
    expect(stage.asked).toEqual([`POST ${LOGIN} {"user":"alice","password":"alice"}`])
    expect([stage.model.fields.way.value, stage.model.fields.token.value]).toEqual(['token', 'T0KEN'])
    stage.model.revealed.value = true
    expect(JSON.parse(stage.model.steps.login.text.value)).toMatchObject({ params: [{ resume: 'T0KEN' }] })
  })

  it('is refused, wants a second factor, or comes from a stranger', async () => {
    expect(await ask('{"status":"error","error":"Unauthorized","message":"Unauthorized"}')).toEqual({
      kind: 'refused',
      sentence: 'Unauthorized',
    })
    expect(await ask('{"status":"error","error":"totp-required"}')).toEqual({ kind: 'two-factor' })
    expect(await ask('<html>')).toEqual({ kind: 'stranger' })
  })

  it('cannot be read by this page, or nobody is there', async () => {
    const stage = setStage()
    await stage.model.askForToken()
    expect(stage.model.tokenAnswer.value).toEqual({ kind: 'nobody' })
    stage.web.set('blind http://localhost:3000/api/info', { status: 0, text: '' })
    await stage.model.askForToken()
    expect(stage.model.tokenAnswer.value).toEqual({ kind: 'hidden' })
  })
})
