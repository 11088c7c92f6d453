import { describe, expect, test } from 'vitest'
import { StoreFailure } from '../../../src/store/port.ts'
import type { Asked } from '../../../src/store/sqlite/batch.ts'
import { Lane } from '../../../src/store/sqlite/lane.ts'

function setUp() {
  const posted: Asked[][] = []
  const ends: (() => void)[] = []
  const fatal: StoreFailure[] = []
  const lane = new Lane({
    whenTurnEnds: (task) => void ends.push(task),
    post: (text) => void posted.push(JSON.parse(text) as Asked[]),
    onFatal: (failure) => void fatal.push(failure),
  })
  const endTurn = (): void => {
    for (const task of ends.splice(0)) task()
  }
  return { lane, posted, ends, fatal, endTurn }
}

describe('a lane', () => {
  test('sends everything that one turn asks as one text, in the order of asking', () => {
    const { lane, posted, ends, endTurn } = setUp()
    void lane.ask('a', { n: 1 })
    void lane.ask('b', 'two')
    expect(posted).toEqual([])
    expect(ends).toHaveLength(1)
    endTurn()
    expect(posted).toEqual([
      [
        { id: 1, name: 'a', input: { n: 1 } },
        { id: 2, name: 'b', input: 'two' },
      ],
    ])
    void lane.ask('c', 3)
    endTurn()
    expect(posted[1]).toEqual([{ id: 3, name: 'c', input: 3 }])
    endTurn()
    expect(posted).toHaveLength(2)
  })

  test('flushes once, whoever asks for it first', () => {
    const { lane, posted, endTurn } = setUp()
    void lane.ask('a', 1)
    lane.flush()
    endTurn()
    lane.flush()
    expect(posted).toHaveLength(1)
  })

  test('settles in the order of the answers, undefined as undefined', async () => {
    const { lane } = setUp()
    const order: unknown[] = []
    const asked = ['a', 'b', 'c'].map((name) => lane.ask(name, 0).then((answer) => order.push([name, answer])))
    lane.receive(JSON.stringify([{ id: 2, answer: { x: 1 } }, { id: 1 }, { id: 3, answer: [] }, { id: 9, answer: 1 }]))
    await Promise.all(asked)
    expect(order).toEqual([
      ['b', { x: 1 }],
      ['a', undefined],
      ['c', []],
    ])
  })

  test('rejects with a failure; a fatal one is told to whoever listens', async () => {
    const { lane, fatal } = setUp()
    const first = lane.ask('a', 0)
    const second = lane.ask('b', 0)
    lane.receive(JSON.stringify([{ id: 1, failure: { message: 'No.', fatal: false } }]))
    await expect(first).rejects.toMatchObject({ name: 'StoreFailure', message: 'No.', fatal: false })
    expect(fatal).toEqual([])
    lane.receive(JSON.stringify([{ id: 2, failure: { message: 'Gone.', fatal: true } }]))
    await expect(second).rejects.toMatchObject({ message: 'Gone.', fatal: true })
    expect(fatal.map((failure) => failure.message)).toEqual(['Gone.'])
  })

  test('forgets what it has sent or not sent when everything has failed', async () => {
    const { lane, posted, endTurn } = setUp()
    const sent = lane.ask('a', 0)
    endTurn()
    const waiting = lane.ask('b', 0)
    lane.rejectAll(new StoreFailure('Gone.', { cause: undefined, fatal: true }))
    await expect(sent).rejects.toThrow('Gone.')
    await expect(waiting).rejects.toThrow('Gone.')
    endTurn()
    expect(posted).toHaveLength(1)
    lane.receive(JSON.stringify([{ id: 1, answer: 'late' }]))
  })
})
