// Cut wires: what the agent said meanwhile is told once and in order, and a socket that only seems to live is noticed.
import { expect, onTestFinished, test } from 'vitest'
import { startFaultProxy, type FaultProxy } from '@quindar/testkit'
import type { Livechat, LivechatOptions } from 'quindar/livechat'
import { collect, hurry, PATIENTLY, roomIdOf, said, setStage, socketThrough, status, type Stage } from './stage.ts'

interface Cut extends Stage {
  readonly proxy: FaultProxy
  readonly chat: Livechat
  readonly roomId: string
  /** What people have said, as it was told. */
  readonly heard: () => string[]
}

/** A conversation that has begun, whose socket goes through a bad network. */
async function inConversation(options: LivechatOptions = {}): Promise<Cut> {
  const stage = await setStage()
  const proxy = await startFaultProxy(stage.server.url)
  onTestFinished(() => proxy[Symbol.asyncDispose]())
  const chat = stage.visitor({ ...hurry(), ...socketThrough(proxy.url), ...options })
  const messages = collect(chat, 'message')
  await chat.start({ name: 'Ada' })
  await chat.send('Hello')
  const heard = () => messages.filter(({ systemType }) => !systemType).map(({ text }) => text)
  await expect.poll(heard, PATIENTLY).toEqual(['Hello'])
  return { ...stage, proxy, chat, roomId: roomIdOf(chat), heard }
}

const connection = (chat: Livechat): string => chat.client.state.getSnapshot().status

test('after a drop, what was missed is told once, in order, before what comes live; edits and deletions too', async () => {
  const { proxy, chat, reply, alice, roomId, heard } = await inConversation()
  const ids: string[] = []
  for (const text of ['one', 'two', 'three']) ids.push(await reply(roomId, text))
  await expect.poll(heard, PATIENTLY).toEqual(['Hello', 'one', 'two', 'three'])
  const edited = collect(chat, 'edited')
  const deleted = collect(chat, 'deleted')
  const gaps: unknown[] = collect(chat, 'gap')

  await proxy.listen(false)
  await expect.poll(() => connection(chat), PATIENTLY).not.toBe('open')
  await alice.rest('POST /api/v1/chat.update', { roomId, msgId: ids[0] ?? '', text: 'one!' })
  await alice.rest('POST /api/v1/chat.delete', { roomId, msgId: ids[1] ?? '' })
  const missed = Array.from({ length: 130 }, (_, index) => `missed ${index}`)
  for (const text of missed) await reply(roomId, text)
  // It waits for the socket: on the other side nobody would be heard who answers.
  const sending = chat.send('said while deaf')
  await expect.poll(() => said(chat).at(-1), PATIENTLY).toBe('said while deaf')
  expect(chat.messages.getSnapshot().at(-1)?.status).toBe('pending')
  expect(heard()).toHaveLength(4)
  await proxy.listen(true)

  expect(await sending).toMatchObject({ status: 'sent' })
  const whole = ['Hello', 'one', 'two', 'three', ...missed, 'said while deaf']
  await expect.poll(heard, PATIENTLY).toEqual(whole)
  await reply(roomId, 'live again')
  await expect.poll(heard, PATIENTLY).toEqual([...whole, 'live again'])
  expect(said(chat)).toEqual(['Hello', 'one!', 'three', ...missed, 'said while deaf', 'live again'])
  expect(edited.map(({ text }) => text)).toEqual(['one!'])
  expect(deleted).toEqual([{ id: ids[1] }])
  expect(gaps).toEqual([])
})

test('row 2: a socket that only receives is noticed by the echo that is missing, although every request succeeds', async () => {
  const { proxy, chat, reply, roomId, heard } = await inConversation()
  // Pings come through, so the socket seems to live for ever; nothing else does.
  proxy.rewrite = (text) => (/"msg":"(changed|result)"/.test(text) ? [] : [text])
  chat.client.on('state', (state) => {
    if (state.status === 'waiting') proxy.rewrite = undefined
  })
  await reply(roomId, 'are you there?')
  expect(await chat.send('I am')).toMatchObject({ status: 'sent' })
  await expect.poll(heard, PATIENTLY).toEqual(['Hello', 'are you there?', 'I am'])
  expect(chat.client.stats.drops).toBeGreaterThanOrEqual(1)
  await reply(roomId, 'good')
  await expect.poll(heard, PATIENTLY).toEqual(['Hello', 'are you there?', 'I am', 'good'])
})

test('row 2: nothing reaches the client, and the next word notices it', async () => {
  const { proxy, chat, reply, roomId, heard } = await inConversation()
  proxy.down.stalled = true
  chat.client.on('state', (state) => {
    if (state.status === 'waiting') proxy.stall(false)
  })
  await reply(roomId, 'are you there?')
  expect(await chat.send('I am')).toMatchObject({ status: 'sent' })
  await expect.poll(heard, PATIENTLY).toEqual(['Hello', 'are you there?', 'I am'])
  expect(status(chat)).toBe('taken')
})

