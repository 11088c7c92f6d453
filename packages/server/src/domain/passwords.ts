// Passwords at rest: argon2id over the hex SHA-256 that clients send, so that the text itself never comes here.
//
// Hashing is meant to be slow, so it is rationed: few at a time, a short queue, and then a plain "too many". Who asks for
// a user that does not exist waits exactly as long as who has the wrong password.

import { hash, verify } from '@node-rs/argon2'
import type { Randomness } from '../clock.ts'
import { TooManyRequests } from './refusal.ts'

export interface Passwords {
  hash(digest: string): Promise<string>
  /** Does the digest fit? Without a hash: no, after the same work. */
  matches(passwordHash: string | undefined, digest: string): Promise<boolean>
}

/** OWASP's minimum. `algorithm` is left out: argon2id is what the library takes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const AT_A_TIME = 2
const QUEUE = 50
const COME_BACK_MS = 1_000
/** A hash with the cost above that no password has: its salt and its sum were made up. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$UXVpbmRhck5vYm9keTAwMA$3pRkE8bM4tGq0cX2nVh1sYw7uLzA5jDfKi9oPeTrB6Q'

export function createPasswords(random: Randomness): Passwords {
  const ration = createRation()
  return {
    hash: (digest) => ration(() => hash(digest, { ...COST, salt: random.bytes(16) })),
    matches: (passwordHash, digest) => ration(() => verify(passwordHash ?? NOBODY, digest)),
  }
}

/** Lets `AT_A_TIME` tasks run and `QUEUE` wait; one more is refused. */
function createRation() {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (running < AT_A_TIME) running++
    else if (waiting.length < QUEUE) await new Promise<void>((go) => waiting.push(go))
    else throw new TooManyRequests(COME_BACK_MS)
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      // The place goes from hand to hand, so that nobody slips in between.
      if (next) next()
      else running--
    }
  }
}
