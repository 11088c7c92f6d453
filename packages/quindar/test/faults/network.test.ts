// Faults of the network between the real client and the real server, by their rows in the table of faults: the client
// notices, comes back by itself, has one socket, and hears everything once.
import { describe, expect, onTestFinished, test } from 'vitest'
import { connect, MethodError } from 'quindar'
import { nextReady, PATIENTLY, setStage, type Stage } from './stage.ts'

/** Alice is whole again: one socket, one delivery. */
async function expectWhole({ alice, bob, server, proxy }: Stage): Promise<void> {
  const general = await alice.room('#general')
  const heard: string[] = []
  const stop = general.on('message', ({ text }) => heard.push(text))
  await stop.ready
  const id = `whole again ${heard.length} ${proxy.total}`
  await (await bob.room('#general')).send(id)
  await expect.poll(() => heard, PATIENTLY).toContain(id)
  expect(heard.filter((text) => text === id)).toEqual([id])
  await expect.poll(() => server.connections, PATIENTLY).toBe(2)
  stop()
}

describe('row 1: the network is gone both ways, and nobody says so', () => {
  test('the client notices, dials in vain, and is back when the network is', async () => {
    const stage = await setStage()
    stage.proxy.stall(true)
    await expect.poll(() => stage.states, PATIENTLY).toContain('waiting')
    const ready = nextReady(stage.alice)
    stage.proxy.stall(false)
    await ready
    await expectWhole(stage)
  })
})

describe.each([
  ['row 2: nothing reaches the server', 'up'],
  ['row 3: nothing reaches the client', 'down'],
] as const)('%s', (_row, direction) => {
  test('noticed like a dead link, although the other way works', async () => {
    const stage = await setStage()
    stage.proxy[direction].stalled = true
    await expect.poll(() => stage.states, PATIENTLY).toContain('waiting')
    const ready = nextReady(stage.alice)
    stage.proxy.stall(false)
    await ready
    await expectWhole(stage)
  })
})

describe('row 4: a reset in the middle of a frame', () => {
  test('at every place of a frame: the half is thrown away, the whole comes once', async () => {
    const stage = await setStage()
    const { alice, bob, proxy } = stage
    const general = await alice.room('#general')
    const ground = await bob.room('#general')
    const heard: string[] = []
    general.on('message', ({ text }) => heard.push(text))
    for (const bytes of [0, 1, 2, 3, 4, 5, 60, 200]) {
      const ready = nextReady(alice)
      proxy.cutAfter(bytes)
      await ground.send(`cut at ${bytes}`)
      await ready
      await ground.send(`after ${bytes}`)
      await expect.poll(() => heard, PATIENTLY).toContain(`after ${bytes}`)
    }
    expect(new Set(heard).size).toBe(heard.length)
    expect(alice.stats.malformed).toBe(0)
    await expectWhole(stage)
  })
})

describe('row 5: half closed', () => {
  test('the goodbye of one side ends it, and the client dials again', async () => {
    const stage = await setStage()
    const ready = nextReady(stage.alice)
    stage.proxy.halfClose()
    await ready
    expect(stage.states.slice(0, 2)).toEqual(['waiting', 'connecting'])
    await expectWhole(stage)
  })
})

describe('row 8: byte by byte', () => {
  test('the same is heard', async () => {
    const { bob, proxy } = await setStage()
    // With time as it is: a millisecond a byte is slow enough.
    const alice = await connect(proxy.url, { user: 'alice', password: 'alice' })
    onTestFinished(() => alice.close())
    const general = await alice.room('#general')
    const heard: string[] = []
    general.on('message', ({ text }) => heard.push(text))
    const ground = await bob.room('#general')
    proxy.down.pieceBytes = proxy.up.pieceBytes = 1
    const texts = ['one', '二 🀄', 'three'.repeat(30)]
    for (const text of texts) await ground.send(text)
    await expect.poll(() => heard, PATIENTLY).toEqual(texts)
    expect((await general.send('mine')).status).toBe('sent')
    expect(alice.stats.malformed).toBe(0)
  })
})

