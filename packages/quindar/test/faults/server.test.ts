// Faults of servers, by their rows in the table of faults: answers that are lost, doubled, mixed up or refused.
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  ConnectionLostError,
  connect,
  RateLimitError,
  SubscriptionDeniedError,
  TimeoutError,
  TokenExpiredError,
} from 'quindar'
import { both, duplicate, reorder, swallow, swallowResults } from '@quindar/testkit'
import { isMsg, nextReady, PATIENTLY, setStage } from './stage.ts'

describe.each(['meteor', 'streamer'] as const)('in the dialect of %s', (dialect) => {
  test('row 14: a result that is lost after the commit: the drop sends a keyed call again, and it was done once', async () => {
    const { alice, bob, proxy, server } = await setStage({ dialect })
    const heard: string[] = []
    ;(await bob.room('#general')).on('message', ({ text }) => heard.push(text))
    proxy.rewrite = swallowResults('sendMessage')
    const sent = alice.call({ name: 'sendMessage', timeout: Infinity }, { _id: 'row14', rid: 'GENERAL', msg: 'once' })
    await expect.poll(() => heard, PATIENTLY).toEqual(['once'])
    proxy.cut()
    expect(await sent).toMatchObject({ _id: 'row14', msg: 'once' })
    const page = await server.domain.ground.store.history({ roomId: 'GENERAL', limit: 100, threads: true })
    expect(page.filter(({ text }) => text === 'once')).toHaveLength(1)
    expect(heard).toEqual(['once'])
  })

  test('row 14: a call that is not to be repeated says that it may have been done', async () => {
    const { alice, proxy } = await setStage({ dialect })
    proxy.rewrite = swallowResults('createChannel')
    const made = alice.call({ name: 'createChannel', timeout: Infinity }, 'row14', [])
    const lost = made.catch((error: unknown) => error)
    await expect.poll(() => alice.rest('GET /api/v1/rooms.get').then(({ update }) => update.length)).toBe(2)
    proxy.cut()
    expect(await lost).toBeInstanceOf(ConnectionLostError)
    expect(await lost).toMatchObject({ sent: true })
  })

  test('row 15: results, readies and updateds that come twice settle once', async () => {
    const { alice, bob, proxy } = await setStage({ dialect })
    proxy.rewrite = duplicate(isMsg('result', 'ready', 'updated', 'nosub'))
    const general = await alice.room('#general')
    const heard: string[] = []
    general.on('message', ({ text }) => heard.push(text))
    for (let n = 0; n < 5; n++) await general.send(`mine ${n}`)
    await (await bob.room('#general')).send('yours')
    await expect.poll(() => heard, PATIENTLY).toContain('yours')
    expect(heard).toEqual(['mine 0', 'mine 1', 'mine 2', 'mine 3', 'mine 4', 'yours'])
    expect(alice.stats.malformed).toBe(0)
  })

  test.each([1, 2, 3])('row 16: updated before the result, after it, or never (seed %i)', async (seed) => {
    const { alice, proxy } = await setStage({ dialect }, seed)
    proxy.rewrite = both(swallow(isMsg('updated'), 3), reorder(proxy.chance, isMsg('updated', 'result')))
    // Two at a time, so that none is held back for want of a neighbour.
    for (let n = 0; n < 10; n++) {
      const answers = [1, 2, 3, 4].map(() => alice.call({ name: 'rooms/get', timeout: Infinity, retry: 'safe' }))
      void alice.call({ name: 'rooms/get', timeout: Infinity }).catch(() => {})
      expect(await Promise.all(answers.slice(0, 3))).toHaveLength(3)
    }
  })

  test('row 24: pongs that never come, while all else does: the connection stays, because something is heard', async () => {
    const { alice, proxy, bob, states } = await setStage({ dialect })
    proxy.rewrite = swallow(isMsg('pong'))
    const general = await alice.room('#general')
    const heard: string[] = []
    general.on('message', ({ text }) => heard.push(text))
    const ground = await bob.room('#general')
    for (let n = 0; n < 10; n++) {
      await ground.send(`${n}`)
      await expect.poll(() => heard.length, PATIENTLY).toBe(n + 1)
    }
    expect(states).toEqual([])
  })

  test('row 26: a token that is revoked meanwhile: told once, no loop, and a new login makes all well', async () => {
    const { alice, bob, proxy, server, states } = await setStage({ dialect })
    const general = await alice.room('#general')
    const heard: string[] = []
    general.on('message', ({ text }) => heard.push(text))
    const expired: unknown[] = []
    alice.on('sessionExpired', ({ error }) => expired.push(error))
    const { id = '' } = alice.user ?? {}
    await proxy.listen(false)
    await server.domain.ground.store.removeLoginTokens({ userId: id })
    await proxy.listen(true)
    await expect.poll(() => expired, PATIENTLY).toHaveLength(1)
    expect(expired[0]).toBeInstanceOf(TokenExpiredError)
    const dials = states.filter((status) => status === 'connecting').length
    expect(alice.state.getSnapshot().status).toBe('open')
    await alice.login({ user: 'alice', password: 'alice' })
    await (await bob.room('#general')).send('welcome back')
    await expect.poll(() => heard, PATIENTLY).toContain('welcome back')
    expect(expired).toHaveLength(1)
    expect(states.filter((status) => status === 'connecting')).toHaveLength(dials)
  })

  test('row 28: taken out of a room in the middle: nothing later leaks, and the other rooms go on', async () => {
    const { alice, bob } = await setStage({ dialect })
    const { rid } = (await bob.call('createPrivateGroup', 'secret', ['alice'])) as { rid: string }
    const secret: string[] = []
    const heard: string[] = []
    ;(await alice.room('#general')).on('message', ({ text }) => heard.push(text))
    ;(await alice.room(rid)).on('message', ({ text }) => secret.push(text))
    const room = await bob.room(rid)
    await room.send('with alice')
    await expect.poll(() => secret, PATIENTLY).toEqual(['with alice'])
    await alice.call('leaveRoom', rid)
    await room.send('without her')
    await (await bob.room('#general')).send('a sign')
    await expect.poll(() => heard, PATIENTLY).toContain('a sign')
    expect(secret).not.toContain('without her')
  })

  test('row 18: a subscription that is refused on the way back: its holder hears of it, the others go on', async () => {
    const { alice, bob, proxy } = await setStage({ dialect })
    const { rid } = (await bob.call('createPrivateGroup', 'secret', ['alice'])) as { rid: string }
    const denied: unknown[] = []
    const heard: unknown[] = []
    await alice.stream('room-messages', rid).on(() => {}, { onDenied: (error) => denied.push(error) }).ready
    await alice.stream('room-messages', 'GENERAL').on((message) => heard.push(message.msg)).ready
    await proxy.listen(false)
    const again = await connect(proxy.url.replace(/\d+$/, new URL(bob.url).port), { user: 'alice', password: 'alice' })
    onTestFinished(() => again.close())
    await again.call('leaveRoom', rid)
    const ready = nextReady(alice)
    await proxy.listen(true)
    await ready
    await expect.poll(() => denied, PATIENTLY).toHaveLength(1)
    expect(denied[0]).toBeInstanceOf(SubscriptionDeniedError)
    await (await bob.room('#general')).send('a sign')
    await expect.poll(() => heard, PATIENTLY).toContain('a sign')
  })
})

test('row 29: too many calls: the error says how long to wait, and after that it goes on', async () => {
  const { bob } = await setStage({ limits: 'strict' })
  const refused: unknown[] = []
  for (let n = 0; n < 12; n++) await bob.call('rooms/get').catch((error: unknown) => refused.push(error))
  expect(refused[0]).toBeInstanceOf(RateLimitError)
  const { retryAfterMs } = refused[0] as RateLimitError
  expect(retryAfterMs).toBeGreaterThan(0)
  expect(retryAfterMs).toBeLessThanOrEqual(10_000)
})

test('a server that takes calls and answers none: each ends at its deadline', async () => {
  const { alice, proxy } = await setStage()
  proxy.rewrite = swallow(isMsg('result'))
  const begun = performance.now()
  await expect(alice.call({ name: 'rooms/get', timeout: 1_000 })).rejects.toThrow(TimeoutError)
  expect(performance.now() - begun).toBeLessThan(30_000)
})
