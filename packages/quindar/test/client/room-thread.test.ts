// A thread, frame by frame: what of its room it hears, which pages it asks for, and what it shows of what is on its way.
import { describe, expect, test, vi } from 'vitest'
import type { Thread } from 'quindar'
import type { Message } from 'quindar/protocol'
import type { FakeSocket } from '@quindar/testkit'
import { createThreadPages } from '../../src/client/routes/thread-page.ts'
import { answer, grant, later, outcome, settle } from './rig.ts'
import { emit, general, paramsOf, T0, wire } from './room-rig.ts'

const reply = (id: string, ms = 0, more: Record<string, unknown> = {}) => wire(id, ms, { tmid: 'head', ...more })
const texts = (thread: Thread): string[] => thread.timeline.getSnapshot().messages.map(({ id }) => id)
const say = (live: FakeSocket, message: unknown): void => emit(live, 'room-messages', 'GENERAL', message)

async function threaded(): Promise<Awaited<ReturnType<typeof general>> & { thread: Thread }> {
  const r = await general()
  return { ...r, thread: await r.room.thread('head') }
}

test('hears the answers in it, and neither what is said beside it nor in another thread', async () => {
  const { room, thread, live } = await threaded()
  expect(await room.thread('head')).toBe(thread)
  expect(thread).toMatchObject({ id: 'head', roomId: 'GENERAL' })
  const story: string[] = []
  thread.on('message', ({ id }) => story.push(id))
  thread.on('edited', ({ id }) => story.push(`edited ${id}`))
  thread.on('deleted', ({ id }) => story.push(`deleted ${id}`))
  let drawn = 0
  thread.timeline.subscribe(() => drawn++)
  say(live, reply('a', 1))
  say(live, wire('beside', 2))
  say(live, wire('other', 3, { tmid: 'elsewhere' }))
  say(live, reply('a', 1, { msg: 'better', editedAt: new Date(T0 + 4), _updatedAt: new Date(T0 + 4) }))
  emit(live, 'notify-room', 'GENERAL/deleteMessage', { _id: 'beside' })
  expect(texts(thread)).toEqual(['a'])
  expect(drawn).toBe(2)
  say(live, reply('b', 5))
  emit(live, 'notify-room', 'GENERAL/deleteMessage', { _id: 'a' })
  emit(live, 'room-messages', 'GENERAL', null)
  expect(story).toEqual(['a', 'edited a', 'b', 'deleted a'])
  expect(texts(thread)).toEqual(['b'])
})

test('what began it is followed too: changed, never older, and gone', async () => {
  const { thread, live } = await threaded()
  const head = (): string | undefined => thread.timeline.getSnapshot().head?.text
  let drawn = 0
  thread.timeline.subscribe(() => drawn++)
  expect(thread.timeline.getSnapshot()).toBe(thread.timeline.getSnapshot())
  say(live, wire('head', 5, { msg: 'question' }))
  expect(head()).toBe('question')
  say(live, wire('head', 5, { msg: 'older', _updatedAt: new Date(T0 + 4) }))
  expect(head()).toBe('question')
  say(live, wire('head', 5, { msg: 'question!', tcount: 3, _updatedAt: new Date(T0 + 6) }))
  expect(thread.timeline.getSnapshot()).toMatchObject({ head: { text: 'question!' }, messages: [] })
  emit(live, 'notify-room', 'GENERAL/deleteMessage', { _id: 'head' })
  expect(head()).toBeUndefined()
  expect(drawn).toBe(3)
})

test('what began it is known at once where the room has it', async () => {
  const { room, live } = await general()
  room.timeline.subscribe(() => {})
  say(live, wire('head', 5, { msg: 'question' }))
  const thread = await room.thread('head')
  expect(thread.timeline.getSnapshot().head?.text).toBe('question')
})

