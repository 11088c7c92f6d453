// The proxy does what it says, seen with a raw socket and with `ws`, and nothing else.
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { ServerFrame } from 'quindar/protocol'
import { WebSocket } from 'ws'
import { duplicate, reorder, startFaultProxy, startPeer, swallow, swallowResults, both } from '@quindar/testkit'
import { dial, startEcho } from './echo.ts'

// Not an upgrade: such bytes pass as they are.
const HELLO = Buffer.from('POST / HTTP/1.1\r\n\r\n你好, wire')
const text = (pieces: Buffer[]): string => Buffer.concat(pieces).toString()

describe('bytes', () => {
  test('pass both ways, goodbyes too, and are counted', async () => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    const client = await dial(proxy.url)
    client.socket.write(HELLO)
    await expect.poll(() => text(client.pieces)).toBe(HELLO.toString())
    expect([proxy.open, proxy.total]).toEqual([1, 1])
    client.socket.end()
    await expect.poll(() => [client.ended, client.closed, client.failed]).toEqual([true, true, ''])
    await expect.poll(() => [proxy.open, proxy.total]).toEqual([0, 1])
  })

  test('come one by one, in order, when pieces are of one byte', async () => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    proxy.up.pieceBytes = 1
    const client = await dial(proxy.url)
    client.socket.write(HELLO)
    await expect.poll(() => text(client.pieces)).toBe(HELLO.toString())
    expect(text(echo.pieces[0] ?? [])).toBe(HELLO.toString())
    expect((echo.pieces[0] ?? []).length).toBeGreaterThan(HELLO.length / 2)
  })

  test('come together when they are merged', async () => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    proxy.up.mergeMs = 50
    const client = await dial(proxy.url)
    client.socket.setNoDelay(true)
    for (const piece of [HELLO, '0', '1', '2', '3', '4']) client.socket.write(piece)
    await expect.poll(() => text(client.pieces)).toBe(`${HELLO.toString()}01234`)
    expect((echo.pieces[0] ?? []).length).toBeLessThan(6)
  })

  test.each([
    ['both ways', []],
    ['from the client', ['up']],
    ['from the server', ['down']],
  ] as const)('lead nowhere on a connection that is forgotten %s; a new one passes', async (_which, ways) => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    const old = await dial(proxy.url)
    old.socket.write(HELLO)
    await expect.poll(() => text(old.pieces)).toBe(HELLO.toString())
    proxy.forget(...ways)
    old.socket.write('lost')
    const next = await dial(proxy.url)
    next.socket.write(HELLO)
    await expect.poll(() => text(next.pieces)).toBe(HELLO.toString())
    const reached = ways[0] === 'down'
    await expect.poll(() => text(echo.pieces[0] ?? []).endsWith('lost')).toBe(reached)
    expect(text(old.pieces)).toBe(HELLO.toString())
    expect([old.ended, old.closed, old.failed]).toEqual([false, false, ''])
  })

  test('wait while it is stalled, one way or both, and then come', async () => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    const client = await dial(proxy.url)
    client.socket.write(HELLO)
    await expect.poll(() => text(client.pieces)).toBe(HELLO.toString())
    proxy.stall(true)
    client.socket.write('one')
    const other = await dial(proxy.url)
    other.socket.write(HELLO)
    proxy.up.stalled = false
    proxy.stall(true)
    expect(echo.pieces.flat().map(String)).toEqual([HELLO.toString()])
    proxy.stall(false)
    await expect
      .poll(() => [text(client.pieces), text(other.pieces)])
      .toEqual([`${HELLO.toString()}one`, HELLO.toString()])
  })

  test('are late by what was said, and slow', async () => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    proxy.down.delayMs = [20, 30]
    proxy.up.bytesPerSecond = 1_000
    const client = await dial(proxy.url)
    const begun = performance.now()
    client.socket.write(HELLO)
    await once(client.socket, 'data')
    // Timers may be early by a millisecond, and late by any.
    expect(performance.now() - begun).toBeGreaterThan(HELLO.length + 20 - 3)
  })
})

describe('ends', () => {
  test.each(['reset', 'close'] as const)('cut by %s: both sides see it', async (how) => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    const client = await dial(proxy.url)
    client.socket.write(HELLO)
    await expect.poll(() => text(client.pieces)).toBe(HELLO.toString())
    proxy.cut(how)
    await expect.poll(() => [client.closed, echo.sockets[0]?.destroyed]).toEqual([true, true])
    expect(client.failed).toBe(how === 'reset' ? 'ECONNRESET' : '')
    expect(proxy.open).toBe(0)
  })

  test('cut after so many bytes of the server, not one more', async () => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    const client = await dial(proxy.url)
    client.socket.write(HELLO)
    await expect.poll(() => text(client.pieces)).toBe(HELLO.toString())
    proxy.cutAfter(3, 'close')
    client.socket.write('abcdef')
    await expect.poll(() => client.closed).toBe(true)
    expect(text(client.pieces)).toBe(`${HELLO.toString()}abc`)
  })

  test('half closed: the client hears a goodbye, the server hears on', async () => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    const socket = connect({ port: Number(new URL(proxy.url).port), host: '127.0.0.1', allowHalfOpen: true })
    await once(socket, 'connect')
    socket.write(HELLO)
    await once(socket, 'data')
    proxy.halfClose()
    await once(socket.resume(), 'end')
    socket.write('still here')
    await expect.poll(() => text(echo.pieces[0] ?? [])).toBe(`${HELLO.toString()}still here`)
    socket.destroy()
  })

  test('not listening: nobody is there, then somebody is, on the same port', async () => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    const client = await dial(proxy.url)
    await proxy.listen(false)
    await expect.poll(() => client.closed).toBe(true)
    await expect(dial(proxy.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await proxy.listen(true)
    const again = await dial(proxy.url)
    again.socket.write(HELLO)
    await expect.poll(() => text(again.pieces)).toBe(HELLO.toString())
  })

  test('refused: every request gets the answer', async () => {
    await using echo = await startEcho()
    await using proxy = await startFaultProxy(echo.url)
    proxy.refuse = { status: 503, headers: { 'retry-after': '7' }, body: '<h1>忙</h1>' }
    const answer = await fetch(proxy.url)
    expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([503, '7', '<h1>忙</h1>'])
    expect(echo.pieces).toEqual([])
    proxy.refuse = undefined
    expect(proxy.total).toBe(1)
  })
})

