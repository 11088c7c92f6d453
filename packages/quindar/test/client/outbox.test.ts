// Messages on their way: one after the other, once, however the network and the server are.
import { expect, test } from 'vitest'
import { ConnectionLostError, TimeoutError } from 'quindar'
import { grant, later, outcome, said, settle } from './rig.ts'
import { alive, answerSend, sends, states, texts, tooMany } from './outbox-rig.ts'
import { emit, general, paramsOf, T0, wire } from './room-rig.ts'

test('a message goes out when the one before it in its room is answered', async () => {
  const { room, live } = await general()
  const first = room.send({ text: 'one', id: 'a' })
  const second = room.send({ text: 'two', id: 'b' })
  expect(texts(live)).toEqual(['one'])
  await answerSend(live, 'a')
  expect(texts(live)).toEqual(['one', 'two'])
  await answerSend(live, 'b')
  expect([(await first).id, (await second).id]).toEqual(['a', 'b'])
})

test('one that fails lets the next one go', async () => {
  const { room, live } = await general()
  void later(room.send({ text: 'one', id: 'a' }))
  void room.send({ text: 'two', id: 'b' })
  await answerSend(live, 'a', { error: 'error-not-allowed' })
  expect(texts(live)).toEqual(['one', 'two'])
})

test('rooms do not wait for each other, four at a time', async () => {
  const { rc, live } = await general()
  for (const roomId of ['A', 'B', 'C', 'D', 'E']) {
    const opening = rc.room(roomId)
    await settle()
    live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, result: roomId })
    await settle()
    void (await opening).send({ text: `in ${roomId}`, id: roomId })
  }
  expect(texts(live)).toEqual(['in A', 'in B', 'in C', 'in D'])
  await answerSend(live, 'B')
  expect(texts(live).slice(4)).toEqual(['in E'])
})

test('what is sent is the id, the room, the text and the thread, and never a time or an author', async () => {
  const { room, live } = await general()
  void room.send({ text: 'answer', id: 'a', threadId: 't', alsoInRoom: true })
  expect(sends(live)).toEqual([{ _id: 'a', rid: 'GENERAL', msg: 'answer', tmid: 't', tshow: true }])
})

test('a rate limit is waited out, half a second longer at most, and nothing overtakes', async () => {
  const { room, live, clock } = await general()
  const sending = room.send({ text: 'one', id: 'a' })
  await answerSend(live, 'a', tooMany(2_000))
  void room.send({ text: 'two', id: 'b' })
  expect(await outcome(sending)).toBe('pending')
  await clock.advance(2_249)
  expect(texts(live)).toEqual(['one'])
  await clock.advance(1)
  expect(texts(live)).toEqual(['one', 'one'])
  await answerSend(live, 'a')
  expect(texts(live)).toEqual(['one', 'one', 'two'])
  expect((await sending).status).toBe('sent')
})

test('without an answer the promise rejects after 30 seconds, and the message goes on under its id', async () => {
  const { room, rc, live, clock } = await general()
  room.timeline.subscribe(() => {})
  const sending = later(room.send({ text: 'one', id: 'a' }))
  await alive(clock, live, 29_000)
  await clock.advance(999)
  expect(await outcome(sending)).toBe('pending')
  expect(texts(live)).toEqual(['one'])
  await clock.advance(1)
  expect(await outcome(sending)).toMatchObject({ error: { code: 'timeout', sent: true } })
  expect(sends(live).map(({ _id }) => _id)).toEqual(['a', 'a'])
  const outbox = await rc.outbox()
  expect(states(outbox.getSnapshot())).toEqual(['one pending'])
  await answerSend(live, 'a')
  expect(outbox.getSnapshot()).toEqual([])
  expect(states(room.timeline.getSnapshot().messages)).toEqual(['one sent'])
})

test('a message waits through any drop, longer than its promise', async () => {
  const { room, live, clock, rc, openAs, redial, socket } = await general()
  live.drop()
  const sending = later(room.send({ text: 'one', id: 'a' }))
  await clock.advance(30_000)
  expect(await outcome(sending)).toMatchObject({ error: expect.any(TimeoutError) as unknown })
  for (let time = 0; time < 5; time++) {
    socket().drop()
    if (rc.state.getSnapshot().status === 'waiting') await redial()
  }
  await openAs()
  expect(texts(socket())).toEqual(['one'])
})