describe('row 24: a ping without an answer', () => {
  test('the connection is dead, and dialled again', async () => {
    const stage = await setStage()
    const ready = nextReady(stage.alice)
    stage.proxy.rewrite = (text) => (/"(ping|pong)"/.test(text) ? [] : [text])
    await expect.poll(() => stage.states, PATIENTLY).toContain('waiting')
    stage.proxy.rewrite = undefined
    await ready
    await expectWhole(stage)
  })
})

describe('row 30: the upgrade is refused', () => {
  test.each([429, 502, 503])('with %i: the client says so and tries again until it is let in', async (status) => {
    const stage = await setStage()
    stage.proxy.refuse = { status, headers: { 'content-type': 'text/html' }, body: '<h1>Not now</h1>' }
    stage.proxy.cut()
    await expect
      .poll(() => stage.states.filter((state) => state === 'connecting').length, PATIENTLY)
      .toBeGreaterThanOrEqual(2)
    const state = stage.alice.state.getSnapshot()
    expect(['waiting', 'connecting']).toContain(state.status)
    const ready = nextReady(stage.alice)
    stage.proxy.refuse = undefined
    await ready
    await expectWhole(stage)
  })
})

describe('row 31: a captive portal', () => {
  test('HTML in the place of frames and of JSON: counted or refused with a sentence, and back when it is gone', async () => {
    const stage = await setStage()
    stage.proxy.rewrite = () => ['<html>Please accept our terms</html>']
    await expect.poll(() => stage.alice.stats.malformed, PATIENTLY).toBeGreaterThan(0)
    stage.proxy.rewrite = undefined
    stage.proxy.refuse = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Terms</html>' }
    const me = stage.alice.rest('GET /api/v1/me')
    await expect(me).rejects.toThrow(MethodError)
    await expect(me).rejects.toThrow('HTTP 200 without JSON')
    stage.proxy.cut()
    await expect.poll(() => stage.states, PATIENTLY).toContain('waiting')
    const ready = nextReady(stage.alice)
    stage.proxy.refuse = undefined
    await ready
    await expectWhole(stage)
  })
})

describe('row 52: a hostile server', () => {
  const NONSENSE = [
    'null',
    '[]',
    '7',
    '""',
    '{}',
    '{"msg":null}',
    '{"msg":"changed"}',
    '{"msg":"changed","collection":"stream-room-messages","id":"id","fields":null}',
    '{"msg":"changed","collection":"stream-room-messages","id":"id","fields":{"eventName":"GENERAL","args":7}}',
    '{"msg":"changed","collection":"stream-room-messages","id":"id","fields":{"eventName":"GENERAL","args":[null]}}',
    '{"msg":"result","id":"m1","error":null}',
    '{"msg":"result","id":"m1","error":"no"}',
    '{"msg":"result","id":7}',
    '{"msg":"ready","subs":"s1"}',
    '{"msg":"nosub","id":{}}',
    '{"msg":"added","collection":"users","id":"x","fields":7}',
    '{"msg":"connected"}',
    '{"msg":"__proto__","__proto__":{"a":1}}',
    '['.repeat(5_000),
  ]

  test.each(NONSENSE.map((text) => [text.slice(0, 80), text]))('%s disturbs nothing', async (_title, text) => {
    const stage = await setStage()
    const general = await stage.alice.room('#general')
    general.on('message', () => {})
    stage.proxy.rewrite = (frame) => [text, frame]
    expect((await general.send('before and after nonsense')).status).toBe('sent')
    stage.proxy.rewrite = undefined
    expect(await stage.alice.call({ name: 'rooms/get', retry: 'safe' })).toHaveLength(1)
    expect(stage.states).toEqual([])
  })
})

describe('row 1: a router has forgotten the connections, and nobody says so', () => {
  test('a new connection is made, although what REST had left open leads nowhere either', async () => {
    const { alice, bob, proxy, states } = await setStage()
    await alice.rest('GET /api/v1/me')
    const ready = nextReady(alice)
    proxy.forget()
    await ready
    // Given up once at most, for that connection.
    expect(states.filter((state) => state === 'connecting').length).toBeLessThanOrEqual(2)
    const heard: string[] = []
    ;(await alice.room('#general')).on('message', ({ text }) => heard.push(text))
    await (await bob.room('#general')).send('found again')
    await expect.poll(() => heard, PATIENTLY).toEqual(['found again'])
  })
})