test('a page counts from the newest answer and meets what is known; the last one says that there is no more', async () => {
  const { thread, live } = await threaded()
  thread.timeline.subscribe(() => {})
  const first = thread.timeline.loadOlder({ limit: 2 })
  await settle()
  expect(paramsOf(live, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 2, skip: 0 }])
  await answer(live, 'getThreadMessages', [wire('head', 0), reply('d', 4), reply('c', 3)])
  expect(await first).toBe(2)
  expect(thread.timeline.getSnapshot()).toMatchObject({ hasOlder: true, head: { id: 'head' } })
  const second = thread.timeline.loadOlder({ limit: 2 })
  await settle()
  expect(paramsOf(live, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 3, skip: 1 }])
  await answer(live, 'getThreadMessages', [wire('head', 0), reply('c', 3), reply('b', 2), reply('a', 1)])
  expect(await second).toBe(2)
  expect(thread.timeline.getSnapshot().hasOlder).toBe(true)
  const last = thread.timeline.loadOlder({ limit: 2 })
  await settle()
  await answer(live, 'getThreadMessages', [wire('head', 0), reply('a', 1)])
  expect(await last).toBe(0)
  expect(texts(thread)).toEqual(['a', 'b', 'c', 'd'])
  expect(thread.timeline.getSnapshot().hasOlder).toBe(false)
})

test('a page that does not meet what is known, because answers were deleted unseen, is asked for nearer', async () => {
  const { thread, live } = await threaded()
  thread.timeline.subscribe(() => {})
  for (const [index, id] of ['d', 'e', 'f'].entries()) say(live, reply(id, 4 + index))
  const loading = thread.timeline.loadOlder({ limit: 2 })
  await settle()
  expect(paramsOf(live, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 3, skip: 2 }])
  // Three have gone meanwhile, and nobody has told.
  await answer(live, 'getThreadMessages', [reply('b', 2), reply('a', 1)])
  expect(paramsOf(live, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 3, skip: 0 }])
  await answer(live, 'getThreadMessages', [reply('d', 4), reply('c', 3), reply('b', 2)])
  expect(await loading).toBe(2)
  expect(texts(thread)).toEqual(['b', 'c', 'd', 'e', 'f'])
})

test('a page of answers that are all known is asked for further back', async () => {
  const { thread, live } = await threaded()
  thread.timeline.subscribe(() => {})
  say(live, reply('c', 3))
  const loading = thread.timeline.loadOlder({ limit: 1 })
  await settle()
  await answer(live, 'getThreadMessages', [reply('d', 4), reply('c', 3)])
  // One that came unheard is new: it is enough.
  expect(await loading).toBe(1)
  const again = thread.timeline.loadOlder({ limit: 1 })
  await settle()
  expect(paramsOf(live, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 2, skip: 1 }])
  await answer(live, 'getThreadMessages', [reply('d', 4), reply('c', 3)])
  expect(paramsOf(live, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 2, skip: 2 }])
  await answer(live, 'getThreadMessages', [reply('c', 3)])
  expect(await again).toBe(0)
  expect(thread.timeline.getSnapshot().hasOlder).toBe(false)
})

test('a server that never comes to an end is asked ten times', async () => {
  const { thread, live } = await threaded()
  thread.timeline.subscribe(() => {})
  say(live, reply('c', 3))
  say(live, reply('d', 4))
  const loading = thread.timeline.loadOlder({ limit: 1 })
  await settle()
  for (let pages = 0; pages < 10; pages++) await answer(live, 'getThreadMessages', [reply('d', 4), reply('c', 3)])
  expect(await outcome(loading)).toEqual({ value: 0 })
  expect(live.sentOf('method').filter(({ method }) => method === 'getThreadMessages')).toHaveLength(10)
  expect(thread.timeline.getSnapshot().hasOlder).toBe(true)
})

test('no page is longer than servers allow, and none shorter than one', async () => {
  const { thread, live } = await threaded()
  void later(thread.timeline.loadOlder({ limit: 1_000 }))
  await settle()
  expect(paramsOf(live, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 100, skip: 0 }])
  void later(thread.timeline.loadOlder({ limit: 0 }))
  await settle()
  expect(paramsOf(live, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 1, skip: 0 }])
  void later(thread.timeline.loadOlder())
  await settle()
  expect(paramsOf(live, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 50, skip: 0 }])
})

