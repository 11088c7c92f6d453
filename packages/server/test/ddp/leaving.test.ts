// Who has left, logged out or was sent away hears nothing more, whenever he asked and whatever waited.

import { beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/port.ts'
import { live, say, type Live } from './live.ts'

let place: Live

beforeEach(async () => {
  place = await live()
})

describe('who has left', () => {
  it('hears nothing more, not even what waited for the end of the turn', async () => {
    const bob = await place.enter('bob')
    await bob.sub('stream-room-messages', 'DEN', false)
    await bob.sub('stream-room-messages', '__my_messages__', false)
    await bob.sub('stream-notify-room', 'DEN/user-activity', false)
    await bob.sub('stream-notify-user', 'bob-id/rooms-changed', false)
    // Both happen before anything is written.
    await say(place, place.alice, 'secret', 'DEN')
    await place.domain.memberships.leave(place.bob, 'DEN')
    await say(place, place.alice, 'more', 'DEN')
    const alice = await place.enter('alice')
    await alice.call('stream-notify-room', 'DEN/user-activity', 'alice', ['user-typing'], {})
    expect(JSON.stringify(await bob.mail())).not.toMatch(/secret|more|user-typing/)
    // Dropped in silence, as in Rocket.Chat: the id is free again, and the answer is no.
    bob.say({ msg: 'sub', id: 's2', name: 'stream-room-messages', params: ['DEN', false] })
    expect(await bob.mail()).toMatchObject([{ msg: 'nosub', id: 's2', error: { error: 'not-allowed' } }])
  })

  it('loses it on every connection, those that stayed when another ended included', async () => {
    const [first, second, third] = [await place.enter('bob'), await place.enter('bob'), await place.enter('bob')]
    await second.sub('stream-room-messages', 'DEN', false)
    await third.sub('stream-room-messages', 'DEN', false)
    first.leave()
    await second.call('logout')
    await place.domain.memberships.leave(place.bob, 'DEN')
    await say(place, place.alice, 'secret', 'DEN')
    expect(await third.events('room-messages')).toEqual([])
    expect(await second.events('room-messages')).toEqual([])
  })

  it('keeps what is about other rooms', async () => {
    const bob = await place.enter('bob')
    await bob.sub('stream-room-messages', 'TOWN', false)
    await say(place, place.alice, 'kept')
    await place.domain.memberships.leave(place.bob, 'DEN')
    await say(place, place.alice, 'kept too')
    expect(await bob.events('room-messages')).toHaveLength(2)
  })

  it('is not let in by a rule that was asked before he left', async () => {
    let asked: (() => void) | undefined
    let release: () => void = () => undefined
    const slow = (store: Store): Store => ({
      ...store,
      async membership(input) {
        const answer = await store.membership(input)
        if (asked && input.userId === 'bob-id') {
          asked()
          asked = undefined
          await new Promise<void>((resolve) => (release = resolve))
        }
        return answer
      },
    })
    place = await live({ store: slow })
    const bob = await place.enter('bob')
    const reached = new Promise<void>((resolve) => (asked = resolve))
    bob.say({ msg: 'sub', id: 's', name: 'stream-room-messages', params: ['DEN', false] })
    await reached
    await place.domain.memberships.leave(place.bob, 'DEN')
    release()
    expect(await bob.mail()).toMatchObject([{ msg: 'nosub', id: 's', error: { error: 'not-allowed' } }])
    await say(place, place.alice, 'secret', 'DEN')
    expect(await bob.mail()).toEqual([])
  })

  it('is let in by a rule that is asked again when he has come back meanwhile', async () => {
    let asked: (() => void) | undefined
    let release: () => void = () => undefined
    const slow = (store: Store): Store => ({
      ...store,
      async membership(input) {
        const answer = await store.membership(input)
        if (asked && input.userId === 'carol-id') {
          asked()
          asked = undefined
          await new Promise<void>((resolve) => (release = resolve))
        }
        return answer
      },
    })
    place = await live({ store: slow })
    const carol = await place.enter('carol')
    const reached = new Promise<void>((resolve) => (asked = resolve))
    carol.say({ msg: 'sub', id: 's', name: 'stream-room-messages', params: ['DEN', false] })
    await reached
    const { store } = place
    const at = place.clock.time
    const answer = await store.joinRoom({ roomId: 'DEN', membershipId: 'm-carol', user: place.carol, roles: [], at })
    if (answer.outcome !== 'joined') throw new Error(answer.outcome)
    place.domain.ground.bus.publish({ type: 'joined', room: answer.room, membership: answer.membership })
    release()
    expect(await carol.mail()).toEqual([{ msg: 'ready', subs: ['s'] }])
    await say(place, place.alice, 'welcome', 'DEN')
    expect(await carol.events('room-messages')).toHaveLength(1)
  })
})

describe('who has logged out', () => {
  it('hears nothing more that needed the login, not even what waited', async () => {
    const bob = await place.enter('bob')
    await bob.sub('stream-room-messages', 'TOWN', false)
    await bob.sub('stream-notify-all', 'x', false)
    await say(place, place.alice, 'secret')
    await bob.call('logout').then((frames) => {
      expect(JSON.stringify(frames)).not.toContain('secret')
      expect(frames.map(({ msg, id }) => [msg, id])).toEqual([
        ['removed', 'bob-id'],
        ['ready', undefined],
        ['nosub', 's2'],
        ['updated', undefined],
        ['result', 'm4'],
      ])
    })
    await say(place, place.alice, 'more')
    expect(await bob.mail()).toEqual([])
  })

  it('elsewhere with the same token is out here too', async () => {
    const first = await place.enter('bob')
    const login = await first.call('login', { user: { username: 'bob' }, password: 'bob' })
    const { token } = (login.find(({ msg }) => msg === 'result') ?? {})['result'] as { token: string }
    const second = await place.enter()
    await second.call('login', { resume: token })
    const other = await place.enter('bob')
    await second.sub('stream-room-messages', 'TOWN', false)
    await say(place, place.alice, 'secret')
    await first.call('logout')
    expect(second.wire.goodbye).toEqual({ code: 1000, reason: 'Logged out' })
    expect(first.wire.goodbye).toBeUndefined()
    expect(other.wire.goodbye).toBeUndefined()
    expect(JSON.stringify(second.wire.take())).not.toContain('secret')
  })

  it('while a login with that token was under way is out as soon as it is in', async () => {
    let asked: (() => void) | undefined
    let release: () => void = () => undefined
    const slow = (store: Store): Store => ({
      ...store,
      async loginToken(input) {
        const answer = await store.loginToken(input)
        if (asked) {
          asked()
          asked = undefined
          await new Promise<void>((resolve) => (release = resolve))
        }
        return answer
      },
    })
    place = await live({ store: slow })
    const first = await place.enter('bob')
    const login = await first.call('login', { user: { username: 'bob' }, password: 'bob' })
    const { token } = (login.find(({ msg }) => msg === 'result') ?? {})['result'] as { token: string }
    const second = await place.enter()
    const reached = new Promise<void>((resolve) => (asked = resolve))
    second.say({ msg: 'method', id: 'l', method: 'login', params: [{ resume: token }] })
    await reached
    await first.call('logout')
    release()
    expect(await second.mail()).toEqual([])
    expect(second.wire.goodbye).toEqual({ code: 1000, reason: 'Logged out' })
    expect(place.domain.presence.statusOf('bob-id')).toBe('offline')
  })

  it('by order of the server is out on every connection, and so is who was deactivated', async () => {
    const [first, second] = [await place.enter('bob'), await place.enter('bob')]
    await place.domain.authentication.revoke('bob-id')
    expect([first.wire.goodbye?.code, second.wire.goodbye?.code]).toEqual([1000, 1000])
    const third = await place.enter('carol')
    place.domain.ground.bus.publish({ type: 'user', user: { ...place.carol, active: false } })
    expect(third.wire.goodbye?.code).toBe(1000)
  })
})
