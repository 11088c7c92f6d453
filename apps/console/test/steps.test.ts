// The five steps over a socket that the test plays: what is sent, what counts as the answer, what is said of it.
import { describe, expect, it } from 'vitest'
import { tellOutcome } from '../model/tell.ts'
import { en } from '../words/en.ts'
import { setStage, type Stage } from './stage.ts'

const ALICE = '2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'
const told = ({ model }: Stage, step: 'connect' | 'login' | 'subscribe' | 'send'): string | undefined => {
  const outcome = model.steps[step].outcome.value
  return outcome && tellOutcome(outcome, step, en)
}

describe('running all', () => {
  it('sends the five steps in order, each when the one before was answered', async () => {
    const stage = setStage()
    const { model, network } = stage
    const done = model.runAll()
    expect(model.running.value).toBe('open')
    const socket = network.latest()
    expect(socket.url).toBe('ws://localhost:3000/websocket')
    expect(socket.sentTexts).toEqual([])
    socket.open()
    await expect.poll(() => socket.sentTexts.length).toBe(1)
    expect(socket.sentTexts[0]).toBe('{"msg":"connect","version":"1","support":["1","pre2","pre1"]}')
    socket.receive({ msg: 'connected', session: 's' })
    await expect.poll(() => socket.sentTexts.length).toBe(2)
    expect(socket.sentTexts[1]).toBe(
      `{"msg":"method","method":"login","id":"login-1","params":[{"user":{"username":"alice"},"password":{"digest":"${ALICE}","algorithm":"sha-256"}}]}`,
    )
    // Which of the two comes first depends on the server.
    socket.receive({ msg: 'result', id: 'login-1', result: { id: 'u1', token: 't' } })
    socket.receive({ msg: 'updated', methods: ['login-1'] })
    await expect.poll(() => socket.sentTexts.length).toBe(3)
    expect(socket.sentTexts[2]).toBe(
      '{"msg":"sub","id":"sub-1","name":"stream-room-messages","params":["GENERAL",false]}',
    )
    expect(model.running.value).toBe('subscribe')
    socket.receive({ msg: 'ready', subs: ['other', 'sub-1'] })
    await expect.poll(() => socket.sentTexts.length).toBe(4)
    expect(socket.sentTexts[3]).toMatch(
      /^\{"msg":"method","method":"sendMessage","id":"send-1","params":\[\{"_id":"\w{17}","rid":"GENERAL","msg":"Hello World!"\}\]\}$/,
    )
    socket.receive({ msg: 'result', id: 'send-1', result: {} })
    expect(await done).toBe(true)
    expect(model.running.value).toBeUndefined()
    expect(Object.values(model.steps).map(({ status }) => status.value)).toEqual(['good', 'good', 'good', 'good'])
    expect(told(stage, 'login')).toBe('You are logged in; your user id is u1.')
    expect(model.sent.value.map(({ step }) => step)).toEqual(['connect', 'login', 'subscribe', 'send'])
  })

  it('stops at the first step that fails', async () => {
    const stage = setStage()
    const done = stage.model.runAll()
    const socket = stage.network.latest()
    socket.open()
    await expect.poll(() => socket.sentTexts.length).toBe(1)
    socket.receive({ msg: 'connected', session: 's' })
    await expect.poll(() => socket.sentTexts.length).toBe(2)
    socket.receive({ msg: 'result', id: 'login-1', error: { error: 403, reason: 'User not found' } })
    expect(await done).toBe(false)
    expect(socket.sentTexts).toHaveLength(2)
    expect(told(stage, 'login')).toBe(
      'The server refused: User not found [403] A wrong name, a wrong password or an expired token: servers do not say which.',
    )
    expect(stage.model.steps.subscribe.status.value).toBe('idle')
  })

  it('does not run twice at a time', async () => {
    const stage = setStage()
    const first = stage.model.runAll()
    expect(await stage.model.runAll()).toBe(false)
    stage.network.latest().drop()
    expect(await first).toBe(false)
    expect(stage.network.sockets).toHaveLength(1)
  })
})

