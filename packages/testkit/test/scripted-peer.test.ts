// The scripted peer against a client of nobody: the WebSocket of Node.
import { describe, expect, it } from 'vitest'
import { startPeer, type PeerClose } from '@quindar/testkit'

/** A client without manners: texts out, texts in, and how it ended. */
async function dial(url: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/websocket`)
  const texts: string[] = []
  const closed = new Promise<PeerClose>((resolve) => {
    socket.onclose = ({ code, reason }) => resolve({ code, reason })
  })
  const opened = new Promise<boolean>((resolve) => {
    socket.onopen = () => resolve(true)
    socket.onerror = () => resolve(false)
  })
  const waiters: (() => void)[] = []
  socket.onmessage = ({ data }) => {
    texts.push(data as string)
    for (const wake of waiters.splice(0)) wake()
  }
  const received = async (count: number): Promise<string[]> => {
    while (texts.length < count) await new Promise<void>((resolve) => void waiters.push(resolve))
    return texts
  }
  const open = await opened
  return { open, texts, received, closed, say: (frame: unknown) => socket.send(JSON.stringify(frame)), socket }
}

describe('startPeer', () => {
  it('waits for the frames of its script and answers them in the order of its dialect', async () => {
    for (const dialect of ['meteor', 'streamer'] as const) {
      await using peer = await startPeer({
        dialect,
        onConnect: async (socket) => {
          await socket.handshake('s1')
          await socket.acceptLogin({ id: 'u9', token: 't9' })
        },
      })
      const client = await dial(peer.url)
      client.say({ msg: 'connect', version: '1', support: ['1'] })
      client.say({ msg: 'method', method: 'login', id: '7', params: [{ resume: 't9' }] })
      const greeting = dialect === 'streamer' ? ['{"server_id":"0"}'] : []
      const result =
        '{"msg":"result","id":"7","result":{"id":"u9","token":"t9","tokenExpires":{"$date":4102444800000},"type":"resume"}}'
      const updated = '{"msg":"updated","methods":["7"]}'
      expect(await client.received(greeting.length + 3)).toEqual([
        ...greeting,
        '{"msg":"connected","session":"s1"}',
        ...(dialect === 'meteor' ? [updated, result] : [result, updated]),
      ])
    }
  })

  it('lets a test take frames out of order and shows what was not taken', async () => {
    await using peer = await startPeer()
    const client = await dial(peer.url)
    client.say({ msg: 'sub', id: '1', name: 'stream-a', params: [] })
    client.say({ msg: 'method', method: 'm', id: '2', params: [] })
    client.say({ msg: 'sub', id: '3', name: 'stream-b' })
    client.socket.send('{nope')
    const socket = await peer.connection()
    const sub = await socket.nextSub('stream-b')
    expect(sub.id).toBe('3')
    expect((await socket.nextMethod()).method).toBe('m')
    expect(socket.untaken).toEqual([{ msg: 'sub', id: '1', name: 'stream-a', params: [] }])
    socket.ready(sub)
    socket.nosub({ id: '1' }, { error: 404 })
    socket.emit('b', 'k', 1, new Date(2))
    expect(await client.received(3)).toEqual([
      '{"msg":"ready","subs":["3"]}',
      '{"msg":"nosub","id":"1","error":{"error":404}}',
      '{"msg":"changed","collection":"stream-b","id":"id","fields":{"eventName":"k","args":[1,{"$date":2}]}}',
    ])
    client.say({ msg: 'ping', id: 'p' })
    await client.received(4)
    expect(socket.noise).toEqual(['{nope'])
    expect(client.texts[3]).toBe('{"msg":"pong","id":"p"}')
  })

  it('says nothing while it is mute, and hears all the same', async () => {
    await using peer = await startPeer()
    const client = await dial(peer.url)
    const socket = await peer.connection()
    peer.mute()
    client.say({ msg: 'ping' })
    client.say({ msg: 'unsub', id: 'u' })
    expect(await socket.nextUnsub()).toEqual({ msg: 'unsub', id: 'u' })
    socket.send({ msg: 'pong' })
    socket.unmute()
    socket.send({ msg: 'ping' })
    expect(await client.received(1)).toEqual(['{"msg":"ping"}'])
  })

  it('cuts without a close frame, and closes with one', async () => {
    await using peer = await startPeer()
    const first = await dial(peer.url)
    await peer.connection()
    peer.cut()
    expect((await first.closed).code).toBe(1006)
    const second = await dial(peer.url)
    ;(await peer.connection()).close(1002, 'CLOSE_PROTOCOL_ERROR')
    expect(await second.closed).toEqual({ code: 1002, reason: 'CLOSE_PROTOCOL_ERROR' })
    expect(peer.connections).toHaveLength(2)
  })

  it('does not read while it is frozen', async () => {
    await using peer = await startPeer()
    const client = await dial(peer.url)
    const socket = await peer.connection()
    peer.freeze()
    client.say({ msg: 'unsub', id: 'late' })
    client.say({ msg: 'ping' })
    const other = await dial(peer.url)
    other.say({ msg: 'ping' })
    expect(await other.received(1)).toEqual(['{"msg":"pong"}'])
    expect(socket.frames).toEqual([])
    socket.thaw()
    expect(await socket.nextUnsub()).toEqual({ msg: 'unsub', id: 'late' })
  })

  it('refuses an upgrade with any page', async () => {
    await using peer = await startPeer({ onUpgrade: () => ({ status: 429, body: '<h1>Slow down</h1>' }) })
    expect((await dial(peer.url)).open).toBe(false)
    expect(peer.connections).toEqual([])
  })

  it('answers plain HTTP as told', async () => {
    await using peer = await startPeer({
      onRequest: ({ method, url }, body) => ({ status: 200, body: `${method} ${url} ${body}` }),
    })
    const answer = await fetch(`${peer.url}/api/v1/login`, { method: 'POST', body: 'x' })
    expect(await answer.text()).toBe('POST /api/v1/login x')
  })

  it('goes down and comes up on the same port', async () => {
    await using peer = await startPeer()
    const before = await dial(peer.url)
    await peer.down()
    expect((await before.closed).code).toBe(1006)
    expect((await dial(peer.url)).open).toBe(false)
    await peer.up()
    expect((await dial(peer.url)).open).toBe(true)
  })

  it('throws what its script threw when it is closed', async () => {
    const peer = await startPeer({
      onConnect: () => {
        throw new Error('not my line')
      },
    })
    await dial(peer.url)
    await expect(peer.close()).rejects.toThrow('not my line')
  })

  it('takes it calmly when the client leaves in the middle of a script', async () => {
    await using peer = await startPeer({
      onConnect: async (socket) => {
        await socket.handshake()
      },
    })
    const client = await dial(peer.url)
    client.socket.close(1000)
    expect((await (await peer.connection()).closed).code).toBe(1000)
  })

  it('says what came instead when the client leaves', async () => {
    await using peer = await startPeer()
    const client = await dial(peer.url)
    client.say({ msg: 'unsub', id: 'u' })
    const socket = await peer.connection()
    const waiting = socket.nextMethod('login')
    client.socket.close(1000)
    await expect(waiting).rejects.toThrow(/closed the connection with 1000.*"unsub"/)
  })
})