test('a page that was asked for before somebody listened is asked for again', async () => {
  const { thread, live } = await threaded()
  const loading = thread.timeline.loadOlder({ limit: 2 })
  await settle()
  thread.timeline.subscribe(() => {})
  await answer(live, 'getThreadMessages', [reply('a', 1)])
  expect(live.sentOf('method').filter(({ method }) => method === 'getThreadMessages')).toHaveLength(2)
  await answer(live, 'getThreadMessages', [reply('b', 2), reply('a', 1)])
  expect(await loading).toBe(2)
  expect(thread.timeline.getSnapshot().gaps).toEqual([])
})

test('what is on its way is shown in its thread and in the room, and lands in both', async () => {
  const { room, thread, live } = await threaded()
  const other = await room.thread('elsewhere')
  for (const { timeline } of [room, thread, other]) timeline.subscribe(() => {})
  const sending = thread.send('mine')
  const [{ _id: id, tmid }] = paramsOf(live, 'sendMessage') as [{ _id: string; tmid: string }]
  expect(tmid).toBe('head')
  const status = (): unknown[] =>
    [room, thread, other].map(({ timeline }) => timeline.getSnapshot().messages.map((message) => message.status))
  expect(status()).toEqual([['pending'], ['pending'], []])
  // One that is opened later shows it too.
  await answer(live, 'sendMessage', reply(id, 5, { u: { _id: 'u1', username: 'alice' } }))
  expect(await sending).toMatchObject({ id, threadId: 'head', status: 'sent' })
  expect(status()).toEqual([['sent'], ['sent'], []])
  void later(thread.send({ text: 'also', alsoInRoom: true }))
  expect(paramsOf(live, 'sendMessage')).toMatchObject([{ msg: 'also', tmid: 'head', tshow: true }])
})

test('a thread that is opened while something is on its way to it shows it; what is taken back is gone', async () => {
  const { rc, room } = await general()
  void later(room.reply({ id: 'head' }, 'soon'))
  const thread = await room.thread('head')
  expect(thread.timeline.getSnapshot().messages).toMatchObject([{ text: 'soon', status: 'pending' }])
  const outbox = await rc.outbox()
  expect(outbox.discard(outbox.getSnapshot()[0]!.id)).toBe(true)
  expect(thread.timeline.getSnapshot().messages).toEqual([])
})

test('a gap is a gap of the thread too, and is closed by its own pages', async () => {
  const r = await threaded()
  const { rc, thread } = r
  const gaps: string[] = []
  thread.timeline.subscribe(() => {})
  thread.on('gap', ({ reason }) => gaps.push(reason.code))
  await grant(r.live)
  r.live.drop()
  await r.redial()
  const back = await r.openAs()
  await grant(back)
  await settle()
  expect(gaps).toEqual(['continuity-lost'])
  say(back, reply('z', 9))
  const [gap] = thread.timeline.getSnapshot().gaps
  const closing = thread.timeline.closeGap(gap!)
  await settle()
  expect(paramsOf(back, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 100, skip: 0 }])
  await answer(back, 'getThreadMessages', [reply('z', 9), reply('y', 8)])
  expect(await closing).toBe(1)
  expect(thread.timeline.getSnapshot().gaps).toEqual([])
  expect(texts(thread)).toEqual(['y', 'z'])
  await rc.close()
})

test('a long gap is closed page by page, until one reaches what stands before it', async () => {
  const { thread, live } = await threaded()
  thread.timeline.subscribe(() => {})
  for (const [ms, id] of [
    [1, 'before'],
    [900, 'y'],
    [901, 'z'],
  ] as const)
    say(live, reply(id, ms))
  const gap = { afterId: 'before', from: new Date(T0) }
  const closing = later(thread.timeline.closeGap(gap))
  await settle()
  const newest = Array.from({ length: 98 }, (_, index) => reply(`n${index}`, 800 - index))
  await answer(live, 'getThreadMessages', [reply('z', 901), reply('y', 900), ...newest])
  expect(paramsOf(live, 'getThreadMessages')).toEqual([{ tmid: 'head', limit: 100, skip: 99 }])
  const older = Array.from({ length: 98 }, (_, index) => reply(`o${index}`, 700 - index))
  await answer(live, 'getThreadMessages', [reply('n97', 703), ...older, reply('before', 1)])
  expect(await outcome(closing)).toEqual({ value: 196 })
  expect(live.sentOf('method').filter(({ method }) => method === 'getThreadMessages')).toHaveLength(2)
})

