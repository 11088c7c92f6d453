// Observables of the client: cold, counted, and ended as the client says.
import { lastValueFrom, take, toArray } from 'rxjs'
import { expect, test } from 'vitest'
import { connect, SubscriptionDeniedError, type ConnectionState, type RoomEvents } from 'quindar'
import { observe, observeEvents, observeState } from 'quindar/rxjs'
import { startServer } from '@quindar/testkit'

test('a stream: one subscription on the wire, taken back by the last who leaves; a refusal errors', async () => {
  await using server = await startServer({})
  const rc = await connect(server.url, { user: 'alice', password: 'alice' })
  const frames: string[] = []
  rc.onFrame((direction, frame) => {
    if (direction === 'out' && 'msg' in frame && frame.msg.endsWith('sub')) frames.push(frame.msg)
  })
  const stream = rc.stream('notify-room', 'GENERAL/user-activity')
  const heard: unknown[][] = []
  const subscriptions = [1, 2].map(() => observe(stream).subscribe((args) => heard.push(args)))
  const bob = await connect(server.url, { user: 'bob', password: 'bob' })
  await expect.poll(() => frames).toHaveLength(1)
  await bob.call('stream-notify-room', 'GENERAL/user-activity', 'bob', ['user-typing'], {})
  await bob.close()
  await expect.poll(() => heard).toEqual([1, 2].map(() => ['bob', ['user-typing'], {}]))
  for (const subscription of subscriptions) subscription.unsubscribe()
  await expect.poll(() => frames).toEqual(['sub', 'unsub'])

  const refused = observe(rc.stream('room-messages', 'not a room'))
  await expect(lastValueFrom(refused)).rejects.toBeInstanceOf(SubscriptionDeniedError)
  await rc.close()
})

test('a stream and a state complete or stay as the client closes', async () => {
  await using server = await startServer({})
  const rc = await connect(server.url, { user: 'alice', password: 'alice' })
  const listening = lastValueFrom(observe(rc.stream('room-messages', 'GENERAL')), { defaultValue: 'completed' })
  const states: ConnectionState['status'][] = []
  const watching = observeState(rc.state).subscribe(({ status }) => states.push(status))
  await rc.close()
  expect(await listening).toBe('completed')
  expect(states).toEqual(['open', 'closed'])
  watching.unsubscribe()
})

test('the events of a room', async () => {
  await using server = await startServer({})
  const rc = await connect(server.url, { user: 'alice', password: 'alice' })
  const room = await rc.room('#general')
  const heard = lastValueFrom(observeEvents<RoomEvents, 'message'>(room, 'message').pipe(take(2), toArray()))
  await room.send('one')
  await room.send('two')
  expect((await heard).map(({ text }) => text)).toEqual(['one', 'two'])
  await rc.close()
})