test('one that was given a time is given up then: failed, not sent later, but when it is told to', async () => {
  const { room, rc, live, clock, openAs, socket, redial } = await general()
  room.timeline.subscribe(() => {})
  live.drop()
  const sending = later(room.send({ text: 'one', id: 'a' }, { timeout: 100 }))
  await clock.advance(99)
  expect(await outcome(sending)).toBe('pending')
  await clock.advance(1)
  expect(await outcome(sending)).toMatchObject({ error: { code: 'timeout', sent: false } })
  const outbox = await rc.outbox()
  expect(outbox.getSnapshot()).toMatchObject([{ id: 'a', status: 'failed', error: { code: 'timeout' } }])
  expect(room.timeline.getSnapshot().messages).toEqual(outbox.getSnapshot())
  await redial()
  await openAs()
  await grant(socket())
  expect(texts(socket())).toEqual([])
  const retried = outbox.retry('a')
  expect(states(outbox.getSnapshot())).toEqual(['one pending'])
  expect(texts(socket())).toEqual(['one'])
  await answerSend(socket(), 'a')
  expect(await retried).toMatchObject({ id: 'a', status: 'sent' })
  expect(await outbox.retry('a')).toBeUndefined()
})

test('a signal takes it back: failed with its reason; an aborted one is not even shown', async () => {
  const { room, rc, live } = await general()
  live.drop()
  const over = new AbortController()
  const sending = later(room.send({ text: 'one', id: 'a' }, { signal: over.signal }))
  over.abort(new Error('enough'))
  expect(await outcome(sending)).toEqual({ error: new Error('enough') })
  const outbox = await rc.outbox()
  expect(outbox.getSnapshot()).toMatchObject([{ status: 'failed', error: new Error('enough') }])
  expect(await outcome(later(room.send('two', { signal: over.signal })))).toEqual({ error: new Error('enough') })
  expect(outbox.getSnapshot()).toHaveLength(1)
})

test('after a drop: subscriptions, then the messages that wait, all of them, then the calls', async () => {
  const { room, rc, live, clock, openAs, socket } = await general()
  room.on('message', () => {})
  live.drop()
  void room.send({ text: 'one', id: 'a' })
  void room.send({ text: 'two', id: 'b' })
  void later(rc.call('loadHistory', 'GENERAL'))
  await clock.advance(250)
  await openAs()
  await grant(socket())
  const order = () => said(socket()).filter((what) => !/connect|login|rooms.get/.test(what))
  const subs = ['sub stream-room-messages GENERAL', 'sub stream-notify-room GENERAL/deleteMessage']
  expect(order()).toEqual([...subs, 'method sendMessage'])
  await answerSend(socket(), 'a')
  expect(order()).toEqual([...subs, 'method sendMessage', 'method sendMessage'])
  await answerSend(socket(), 'b')
  expect(order().at(-1)).toBe('method loadHistory')
})

test('calls wait ten seconds for messages, and no longer', async () => {
  const { room, rc, live, clock, openAs, socket } = await general()
  live.drop()
  void later(room.send({ text: 'one', id: 'a' }))
  void later(rc.call('loadHistory', 'GENERAL'))
  await clock.advance(250)
  await openAs()
  await clock.advance(9_999)
  expect(paramsOf(socket(), 'loadHistory')).toBeUndefined()
  await clock.advance(1)
  expect(paramsOf(socket(), 'loadHistory')).toEqual(['GENERAL'])
})

test('calls do not wait for a rate limit of messages', async () => {
  const { room, rc, live, clock, openAs, socket } = await general()
  live.drop()
  void later(room.send({ text: 'one', id: 'a' }))
  void later(rc.call('loadHistory', 'GENERAL'))
  await clock.advance(250)
  await openAs()
  await answerSend(socket(), 'a', tooMany(60_000))
  expect(paramsOf(socket(), 'loadHistory')).toEqual(['GENERAL'])
})

test('messages wait through a refused resume, for their user alone', async () => {
  const { room, rc, live, clock, open, socket } = await general()
  const expired: unknown[] = []
  rc.on('sessionExpired', ({ error }) => expired.push(error.code))
  live.drop()
  const sending = later(room.send({ text: 'one', id: 'a' }))
  await clock.advance(250)
  const refused = await open()
  refused.receive({ msg: 'result', id: refused.sentOf('method')[0]!.id, error: { error: 403 } })
  await settle()
  expect(expired).toEqual(['token-expired'])
  const outbox = await rc.outbox()
  // Written while nobody is logged in, it is still of who was.
  void later(room.send({ text: 'two', id: 'b' }))
  expect(outbox.getSnapshot()).toMatchObject([
    { id: 'a', author: { id: 'u1', username: 'alice' } },
    { id: 'b', author: { id: 'u1', username: 'alice' } },
  ])
  await alive(clock, refused, 30_000)
  expect(await outcome(sending)).toMatchObject({ error: { code: 'token-expired' } })

  async function logIn(id: string): Promise<void> {
    void rc.login({ token: id })
    await settle()
    const login = socket().sentOf('method').at(-1)!
    socket().receive({ msg: 'result', id: login.id, result: { id, token: id } })
    await settle()
  }
  await logIn('u2')
  expect(texts(socket())).toEqual([])
  expect(outbox.getSnapshot()).toEqual([])
  expect(room.timeline.getSnapshot().messages).toEqual([])
  expect(outbox.discard('a')).toBe(false)
  await logIn('u1')
  expect(texts(socket())).toEqual(['one'])
  await answerSend(socket(), 'a')
  expect(texts(socket())).toEqual(['one', 'two'])
})

