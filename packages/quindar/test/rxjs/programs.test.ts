// `RealTimeAPI` as programs for `rocket.chat.realtime.api.rxjs` 2.1.1 use it, against the real server in both dialects.
import { lastValueFrom, toArray } from 'rxjs'
import { describe, expect, test } from 'vitest'
import { SubscriptionDeniedError } from 'quindar'
import type { Frame } from 'quindar/rxjs'
import { startServer } from '@quindar/testkit'
import { follow, open } from './rig.ts'

describe.each(['meteor', 'streamer'] as const)('against our server in the dialect of %s', (dialect) => {
  test('the program of its README: keepAlive, login, a method, a subscription, disconnect', async () => {
    await using server = await startServer({ dialect })
    const api = open(server.url)
    api.keepAlive().subscribe()
    const login = follow(api.login('alice', 'alice'))
    await expect.poll(() => login.completed).toBe(true)
    const result = login.frames.at(-1) as { msg: string; result: { id: string; token: string } }
    expect(result).toMatchObject({
      msg: 'result',
      result: { id: expect.any(String) as unknown, token: expect.any(String) as unknown },
    })
    for (const frame of login.frames.slice(0, -1)) {
      expect(frame).toMatchObject({ msg: 'added', collection: 'users', id: result.result.id })
    }

    const heard = follow(api.getSubscription('stream-room-messages', 'GENERAL', false))
    const sent: unknown = await lastValueFrom(
      api.callMethod('sendMessage', { rid: 'GENERAL', msg: 'from an old program' }),
    )
    expect(sent).toMatchObject({ msg: 'result', result: { msg: 'from an old program' } })
    await expect.poll(() => heard.frames.length).toBe(1)
    expect(heard.frames[0]).toMatchObject({
      msg: 'changed',
      collection: 'stream-room-messages',
      fields: {
        eventName: 'GENERAL',
        args: [{ msg: 'from an old program', ts: { $date: expect.any(Number) as unknown } }],
      },
    })

    const again = open(server.url)
    const resumed: unknown = await lastValueFrom(again.loginWithAuthToken(result.result.token))
    expect(resumed).toMatchObject({ msg: 'result', result: { id: result.result.id } })

    api.disconnect()
    await expect.poll(() => heard.completed).toBe(true)
  })

  test('the sample of the question: nothing subscribed to but the login, a sub sent by hand', async () => {
    await using server = await startServer({ dialect })
    const api = open(server.url)
    const frames: unknown[] = []
    api.keepAlive()
    const auth = api.login('alice', 'alice')
    auth.subscribe((data: Frame) => frames.push(data))
    api.sendMessage({ msg: 'sub', id: 'a unique id', name: 'stream-room-messages', params: ['GENERAL', false] })
    api.onMessage((frame) => frames.push(frame))
    await expect.poll(() => frames).toContainEqual({ msg: 'ready', subs: ['a unique id'] })
    expect(frames).toContainEqual(expect.objectContaining({ msg: 'result', result: expect.anything() as unknown }))
  })

  test('a failed method is a frame with its error, as there', async () => {
    await using server = await startServer({ dialect })
    const failed: unknown = await lastValueFrom(open(server.url).callMethod('no such method'))
    expect(failed).toMatchObject({ msg: 'result', error: { error: 404 } })
  })

  test('a wrong password is a frame with its error, and the login completes', async () => {
    await using server = await startServer({ dialect })
    const frames: unknown = await lastValueFrom(open(server.url).login('alice', 'wrong').pipe(toArray()))
    expect(frames).toMatchObject([{ msg: 'result', error: { error: expect.anything() as unknown } }])
  })

  test('a subscription that is refused errors', async () => {
    await using server = await startServer({ dialect })
    const api = open(server.url)
    api.connectToServer()
    const refused = follow(api.getSubscription('stream-room-messages', 'not a room', false))
    await expect.poll(() => refused.errors).toHaveLength(1)
    expect(refused.errors[0]).toBeInstanceOf(SubscriptionDeniedError)
    expect(refused.errors[0]).toMatchObject({ stream: 'room-messages', key: 'not a room' })
  })
})

test('the last who listens closes the connection, unless something was called', async () => {
  await using server = await startServer({})
  const api = open(server.url)
  const listening = follow(api.getObservable())
  await expect.poll(() => server.connections).toBe(1)
  listening.stop()
  await expect.poll(() => server.connections).toBe(0)
  await lastValueFrom(api.callMethod('no such method'))
  const other = follow(api.keepAlive())
  other.stop()
  await lastValueFrom(api.callMethod('no such method'))
  expect(server.connections).toBe(1)
})
