// `RealTimeAPI`, frame by frame, against a peer that does what servers do on good days and bad.
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs'
import { describe, expect, test } from 'vitest'
import { ConnectionLostError } from 'quindar'
import { sha256 } from 'quindar/protocol'
import type { Frame } from 'quindar/rxjs'
import { startPeer, type PeerSocket } from '@quindar/testkit'
import { follow, open } from './rig.ts'

/** Greets, and leaves the rest to the test. */
async function greet(socket: PeerSocket): Promise<void> {
  expect(await socket.next()).toEqual({ msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] })
  socket.send({ msg: 'connected', session: 's' })
}

describe('the frames it sends', () => {
  test('logins: by name, by e-mail, by token, by OAuth', async () => {
    await using peer = await startPeer({ onConnect: greet })
    const api = open(peer.url)
    api.login('alice', 'secret')
    api.login('alice@example.com', 'secret')
    api.loginWithAuthToken('a token')
    api.loginWithOAuth('credential token', 'credential secret')
    const socket = await peer.connection()
    const password = { digest: sha256('secret'), algorithm: 'sha-256' }
    const options = [
      { user: { username: 'alice' }, password },
      { user: { email: 'alice@example.com' }, password },
      { resume: 'a token' },
      { oauth: { credentialToken: 'credential token', credentialSecret: 'credential secret' } },
    ]
    const ids = new Set<string>()
    for (const option of options) {
      const frame = await socket.next()
      expect(frame).toEqual({ msg: 'method', method: 'login', id: expect.any(String) as unknown, params: [option] })
      ids.add((frame as { id: string }).id)
    }
    expect(ids.size).toBe(4)
  })

  test('one sub and one unsub for all who want the same, a new id for the next', async () => {
    await using peer = await startPeer({ onConnect: greet })
    const api = open(peer.url)
    api.connectToServer()
    const one = follow(api.getSubscription('stream-x', 'key', false))
    const two = follow(api.getSubscription('stream-x', 'key', false))
    const other = follow(api.getSubscription('stream-x', 'key', { useCollection: false, args: [1] }))
    const socket = await peer.connection()
    const first = (await socket.next()) as { id: string }
    expect(first).toEqual({ msg: 'sub', id: expect.any(String) as unknown, name: 'stream-x', params: ['key', false] })
    expect(await socket.next()).toMatchObject({ msg: 'sub', params: ['key', { useCollection: false, args: [1] }] })
    const event = { msg: 'changed', collection: 'stream-x', id: 'id', fields: { eventName: 'key', args: [1] } } as const
    socket.send({ msg: 'removed', collection: 'stream-x', id: 'id' })
    socket.send({ ...event, fields: { eventName: 'another', args: [] } })
    socket.send({ ...event, collection: 'stream-y' })
    socket.send(event)
    await expect.poll(() => [one.frames, two.frames, other.frames]).toEqual([[event], [event], [event]])
    one.stop()
    two.stop()
    expect(await socket.next()).toEqual({ msg: 'unsub', id: first.id })
    follow(api.getSubscription('stream-x', 'key', false))
    const again = (await socket.next()) as { msg: string; id: string }
    expect(again.msg).toBe('sub')
    expect(again.id).not.toBe(first.id)
  })

  test('a pong for each ping with its id, whether or not somebody keeps it alive', async () => {
    await using peer = await startPeer({ onConnect: greet })
    const api = open(peer.url)
    api.connectToServer()
    const socket = await peer.connection()
    socket.heartbeat = false
    await expect.poll(() => socket.frames).toHaveLength(1)
    socket.send({ msg: 'ping', id: 'x' })
    socket.send({ msg: 'ping' })
    expect(await socket.next()).toEqual({ msg: 'pong', id: 'x' })
    expect(await socket.next()).toEqual({ msg: 'pong' })
    const pings = follow(api.keepAlive())
    socket.send({ msg: 'ping', id: 'y' })
    await expect.poll(() => pings.frames).toEqual([{ msg: 'ping', id: 'y' }])
    expect(await socket.next()).toEqual({ msg: 'pong', id: 'y' })
  })

  test('the program’s own greeting instead of ours, never a second one', async () => {
    await using peer = await startPeer()
    const api = open(peer.url)
    api.sendMessage({ msg: 'connect', version: 'pre2', support: ['pre2'] })
    const connected = follow(api.connectToServer())
    const socket = await peer.connection()
    expect(await socket.next()).toEqual({ msg: 'connect', version: 'pre2', support: ['pre2'] })
    socket.send({ msg: 'connected', session: 's' })
    await expect.poll(() => connected).toMatchObject({ frames: [{ msg: 'connected', session: 's' }], completed: true })
    api.sendMessage({ msg: 'connect', version: '1', support: ['1'] })
    expect(await firstValueFrom(api.connectToServer())).toEqual({ msg: 'connected', session: 's' })
    api.sendMessage({ msg: 'unsub', id: '1' })
    expect(await socket.next()).toEqual({ msg: 'unsub', id: '1' })
  })
})

