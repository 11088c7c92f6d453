// What the end of the turn does with a receiver that takes its bytes slowly, or not at all.

import { beforeEach, describe, expect, it } from 'vitest'
import { SharedFrame } from '../../src/ddp/wire.ts'
import { HARD_MARK, SOFT_MARK, type Outbox } from '../../src/net/outbox.ts'
import { FakeTurn, type FakeSink } from './fake-turn.ts'

let fake: FakeTurn
const outbox = (): { sink: FakeSink; box: Outbox } => fake.outbox()
const endTurn = (): void => fake.end()

beforeEach(() => {
  fake = new FakeTurn()
})

describe('a slow receiver', () => {
  const passing = () => new SharedFrame('typing', { topic: 'R', weight: 'passing' })
  const kept = () => new SharedFrame('message', { topic: 'R' })

  it('is one with 256 KiB waiting, and given up with more than 1 MiB', () => {
    expect([SOFT_MARK, HARD_MARK]).toEqual([262_144, 1_048_576])
  })

  it('is spared passing frames above the soft mark, and no others', () => {
    const { sink, box } = outbox()
    sink.writableLength = SOFT_MARK
    expect(box.send(passing())).toBe(true)
    expect(box.pending).toBe(SOFT_MARK + 'typing|'.length)
    expect(box.send(passing())).toBe(true)
    box.send(kept())
    endTurn()
    expect(sink.texts).toEqual(['typing|message|'])
  })

  it('is given up above the hard mark', () => {
    const { sink, box } = outbox()
    sink.writableLength = HARD_MARK
    expect(box.send(kept())).toBe(true)
    expect(box.send(kept())).toBe(false)
    endTurn()
    expect(sink.texts).toEqual(['message|'])
  })

  it('is congested above the hard mark of what the network has not taken', () => {
    const { sink, box } = outbox()
    sink.writableLength = HARD_MARK
    expect(box.congested).toBe(false)
    sink.writableLength = HARD_MARK + 1
    expect(box.congested).toBe(true)
  })

  it('is one as soon as the network has not taken all of a write, and no more when it has', () => {
    const { sink, box } = outbox()
    box.send(kept())
    endTurn()
    sink.stalled = true
    box.send(new SharedFrame('x'.repeat(SOFT_MARK), { topic: 'R' }))
    expect(sink.writableLength).toBe(SOFT_MARK + 1)
    box.send(passing())
    endTurn()
    expect(sink.writes).toHaveLength(2)
    sink.stalled = false
    sink.writableLength = 0
    box.send(passing())
    endTurn()
    expect(sink.texts.at(-1)).toBe('typing|')
  })

  it('is not looked for where all was taken: the network is asked once a write, not once a frame', () => {
    const { sink, box } = outbox()
    box.send(kept())
    endTurn()
    let asked = 0
    Object.defineProperty(sink, 'writableLength', {
      get() {
        asked++
        return 0
      },
    })
    for (const frame of [kept(), passing(), kept()]) box.send(frame)
    expect(asked).toBe(0)
    endTurn()
    expect(asked).toBe(1)
  })

  it('is not given up for an answer that it asked for, however long', () => {
    const { sink, box } = outbox()
    sink.stalled = true
    const answer = 'x'.repeat(3 * HARD_MARK)
    expect(box.send(new SharedFrame(answer))).toBe(true)
    expect(sink.writableLength).toBe(answer.length + 1)
    expect(box.send(kept())).toBe(true)
    endTurn()
    sink.writableLength = answer.length + 1 + HARD_MARK
    expect(box.send(kept())).toBe(true)
    endTurn()
    sink.writableLength = answer.length + 2 + HARD_MARK
    expect(box.send(kept())).toBe(false)
  })

  it('starts afresh when it has taken everything, be it at once or later', () => {
    const answer = new SharedFrame('x'.repeat(3 * HARD_MARK))
    for (const later of [false, true]) {
      const { sink, box } = outbox()
      sink.stalled = later
      box.send(answer)
      sink.stalled = true
      sink.writableLength = 0
      box.send(kept())
      endTurn()
      sink.writableLength = HARD_MARK + 100
      expect(box.send(kept())).toBe(false)
    }
  })

  it('is no reason to give up a socket that is over', () => {
    const { sink, box } = outbox()
    sink.writableLength = HARD_MARK + 1
    sink.writable = false
    expect(box.send(kept())).toBe(true)
  })

  it('loses what waits when it is discarded', () => {
    const { sink, box } = outbox()
    box.send(kept())
    box.discard()
    endTurn()
    expect(sink.writes).toEqual([])
  })
})
