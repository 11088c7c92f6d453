// The recording of Meteor, played to the real client: every exchange leads it to the right outcome.
// PROTOCOL.md#dialects
//
// What this client never says is named below with the reason; what the server answered to it is sent all the same, and
// must do no harm. Publications that are no streams are asked for as streams of the same name.
import { describe, expect, it } from 'vitest'
import { InvalidCredentialsError, MethodError } from 'quindar'
import { failure, listen, score, stage, until } from './stage.ts'

const { part, play, left } = score('meteor-2.13', {
  5: 'our pings carry no id',
  69: 'ids of subscriptions are never used again',
  72: 'only what is subscribed to is unsubscribed from',
  ...Object.fromEntries(
    [98, 99, 100, 101, 102, 103, 104, 105, 106].map((line) => [line, 'only whole frames are sent']),
  ),
  117: 'connect is sent once',
  120: 'connect is sent first',
  121: 'connect is sent first',
  138: 'the client speaks no SockJS: servers that do also have /websocket',
})

describe('Meteor 2.13, one process', () => {
  it('A: the whole conversation', async () => {
    await using stand = await stage()
    const { rc, replay, clock, socket, warnings } = stand
    let denied = 0
    rc.on('denied', () => denied++)
    const call = async (from: number, to: number, method: string, ...params: unknown[]) =>
      (await Promise.all([rc.call(method, ...params), play(replay, part('A', from, to))]))[0]
    const refusal = async (from: number, to: number, method: string) =>
      (await Promise.all([failure(rc.call(method)), play(replay, part('A', from, to))]))[0]

    await play(replay, part('A', 1, 3))
    await until(rc, 'open')
    await Promise.all([clock.advance(10_000), play(replay, part('A', 4, 7))])

    expect(await call(8, 10, 'echo', new Date(5), 'x')).toStrictEqual([new Date(5), 'x'])
    expect(await call(11, 13, 'zero')).toBe(0)
    expect(await call(14, 16, 'undef')).toBe(undefined)
    expect(await call(17, 19, 'nul')).toBe(null)
    expect(await refusal(20, 22, 'boom')).toMatchObject({ name: 'MethodError', error: 500 })
    const error = await refusal(23, 25, 'merr')
    expect(error).toBeInstanceOf(MethodError)
    expect(error).toMatchObject({ error: 'my-code', reason: 'my reason', details: { d: 1 } })
    expect(await call(26, 28, 'now')).toStrictEqual(new Date(0))
    expect(await call(29, 31, 'bin')).toStrictEqual(Uint8Array.of(1, 2, 3))
    expect(await refusal(32, 34, 'nope')).toMatchObject({ name: 'MethodError', error: 404 })

    const badLogin = failure(rc.login({ user: 'a', password: 'no' }))
    await play(replay, part('A', 36), part('A', 39, 40))
    expect(await badLogin).toBeInstanceOf(InvalidCredentialsError)
    const oddLogin = failure(rc.call('login', {} as never))
    await play(replay, part('A', 37), part('A', 41, 42))
    expect(await oddLogin).toMatchObject({ name: 'MethodError', error: 400 })
    const login = rc.login({ token: 'x' })
    await play(replay, part('A', 38), part('A', 43, 45))
    expect(await login).toMatchObject({ id: 'u1', token: 'tok' })
    expect(rc.user).toMatchObject({ id: 'u1' })

    const two = listen(rc, 'two')
    await play(replay, part('A', 47, 53))
    await two.ready
    const deny = listen(rc, 'deny')
    await play(replay, part('A', 54, 55))
    expect(await failure(deny.ready)).toMatchObject({ name: 'SubscriptionDeniedError', stream: 'deny', key: '' })
    const who = listen(rc, 'who')
    await play(replay, part('A', 56, 58))
    await who.ready
    const ended: unknown[] = []
    const stops = listen(rc, 'stops', '', [], { onDenied: (reason) => ended.push(reason) })
    await play(replay, part('A', 59, 63))
    await stops.ready
    const nosuch = listen(rc, 'nosuch')
    await play(replay, part('A', 64, 65))
    expect(await failure(nosuch.ready)).toMatchObject({ likelyCause: 'this server does not have it' })
    expect(ended).toMatchObject([{ likelyCause: 'the server took it back without a reason' }])
    const again = listen(rc, 'who', 'again')
    await play(replay, part('A', 66, 67))
    await again.ready
    expect(denied).toBe(3)

    two.stop()
    await play(replay, part('A', 69, 76))
    expect(await stand.alive()).toBe(true)

    const order: unknown[] = []
    const note = (method: string) => rc.call(method).then((value) => order.push(value))
    await Promise.all([note('slow'), note('fast'), play(replay, part('A', 78, 83))])
    await Promise.all([note('unblocked'), note('fast'), play(replay, part('A', 84, 89))])
    expect(order).toEqual(['slow', 'fast', 'fast', 'unblocked'])

    await Promise.all([rc.logout(), play(replay, part('A', 91, 96))])
    expect(rc.user).toBe(undefined)
    expect(rc.state.getSnapshot().status).toBe('open')

    await play(replay, part('A', 98, 115), part('A', 117, 118))
    expect(await stand.alive()).toBe(true)
    expect(warnings.filter((text) => text === 'The server did not understand a frame')).toHaveLength(10)
    expect([...two.events, ...who.events, ...again.events]).toEqual([])
    expect(socket.untaken).toEqual([])
  })

  it('E: a server that never says connected is left, and dialled again later', async () => {
    await using stand = await stage()
    const { rc, replay, socket, clock } = stand
    await socket.next(({ msg }) => msg === 'connect')
    await play(replay, part('E', 120, 123))
    expect(rc.state.getSnapshot().status).toBe('handshaking')
    await clock.advance(20_000)
    expect(rc.state.getSnapshot()).toMatchObject({ status: 'waiting' })
  })

  it.each([
    ['F', 125, 127],
    ['F2', 129, 131],
  ] as const)('%s: a server that wants the version which it refuses is no loop', async (connection, from, to) => {
    await using stand = await stage()
    const { rc, peer, replay } = stand
    await play(replay, part(connection, from, to))
    const state = await until(rc, 'waiting')
    expect(state).toMatchObject({ reason: { name: 'ConnectionError' } })
    expect((state as { reason: Error }).reason.message).toContain('wants version "1"')
    expect(peer.connections).toHaveLength(1)
  })

  it('G: a new session is as good as an old one', async () => {
    await using stand = await stage()
    await play(stand.replay, part('G', 133, 135))
    await until(stand.rc, 'open')
    expect(await stand.alive()).toBe(true)
  })

  it('S: SockJS on a raw socket is counted, and given up', async () => {
    await using stand = await stage()
    const { rc, replay, socket, clock } = stand
    await socket.next(({ msg }) => msg === 'connect')
    await play(replay, part('S', 137, 140))
    socket.send({ msg: 'ping', id: 'all of it is there' })
    await socket.next(({ msg }) => msg === 'pong')
    expect(rc.stats.malformed).toBe(3)
    await clock.advance(20_000)
    expect(rc.state.getSnapshot().status).toBe('waiting')
  })

  it('leaves no line of the recording unplayed', () => {
    expect([...left]).toEqual([])
  })
})
