// What a seed makes happen, written down before it does: each step with its own dice, so that leaving one out changes
// nothing about the others. Shrinking rests on that.
//
// Faults are those of the fault model that can happen to texts, clocks, turns of a store and programs (faults.ts names the
// row of each): 1, 2, 3, 5, 6, 9, 10, 11, 13, 14, 15, 18, 19 (repeated), 23, 24, 26, 28 (put out), 29, 34, 35, 40, 49, 53;
// of themselves come 20, 21, 22 and, whenever a server is down, 30. The others are tested elsewhere, because here there is
//   no stream of bytes, frame or upgrade: 4, 7, 8, 31, 50;
//   nobody who is hostile, or breaks the protocol: 16, 17, 19 (in another order), 25, 51, 52;
//   no second factor to type, no second page of one person: 12, 27;
//   no file, no process and no memory that could be full, torn or slow: 33, 36, 37, 38, 39, 41, 42, 43;
//   one client for each person and one server: 32, 44 to 48, 54.
import { seededRandom } from '../fake-clock.ts'

export interface Step {
  /** Its place in the whole plan, which it keeps when others are left out. */
  readonly index: number
  readonly kind: 'act' | 'fault'
  /** Whose turn it is, as a number from 0 to 1; so are the others. */
  readonly who: number
  readonly dice: readonly [number, number, number, number]
  /** Milliseconds until the next one. */
  readonly wait: number
}

export interface PlanOptions {
  readonly seed: number
  /** Things that happen. @default 40 */
  readonly steps?: number | undefined
  /** How many of ten steps are faults. @default 2 */
  readonly faults?: number | undefined
  /** Only these steps, by their places. @default all */
  readonly only?: readonly number[] | undefined
}

export function planOf({ seed, steps = 40, faults = 2, only }: PlanOptions): readonly Step[] {
  const random = seededRandom(seed)
  const plan = Array.from({ length: steps }, (_, index): Step => {
    const kind = random() * 10 < faults ? 'fault' : 'act'
    const who = random()
    const dice = [random(), random(), random(), random()] as const
    const hurry = random() < 0.5
    return { index, kind, who, dice, wait: random() * (hurry ? 50 : 4_000) }
  })
  return only ? plan.filter(({ index }) => only.includes(index)) : plan
}

/** One of a list, by a number from 0 to 1. */
export function pick<T>(list: readonly T[], dice: number): T | undefined {
  return list[Math.floor(dice * list.length)]
}
