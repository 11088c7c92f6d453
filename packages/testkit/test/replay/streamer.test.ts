// The recording of Rocket.Chat's micro-service, played to the real client: every exchange leads it to the right
// outcome. PROTOCOL.md#dialects
//
// What this client never says is named below with the reason; what the server answered to it is sent all the same, and
// must do no harm. Publications that are no streams are asked for as streams of the same name.
import { describe, expect, it } from 'vitest'
import { InvalidCredentialsError, SubscriptionDeniedError } from 'quindar'
import { failure, listen, score, stage, until } from './stage.ts'

const { part, play, left } = score('rocketchat-ddp-streamer-6.14', {
  6: 'our pings carry no id',
  92: 'only what is subscribed to is unsubscribed from',
  99: 'the client speaks no SockJS',
  103: 'calls have ids',
  108: 'connect is sent first',
  115: 'connect is sent once',
  121: 'only whole frames are sent',
  125: 'only whole frames are sent',
  126: 'only whole frames are sent',
  127: 'only whole frames are sent',
  134: 'the client speaks no SockJS',
})

describe('Rocket.Chat’s ddp-streamer 6.14', () => {
  it('A and B: the whole conversation', async () => {
    const users = [{ _id: 'u2', username: 'bob', status: 'online' }]
    const presence = { status: 200, body: JSON.stringify({ success: true, users, full: false }) }
    await using alice = await stage({}, { onRequest: () => presence })
    await using bob = await stage({ token: 'TOKEN-u2' })
    const { rc, replay, clock, socket } = alice
    const denied: unknown[] = []
    rc.on('denied', ({ error }) => denied.push(error))
    const hers = (from: number, to: number, half = replay) => play(half, part('A', from, to))

    await hers(1, 4)
    await until(rc, 'open')
    await socket.next(({ msg }) => msg === 'pong')
    await Promise.all([clock.advance(10_000), hers(5, 8)])

    const badLogin = failure(rc.login({ user: 'alice', password: 'no' }))
    await hers(10, 12)
    expect(await badLogin).toBeInstanceOf(InvalidCredentialsError)
    const nope = failure(rc.call('nope'))
    await hers(14, 16)
    expect(await nope).toMatchObject({ name: 'MethodError', error: 404 })
    const login = rc.login({ user: 'alice', password: 'x' })
    await hers(18, 20)
    expect(await login).toMatchObject({ id: 'u1', token: 'TOKEN-u1', tokenExpires: new Date(1_795_458_344_810) })

    const falsy = ['returnsZero', 'returnsFalse', 'returnsNothing'].map((method) => failure(rc.call(method)))
    await hers(22, 30)
    expect(await Promise.all(falsy)).toMatchObject([{ error: 404 }, { error: 404 }, { error: 404 }])

    const unknown = listen(rc, 'nope')
    await hers(32, 33)
    expect(await failure(unknown.ready)).toMatchObject({ likelyCause: 'this server does not have it' })
    const keyless = listen(rc, 'room-messages')
    await hers(35, 36)
    expect(await failure(keyless.ready)).toBeInstanceOf(SubscriptionDeniedError)
    const general = listen(rc, 'room-messages', 'GENERAL')
    await hers(38, 39)
    await general.ready
    const rooms = listen(rc, 'notify-user', 'u1/rooms-changed')
    await hers(41, 43)
    await rooms.ready
    const secret = listen(rc, 'room-messages', 'SECRET')
    const others = listen(rc, 'notify-user', 'u2/message')
    await hers(45, 48)
    const mayNot = { likelyCause: 'log in first, or ask for the right to read it' }
    expect(await failure(secret.ready)).toMatchObject({ ...mayNot, stream: 'room-messages', key: 'SECRET' })
    expect(await failure(others.ready)).toMatchObject({ ...mayNot, stream: 'notify-user', key: 'u2/message' })
    const empty = listen(rc, 'notify-all')
    await hers(50, 51)
    expect(await failure(empty.ready)).toMatchObject({ likelyCause: 'the key is empty' })
    expect(denied).toHaveLength(5)

    const services = listen(rc, 'meteor.loginServiceConfiguration')
    const builds = listen(rc, 'meteor_autoupdate_clientVersions')
    await hers(53, 58)
    await Promise.all([services.ready, builds.ready])

    const seen: unknown[] = []
    rc.presence.watch(['u2'], ({ userId, status }) => seen.push([userId, status]))
    const holder = part('A', 60)
    await play(replay, holder)
    rc.presence.watch(['u1'], ({ userId, status }) => seen.push([userId, status]))
    await hers(61, 63)
    socket.send({
      msg: 'changed',
      collection: 'stream-user-presence',
      id: 'u1',
      fields: { uid: 'u1', args: [['alice', 3, 'busy']], eventName: 'u1' },
    })
    expect(await alice.alive()).toBe(true)
    expect(seen).toContainEqual(['u1', 'busy'])
    expect(denied).toHaveLength(5)

    await play(bob.replay, part('B', 64, 69))
    await until(bob.rc, 'open')
    await bob.rc.ready()
    expect(bob.rc.user).toMatchObject({ id: 'u2', tokenExpires: new Date(1_795_458_345_188) })
    const typing = listen(bob.rc, 'notify-room', 'GENERAL/user-activity')
    await play(bob.replay, part('B', 70, 71))
    await typing.ready
    const mine = listen(bob.rc, 'room-messages', '__my_messages__')
    await play(bob.replay, part('B', 72, 73))
    await mine.ready

    const write = (name: string) => rc.call('stream-notify-room', 'GENERAL/user-activity', name, ['user-typing'], {})
    const typed = write('alice')
    await hers(75, 77)
    expect(await typed).toBe(undefined)
    await play(bob.replay, part('B', 78, 79))
    const spoofed = write('bob')
    await hers(81, 83)
    expect(await spoofed).toBe(undefined)

    const sent = rc.call('sendMessage', { _id: 'cid1', rid: 'GENERAL', msg: 'hi' })
    await hers(85, 88)
    await play(bob.replay, part('B', 89))
    const at = new Date(1_795_368_345_425)
    const message = {
      _id: 'cid1',
      rid: 'GENERAL',
      msg: 'hi',
      ts: at,
      u: { _id: 'u1', username: 'alice' },
      _updatedAt: at,
    }
    expect(await sent).toStrictEqual(message)
    expect(await bob.alive()).toBe(true)
    expect(typing.events).toEqual([
      ['alice', ['user-typing'], {}],
      ['alice', ['user-typing'], {}],
    ])
    expect(mine.events).toStrictEqual([[message]])
    expect(general.events).toStrictEqual([[message]])

    general.stop()
    await hers(91, 93)
    const online = rc.call('UserPresence:online')
    await hers(95, 97)
    expect(await online).toBe(true)
    await hers(99, 100)
    expect(await alice.alive()).toBe(true)

    const logout = rc.logout()
    await hers(137, 140)
    await logout
    expect(await until(rc, 'waiting')).toMatchObject({ reason: { name: 'ConnectionError' } })
    expect(rc.user).toBe(undefined)
    expect(rc.stats).toMatchObject({ drops: 1, malformed: 0 })
  })

  it.each([
    ['D', 102, 106, '(1002)', 1],
    ['E', 108, 110, '(1002)', 0],
    ['G', 117, 122, '(1007)', 1],
  ] as const)('%s: closed by the server, the client dials again', async (connection, from, to, code, drops) => {
    await using stand = await stage()
    const { rc, peer, replay, clock } = stand
    await play(replay, part(connection, from, to))
    const state = await until(rc, 'waiting')
    expect((state as { reason: Error }).reason.message).toContain(code)
    expect(rc.stats.drops).toBe(drops)
    await clock.advance(500)
    await peer.connection()
    expect(peer.connections).toHaveLength(2)
  })

  it.each([
    ['F', 112, 115],
    ['H', 124, 129],
  ] as const)('%s: a greeting and silence do no harm', async (connection, from, to) => {
    await using stand = await stage()
    await play(stand.replay, part(connection, from, to))
    await until(stand.rc, 'open')
    expect(await stand.alive()).toBe(true)
  })

  it('S: SockJS on a raw socket is counted, and given up', async () => {
    await using stand = await stage()
    const { rc, replay, socket, clock } = stand
    await socket.next(({ msg }) => msg === 'connect')
    await play(replay, part('S', 131, 135))
    socket.send({ msg: 'ping', id: 'all of it is there' })
    await socket.next(({ msg }) => msg === 'pong')
    expect(rc.stats.malformed).toBe(4)
    await clock.advance(20_000)
    expect(rc.state.getSnapshot().status).toBe('waiting')
  })

  it('K: without a login, what everybody may read is readable', async () => {
    await using stand = await stage()
    const { rc, replay } = stand
    const names = listen(rc, 'notify-logged', 'Users:NameChanged')
    const settings = listen(rc, 'notify-all', 'public-settings-changed')
    const livechat = listen(rc, 'livechat-room', 'LC1', [{ visitorToken: 'visitor-token' }])
    // The client subscribes when it is connected.
    await play(replay, part('K', 142), part('K', 146, 147), part('K', 143, 145), part('K', 148, 150))
    expect(await failure(names.ready)).toMatchObject({ name: 'SubscriptionDeniedError', stream: 'notify-logged' })
    await Promise.all([settings.ready, livechat.ready])
  })

  it('leaves no line of the recording unplayed', () => {
    expect([...left]).toEqual([])
  })
})
