import { expect, test } from 'vitest'
import { connect, type NewRoom } from 'quindar'
import { startServer } from '@quindar/testkit'
import { answer, later, outcome, settle } from './rig.ts'
import { general, paramsOf } from './room-rig.ts'

test.each<[NewRoom, method: string, params: unknown[]]>([
  [{ name: 'news' }, 'createChannel', ['news', [], false]],
  [{ name: 'news', kind: 'channel', readOnly: true }, 'createChannel', ['news', [], true]],
  [{ name: 'us', kind: 'group', members: ['bob', 'carol'] }, 'createPrivateGroup', ['us', ['bob', 'carol'], false]],
])('to make %j is one call, and the room is the one of its id', async (wish, method, params) => {
  const { rc, live } = await general()
  const making = rc.createRoom(wish)
  await settle()
  expect(paramsOf(live, method)).toEqual(params)
  await answer(live, method, { rid: 'NEW', name: wish.name })
  const room = await making
  expect(room.id).toBe('NEW')
  expect(await rc.room({ id: 'NEW' })).toBe(room)
})

test('at a drop it is not made twice: nobody knows whether it was made', async () => {
  const { rc, live } = await general()
  const making = later(rc.createRoom({ name: 'news' }))
  await settle()
  live.drop()
  expect(await outcome(making)).toMatchObject({ error: { code: 'connection-lost', sent: true } })
})

test('it takes a deadline and a signal', async () => {
  const { rc, clock } = await general()
  const late = later(rc.createRoom({ name: 'news' }, { timeout: 10 }))
  await clock.advance(10)
  expect(await outcome(late)).toMatchObject({ error: { code: 'timeout' } })
  expect(await outcome(later(rc.createRoom({ name: 'news' }, { signal: AbortSignal.abort('no') })))).toEqual({
    error: 'no',
  })
})

test('with the server: those who were named are in it, and a name is taken once', async () => {
  await using server = await startServer()
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  const bob = await connect(server.url, { user: 'bob', password: 'bob' })
  const group = await alice.createRoom({ name: 'us', kind: 'group', members: ['bob'] })
  const { members } = await (await bob.room('#us')).members()
  expect(members.map(({ username }) => username).toSorted()).toEqual(['alice', 'bob'])
  expect((await bob.room('#us')).id).toBe(group.id)
  await expect(alice.createRoom({ name: 'us' })).rejects.toMatchObject({ error: 'error-duplicate-channel-name' })
  await Promise.all([alice.close(), bob.close()])
})
