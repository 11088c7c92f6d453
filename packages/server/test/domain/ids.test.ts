import { describe, expect, it } from 'vitest'
import { createIds } from '../../src/domain/ids.ts'
import { START, testClock, testRandom } from './world.ts'

const ALPHABET = /^[23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz]{17}$/

describe('server-made ids', () => {
  it('are 17 characters of Meteor’s alphabet, in the order of their making, also within one millisecond', () => {
    const clock = testClock()
    const newId = createIds(clock, testRandom())
    const ids = Array.from({ length: 200 }, (_, index) => {
      clock.time = START + Math.floor(index / 50)
      return newId()
    })
    for (const id of ids) expect(id).toMatch(ALPHABET)
    expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBe(200)
    expect(ids.toSorted()).toEqual(ids)
  })

  it('tell the millisecond and the step within it', () => {
    const alphabet = '23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz'
    const stepsOf = (id: string) =>
      id
        .slice(0, 8)
        .split('')
        .reduce((sum, sign) => sum * 55 + alphabet.indexOf(sign), 0)
    const newId = createIds(testClock(), testRandom())
    expect([newId(), newId()].map(stepsOf)).toEqual([START * 32, START * 32 + 1])
  })

  it('stay in order when the clock goes back', () => {
    const clock = testClock()
    const newId = createIds(clock, testRandom())
    const before = newId()
    clock.time = START - 60_000
    expect(newId() > before).toBe(true)
  })

  it('differ between two servers at the same time', () => {
    const clock = testClock()
    const one = createIds(clock, testRandom(1))()
    const other = createIds(clock, testRandom(2))()
    expect(one.slice(0, 8)).toBe(other.slice(0, 8))
    expect(one).not.toBe(other)
  })

  it('take no byte that would make a character likelier than another', () => {
    const bytes = [219, 220, 255, 0, 54, 55, 109, 110, 164, 165, 1, 2]
    const newId = createIds(testClock(), { bytes: (count) => Uint8Array.from(bytes.splice(0, count)) })
    // 219 % 55 = 54 is the last character, 220 and 255 are passed over, 0 and 55 are the first.
    expect(newId().slice(8)).toBe('z2z2z2z23')
  })
})