describe('frames of the server', () => {
  /** A conversation through the proxy: what the peer says, and what arrives. */
  async function conversation(proxyOf: (url: string) => ReturnType<typeof startFaultProxy>) {
    const peer = await startPeer()
    const proxy = await proxyOf(peer.url)
    const heard: string[] = []
    const socket = new WebSocket(`${proxy.url.replace('http', 'ws')}/websocket`)
    socket.on('message', (data: Buffer) => heard.push(data.toString()))
    await once(socket, 'open')
    return {
      proxy,
      heard,
      socket,
      peer: await peer.connection(),
      async [Symbol.asyncDispose]() {
        socket.terminate()
        await proxy[Symbol.asyncDispose]()
        await peer.close()
      },
    }
  }

  const ready = (id: string): ServerFrame => ({ msg: 'ready', subs: [id] })

  test('of every size arrive whole when somebody looks at them', async () => {
    await using talk = await conversation((url) => startFaultProxy(url))
    talk.proxy.rewrite = (frame) => [frame]
    const sizes = [1, 30, 40, 41, 42, 65_400, 65_450, 65_451, 65_452, 70_000]
    for (const size of sizes) talk.peer.sendText(JSON.stringify({ msg: 'ready', subs: ['忙'.repeat(size)] }))
    await expect.poll(() => talk.heard.map((frame) => frame.length)).toEqual(sizes.map((size) => size + 27))
    expect(talk.heard.every((frame) => (JSON.parse(frame) as { msg: string }).msg === 'ready')).toBe(true)
  })

  test('come twice', async () => {
    await using talk = await conversation((url) => startFaultProxy(url))
    talk.proxy.rewrite = duplicate((frame) => frame.includes('ready'))
    talk.peer.send(ready('1'))
    talk.peer.send({ msg: 'updated', methods: [] })
    await expect.poll(() => talk.heard.length).toBe(3)
    expect(talk.heard.map((frame) => (JSON.parse(frame) as { msg: string }).msg)).toEqual(['ready', 'ready', 'updated'])
  })

  test('change places, the same ones for the same seed', async () => {
    const orders: string[][] = []
    for (const seed of [1, 1, 2]) {
      await using talk = await conversation((url) => startFaultProxy(url, seed))
      talk.proxy.rewrite = reorder(talk.proxy.chance)
      for (let n = 0; n < 20; n++) talk.peer.send(ready(`${n}`))
      // A last pair, so that nothing is held back for ever.
      talk.proxy.rewrite = both(talk.proxy.rewrite, (frame) => [frame])
      await expect.poll(() => talk.heard.length).toBeGreaterThanOrEqual(19)
      orders.push(talk.heard.map((frame) => (JSON.parse(frame) as { subs: string[] }).subs.join()))
    }
    expect(orders[0]).toEqual(orders[1])
    expect(orders[0]).not.toEqual(orders[2])
    expect(orders[0]).not.toEqual(orders[0]?.toSorted((a, b) => Number(a) - Number(b)))
  })

  test("are said in the server's name, to whoever is connected", async () => {
    await using talk = await conversation((url) => startFaultProxy(url))
    talk.peer.send(ready('its own'))
    await expect.poll(() => talk.heard.length).toBe(1)
    talk.proxy.say('nobody said this')
    talk.peer.send(ready('after it'))
    await expect.poll(() => talk.heard.length).toBe(3)
    expect(talk.heard[1]).toBe('nobody said this')
  })

  test('are swallowed: so many, or the results of a method', async () => {
    await using talk = await conversation((url) => startFaultProxy(url))
    talk.proxy.rewrite = both(
      swallow((frame) => frame.includes('ready'), 2),
      swallowResults('slow'),
    )
    for (const [id, method] of [
      ['1', 'slow'],
      ['2', 'quick'],
      ['3', 'slow'],
    ] as const) {
      talk.socket.send(JSON.stringify({ msg: 'method', method, id, params: [] }))
      talk.peer.answer(await talk.peer.nextMethod(), id)
    }
    for (const id of ['a', 'b', 'c']) talk.peer.send(ready(id))
    await expect.poll(() => talk.heard.at(-1)).toBe('{"msg":"ready","subs":["c"]}')
    const results = talk.heard.map((frame) => JSON.parse(frame) as { msg: string; id: string })
    expect(results.filter(({ msg }) => msg === 'result').map(({ id }) => id)).toEqual(['2', '3'])
    expect(results.filter(({ msg }) => msg === 'ready')).toHaveLength(1)
  })
})
