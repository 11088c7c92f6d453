import { expect, test } from 'vitest'
import { fakeClock } from '@quindar/testkit'
import { RateLimitError, type Message } from 'quindar'
import { createKeep } from '../model/keep.ts'
import { createDrafts } from '../model/drafts.ts'
import { meaningOf, type KeyPress } from '../model/keys.ts'
import { createOutgoing, SEND_TIMEOUT_MS } from '../model/outgoing.ts'
import type { ChatPorts } from '../model/ports.ts'
import { createTyping } from '../model/typing.ts'
import { fakeStorage } from './rig.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  keyCode: 0,
  isComposing: false,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
})

test('Enter sends, with Ctrl and Cmd too; with Shift or Alt it is a new line', () => {
  expect(meaningOf(press('Enter'), false, false)).toBe('send')
  expect(meaningOf(press('Enter', { ctrlKey: true }), false, false)).toBe('send')
  expect(meaningOf(press('Enter', { metaKey: true }), false, false)).toBe('send')
  expect(meaningOf(press('Enter', { shiftKey: true }), false, false)).toBe('none')
  expect(meaningOf(press('Enter', { altKey: true }), false, false)).toBe('none')
})

test('no key that an input method has means anything: while composing, at its end in Safari, in every browser', () => {
  for (const key of ['Enter', 'Escape', 'ArrowUp']) {
    expect(meaningOf(press(key, { isComposing: true }), false, true)).toBe('none')
    expect(meaningOf(press(key, { keyCode: 229 }), false, true)).toBe('none')
    expect(meaningOf(press(key), true, true)).toBe('none')
  }
})

test('Escape leaves, arrow up in an empty field changes the last message, and both want no other key', () => {
  expect(meaningOf(press('Escape'), false, false)).toBe('cancel')
  expect(meaningOf(press('ArrowUp'), false, true)).toBe('editLast')
  expect(meaningOf(press('ArrowUp'), false, false)).toBe('none')
  expect(meaningOf(press('ArrowUp', { shiftKey: true }), false, true)).toBe('none')
  expect(meaningOf(press('Escape', { ctrlKey: true }), false, true)).toBe('none')
  expect(meaningOf(press('ArrowDown'), false, true)).toBe('none')
})

test('drafts are kept per person', () => {
  const storage = fakeStorage()
  createDrafts(createKeep(storage), 'alice').write('R', 'hers')
  expect(createDrafts(createKeep(storage), 'bob').read('R')).toBe('')
  expect(createDrafts(createKeep(storage), 'alice').read('R')).toBe('hers')
})

test('an emptied draft leaves nothing behind, and no room is called like what every object has', () => {
  const storage = fakeStorage()
  const drafts = createDrafts(createKeep(storage), 'alice')
  drafts.write('R', 'x')
  drafts.write('R', '')
  expect(storage.texts.size).toBe(0)
  expect(drafts.read('constructor')).toBe('')
})

test('what is kept is read only if it makes sense', () => {
  const storage = fakeStorage()
  for (const text of ['{"R":1}', 'null', '"text"', '{', '[1]']) {
    storage.texts.set('quindar.chat.drafts.alice', text)
    expect(createDrafts(createKeep(storage), 'alice').all.value).toEqual({})
  }
})

test('a full storage keeps what is new in memory, never what is old on the disk instead', () => {
  const storage = fakeStorage()
  const keep = createKeep(storage)
  const isText = (value: unknown): value is string => typeof value === 'string'
  keep.write('a', 'old')
  expect(keep.durable.value).toBe(true)
  storage.full = new Error('QuotaExceededError')
  keep.write('a', 'new')
  expect(keep.durable.value).toBe(false)
  expect(keep.read('a', isText)).toBe('new')
  storage.full = undefined
  keep.write('a', 'newest')
  expect(storage.texts.get('quindar.chat.a')).toBe('"newest"')
  expect(keep.read('a', isText)).toBe('newest')
  keep.remove('a')
  expect(keep.read('a', isText)).toBeUndefined()
})

