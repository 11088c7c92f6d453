// One after the other, unless somebody says that he need not be waited for.

import { describe, expect, it } from 'vitest'
import { FrameQueue } from '../../src/ddp/queue.ts'
import { settled } from './clock.ts'

interface Job {
  name: string
  done: () => void
  unblock: () => void
}

function world(held: () => boolean = () => false) {
  const started: Job[] = []
  const queue = new FrameQueue<string>(
    (name, unblock) => new Promise<void>((done) => void started.push({ name, done, unblock })),
    held,
  )
  return { queue, started, names: () => started.map(({ name }) => name) }
}

describe('a queue', () => {
  it('starts the next when the one before is done', async () => {
    const { queue, started, names } = world()
    for (const name of ['a', 'b', 'c']) queue.push(name)
    expect(names()).toEqual(['a'])
    expect(queue.waiting).toBe(2)
    started[0]?.done()
    await settled()
    expect(names()).toEqual(['a', 'b'])
    started[1]?.done()
    await settled()
    expect(names()).toEqual(['a', 'b', 'c'])
    expect(queue.waiting).toBe(0)
  })

  it('starts the next when the one before unblocks it, once', async () => {
    const { queue, started, names } = world()
    for (const name of ['a', 'b', 'c']) queue.push(name)
    started[0]?.unblock()
    started[0]?.unblock()
    expect(names()).toEqual(['a', 'b'])
    started[0]?.done()
    await settled()
    expect(names()).toEqual(['a', 'b'])
  })

  it('starts nothing while it is held', async () => {
    let held = true
    const { queue, started, names } = world(() => held)
    queue.push('a')
    queue.push('b')
    expect(names()).toEqual([])
    held = false
    queue.resume()
    expect(names()).toEqual(['a'])
    held = true
    started[0]?.done()
    await settled()
    expect(names()).toEqual(['a'])
    held = false
    queue.resume()
    queue.resume()
    expect(names()).toEqual(['a', 'b'])
  })

  it('forgets what has not started', async () => {
    const { queue, started, names } = world()
    for (const name of ['a', 'b']) queue.push(name)
    queue.clear()
    expect(queue.waiting).toBe(0)
    started[0]?.done()
    await settled()
    expect(names()).toEqual(['a'])
  })

  it('is idle when all that started has ended, what unblocked it included', async () => {
    const { queue, started } = world()
    queue.push('a')
    queue.push('b')
    started[0]?.unblock()
    let idle = false
    void queue.idle().then(() => (idle = true))
    started[1]?.done()
    await settled()
    expect(idle).toBe(false)
    started[0]?.done()
    await settled()
    expect(idle).toBe(true)
  })
})
