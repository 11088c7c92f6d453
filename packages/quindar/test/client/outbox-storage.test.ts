// The outbox with a storage: what waits survives the client, and a storage that fails is nobody's trouble.
import { expect, test } from 'vitest'
import type { Room } from 'quindar'
import { seededRandom } from '@quindar/testkit'
import { answerSend, fakeStorage, sends, texts, tooMany, type FakeStorage } from './outbox-rig.ts'
import { answer, later, outcome, rig, settle } from './rig.ts'
import { general } from './room-rig.ts'

const key = (id: string): string => `outbox/http://localhost:3000/${id}`

let clients = 0
/** Each client has its own chance, as in the world: they tell each other apart by it. */
const chance = () => ({ random: seededRandom(++clients) })

function withStorage(storage: FakeStorage) {
  return general({ token: 'T', storage }, chance())
}

/** A client that opens no room. */
async function next(storage: FakeStorage, user = 'u1', url?: string) {
  const r = rig({ token: 'T', storage }, chance(), url)
  const troubles: string[] = []
  r.rc.on('storage', ({ error }) => troubles.push(error.message))
  await settle()
  const live = await r.openAs({ id: user, token: 'T' })
  await settle()
  return { ...r, live, troubles, outbox: await r.rc.outbox() }
}

async function openGeneral({ rc, live }: Awaited<ReturnType<typeof next>>): Promise<Room> {
  const opening = rc.room('GENERAL')
  await settle()
  await answer(live, 'getRoomIdByNameOrId', 'GENERAL')
  return opening
}

test('a message is written before it is sent, and taken out when it has landed', async () => {
  const storage = fakeStorage()
  const { room, live } = await withStorage(storage)
  const sending = room.send({ text: 'one', id: 'a' })
  expect(room.timeline.getSnapshot().messages).toMatchObject([{ id: 'a', status: 'pending' }])
  expect(storage.asked).toEqual(['entries'])
  expect(texts(live)).toEqual([])
  await settle()
  expect(storage.asked).toEqual(['entries', `set ${key('a')}`])
  expect(texts(live)).toEqual(['one'])
  await answerSend(live, 'a')
  await sending
  expect(storage.asked.slice(2)).toEqual([`delete ${key('a')}`])
  expect(storage.held.size).toBe(0)
})

test('the next client sends what the one before it could not, without a room, before anything of its own', async () => {
  const storage = fakeStorage()
  const first = await withStorage(storage)
  first.live.drop()
  const lost = [
    later(first.room.send({ text: 'one', id: 'a', threadId: 't', alsoInRoom: true })),
    later(first.room.send({ text: 'two', id: 'b' })),
  ]
  await settle()
  await first.rc.close()
  for (const sending of lost) expect(await outcome(sending)).toHaveProperty('error.code', 'client-closed')

  const second = await next(storage)
  expect(sends(second.live)).toEqual([{ _id: 'a', rid: 'GENERAL', msg: 'one', tmid: 't', tshow: true }])
  await answerSend(second.live, 'a', tooMany(1_000))
  const room = await openGeneral(second)
  const mine = room.send({ text: 'three', id: 'c' })
  expect(room.timeline.getSnapshot().messages).toMatchObject([
    { id: 'a', text: 'one', status: 'pending', threadId: 't', author: { id: 'u1', username: 'alice', name: 'Alice' } },
    { id: 'b', text: 'two', status: 'pending' },
    { id: 'c', text: 'three', status: 'pending' },
  ])
  await second.clock.advance(1_500)
  for (const id of ['a', 'b', 'c']) await answerSend(second.live, id)
  expect(texts(second.live)).toEqual(['one', 'one', 'two', 'three'])
  expect((await mine).status).toBe('sent')
  expect(storage.held.size).toBe(0)
})

test('what the storage tells late goes before what has not been sent yet', async () => {
  const storage = fakeStorage()
  const first = await withStorage(storage)
  first.live.drop()
  void later(first.room.send({ text: 'one', id: 'a' }))
  await settle()
  await first.rc.close()
  const held = [...storage.held]
  const answers: ((entries: typeof held) => void)[] = []
  const slow = { ...storage, entries: () => new Promise<typeof held>((resolve) => answers.push(resolve)) }
  const second = await next(slow)
  await second.clock.advance(2_000)
  const room = await openGeneral(second)
  void later(room.send({ text: 'two', id: 'b' }))
  void later(room.send({ text: 'three', id: 'c' }))
  await settle()
  answers[0]?.(held)
  await settle()
  await answerSend(second.live, 'b')
  await answerSend(second.live, 'a')
  expect(texts(second.live)).toEqual(['two', 'one', 'three'])
})

