// What the event loop is told when a thread goes wrong, and what the proxy makes of it.

import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { StoreFailure } from '../../../src/store/port.ts'
import { Lane } from '../../../src/store/sqlite/lane.ts'
import { Proxy } from '../../../src/store/sqlite/proxy.ts'
import { startThread } from '../../../src/store/sqlite/thread.ts'
import { temporaryDirectory } from '../world.ts'

function lane(posted: string[] = []): Lane {
  return new Lane({ whenTurnEnds: queueMicrotask, post: (text) => void posted.push(text), onFatal: () => undefined })
}

describe('a thread that crashes', () => {
  test.each(['writer', 'reader'] as const)('as the %s ends the store with a sentence', async (role) => {
    const path = join(temporaryDirectory(), 'quindar.db')
    const failures: StoreFailure[] = []
    let told: () => void
    const heard = new Promise<void>((resolve) => void (told = resolve))
    const onFatal = (failure: StoreFailure): void => {
      failures.push(failure)
      told()
    }
    const thread = await startThread({ role, path, epoch: 'e' }, { onAnswers: () => undefined, onFatal })
    thread.post('this is not what a thread understands')
    await heard
    expect(failures[0]?.fatal).toBe(true)
    expect(failures[0]?.message).toMatch(
      new RegExp(`^The ${role} of the store has crashed \\(.+\\): start again to recover what was acknowledged\\.$`),
    )
    await thread.close()
  })

  test('is not missed when it was asked to end', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    const failures: StoreFailure[] = []
    const onFatal = (failure: StoreFailure): void => void failures.push(failure)
    const answers: string[] = []
    const events = { onAnswers: (text: string) => void answers.push(text), onFatal }
    const thread = await startThread({ role: 'writer', path, epoch: 'given' }, events)
    expect(thread.epoch).toBe('given')
    thread.post(JSON.stringify([{ id: 1, name: 'setMark', input: { key: 'a', value: 'b' } }]))
    await thread.close()
    expect(answers).toEqual(['[{"id":1}]'])
    const again = await startThread({ role: 'writer', path, epoch: 'other' }, events)
    expect(again.epoch).toBe('given')
    await again.terminate()
    expect(failures).toEqual([])
  })
})

describe('the proxy', () => {
  const dead = new StoreFailure('Gone.', { cause: undefined, fatal: true })

  test('asks writes on one lane and reads on the other', async () => {
    const written: string[] = []
    const read: string[] = []
    const lanes = { writes: lane(written), reads: lane(read) }
    const operations = new Proxy().operations(lanes)
    const writing = operations.setMark({ key: 'a', value: 'b' })
    const reading = operations.mark({ key: 'a' })
    lanes.writes.flush()
    lanes.reads.flush()
    expect([written, read]).toEqual([
      ['[{"id":1,"name":"setMark","input":{"key":"a","value":"b"}}]'],
      ['[{"id":1,"name":"mark","input":{"key":"a"}}]'],
    ])
    lanes.writes.receive('[{"id":1}]')
    lanes.reads.receive('[{"id":1,"answer":"b"}]')
    expect([await writing, await reading]).toEqual([undefined, 'b'])
  })

  test('when the database dies rejects everything, now and later, and says so once to each', async () => {
    const proxy = new Proxy()
    const lanes = { writes: lane(), reads: lane() }
    const operations = proxy.operations(lanes)
    const heard: string[] = []
    operations.onFatal((failure) => heard.push(`first ${failure.message}`))
    operations.onFatal((failure) => heard.push(`second ${failure.message}`))
    const asked = [operations.mark({ key: 'a' }), operations.setMark({ key: 'a', value: 'b' })]
    expect(proxy.isDead).toBe(false)
    proxy.die(dead, [lanes.writes, lanes.reads])
    proxy.die(new StoreFailure('Gone again.', { cause: undefined, fatal: true }), [])
    expect(proxy.isDead).toBe(true)
    for (const one of asked) await expect(one).rejects.toBe(dead)
    await expect(operations.mark({ key: 'a' })).rejects.toBe(dead)
    operations.onFatal((failure) => heard.push(`late ${failure.message}`))
    expect(heard).toEqual(['first Gone.', 'second Gone.', 'late Gone.'])
  })

  test('that is closed refuses, and still dies', async () => {
    const proxy = new Proxy()
    const lanes = { writes: lane(), reads: lane() }
    const operations = proxy.operations(lanes)
    const asked = operations.mark({ key: 'a' })
    proxy.close()
    await expect(operations.mark({ key: 'a' })).rejects.toThrow('The store is closed.')
    proxy.die(dead, [lanes.writes, lanes.reads])
    await expect(asked).rejects.toBe(dead)
  })
})