test('while somebody logs in nothing is sent, not even on an open connection', async () => {
  const { room, rc, live } = await general()
  void later(rc.login({ token: 'U' }))
  await settle()
  void later(room.send({ text: 'one', id: 'a' }))
  expect(texts(live)).toEqual([])
  const login = live.sentOf('method').at(-1)!
  live.receive({ msg: 'result', id: login.id, result: { id: 'u1', token: 'U' } })
  await settle()
  expect(texts(live)).toEqual(['one'])
})

test('the echo proves that it has arrived: before the answer, instead of it, and whatever the answer says', async () => {
  const { room, rc, live } = await general()
  room.on('message', () => {})
  const sending = room.send({ text: 'one', id: 'a' })
  void room.send({ text: 'two', id: 'b' })
  emit(live, 'room-messages', 'GENERAL', wire('a', 5, { u: { _id: 'u1', username: 'alice' } }))
  expect(await sending).toMatchObject({ id: 'a', status: 'sent', at: new Date(T0 + 5) })
  await settle()
  expect(texts(live)).toEqual(['one', 'two'])
  await answerSend(live, 'a', { error: 'error-not-allowed' })
  expect(states(room.timeline.getSnapshot().messages)).toEqual(['text of a sent', 'two pending'])
  expect(states((await rc.outbox()).getSnapshot())).toEqual(['two pending'])
})

test("somebody else's message of the same id proves nothing", async () => {
  const { room, rc, live } = await general()
  room.on('message', () => {})
  void room.send({ text: 'one', id: 'a' })
  emit(live, 'room-messages', 'GENERAL', wire('a', 5))
  emit(live, 'room-messages', 'GENERAL', wire('b', 5, { u: undefined }))
  expect((await rc.outbox()).getSnapshot()).toHaveLength(1)
})

test.each([
  ['MongoDB', { error: 500, reason: 'E11000 duplicate key error collection: rocketchat.message' }],
  ['MongoDB behind a word', { error: 'error-e11000', reason: undefined }],
  ['another database', { error: 500, reason: 'Duplicate key: message' }],
])('the id is taken, says %s: it has landed', async (_, error) => {
  const { room, live } = await general()
  const sending = room.send({ text: 'one', id: 'a' })
  await answerSend(live, 'a', error)
  expect(await sending).toMatchObject({ id: 'a', text: 'one', status: 'sent', error: undefined })
})

test.each([
  ['is there: it has landed', { success: true, message: { _id: 'a', rid: 'GENERAL' } }, 'sent'],
  ['is in another room: refused', { success: true, message: { _id: 'a', rid: 'OTHER' } }, 'failed'],
  ['is not there: refused', { success: false, error: 'not found' }, 'failed'],
])('refused when it is sent again, the server is asked for it; it %s', async (_, answer, status) => {
  const asked: string[] = []
  const fetch = (url: string) => {
    if (!url.endsWith('/api/info')) asked.push(url)
    return Promise.resolve(Response.json(answer, { status: answer.success ? 200 : 400 }))
  }
  const r = await general({ token: 'T' }, { fetch })
  r.room.timeline.subscribe(() => {})
  const sending = later(r.room.send({ text: 'one', id: 'a' }))
  r.live.drop()
  await r.clock.advance(250)
  await r.openAs()
  await grant(r.socket())
  await answerSend(r.socket(), 'a', { error: 'error-not-allowed', reason: 'You have been muted' })
  await settle()
  expect(asked).toEqual(['http://localhost:3000/api/v1/chat.getMessage?msgId=a'])
  expect(states(r.room.timeline.getSnapshot().messages)).toEqual([`one ${status}`])
  expect(await outcome(sending)).toHaveProperty(status === 'sent' ? 'value.status' : 'error.error')
})

test('refused the first time, nobody is asked', async () => {
  const fetch = () => Promise.reject(new Error('not expected'))
  const { room, live } = await general({ token: 'T' }, { fetch })
  const sending = later(room.send({ text: 'one', id: 'a' }))
  await answerSend(live, 'a', { error: 'error-not-allowed' })
  expect(await outcome(sending)).toHaveProperty('error.error', 'error-not-allowed')
})

test('a client that is closed keeps nobody waiting, and says what may have been sent', async () => {
  const { room, rc, clock } = await general()
  const first = later(room.send({ text: 'one', id: 'a' }))
  const second = later(room.send({ text: 'two', id: 'b' }))
  await rc.close()
  expect(await outcome(first)).toMatchObject({ error: expect.any(ConnectionLostError) as unknown })
  expect(await outcome(second)).toMatchObject({ error: { code: 'client-closed' } })
  expect(await outcome(later(room.send('three')))).toMatchObject({ error: { code: 'client-closed' } })
  expect(clock.pending()).toEqual([])
})
