import { expect, test } from 'vitest'
import { settle } from '@quindar/testkit'
import { iterate, type IterateOptions, type IterationSource } from '../../src/client/iterate.ts'

function begin(options?: IterateOptions) {
  let source: IterationSource<number> | undefined
  const story: string[] = []
  const loop = iterate<number>((given) => {
    source = given
    story.push('listening')
    return () => story.push('stopped')
  }, options)
  return { loop, story, push: (value: number) => source?.push(value), end: (error?: unknown) => source?.end(error) }
}

test('listens when the loop begins, not before, and stops when it is left', async () => {
  const { loop, story, push } = begin()
  expect(story).toEqual([])
  const first = loop.next()
  push(1)
  expect(await first).toEqual({ value: 1, done: false })
  push(2)
  push(3)
  expect(await loop.next()).toEqual({ value: 2, done: false })
  await loop.return()
  expect(story).toEqual(['listening', 'stopped'])
  expect(await loop.next()).toEqual({ value: undefined, done: true })
})

test('a break stops it', async () => {
  const { loop, story, push } = begin()
  void settle().then(() => push(7))
  for await (const value of loop) {
    expect(value).toBe(7)
    break
  }
  expect(story).toEqual(['listening', 'stopped'])
})

test('the signal ends it quietly, at once, whatever waits', async () => {
  const over = new AbortController()
  const { loop, story, push } = begin({ signal: over.signal })
  const first = loop.next()
  push(1)
  push(2)
  await first
  over.abort()
  expect(await loop.next()).toEqual({ value: undefined, done: true })
  expect(story).toEqual(['listening', 'stopped'])
})

test('the signal ends a loop that waits', async () => {
  const over = new AbortController()
  const { loop, story } = begin({ signal: over.signal })
  const first = loop.next()
  over.abort()
  expect(await first).toEqual({ value: undefined, done: true })
  expect(story).toEqual(['listening', 'stopped'])
})

test('a signal that was aborted before listens to nothing', async () => {
  const { loop, story } = begin({ signal: AbortSignal.abort() })
  expect(await loop.next()).toEqual({ value: undefined, done: true })
  expect(story).toEqual([])
})

test('ended by its source, it gives what waits first, then ends or throws', async () => {
  for (const error of [undefined, new Error('denied')]) {
    const { loop, story, push, end } = begin()
    const first = loop.next()
    push(1)
    push(2)
    end(error)
    end(new Error('another'))
    push(3)
    await first
    expect(await loop.next()).toEqual({ value: 2, done: false })
    const last = await loop.next().catch((thrown: unknown) => thrown)
    expect(last).toEqual(error ?? { value: undefined, done: true })
    expect(story).toEqual(['listening', 'stopped'])
  }
})

test('as many events as the buffer holds may wait; one more is an error after those', async () => {
  const { loop, push } = begin({ buffer: 2 })
  const first = loop.next()
  push(0)
  await first
  push(1)
  push(2)
  push(3)
  expect([(await loop.next()).value, (await loop.next()).value]).toEqual([1, 2])
  await expect(loop.next()).rejects.toMatchObject({ code: 'too-slow' })
})

test('a full buffer is no error yet', async () => {
  const { loop, push, end } = begin({ buffer: 2 })
  const first = loop.next()
  push(0)
  await first
  push(1)
  push(2)
  end()
  expect([(await loop.next()).value, (await loop.next()).value, (await loop.next()).done]).toEqual([1, 2, true])
})

test('a thousand events wait unless it is told otherwise', async () => {
  const { loop, push } = begin()
  const first = loop.next()
  push(0)
  await first
  for (let n = 1; n <= 1_001; n++) push(n)
  for (let n = 1; n <= 1_000; n++) expect((await loop.next()).value).toBe(n)
  await expect(loop.next()).rejects.toThrow('The loop fell 1000 events behind')
})

test('a loop that is left leaves nothing on its signal', async () => {
  const { signal } = new AbortController()
  let listeners = 0
  signal.addEventListener = () => listeners++
  signal.removeEventListener = () => listeners--
  const { loop, push } = begin({ signal })
  const first = loop.next()
  push(1)
  await first
  expect(listeners).toBe(1)
  await loop.return()
  expect(listeners).toBe(0)
})
