import { expect, test } from 'vitest'
import { createBackoff } from '../../src/client/connection/backoff.ts'

test('waits up to half a second first, doubles, and stops at thirty seconds', () => {
  const most = createBackoff(() => 1)
  expect(Array.from({ length: 9 }, most.next)).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000])
})

test('the wait is anything from nothing to the limit', () => {
  const values = [0, 0.25, 0.999]
  const backoff = createBackoff(() => values.shift() as number)
  expect(backoff.next()).toBe(0)
  expect(backoff.next()).toBe(250)
  expect(backoff.next()).toBe(1998)
})

test('starts over after a reset', () => {
  const backoff = createBackoff(() => 1)
  backoff.next()
  backoff.next()
  backoff.reset()
  expect(backoff.next()).toBe(500)
  expect(backoff.next()).toBe(1000)
})
