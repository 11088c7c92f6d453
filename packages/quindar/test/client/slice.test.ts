import { expect, test } from 'vitest'
import { answer, grant, rig, said, settle } from './rig.ts'

test('connects, logs in, subscribes, calls, hears, and leaves nothing behind', async () => {
  const { rc, openAs, socket, clock, page } = rig({ user: 'alice', password: 'alice' })
  expect(rc.state.getSnapshot().status).toBe('connecting')
  const heard: unknown[] = []
  rc.stream('room-messages', 'GENERAL').on((message) => heard.push(message.msg))
  const history = rc.call('loadHistory', 'GENERAL')
  await openAs()
  expect(said(socket())).toEqual(['connect', 'method login', 'sub stream-room-messages GENERAL'])
  await grant(socket())
  expect(said(socket()).at(-1)).toBe('method loadHistory')
  await answer(socket(), 'loadHistory', { messages: [] })
  expect(await history).toEqual({ messages: [] })
  socket().receive({
    msg: 'changed',
    collection: 'stream-room-messages',
    id: 'id',
    fields: { eventName: 'GENERAL', args: [{ _id: 'm1', msg: 'hi' }] },
  })
  expect(heard).toEqual(['hi'])
  await rc.close()
  await settle()
  expect(clock.pending()).toEqual([])
  expect(page.listeners).toBe(0)
  expect(rc.state.getSnapshot().status).toBe('closed')
})