test('messages of another user, and to another server, are left alone', async () => {
  const storage = fakeStorage()
  const first = await withStorage(storage)
  first.live.drop()
  void later(first.room.send({ text: 'one', id: 'a' }))
  await settle()
  await first.rc.close()
  const elsewhere = await next(storage, 'u1', 'http://elsewhere')
  expect(elsewhere.outbox.getSnapshot()).toEqual([])
  const other = await next(storage, 'u2')
  expect([texts(elsewhere.live), texts(other.live)]).toEqual([[], []])
  expect(other.outbox.getSnapshot()).toEqual([])
  expect(storage.held.size).toBe(1)
  const own = await next(storage)
  expect(texts(own.live)).toEqual(['one'])
})

test('what failed has failed still, with its sentence, and waits for its user to decide', async () => {
  const storage = fakeStorage()
  const first = await withStorage(storage)
  void later(first.room.send({ text: 'one', id: 'a' }))
  await settle()
  await answerSend(first.live, 'a', { error: 'error-not-allowed', reason: 'You have been muted' })
  await first.rc.close()
  const second = await next(storage)
  expect(texts(second.live)).toEqual([])
  expect(second.outbox.getSnapshot()).toMatchObject([
    { id: 'a', status: 'failed', error: { message: expect.stringContaining('You have been muted') as string } },
  ])
  void later(second.outbox.retry('a'))
  await settle()
  expect(texts(second.live)).toEqual(['one'])
  await second.rc.close()
  const third = await next(storage)
  expect(third.outbox.getSnapshot()).toMatchObject([{ id: 'a', status: 'pending', error: undefined }])
  third.outbox.discard('a')
  await settle()
  expect(storage.held.size).toBe(0)
})

test('an edit of what waits is written too', async () => {
  const storage = fakeStorage()
  const first = await withStorage(storage)
  first.live.drop()
  void later(first.room.send({ text: 'one', id: 'a' }))
  await first.room.edit('a', 'uno')
  await settle()
  await first.rc.close()
  expect(texts((await next(storage)).live)).toEqual(['uno'])
})

test.each([
  ['no JSON', 'garbage'],
  ['an empty text', ''],
  ['null', 'null'],
  ['no text', undefined],
  ['JSON of something else', '{"id":"a"}'],
  ['an id that is none', JSON.stringify({ ...LETTER(), id: 7 })],
  ['an empty id', JSON.stringify({ ...LETTER(), id: '' })],
  ['nobody as author', JSON.stringify({ ...LETTER(), author: { id: '', username: '', name: '' } })],
  ['a place that is none', JSON.stringify({ ...LETTER(), place: 'first' })],
])('garbage (%s) is left alone and told once; what is beside it is sent', async (_, garbage) => {
  const storage = fakeStorage()
  storage.held.set(key('x'), garbage as string)
  storage.held.set(key('a'), JSON.stringify(LETTER()))
  const { live, troubles } = await next(storage)
  expect(texts(live)).toEqual(['one'])
  expect(troubles).toEqual([
    'The storage holds something that is no message: it is left alone, and what else is there is sent (ERRORS.md#storage-failed)',
  ])
  expect(storage.held.has(key('x'))).toBe(true)
})

function LETTER() {
  const author = { id: 'u1', username: 'alice', name: 'Alice' }
  return { id: 'a', roomId: 'GENERAL', text: 'one', author, at: 1, place: 1, holder: 'h' }
}

test('a storage that is full is told once, until it works again; messages are sent all the same', async () => {
  const storage = fakeStorage()
  const { room, rc, live } = await withStorage(storage)
  const troubles: unknown[] = []
  rc.on('storage', ({ error }) => troubles.push([error.code, error.message, error.cause]))
  const full = new Error('QuotaExceededError')
  storage.broken = full
  for (const id of ['a', 'b']) {
    void room.send({ text: id, id })
    await settle()
    await answerSend(live, id)
  }
  expect(texts(live)).toEqual(['a', 'b'])
  const words =
    'The storage cannot be used: messages are sent all the same, but what waits does not survive the end of this program (ERRORS.md#storage-failed)'
  expect(troubles).toEqual([['storage-failed', words, full]])
  storage.broken = undefined
  void room.send({ text: 'c', id: 'c' })
  await settle()
  await answerSend(live, 'c')
  storage.broken = full
  void room.send({ text: 'd', id: 'd' })
  await settle()
  expect(texts(live)).toEqual(['a', 'b', 'c', 'd'])
  expect(troubles).toHaveLength(2)
})

test('one that can neither be read nor written is told of twice: at the start, perhaps, nobody listens yet', async () => {
  const storage = fakeStorage()
  storage.broken = new Error('SecurityError')
  const r = await next(storage)
  const room = await openGeneral(r)
  for (const id of ['a', 'b']) {
    void later(room.send({ text: id, id }))
    await settle()
  }
  expect(r.troubles).toHaveLength(2)
})

