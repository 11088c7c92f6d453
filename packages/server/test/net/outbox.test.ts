// The end of the turn: what is written, when, how often it is put together, and what is taken back.

import { beforeEach, describe, expect, it } from 'vitest'
import { SharedFrame } from '../../src/ddp/wire.ts'
import type { Outbox } from '../../src/net/outbox.ts'
import { FakeTurn, type FakeSink } from './fake-turn.ts'

let fake: FakeTurn
const outbox = (): { sink: FakeSink; box: Outbox } => fake.outbox()
const endTurn = (): void => fake.end()

beforeEach(() => {
  fake = new FakeTurn()
})

describe('a turn', () => {
  it('ends with one write per socket, in the order of sending', () => {
    const { sink, box } = outbox()
    for (const text of ['a', 'b', 'c']) box.send(new SharedFrame(text))
    expect(sink.writes).toEqual([])
    endTurn()
    expect(sink.texts).toEqual(['a|b|c|'])
    endTurn()
    expect(sink.writes).toHaveLength(1)
  })

  it('is asked for once, however many sockets have something to say', () => {
    const boxes = [outbox(), outbox(), outbox()]
    for (const { box } of boxes) box.send(new SharedFrame('x'))
    expect(fake.turns).toBe(1)
    endTurn()
    expect(boxes.map(({ sink }) => sink.texts)).toEqual([['x|'], ['x|'], ['x|']])
    boxes[0]?.box.send(new SharedFrame('y'))
    expect(fake.turns).toBe(2)
  })

  it('looks at a socket once, however much there is for it', () => {
    const { sink, box } = outbox()
    const { turn } = fake
    const add = turn.add.bind(turn)
    let added = 0
    turn.add = (waiting) => {
      added++
      add(waiting)
    }
    for (const text of ['a', 'b', 'c']) box.send(new SharedFrame(text))
    endTurn()
    expect([added, sink.texts]).toEqual([1, ['a|b|c|']])
  })

  it('frames a shared frame once, and joins one sequence once for all sockets that have it', () => {
    const boxes = [outbox(), outbox(), outbox()]
    const frames = [new SharedFrame('a'), new SharedFrame('b')]
    for (const frame of frames) for (const { box } of boxes) box.send(frame)
    endTurn()
    expect(fake.framedTexts).toEqual(['a', 'b'])
    const [first, ...others] = boxes.map(({ sink }) => sink.writes[0])
    expect(Buffer.from(first ?? []).toString()).toBe('a|b|')
    for (const other of others) expect(other).toBe(first)
  })

  it('writes a frame that is alone as it is, without a copy', () => {
    const { sink, box } = outbox()
    const frame = new SharedFrame('alone')
    box.send(frame)
    endTurn()
    expect(sink.writes[0]).toBe(frame.framed.get('bars'))
  })

  it('keeps sequences apart that begin alike', () => {
    const [one, two] = [outbox(), outbox()]
    const shared = new SharedFrame('shared')
    one.box.send(shared)
    two.box.send(shared)
    one.box.send(new SharedFrame('answer'))
    two.box.send(shared)
    endTurn()
    expect(one.sink.texts).toEqual(['shared|answer|'])
    expect(two.sink.texts).toEqual(['shared|shared|'])
  })

  it('does not mix with the next one', () => {
    const { sink, box } = outbox()
    const frame = new SharedFrame('a')
    box.send(frame)
    endTurn()
    box.send(frame)
    box.send(new SharedFrame('b'))
    endTurn()
    expect(sink.texts).toEqual(['a|', 'a|b|'])
  })

  it('takes what is sent while it ends into the next one', () => {
    const { sink, box } = outbox()
    const write = sink.write.bind(sink)
    sink.write = (bytes) => {
      write(bytes)
      if (sink.writes.length === 1) box.send(new SharedFrame('later'))
    }
    box.send(new SharedFrame('now'))
    endTurn()
    expect(sink.texts).toEqual(['now|'])
    endTurn()
    expect(sink.texts).toEqual(['now|', 'later|'])
  })

  it('does not wait for its end when much has gathered', () => {
    const { sink, box } = outbox()
    box.send(new SharedFrame('x'.repeat(131_071)))
    expect(sink.writes).toHaveLength(0)
    box.send(new SharedFrame(''))
    expect(sink.writes).toHaveLength(1)
  })
})

describe('a flush', () => {
  it('writes what waits at once, and leaves nothing for the end of the turn', () => {
    const { sink, box } = outbox()
    box.send(new SharedFrame('a'))
    box.flush()
    expect(sink.texts).toEqual(['a|'])
    box.flush()
    endTurn()
    expect(sink.texts).toEqual(['a|'])
  })

  it('is the last when the socket says goodbye', () => {
    const { sink, box } = outbox()
    box.send(new SharedFrame('a'))
    box.seal()
    expect(sink.texts).toEqual(['a|'])
    expect(box.send(new SharedFrame('b'))).toBe(true)
    endTurn()
    expect(sink.texts).toEqual(['a|'])
  })

  it('writes nothing to a socket that is not open, which is no reason to give it up', () => {
    const { sink, box } = outbox()
    box.send(new SharedFrame('a'))
    sink.writable = false
    endTurn()
    expect(box.send(new SharedFrame('b'))).toBe(true)
    expect(box.pending).toBe(0)
    endTurn()
    expect(sink.writes).toEqual([])
  })
})

describe('revoking', () => {
  const about = (text: string, topic?: string) => new SharedFrame(text, topic === undefined ? {} : { topic })

  it('takes back what is about one topic, and keeps the order of the rest', () => {
    const { sink, box } = outbox()
    for (const frame of [about('1', 'R'), about('2'), about('3', 'S'), about('4', 'R'), about('5')]) box.send(frame)
    box.revoke('R')
    endTurn()
    expect(sink.texts).toEqual(['2|3|5|'])
  })

  it('takes back everything that is about anything, and leaves the answers', () => {
    const { sink, box } = outbox()
    for (const frame of [about('1', 'R'), about('2'), about('3', 'S')]) box.send(frame)
    box.revoke()
    box.send(about('4', 'R'))
    endTurn()
    expect(sink.texts).toEqual(['2|4|'])
  })

  it('takes nothing from the other sockets of the same sequence', () => {
    const [one, two] = [outbox(), outbox()]
    for (const frame of [about('secret', 'R'), about('rest')]) {
      one.box.send(frame)
      two.box.send(frame)
    }
    one.box.revoke('R')
    endTurn()
    expect(one.sink.texts).toEqual(['rest|'])
    expect(two.sink.texts).toEqual(['secret|rest|'])
  })

  it('leaves nothing to write when everything was taken back', () => {
    const { sink, box } = outbox()
    box.send(about('1', 'R'))
    box.revoke('R')
    endTurn()
    expect(sink.writes).toEqual([])
    expect(box.pending).toBe(0)
  })
})