describe('a step', () => {
  it('before the socket is open says so, and sends nothing', async () => {
    const stage = setStage()
    expect(await stage.model.steps.connect.run()).toBe(false)
    expect(told(stage, 'connect')).toBe('The socket is not open: run step 1 first.')
    expect(stage.network.sockets).toHaveLength(0)
  })

  it.each([
    [
      { msg: 'nosub', id: 'sub-1', error: { error: 'not-allowed' } },
      'The server refused: [not-allowed] Log in first (step 3), or ask to be let into the room.',
    ],
    [
      { msg: 'nosub', id: 'sub-1', error: { error: 404, reason: 'Not found' } },
      'The server refused: Not found [404] This server does not know it: it may be too old or too new for it.',
    ],
    [
      { msg: 'error', reason: 'Malformed subscription' },
      'The server refused: Malformed subscription [error] The frame lacks something: look at its fields.',
    ],
    [
      { msg: 'nosub', id: 'sub-1', error: { error: 'too-many-requests' } },
      'The server refused: [too-many-requests] Too many in a short time: wait some seconds and send it again.',
    ],
  ] as const)('is refused with %j in a sentence', async (frame, sentence) => {
    const stage = setStage()
    await stage.open()
    const run = stage.model.steps.subscribe.run()
    stage.network.latest().receive(frame)
    expect(await run).toBe(false)
    expect(told(stage, 'subscribe')).toBe(sentence)
    expect(stage.model.steps.subscribe.status.value).toBe('bad')
  })

  it('says that two factors are wanted, and what to do then', async () => {
    const stage = setStage()
    await stage.open()
    const run = stage.model.steps.login.run()
    stage.network
      .latest()
      .receive({ msg: 'result', id: 'login-1', error: { error: 'totp-required', reason: 'TOTP Required' } })
    await run
    expect(told(stage, 'login')).toContain('log in with a personal access token instead')
  })

  it('that nobody answers is told after ten seconds', async () => {
    const stage = setStage()
    await stage.open()
    const run = stage.model.steps.connect.run()
    expect(stage.model.steps.connect.status.value).toBe('waiting')
    await stage.clock.advance(9_999)
    expect(stage.model.steps.connect.status.value).toBe('waiting')
    await stage.clock.advance(1)
    expect(await run).toBe(false)
    expect(told(stage, 'connect')).toBe('No answer in 10 seconds: is this a Rocket.Chat?')
    expect(stage.clock.pending()).toEqual([])
  })

  it('whose answer is no DDP came to a stranger', async () => {
    const stage = setStage()
    await stage.open()
    const run = stage.model.steps.connect.run()
    stage.network.latest().receiveText('Welcome to the echo server!')
    expect(await run).toBe(false)
    expect(told(stage, 'connect')).toContain('is no Rocket.Chat')
  })

  it('during which the server hangs up says with which code', async () => {
    const stage = setStage()
    await stage.open()
    const run = stage.model.steps.connect.run()
    stage.network.latest().drop(1002, 'bad frame')
    expect(await run).toBe(false)
    expect(told(stage, 'connect')).toContain('The server hung up (1002)')
    expect(stage.model.wire.state.value).toMatchObject({ kind: 'ended', code: 1002, reason: 'bad frame', by: 'server' })
  })

  it('gathers what has to do with it: the answer stays, of what follows the newest', async () => {
    const stage = setStage()
    await stage.open()
    const { subscribe } = stage.model.steps
    const run = subscribe.run()
    const socket = stage.network.latest()
    socket.receive({ msg: 'ready', subs: ['sub-1'] })
    await run
    const event = (eventName: string, n: number): void =>
      socket.receive({ msg: 'changed', collection: 'stream-room-messages', id: 'id', fields: { eventName, args: [n] } })
    for (let n = 1; n <= 5; n++) event('GENERAL', n)
    event('OTHER', 6)
    socket.receive({ msg: 'changed', collection: 'users', id: 'u1', fields: {} })
    const texts = subscribe.answers.value.map(({ text }) => text)
    expect(texts).toHaveLength(4)
    expect(texts[0]).toBe('{"msg":"ready","subs":["sub-1"]}')
    expect(texts.slice(1).map((text) => /"args":\[(\d)\]/.exec(text)?.[1])).toEqual(['3', '4', '5'])
  })

  it('hears its own message on the stream', async () => {
    const stage = setStage()
    await stage.open()
    const { send } = stage.model.steps
    const run = send.run()
    const socket = stage.network.latest()
    const message = socket.sentOf('method')[0]?.params?.[0] as { _id: string }
    const heard = (_id: string): void =>
      socket.receive({
        msg: 'changed',
        collection: 'stream-room-messages',
        id: 'id',
        fields: { eventName: 'GENERAL', args: [{ _id }] },
      })
    heard('another')
    heard(message._id)
    socket.receive({ msg: 'result', id: 'send-1', result: {} })
    expect(await run).toBe(true)
    expect(send.answers.value.map(({ title }) => title)).toEqual([
      'changed stream-room-messages GENERAL',
      'result send-1',
    ])
  })

  it('is sent again under a new id, with a new message id', async () => {
    const stage = setStage()
    await stage.open()
    const { send } = stage.model.steps
    const socket = stage.network.latest()
    for (const id of ['send-1', 'send-2']) {
      const run = send.run()
      socket.receive({ msg: 'result', id })
      expect(await run).toBe(true)
    }
    const [first, second] = socket.sentOf('method')
    expect([first?.id, second?.id]).toEqual(['send-1', 'send-2'])
    expect(send.check.value).toMatchObject({ kind: 'good' })
  })

  it('begins anew with a new connection', async () => {
    const stage = setStage()
    await stage.open()
    const run = stage.model.steps.connect.run()
    stage.network.latest().receive({ msg: 'connected', session: 's' })
    await run
    await stage.open()
    expect(stage.model.steps.connect.status.value).toBe('idle')
    expect(stage.model.steps.connect.answers.value).toEqual([])
    expect(stage.model.sent.value).toEqual([])
    expect(stage.network.sockets.map(({ readyState }) => readyState === 1)).toEqual([false, true])
  })
})
