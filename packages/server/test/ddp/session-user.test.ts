// What becomes of a session, and of its subscriptions, when somebody else logs in.

import { beforeEach, describe, expect, it } from 'vitest'
import type { DialectName } from '../../src/ddp/dialect.ts'
import { definePublication, type Feed } from '../../src/ddp/publications.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { settled } from './clock.ts'
import { alice, bob, connected, named, Sitting } from './sitting.ts'

describe('a change of user', () => {
  let feeds: Feed[]
  let sitting: Sitting
  const own = definePublication({
    name: 'own',
    who: 'anyone',
    start(feed) {
      feeds.push(feed)
      feed.added('own', 'doc', { userId: feed.user?.id ?? null })
      feed.ready()
    },
  })
  const forUsers = definePublication({ name: 'users only', who: 'user', start: (feed) => feed.ready() })

  beforeEach(() => {
    feeds = []
    sitting = connected('meteor', { publications: named(own, forUsers) })
  })

  it('judges subscriptions anew before the answer is out', async () => {
    sitting.say({ msg: 'sub', id: 's', name: 'own' })
    await settled()
    sitting.wire.take()
    sitting.call('1', 'login', 'alice', 'hash')
    await settled()
    expect(sitting.wire.take()).toEqual([
      { msg: 'changed', collection: 'own', id: 'doc', fields: { userId: 'u1' } },
      { msg: 'ready', subs: ['s'] },
      { msg: 'updated', methods: ['1'] },
      { msg: 'result', id: '1' },
    ])
    expect(feeds.map(({ live }) => live)).toEqual([false, true])
    expect(sitting.observed).toEqual(['in alice'])
  })

  it('takes away what the next one may not have, with an error', async () => {
    sitting.call('1', 'login', 'alice', 'hash')
    sitting.say({ msg: 'sub', id: 's', name: 'users only' })
    await settled()
    sitting.wire.take()
    sitting.call('2', 'logout')
    await settled()
    expect(sitting.wire.take()).toEqual([
      {
        msg: 'nosub',
        id: 's',
        error: { isClientSafe: true, error: 'not-allowed', message: '[not-allowed]', errorType: 'Meteor.Error' },
      },
      { msg: 'updated', methods: ['2'] },
      { msg: 'result', id: '2' },
    ])
    expect(sitting.observed).toEqual(['in alice', 'out alice'])
    expect(sitting.session.user).toBeUndefined()
    expect(sitting.session.tokenHash).toBeUndefined()
  })

  it('ends what the last one was allowed at once, not when the next is judged', async () => {
    sitting.say({ msg: 'sub', id: 's', name: 'own' })
    sitting.call('1', 'login', 'alice', 'hash')
    await settled()
    sitting.wire.take()
    sitting.session.loggedIn(bob, 'other')
    expect(feeds[1]?.live).toBe(false)
    feeds[1]?.added('own', 'late', {})
    feeds[1]?.raw('{"msg":"late"}')
    await settled()
    expect(sitting.wire.take()).toEqual([
      { msg: 'changed', collection: 'own', id: 'doc', fields: { userId: 'u2' } },
      { msg: 'ready', subs: ['s'] },
    ])
    expect(sitting.observed).toEqual(['in alice', 'out alice', 'in bob'])
  })

  it('is none when the same user logs in again: only the token changes', async () => {
    sitting.say({ msg: 'sub', id: 's', name: 'own' })
    sitting.call('1', 'login', 'alice', 'hash')
    await settled()
    sitting.wire.take()
    sitting.call('2', 'login', 'alice', 'newer')
    await settled()
    expect(sitting.wire.take()).toEqual([
      { msg: 'updated', methods: ['2'] },
      { msg: 'result', id: '2' },
    ])
    expect(sitting.session.tokenHash).toBe('newer')
    expect(sitting.observed).toEqual(['in alice', 'in alice'])
  })

  it('leaves what an anonymous reader had until the new answer is there', async () => {
    let allow: () => void = () => undefined
    let liveWhenReady: boolean[] = []
    const slow = definePublication({
      name: 'slow',
      who: 'anyone',
      async start(feed) {
        feeds.push(feed)
        if (feed.user) await new Promise<void>((resolve) => (allow = resolve))
        feed.ready()
        liveWhenReady = feeds.map(({ live }) => live)
      },
    })
    const sitting = connected('meteor', { publications: named(slow) })
    sitting.say({ msg: 'sub', id: 's', name: 'slow' })
    sitting.call('1', 'login', 'alice', 'hash')
    await settled()
    expect(feeds.map(({ live }) => live)).toEqual([true, true])
    allow()
    await settled()
    // In the step in which the one is ready the other ends: no event comes twice, and none is missed.
    expect(liveWhenReady).toEqual([false, true])
  })

  it('is not told of by a second ready on streamer', async () => {
    const sitting = connected('streamer', { publications: named(own, forUsers) })
    sitting.say({ msg: 'sub', id: 's', name: 'own' })
    await settled()
    sitting.wire.take()
    sitting.call('1', 'login', 'alice', 'hash')
    await settled()
    expect(sitting.wire.take().map(({ msg }) => msg)).toEqual(['result', 'updated', 'changed'])
  })

  it('closes the socket of streamer after the answer', async () => {
    const sitting = connected('streamer')
    sitting.call('1', 'login', 'alice', 'hash')
    sitting.call('2', 'logout')
    await settled()
    expect(sitting.wire.take().slice(-2)).toEqual([
      { msg: 'result', id: '2' },
      { msg: 'updated', methods: ['2'] },
    ])
    expect(sitting.wire.goodbye).toEqual({ code: 1002, reason: '' })
  })

  it('does not close the socket of streamer where nobody was logged in', async () => {
    const sitting = connected('streamer')
    sitting.call('1', 'logout')
    await settled()
    expect(sitting.wire.goodbye).toBeUndefined()
  })

  it('shows the own document after the answer on streamer, before it on meteor', async () => {
    const ownUser = definePublication({
      name: '',
      who: 'anyone',
      start: (feed) => feed.user && feed.added('users', feed.user.id, { username: feed.user.username }),
    })
    const order = async (dialect: DialectName): Promise<unknown[]> => {
      const sitting = connected(dialect, { universal: [ownUser] })
      sitting.call('1', 'login', 'alice', 'hash')
      await settled()
      return sitting.wire
        .take()
        .map(({ msg }) => msg)
        .filter((msg) => msg !== undefined)
    }
    expect(await order('meteor')).toEqual(['added', 'updated', 'result'])
    expect(await order('streamer')).toEqual(['result', 'updated', 'added'])
  })

  it('is not needed to end what a session had: its end does', async () => {
    sitting.say({ msg: 'sub', id: 's', name: 'own' })
    await settled()
    let stopped = 0
    feeds[0]?.onStop(() => stopped++)
    sitting.wire.take()
    sitting.session.closed()
    expect(feeds[0]?.live).toBe(false)
    expect(stopped).toBe(1)
    feeds[0]?.onStop(() => stopped++)
    expect(stopped).toBe(2)
    expect(sitting.wire.take()).toEqual([])
  })

  it('tries again what the server starts by itself, whether it failed or stopped before', async () => {
    const forUser = definePublication({
      name: '',
      who: 'user',
      start: (feed) => feed.added('users', feed.user?.id ?? '', {}),
    })
    const fleeting = definePublication({
      name: '',
      who: 'anyone',
      start(feed) {
        feed.added('fleeting', feed.user?.id ?? 'nobody', {})
        feed.ready()
        feed.stop()
      },
    })
    const sitting = connected('meteor', { universal: [forUser, fleeting, own] })
    await settled()
    sitting.wire.take()
    sitting.call('1', 'login', 'alice', 'hash')
    await settled()
    expect(sitting.wire.take().map(({ msg, collection }) => [msg, collection])).toEqual([
      ['changed', 'own'],
      ['added', 'users'],
      ['updated', undefined],
      ['result', undefined],
    ])
  })

  it('that somebody else decided ends the session, and what waits is not written', async () => {
    sitting.call('1', 'login', 'alice', 'hash')
    await settled()
    sitting.wire.take()
    sitting.session.expel()
    expect(sitting.wire.goodbye).toEqual({ code: 1000, reason: 'Logged out' })
    expect(sitting.observed).toEqual(['in alice', 'closed'])
  })
})

