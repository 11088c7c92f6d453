import { expect, test } from 'vitest'
import { createEmitter, stopWith } from '../../src/client/emitter.ts'

/** A signal that counts who listens to it. */
function counting() {
  const { signal } = new AbortController()
  const seen = { signal, listeners: 0 }
  signal.addEventListener = () => seen.listeners++
  signal.removeEventListener = () => seen.listeners--
  return seen
}

test('what stops by hand leaves nothing on its signal, and stops once', () => {
  const seen = counting()
  let stopped = 0
  const stop = stopWith(seen.signal, () => stopped++)
  expect(seen.listeners).toBe(1)
  stop()
  expect([seen.listeners, stopped]).toEqual([0, 1])
  stop()
  expect(stopped).toBe(1)
})

test('aborted, it stops once, whatever comes after', () => {
  const over = new AbortController()
  let stopped = 0
  const stop = stopWith(over.signal, () => stopped++)
  over.abort()
  stop()
  expect(stopped).toBe(1)
})

test('aborted before, it stops at once', () => {
  let stopped = 0
  stopWith(AbortSignal.abort(), () => stopped++)
  expect(stopped).toBe(1)
})

test('each listener hears each event of its name, until it leaves or all are forgotten', () => {
  const emitter = createEmitter<{ a: number; b: number }>(() => {})
  const heard: string[] = []
  const stop = emitter.on('a', (value) => heard.push(`1:${value}`))
  emitter.on('a', (value) => heard.push(`2:${value}`))
  emitter.on('b', (value) => heard.push(`b:${value}`))
  emitter.emit('a', 1)
  stop()
  emitter.emit('a', 2)
  emitter.emit('b', 3)
  emitter.clear()
  emitter.emit('a', 4)
  expect(heard).toEqual(['1:1', '2:1', '2:2', 'b:3'])
})