test('answers of which none is known any more are the newest page all the same', async () => {
  const { thread, live } = await threaded()
  thread.timeline.subscribe(() => {})
  say(live, reply('gone', 1))
  const loading = thread.timeline.loadOlder({ limit: 1 })
  await settle()
  await answer(live, 'getThreadMessages', [reply('b', 3), reply('a', 2)])
  expect(await outcome(loading)).toEqual({ value: 2 })
})

test('for a thread without answers the message is asked for by itself; without REST it stays unknown', async () => {
  const head = { ...wire('head', 5, { msg: 'question' }), ts: new Date(T0).toISOString() }
  const asked: string[] = []
  const fetch = (url: string) => {
    asked.push(url.replace('http://localhost:3000', ''))
    return Promise.resolve(Response.json(url.includes('getMessage') ? { success: true, message: head } : {}))
  }
  const { room, live } = await general({ token: 'T' }, { fetch })
  const thread = await room.thread('head')
  const loading = thread.timeline.loadOlder()
  await settle()
  await answer(live, 'getThreadMessages', [])
  expect(await loading).toBe(0)
  expect(asked).toContain('/api/v1/chat.getMessage?msgId=head')
  expect(thread.timeline.getSnapshot().head).toMatchObject({ text: 'question', at: new Date(T0) })

  const without = await threaded()
  const nothing = without.thread.timeline.loadOlder()
  await settle()
  await answer(without.live, 'getThreadMessages', [])
  expect(await outcome(nothing)).toEqual({ value: 0 })
  expect(without.thread.timeline.getSnapshot().head).toBeUndefined()
})

describe('over REST, where the method is gone', () => {
  const MISSING = Object.assign(new Error('no'), { error: 404 })
  const AT = '2026-11-23T10:00:00.000Z'
  const options = {}

  function pages(total: number) {
    const call = vi.fn<() => Promise<never>>(() => Promise.reject(MISSING))
    const rest = vi.fn<(route: string, page: { offset: number; count: number }) => Promise<unknown>>((_, page) => {
      const { offset, count } = page
      const messages = Array.from({ length: total }, (_, index) => ({ _id: `${index}`, ts: AT, tmid: 'head' }))
      return Promise.resolve({ messages: messages.slice(offset, offset + count), total })
    })
    const page = createThreadPages({ call, rest } as never)
    const ids = async (skip: number, limit: number) => {
      const { replies, complete, head } = await page('head', skip, limit, options)
      expect(head).toBeUndefined()
      return [replies.map(({ _id }: Message) => _id).join(), complete]
    }
    const asked = (): unknown[] => rest.mock.calls.map(([, { offset, count }]) => [offset, count])
    return { call, ids, asked, page }
  }

  test('the newest page is found by how many answers there are, and those before it by that too', async () => {
    const { ids, asked, call } = pages(7)
    expect(await ids(0, 3)).toEqual(['4,5,6', false])
    expect(asked()).toEqual([
      [0, 3],
      [4, 3],
    ])
    expect(await ids(3, 3)).toEqual(['1,2,3', false])
    expect(await ids(6, 3)).toEqual(['0,1,2', true])
    expect(call).toHaveBeenCalledTimes(1)
  })

  test('a thread that fits on a page is one question', async () => {
    const { ids, asked, page } = pages(3)
    expect(await ids(0, 3)).toEqual(['0,1,2', true])
    expect(asked()).toEqual([[0, 3]])
    const { replies } = await page('head', 0, 3, options)
    expect(replies[0]?.ts).toEqual(new Date(AT))
  })

  test('another refusal is not about the way', async () => {
    const refused = Object.assign(new Error('no'), { error: 'error-not-allowed' })
    const call = vi.fn<() => Promise<never>>(() => Promise.reject(refused))
    const rest = vi.fn<() => Promise<never>>()
    const page = createThreadPages({ call, rest } as never)
    await expect(page('head', 0, 3, options)).rejects.toMatchObject({ error: 'error-not-allowed' })
    expect(rest).not.toHaveBeenCalled()
  })
})
