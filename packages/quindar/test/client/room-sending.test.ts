import { expect, test } from 'vitest'
import type { Message } from 'quindar'
import { answer, grant, later, outcome, settle } from './rig.ts'
import { emit, general, paramsOf, T0, wire } from './room-rig.ts'

test('sends with an id of its own, shows it at once, and resolves with what the server made of it', async () => {
  const { room, live, clock } = await general()
  const heard: Message[] = []
  room.on('message', (message) => heard.push(message))
  const sending = room.send('Hello')
  const [sent] = paramsOf(live, 'sendMessage') as [Record<string, unknown>]
  expect(sent).toEqual({ _id: expect.stringMatching(/^\w{17}$/) as string, rid: 'GENERAL', msg: 'Hello' })
  const id = sent['_id'] as string
  expect(room.timeline.getSnapshot().messages).toEqual([
    {
      id,
      roomId: 'GENERAL',
      text: 'Hello',
      author: { id: 'u1', username: 'alice', name: 'Alice' },
      at: new Date(clock.now()),
      updatedAt: new Date(clock.now()),
      reactions: {},
      mentions: [],
      threadId: undefined,
      status: 'pending',
    },
  ])
  expect(heard).toEqual([])
  const mine = wire(id, 5, { msg: 'Hello', u: { _id: 'u1', username: 'alice' } })
  emit(live, 'room-messages', 'GENERAL', mine)
  await answer(live, 'sendMessage', mine)
  expect(await sending).toMatchObject({ id, text: 'Hello', status: 'sent', at: new Date(T0 + 5) })
  expect(heard.map((message) => message.id)).toEqual([id])
  expect(room.timeline.getSnapshot().messages).toMatchObject([{ id, status: 'sent', at: new Date(T0 + 5) }])
})

test('the answer may come before the echo, and without an echo at all', async () => {
  const { room, live } = await general()
  const heard: string[] = []
  room.on('message', (message) => heard.push(message.text))
  const sending = room.send({ text: 'Hello', id: 'my-own-id-1234567' })
  await answer(live, 'sendMessage', wire('my-own-id-1234567', 5))
  expect((await sending).id).toBe('my-own-id-1234567')
  expect(heard).toEqual(['text of my-own-id-1234567'])
  emit(live, 'room-messages', 'GENERAL', wire('my-own-id-1234567', 5))
  expect(heard).toHaveLength(1)
})

test('a send goes out again after a drop, with the same id; an answer without a message means it had landed', async () => {
  const { room, live, clock, openAs, socket } = await general()
  room.on('message', () => {})
  const sending = room.send('Hello')
  const before = paramsOf(live, 'sendMessage')
  live.drop()
  await clock.advance(250)
  await openAs()
  await grant(socket())
  expect(paramsOf(socket(), 'sendMessage')).toEqual(before)
  await answer(socket(), 'sendMessage')
  expect(await sending).toMatchObject({ text: 'Hello', status: 'sent', author: { name: 'Alice' } })
  expect(room.timeline.getSnapshot().messages).toMatchObject([{ text: 'Hello', status: 'sent' }])
})

test('so does the answer that the id is taken', async () => {
  const { room, live } = await general()
  const sending = room.send('Hello')
  const { id } = live.sentOf('method').at(-1)!
  live.receive({ msg: 'result', id, error: { error: 500, reason: 'E11000 duplicate key error' } })
  expect(await sending).toMatchObject({ status: 'sent' })
})

test('a send that fails says why, in the promise and in the timeline; sent again under its id it is one message', async () => {
  const { room, live } = await general()
  room.on('message', () => {})
  const sending = later(room.send('Hello'))
  const { id: call, params = [] } = live.sentOf('method').at(-1)!
  live.receive({ msg: 'result', id: call, error: { error: 'error-not-allowed', reason: 'You have been muted' } })
  expect(await outcome(sending)).toHaveProperty('error.error', 'error-not-allowed')
  const [failed] = room.timeline.getSnapshot().messages
  expect(failed).toMatchObject({ status: 'failed', error: { error: 'error-not-allowed' } })
  const { _id } = params[0] as { _id: string }
  const again = room.send({ text: 'Hello', id: _id })
  expect(room.timeline.getSnapshot().messages).toMatchObject([{ id: _id, status: 'pending' }])
  await answer(live, 'sendMessage', wire(_id, 5))
  await again
  expect(room.timeline.getSnapshot().messages).toMatchObject([{ id: _id, status: 'sent' }])
})

test('a failed message is deleted here alone', async () => {
  const { room, live } = await general()
  room.on('message', () => {})
  void later(room.send({ text: 'Hello', id: 'a' }))
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, error: { error: 'no' } })
  await settle()
  await room.delete('a')
  expect(room.timeline.getSnapshot().messages).toEqual([])
  expect(paramsOf(live, 'deleteMessage')).toBeUndefined()
})

test('nobody listening, a send leaves nothing in the timeline', async () => {
  const { room, live } = await general()
  const sending = room.send('Hello')
  await answer(live, 'sendMessage', wire('x'))
  expect((await sending).status).toBe('sent')
  expect(room.timeline.getSnapshot().messages).toEqual([])
})