describe('a subscription', () => {
  it('is refused when it comes too often', async () => {
    const sitting = connected('meteor', {
      publications: named(definePublication({ name: 'p', who: 'anyone', start: (feed) => feed.ready() })),
      admitSub(name) {
        throw new Refusal('too-many-requests', `Error, too many requests for ${name}.`, { timeToReset: 7 })
      },
    })
    sitting.say({ msg: 'sub', id: 's', name: 'p' })
    await settled()
    expect(sitting.wire.take()[0]).toMatchObject({
      msg: 'nosub',
      id: 's',
      error: { error: 'too-many-requests', details: { timeToReset: 7 } },
    })
  })

  it('may be one of a thousand with a login, and not of a thousand and one', async () => {
    const sitting = connected('meteor', {
      publications: named(definePublication({ name: 'p', who: 'anyone', start: (feed) => feed.ready() })),
    })
    sitting.call('1', 'login', 'alice', 'hash')
    for (let count = 0; count < 1_001; count++) sitting.say({ msg: 'sub', id: String(count), name: 'p' })
    for (let round = 0; round < 1_000; round++) await Promise.resolve()
    await settled()
    const frames = sitting.wire.take()
    expect(frames.filter(({ msg }) => msg === 'ready')).toHaveLength(1_000)
    expect(frames.at(-1)).toMatchObject({
      msg: 'nosub',
      id: '1000',
      error: { reason: 'This connection has 1000 subscriptions, which is the limit. Unsubscribe from some first.' },
    })
  })

  it('gets its nosub from the answer that counts when a login overtakes its rule', async () => {
    const answers: ((allowed: boolean) => void)[] = []
    const slow = definePublication({
      name: 'slow',
      who: 'anyone',
      async start(feed) {
        const allowed = await new Promise<boolean>((resolve) => answers.push(resolve))
        if (!allowed) throw new Refusal('not-allowed', 'no')
        feed.ready()
      },
    })
    const sitting = connected('meteor', { publications: named(slow) })
    sitting.say({ msg: 'sub', id: 's', name: 'slow' })
    await settled()
    sitting.wire.take()
    sitting.session.loggedIn(alice, 'hash')
    await settled()
    answers[0]?.(false)
    await settled()
    expect(sitting.wire.take()).toEqual([])
    answers[1]?.(true)
    await settled()
    expect(sitting.wire.take()).toEqual([{ msg: 'ready', subs: ['s'] }])
  })
})

it('tells presence', async () => {
  const sitting = new Sitting()
  sitting.session.setPresence('away')
  sitting.session.closed()
  sitting.session.setPresence('online')
  expect(sitting.observed).toEqual(['away', 'closed'])
})
