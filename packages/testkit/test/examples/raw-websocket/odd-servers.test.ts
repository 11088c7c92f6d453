// The recipe at servers that hold back, refuse or leave: it sends nothing early, and ends with one sentence.

import { describe, expect, it } from 'vitest'
import { startPeer, type PeerSocket } from '@quindar/testkit'
import { PATIENTLY } from './stage.ts'
import { getToken, recipe, websocketUrl } from './recipe.ts'

const filling = { authToken: 'T', roomId: 'GENERAL', event: 'user-activity', messageId: 'message-id' }

/** A run against a server that behaves as the script says. */
async function runAgainst(script: (socket: PeerSocket) => void | Promise<void>): Promise<unknown> {
  await using peer = await startPeer({ onConnect: script })
  return await recipe({ ...filling, url: websocketUrl(peer.url) }, () => undefined)
}

/** All that the client has to say for now: it has answered a ping, so it has also read what came before. */
async function saysNothing(socket: PeerSocket): Promise<void> {
  const pongs = (): number => socket.frames.filter(({ msg }) => msg === 'pong').length
  const before = pongs()
  socket.send({ msg: 'ping' })
  await expect.poll(pongs, PATIENTLY).toBe(before + 1)
  expect(socket.untaken).toEqual([])
}

describe('the recipe', () => {
  it('waits for each answer before the next frame', async () => {
    await using peer = await startPeer()
    const done = recipe({ ...filling, url: websocketUrl(peer.url) }, () => undefined)
    const socket = await peer.connection()
    expect(socket.path).toBe('/websocket')
    expect(await socket.next()).toMatchObject({ msg: 'connect' })
    await saysNothing(socket)
    socket.send({ msg: 'connected', session: 's' })
    const login = await socket.nextMethod('login')
    socket.send({ msg: 'updated', methods: [login.id] })
    await saysNothing(socket)
    socket.send({ msg: 'result', id: login.id, result: { id: 'u1', token: 'T' } })
    const sub = await socket.nextSub('stream-notify-room')
    socket.send({ msg: 'ready', subs: ['another-id'] })
    await saysNothing(socket)
    socket.ready(sub)
    const send = await socket.nextMethod('sendMessage')
    await saysNothing(socket)
    socket.answer(send, { _id: 'message-id', msg: 'Hello World!' })
    expect((await done).message).toEqual({ _id: 'message-id', msg: 'Hello World!' })
  })

  it('says which version the server wants', async () => {
    const run = runAgainst((socket) => socket.send({ msg: 'failed', version: 'pre1' }))
    await expect(run).rejects.toThrow(/^The server refused connect \(it speaks version pre1\)$/)
  })

  it('says what the server calls a mistake', async () => {
    const run = runAgainst((socket) => socket.send({ msg: 'error', reason: 'Malformed message' }))
    await expect(run).rejects.toThrow(/^The server refused connect \(Malformed message\)$/)
  })

  it('says that the subscription ended, also without a reason, and hangs up', async () => {
    const run = runAgainst(async (socket) => {
      await socket.handshake()
      await socket.acceptLogin()
      socket.nosub(await socket.nextSub())
      await socket.closed
    })
    await expect(run).rejects.toThrow(/^The server refused stream-notify-room \(nosub\)$/)
  })

  it('says why the message was refused', async () => {
    const run = runAgainst(async (socket) => {
      await socket.handshake()
      await socket.acceptLogin()
      socket.ready(await socket.nextSub())
      socket.refuse(await socket.nextMethod('sendMessage'), { error: 'x', message: 'No room [x]', isClientSafe: true })
    })
    await expect(run).rejects.toThrow(/^The server refused sendMessage \(No room \[x\]\)$/)
  })

  it('says that the server hung up', async () => {
    const run = runAgainst(async (socket) => {
      await socket.handshake()
      socket.close()
    })
    await expect(run).rejects.toThrow(/^ws:\/\/127\.0\.0\.1:\d+\/websocket hung up before the recipe was done\.$/)
  })
})

describe('the token', () => {
  it('is asked for at a path below the one given', async () => {
    await using peer = await startPeer({
      onRequest: ({ method, url, headers }, body) => ({
        status: 200,
        body: JSON.stringify({ data: { authToken: [method, url, headers['content-type'], body].join(' ') } }),
      }),
    })
    expect(await getToken(`${peer.url}/chat/`, 'alice', 'secret')).toBe(
      'POST /chat/api/v1/login application/json {"user":"alice","password":"secret"}',
    )
  })

  it.each([
    [{ status: 401, body: '{"status":"error","message":"Unauthorized"}' }, 'Unauthorized'],
    [{ status: 429, body: '{"success":false,"error":"Too many requests"}' }, 'Too many requests'],
    [{ status: 502, body: '<h1>Bad gateway</h1>' }, 'it answered 502'],
  ])('that is refused with %o leaves a sentence', async (answer, why) => {
    await using peer = await startPeer({ onRequest: () => answer })
    await expect(getToken(peer.url, 'alice', 'alice')).rejects.toThrow(
      `The login of alice at ${peer.url} was refused: ${why}`,
    )
  })
})
