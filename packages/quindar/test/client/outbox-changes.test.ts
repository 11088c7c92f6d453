// What an application does to a message before the server has it: edits it, deletes it, takes it out, sends it again.
import { expect, test } from 'vitest'
import { later, outcome, settle } from './rig.ts'
import { answerSend, sends, states, texts } from './outbox-rig.ts'
import { general, paramsOf } from './room-rig.ts'

test('an edit of what has not been sent changes what will be sent', async () => {
  const { room, live, clock, openAs, socket } = await general()
  live.drop()
  void later(room.send({ text: 'one', id: 'a' }))
  await room.edit('a', 'uno')
  expect(states(room.timeline.getSnapshot().messages)).toEqual(['uno pending'])
  await clock.advance(250)
  await openAs()
  expect(texts(socket())).toEqual(['uno'])
  expect(paramsOf(socket(), 'updateMessage')).toBeUndefined()
})

test('an edit of what is on its way waits until it has arrived, or failed', async () => {
  const { room, live, rc } = await general()
  void later(room.send({ text: 'one', id: 'a' }))
  void later(room.edit('a', 'uno'))
  await settle()
  expect(paramsOf(live, 'updateMessage')).toBeUndefined()
  await answerSend(live, 'a')
  expect(paramsOf(live, 'updateMessage')).toEqual([{ _id: 'a', rid: 'GENERAL', msg: 'uno' }])
  void later(room.send({ text: 'two', id: 'b' }))
  const edited = room.edit('b', 'due')
  await answerSend(live, 'b', { error: 'error-not-allowed' })
  await edited
  expect(states((await rc.outbox()).getSnapshot())).toEqual(['due failed'])
  expect(live.sentOf('method').filter(({ method }) => method === 'updateMessage')).toHaveLength(1)
})

test('a deletion of what has not been sent takes it back; what is on its way is deleted when it has arrived', async () => {
  const { room, live, rc, clock, openAs, socket } = await general()
  live.drop()
  const never = later(room.send({ text: 'one', id: 'a' }))
  await room.delete('a')
  expect(await outcome(never)).toMatchObject({ error: { name: 'AbortError' } })
  expect(room.timeline.getSnapshot().messages).toEqual([])
  expect((await rc.outbox()).getSnapshot()).toEqual([])
  await clock.advance(250)
  await openAs()
  expect(texts(socket())).toEqual([])
  void room.send({ text: 'two', id: 'b' })
  void later(room.delete('b'))
  await settle()
  expect(paramsOf(socket(), 'deleteMessage')).toBeUndefined()
  await answerSend(socket(), 'b')
  expect(paramsOf(socket(), 'deleteMessage')).toEqual([{ _id: 'b', rid: 'GENERAL' }])
})

test('an edit and a deletion wait as long as they are told', async () => {
  const { room, clock } = await general()
  void later(room.send({ text: 'one', id: 'a' }))
  const edit = later(room.edit('a', 'uno', { timeout: 50 }))
  const over = new AbortController()
  const deletion = later(room.delete('a', { signal: over.signal }))
  over.abort(new Error('enough'))
  await clock.advance(50)
  expect(await outcome(edit)).toMatchObject({ error: { code: 'timeout', sent: true } })
  expect(await outcome(deletion)).toEqual({ error: new Error('enough') })
  expect(states(room.timeline.getSnapshot().messages)).toEqual(['one pending'])
})

test('what is taken out is not sent; who waits for it hears so', async () => {
  const { room, rc, live } = await general()
  live.drop()
  const sending = later(room.send({ text: 'one', id: 'a' }))
  const outbox = await rc.outbox()
  const before = outbox.getSnapshot()
  expect(outbox.getSnapshot()).toBe(before)
  let told = 0
  const stop = outbox.subscribe(() => told++)
  expect(outbox.discard('a')).toBe(true)
  expect(outbox.discard('a')).toBe(false)
  expect(told).toBe(1)
  stop()
  void later(room.send({ text: 'two', id: 'b' }))
  expect(told).toBe(1)
  expect(states(outbox.getSnapshot())).toEqual(['two pending'])
  expect(await outcome(sending)).toMatchObject({ error: { name: 'AbortError' } })
})

test('a failed message sent again by its id goes last, may say something else, and stays shown in the room', async () => {
  const { room, rc, live } = await general()
  void later(room.send({ text: 'one', id: 'a', alsoInRoom: true, threadId: 't' }))
  await answerSend(live, 'a', { error: 'error-not-allowed' })
  void room.send({ text: 'two', id: 'b' })
  void room.send({ text: 'uno', id: 'a', threadId: 't' })
  expect(states((await rc.outbox()).getSnapshot())).toEqual(['two pending', 'uno pending'])
  await answerSend(live, 'b')
  expect(sends(live).at(-1)).toEqual({ _id: 'a', rid: 'GENERAL', msg: 'uno', tmid: 't', tshow: true })
})

test('a pending message sent again by its id is the same message', async () => {
  const { room, live } = await general()
  const first = room.send({ text: 'one', id: 'a' })
  const second = room.send({ text: 'other', id: 'a' })
  await answerSend(live, 'a')
  expect((await first).text).toBe('one')
  expect((await second).text).toBe('one')
  expect(texts(live)).toEqual(['one'])
})

test('a hundred failed messages are kept, the newest', async () => {
  const { room, rc, live } = await general()
  for (let n = 0; n <= 100; n++) {
    void later(room.send({ text: `${n}`, id: `m${n}` }))
    await answerSend(live, `m${n}`, { error: 'error-not-allowed' })
  }
  const kept = (await rc.outbox()).getSnapshot()
  expect([kept.length, kept[0]?.text, kept.at(-1)?.text]).toEqual([100, '1', '100'])
})
