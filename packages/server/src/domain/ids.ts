// Server-made ids: 17 characters of Meteor's alphabet, which leaves out what looks alike, in the order of their making.
// Eight characters tell the time, so that an index on ids grows at its end; nine are chance.

import type { Clock, Randomness } from '../clock.ts'

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz'
const TIME_LENGTH = 8
const CHANCE_LENGTH = 9
/** Steps in a millisecond: ids of one millisecond stay in order too. 55⁸ / 32 milliseconds last until 2052. */
const STEPS = 32
/** The largest multiple of 55 that fits a byte: what lies above would make some characters likelier. */
const FAIR = 220

export type NewId = () => string

export function createIds(clock: Clock, random: Randomness): NewId {
  let last = 0
  return () => {
    last = Math.max(last + 1, clock.now() * STEPS)
    return timePart(last) + chancePart(random)
  }
}

function timePart(steps: number): string {
  let text = ''
  for (let i = 0; i < TIME_LENGTH; i++) {
    text = ALPHABET.charAt(steps % ALPHABET.length) + text
    steps = Math.floor(steps / ALPHABET.length)
  }
  return text
}

function chancePart(random: Randomness): string {
  let text = ''
  while (text.length < CHANCE_LENGTH) {
    for (const byte of random.bytes(CHANCE_LENGTH)) {
      if (byte < FAIR && text.length < CHANCE_LENGTH) text += ALPHABET.charAt(byte % ALPHABET.length)
    }
  }
  return text
}