test('an echo that comes in time lets the socket be; one that does not come in four seconds ends it, and nothing is lost', async () => {
  // The deadlines of the socket pass when this test says so.
  const deadlines = new Set<{ readonly task: () => void }>()
  const { proxy, chat, heard } = await inConversation({
    now: Date.now,
    setTimeout: (task, ms) => {
      if (ms !== 4_000) return setTimeout(task, ms)
      const deadline = { task }
      deadlines.add(deadline)
      return deadline
    },
    clearTimeout: (timer) => {
      if (!deadlines.delete(timer as { task: () => void })) clearTimeout(timer as NodeJS.Timeout)
    },
  })
  await chat.send('again')
  await expect.poll(heard, PATIENTLY).toEqual(['Hello', 'again'])
  await expect.poll(() => deadlines.size, PATIENTLY).toBe(0)
  expect(chat.client.stats.drops).toBe(0)
  proxy.rewrite = (text) => (text.includes('"msg":"changed"') ? [] : [text])
  await chat.send('unheard')
  // The socket answers what it is asked; but what was said does not come back by it.
  await expect.poll(() => deadlines.size, PATIENTLY).toBe(1)
  expect(said(chat)).toEqual(['Hello', 'again', 'unheard'])
  expect(heard()).toEqual(['Hello', 'again'])
  proxy.rewrite = undefined
  for (const { task } of deadlines) task()
  await expect.poll(heard, PATIENTLY).toEqual(['Hello', 'again', 'unheard'])
  expect(chat.client.stats.drops).toBe(1)
})

test('row 2: any request that succeeds has the socket asked for a sign of life', async () => {
  const { proxy, chat, reply, roomId, heard } = await inConversation()
  proxy.down.stalled = true
  chat.client.on('state', (state) => {
    if (state.status === 'waiting') proxy.stall(false)
  })
  await reply(roomId, 'are you there?')
  // Nothing is said, and nothing is expected over the socket.
  await chat.page({ title: 'Prices', href: 'https://shop.example/prices' })
  await expect.poll(heard, PATIENTLY).toEqual(['Hello', 'are you there?'])
})

test('history that cannot be had is a gap, once, and is told after the next drop', async () => {
  let broken = false
  const { proxy, chat, reply, roomId, heard } = await inConversation({
    fetch: (url, init) =>
      broken && url.includes('messages.history')
        ? Promise.resolve(new Response('{}', { status: 500 }))
        : fetch(url, init),
  })
  const gaps = collect(chat, 'gap')
  broken = true
  await proxy.listen(false)
  await reply(roomId, 'missed')
  await proxy.listen(true)
  await expect.poll(() => gaps, PATIENTLY).toHaveLength(1)
  expect(gaps[0]).toMatchObject({ roomId, reason: { code: 'continuity-lost' } })
  expect(gaps[0]?.reason.message).toContain('the server did not tell what has changed')
  await reply(roomId, 'live')
  await expect.poll(heard, PATIENTLY).toEqual(['Hello', 'live'])
  broken = false
  proxy.cut()
  await expect.poll(heard, PATIENTLY).toEqual(['Hello', 'live', 'missed'])
  expect(said(chat)).toEqual(['Hello', 'missed', 'live'])
  expect(gaps).toHaveLength(1)
})

test('closed while the wire was cut: the last words are told, then that it is over', async () => {
  const { proxy, chat, reply, end, roomId, heard } = await inConversation()
  const closed = collect(chat, 'closed')
  await proxy.listen(false)
  await reply(roomId, 'Goodbye')
  await end(roomId)
  await proxy.listen(true)
  await expect.poll(() => status(chat), PATIENTLY).toBe('closed')
  expect(heard()).toEqual(['Hello', 'Goodbye'])
  expect(closed).toEqual([{ roomId }])
})

test('a message that landed while the socket fell is not sent again, and is told to have landed', async () => {
  const posts: string[] = []
  let fall: (() => Promise<void>) | undefined
  const { proxy, chat, heard } = await inConversation({
    async fetch(url, init) {
      // Nor does the history tell that it is there.
      if (posts.length > 1 && url.includes('messages.history')) return new Response('{}', { status: 500 })
      const response = await fetch(url, init)
      if (url.endsWith('/livechat/message')) {
        posts.push((JSON.parse(init?.body as string) as { msg: string }).msg)
        await fall?.()
      }
      return response
    },
  })
  fall = async () => {
    fall = undefined
    await proxy.listen(false)
    await expect.poll(() => connection(chat), PATIENTLY).not.toBe('open')
  }
  const sending = chat.send('just in time')
  await expect.poll(() => said(chat).at(-1), PATIENTLY).toBe('just in time')
  await expect.poll(() => chat.messages.getSnapshot().at(-1)?.status, PATIENTLY).toBe('sent')
  await proxy.listen(true)
  expect(await sending).toMatchObject({ text: 'just in time', status: 'sent' })
  expect(said(chat)).toEqual(['Hello', 'just in time'])
  expect(heard()).toEqual(['Hello'])
  expect(posts).toEqual(['Hello', 'just in time'])
})