describe('what it hears', () => {
  test('a login: the user’s own documents first, then the result; nobody else’s', async () => {
    await using peer = await startPeer({ onConnect: greet })
    const api = open(peer.url)
    const login = api.login('alice', 'secret')
    const socket = await peer.connection()
    const { id } = (await socket.next()) as { id: string }
    const document = { msg: 'added', collection: 'users', fields: {} } as const
    socket.send({ ...document, id: 'me' })
    socket.send({ ...document, id: 'somebody' })
    socket.send({ msg: 'added', collection: 'rooms', id: 'me' })
    socket.send({ msg: 'result', id: 'another', result: { id: 'somebody' } })
    socket.send({ msg: 'result', id, result: { id: 'me', token: 't' } })
    const expected = [
      { ...document, id: 'me' },
      { msg: 'result', id, result: { id: 'me', token: 't' } },
    ]
    expect(await lastValueFrom(login.pipe(toArray()))).toEqual(expected)
    // Late, and twice: a call is made once, its answer is kept.
    expect(await lastValueFrom(login.pipe(toArray()))).toEqual(expected)
  })

  test('frames by type and by id, for ever', async () => {
    await using peer = await startPeer({ onConnect: greet })
    const api = open(peer.url)
    const byType = follow(api.getObservableFilteredByMessageType('ready'))
    const byId = follow(api.getObservableFilteredByID('7'))
    const all = follow(api.getObservable())
    const socket = await peer.connection()
    await expect.poll(() => all.frames).toHaveLength(1)
    const frames = [
      { msg: 'ready' as const, subs: ['1'] },
      { msg: 'result' as const, id: '7' },
      { msg: 'ready' as const, subs: ['2'] },
      { msg: 'result' as const, id: '8' },
      { msg: 'result' as const, id: '7', result: 1 },
    ]
    for (const frame of frames) socket.send(frame)
    await expect.poll(() => all.frames).toEqual([{ msg: 'connected', session: 's' }, ...frames])
    expect(byType).toMatchObject({ frames: [frames[0], frames[2]], completed: false })
    expect(byId).toMatchObject({ frames: [frames[1], frames[4]], completed: false })
  })

  test('a connection that closes completes what listens, and errors what was called', async () => {
    await using peer = await startPeer({ onConnect: greet })
    const api = open(peer.url)
    const messages: unknown[] = []
    const ends: unknown[] = []
    api.subscribe(
      (frame) => messages.push(frame),
      undefined,
      () => ends.push('subscribe'),
    )
    api.onCompletion(() => ends.push('onCompletion'))
    const call = follow(api.callMethod('slow'))
    const login = follow(api.loginWithAuthToken('t'))
    const socket = await peer.connection()
    await socket.next()
    api.disconnect()
    await expect.poll(() => [call.errors.length, login.errors.length, ends.length]).toEqual([1, 1, 2])
    expect(call.errors[0]).toBeInstanceOf(ConnectionLostError)
    expect(call.errors[0]).toMatchObject({ sent: true, message: expect.stringContaining('"slow"') as unknown })
    expect(login.errors[0]).toMatchObject({ message: expect.stringContaining('"login"') as unknown })
    expect(ends).toEqual(['subscribe', 'onCompletion'])

    // It can be used again, on a new connection.
    const again = follow(api.callMethod('quick'))
    const next = await peer.connection()
    const { id } = (await next.next()) as { id: string }
    next.send({ msg: 'result', id, result: 1 })
    await expect.poll(() => again.completed).toBe(true)
  })

  test('a connection that breaks is an error for those who asked for errors, and for nobody else', async () => {
    await using peer = await startPeer({ onConnect: greet })
    const api = open(peer.url)
    const errors: unknown[] = []
    api.onMessage(() => {})
    api.onError((error) => errors.push(error))
    const call = follow(api.callMethod('slow'))
    const socket = await peer.connection()
    await socket.next()
    peer.cut()
    await expect.poll(() => [errors.length, call.errors.length]).toEqual([1, 1])
  })
})

test('nothing is dialled before somebody subscribes or calls; what is sent before waits, behind the greeting', async () => {
  await using peer = await startPeer({ onConnect: greet })
  const events: string[] = []
  const api = open(peer.url, {
    openObserver: { next: () => events.push('open') },
    closeObserver: { next: () => events.push('close') },
    serializer: (frame: Frame) => JSON.stringify(frame),
    deserializer: ({ data }) => ({ ...(JSON.parse(data as string) as object), read: true }),
  })
  api.sendMessage({ msg: 'unsub', id: 'x' })
  expect(peer.connections).toHaveLength(0)
  const frames = follow(api.getObservable())
  const socket = await peer.connection()
  expect(await socket.next()).toEqual({ msg: 'unsub', id: 'x' })
  await expect.poll(() => frames.frames).toEqual([{ msg: 'connected', session: 's', read: true }])
  frames.stop()
  await expect.poll(() => events).toEqual(['open', 'close'])
})
