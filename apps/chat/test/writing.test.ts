import { expect, test } from 'vitest'
import { fakeClock } from '@quindar/testkit'
import type { Message } from 'quindar'
import { createKeep } from '../model/keep.ts'
import { createDrafts } from '../model/drafts.ts'
import { meaningOf, type KeyPress } from '../model/keys.ts'
import { createOutgoing } from '../model/outgoing.ts'
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

test('a message goes out by its text, again by its id; a failure is nobody’s surprise', async () => {
  const asked: unknown[] = []
  const room = {
    send: (draft: unknown) => (asked.push(draft), Promise.reject(new Error('refused'))),
    delete: (id: unknown) => (asked.push(id), Promise.reject(new Error('gone'))),
  }
  const outgoing = createOutgoing(room)
  const failed = { id: 'M1', text: 'hello', threadId: 'T1', status: 'failed' } as Message
  outgoing.send('hello')
  outgoing.retry(failed)
  outgoing.discard(failed)
  // A rejection that nobody hears would fail this test.
  await new Promise(setImmediate)
  expect(asked).toEqual(['hello', { id: 'M1', text: 'hello', threadId: 'T1' }, 'M1'])
})
