// Chance that can be had again: the same seed, the same numbers.

/** Numbers from 0 up to, not including, 1. */
export type Chance = () => number

/** Source: the generator known as mulberry32, which passes gjrand's small tests and needs one word of state. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}