test('without a storage, memory does', () => {
  const keep = createKeep(undefined)
  expect(keep.durable.value).toBe(false)
  keep.write('a', { b: 1 })
  expect(keep.read('a', (value): value is object => typeof value === 'object' && value !== null)).toEqual({ b: 1 })
})

function typingRig() {
  const clock = fakeClock()
  const said: boolean[] = []
  let tell: (event: { username: string; typing: boolean }) => void = () => {}
  const room = {
    typing: (on = true) => (said.push(on), Promise.resolve()),
    on: (_name: string, listener: typeof tell) => ((tell = listener), () => {}),
  }
  const model = createTyping(room as never, clock as unknown as ChatPorts)
  return { clock, said, model, tell: (username: string, typing: boolean) => tell({ username, typing }) }
}

test('writing is told once in eight seconds, and its end after five without a key', async () => {
  const { clock, said, model } = typingRig()
  model.typed()
  await clock.advance(4_000)
  model.typed()
  await clock.advance(3_999)
  model.typed()
  expect(said).toEqual([true])
  await clock.advance(1)
  model.typed()
  expect(said).toEqual([true, true])
  await clock.advance(4_999)
  expect(said).toEqual([true, true])
  await clock.advance(1)
  expect(said).toEqual([true, true, false])
  model.stopped()
  model.dispose()
  expect(said).toEqual([true, true, false])
  expect(clock.pending()).toEqual([])
})

test('the others who write are named once each, in the order in which they began', () => {
  const { model, tell } = typingRig()
  tell('bob', true)
  tell('carol', true)
  tell('bob', true)
  expect(model.others.value).toEqual(['carol', 'bob'])
  tell('carol', false)
  tell('dave', false)
  expect(model.others.value).toEqual(['bob'])
})

test('a message that the server asked to wait with goes out by itself, with the same id, when it may', async () => {
  const clock = fakeClock()
  const limit = new RateLimitError('sendMessage', { error: 'too-many-requests', details: { timeToReset: 4_000 } })
  const sent: unknown[] = []
  let refuse: Error | undefined = limit
  const failed = { id: 'M1', text: 'hello', threadId: undefined, error: limit } as unknown as Message
  const room = {
    send: (draft: unknown, options: unknown) => {
      sent.push([draft, options])
      return refuse ? Promise.reject(refuse) : Promise.resolve(failed)
    },
    delete: () => Promise.resolve(),
    timeline: { getSnapshot: () => ({ messages: [failed], gaps: [], hasOlder: false }) },
  }
  const outgoing = createOutgoing(room as never, clock as unknown as ChatPorts)
  outgoing.send('hello')
  await clock.advance(0)
  expect([...outgoing.waiting.value]).toEqual([['M1', clock.now() + 4_000]])
  refuse = undefined
  await clock.advance(3_999)
  expect(sent).toHaveLength(1)
  await clock.advance(1)
  expect(sent).toEqual([
    [{ text: 'hello' }, { timeout: SEND_TIMEOUT_MS }],
    [{ id: 'M1', text: 'hello', threadId: undefined }, { timeout: SEND_TIMEOUT_MS }],
  ])
  expect(outgoing.waiting.value.size).toBe(0)
  refuse = limit
  outgoing.retry(failed)
  await clock.advance(0)
  outgoing.discard(failed)
  expect(outgoing.waiting.value.size).toBe(0)
  expect(clock.pending()).toEqual([])
})

test('any other failure is not tried again by itself', async () => {
  const clock = fakeClock()
  let sent = 0
  const room = {
    send: () => (sent++, Promise.reject(new Error('no'))),
    timeline: { getSnapshot: () => ({ messages: [], gaps: [], hasOlder: false }) },
  }
  const outgoing = createOutgoing(room as never, clock as unknown as ChatPorts)
  outgoing.send('hello')
  await clock.advance(60_000)
  expect(sent).toBe(1)
  expect(outgoing.waiting.value.size).toBe(0)
})
