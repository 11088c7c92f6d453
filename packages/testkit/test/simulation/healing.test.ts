// When a program has to have what it has missed, and when it has it.
import { expect, it } from 'vitest'
import { healedOf, watchHealing, type HealingOf } from '../../src/simulation/healing.ts'
import { createTimers } from '../../src/simulation/timers.ts'
import { fakeClock, type View } from '@quindar/testkit'

const AT = 1_000_000
const of = (change: Partial<HealingOf> = {}) => {
  const nothing = { who: 'bob', at: AT, begunAt: 0, typedAt: 0, openedAt: [], asked: [], rooms: 2 }
  const { at, until } = healedOf({ ...nothing, ...change })
  return [at - AT, until - AT]
}
const asked = (name: string, ...ago: number[]) => ago.map((ms) => ({ name, at: AT - ms }))

it('a program has ten seconds: from the healing, from its start, from when somebody has typed the password', () => {
  expect(of()).toEqual([0, 10_000])
  expect(of({ begunAt: AT + 3_000 })).toEqual([3_000, 13_000])
  expect(of({ typedAt: AT + 4_000 })).toEqual([4_000, 14_000])
})

it('has them from a connection that came about after the healing, and that has its time too', () => {
  expect(of({ openedAt: [AT - 1, AT + 7_000, AT + 9_000] })).toEqual([7_000, 17_000])
  expect(of({ openedAt: [AT + 51_000] })).toEqual([51_000, 61_000])
  expect(of({ openedAt: [AT + 51_001] })).toEqual([51_000, 61_000])
})

it('who has asked as often as Rocket.Chat allows has them from when it allows more', () => {
  const eight = asked('messages/get', 10_000, 9_000, 8_000, 7_000, 6_000, 5_000, 4_000, 3_000)
  expect(of({ asked: eight })).toEqual([0, 10_000])
  expect(of({ asked: [...eight, ...asked('messages/get', 2_000)] })).toEqual([0, 10_500])
  expect(of({ asked: [...eight, ...asked('messages/get', 2_000, 1_000)] })).toEqual([0, 11_500])
  const ten = asked('/api/v1/rooms.get', 60_000, 50_000, 40_000, 30_000, 20_000, 15_000, 10_000, 8_000, 6_000, 4_000)
  expect(of({ asked: ten })).toEqual([0, 11_000])
  // What an earlier program asked is its own business.
  expect(of({ asked: ten, begunAt: AT - 59_999 })).toEqual([0, 10_000])
})

it('what was missed is what was there and not shown, or shown and not there; it is had when that is over', () => {
  let now = 5
  const row = (id: string, changedAt: number) => ({ id, at: 1, place: 1, changedAt, text: id, reactions: {} })
  const shown = (id: string, updatedAt: number, more: object = {}) =>
    ({ id, updatedAt: new Date(updatedAt), raw: {}, ...more }) as never
  const healing = watchHealing(() => now, new Map([['GENERAL', [row('a', 1), row('b', 7), row('c', 1)]]]))
  const view = { roomId: 'GENERAL', missed: new Map<string, number | undefined>() } as unknown as View
  healing.look(view, [
    shown('a', 1),
    shown('b', 6),
    shown('gone', 1),
    shown('uj', 1, { systemType: 'uj' }),
    shown('own', 1, { raw: undefined }),
  ])
  expect([...view.missed]).toEqual([
    ['b', undefined],
    ['c', undefined],
    ['gone', undefined],
  ])
  now = 8
  healing.look(view, [shown('a', 1), shown('b', 7), shown('gone', 1)])
  now = 9
  healing.look(view, [shown('b', 8), shown('c', 1), shown('later', 9)])
  expect([...view.missed]).toEqual([
    ['b', 8],
    ['c', 9],
    ['gone', 9],
  ])
})

it('timers of a machine that sleeps run when it wakes up, in order, but for those that are taken away; after its end none', async () => {
  const clock = fakeClock()
  const timers = createTimers(clock)
  const story: string[] = []
  timers.setTimeout(() => story.push('soon'), 10)
  timers.sleep()
  const second = timers.setTimeout(() => story.push('never'), 30)
  timers.setTimeout(() => {
    story.push('first')
    timers.clearTimeout(second)
  }, 20)
  await clock.advance(100)
  expect([story, timers.asleep]).toEqual([[], true])
  expect(timers.wake()).toBe(true)
  expect([story, timers.slept(), timers.asleep, timers.wake()]).toEqual([['soon', 'first'], 100, false, false])
  timers.setTimeout(() => story.push('after the end'), 10)
  timers.end()
  await clock.advance(100)
  expect(story).toEqual(['soon', 'first'])
})