test('a storage that throws at once is as good as one that rejects', async () => {
  const forbidden = (): never => {
    throw new Error('SecurityError')
  }
  const { room, live } = await general(
    { token: 'T', storage: { entries: forbidden, set: forbidden, delete: forbidden, lock: forbidden } },
    chance(),
  )
  void room.send({ text: 'one', id: 'a' })
  await settle()
  expect(texts(live)).toEqual(['one'])
})

test('a storage that answers with nonsense is no trouble either', async () => {
  const nonsense = () => Promise.resolve(null as never)
  const { room, live } = await general({ token: 'T', storage: { entries: nonsense, set: nonsense, delete: nonsense } })
  void room.send({ text: 'one', id: 'a' })
  await settle()
  expect(texts(live)).toEqual(['one'])
})

test('a storage that hangs holds the first message up for two seconds and no other', async () => {
  const storage = fakeStorage()
  const { room, rc, live, clock } = await withStorage(storage)
  const troubles: string[] = []
  rc.on('storage', ({ error }) => troubles.push(error.message))
  storage.hangs = true
  void room.send({ text: 'one', id: 'a' })
  await settle()
  await clock.advance(1_999)
  expect(texts(live)).toEqual([])
  await clock.advance(1)
  expect(texts(live)).toEqual(['one'])
  expect(troubles).toEqual([
    'The storage does not answer: messages are sent all the same, but what waits does not survive the end of this program (ERRORS.md#storage-failed)',
  ])
  await answerSend(live, 'a')
  void later(room.send({ text: 'two', id: 'b' }))
  await settle()
  expect(texts(live)).toEqual(['one', 'two'])
  const closing = rc.close()
  await clock.advance(2_000)
  await closing
  expect(clock.pending()).toEqual([])
})

test('one that hangs from the start holds nothing up for longer than two seconds, neither messages nor calls', async () => {
  const storage = fakeStorage()
  storage.hangs = true
  const r = await next(storage)
  void later(r.rc.call('loadHistory', 'GENERAL'))
  await r.clock.advance(1_999)
  expect(r.live.sentOf('method').map(({ method }) => method)).toEqual(['login'])
  await r.clock.advance(1)
  expect(r.live.sentOf('method').map(({ method }) => method)).toEqual(['login', 'loadHistory'])
  const room = await openGeneral(r)
  void room.send({ text: 'one', id: 'a' })
  await settle()
  expect(texts(r.live)).toEqual(['one'])
})

test('with locks, what another client sends is left to it for as long as it lives, then inherited at once', async () => {
  const storage = fakeStorage(true)
  const first = await withStorage(storage)
  first.live.drop()
  void later(first.room.send({ text: 'one', id: 'a' }))
  void later(first.room.send({ text: 'two', id: 'b' }))
  void later(first.room.send({ text: 'three', id: 'c' }))
  await settle()
  const second = await next(storage)
  expect([texts(second.live), second.outbox.getSnapshot()]).toEqual([[], []])
  expect(second.rc.state.getSnapshot().status).toBe('open')
  await second.clock.advance(200)
  expect(second.troubles).toEqual([])
  // Taken back by the one: never sent by the other.
  await first.room.delete('b')
  await settle()
  await first.rc.close()
  await settle()
  expect(texts(second.live)).toEqual(['one'])
  await answerSend(second.live, 'a')
  expect(texts(second.live)).toEqual(['one', 'three'])
  await second.rc.close()
  const third = await next(storage)
  expect(texts(third.live)).toEqual(['three'])
})

test('letters of a client that came and went meanwhile are found after the next drop', async () => {
  const storage = fakeStorage(true)
  const second = await next(storage)
  const first = await withStorage(storage)
  first.live.drop()
  void later(first.room.send({ text: 'one', id: 'a' }))
  await settle()
  await first.rc.close()
  second.live.drop()
  await second.clock.advance(1_000)
  await second.openAs()
  await settle()
  expect(texts(second.socket())).toEqual(['one'])
})

test('without locks both send it, under one id', async () => {
  const storage = fakeStorage()
  const first = await withStorage(storage)
  void first.room.send({ text: 'one', id: 'a' })
  await settle()
  const second = await next(storage)
  expect([...sends(first.live), ...sends(second.live)].map(({ _id }) => _id)).toEqual(['a', 'a'])
})

test('a client that is closed before it has opened anything leaves nothing behind', async () => {
  const storage = fakeStorage(true)
  const r = rig({ token: 'T', storage }, chance())
  await r.rc.close()
  await settle()
  await r.clock.advance(2_000)
  expect(r.clock.pending()).toEqual([])
  expect(storage.held.size).toBe(0)
})
