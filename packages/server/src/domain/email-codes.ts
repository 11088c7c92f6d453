// Second factors by mail: six digits that are good for an hour, and once. They are kept in memory: who restarts the server
// in that hour asks for another.

import { createHash, timingSafeEqual } from 'node:crypto'
import type { User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { SendMail } from './mail.ts'
import { Refusal } from './refusal.ts'

export interface EmailCodes {
  /** Mails a code, unless one that was mailed still counts. Answers until when it does. */
  ask(user: User): Promise<{ readonly generated: boolean; readonly expiresAt: number }>
  /** Mails another; the one before is worth nothing. */
  renew(user: User): Promise<void>
  /** Is it the code that was mailed? Then it is worth nothing from now on. */
  spend(user: User, code: string): boolean
  /** @throws Refusal `error-not-allowed` where no code would arrive. */
  requireMail(user: User): void
}

const LIFE_MS = 60 * 60 * 1_000
const DIGITS = 6

/** @param mail Without it nobody can be sent anything. */
export function createEmailCodes({ clock, random }: Ground, mail: SendMail | undefined): EmailCodes {
  const codes = new Map<string, { readonly hash: Buffer; readonly expiresAt: number }>()

  function current(user: User) {
    const code = codes.get(user.id)
    return code && code.expiresAt > clock.now() ? code : undefined
  }

  async function send(user: User): Promise<number> {
    const address = user.emails[0]?.address
    if (!mail || address === undefined) throw noMail()
    const code = String(Buffer.from(random.bytes(4)).readUInt32BE() % 10 ** DIGITS).padStart(DIGITS, '0')
    const now = clock.now()
    for (const [id, { expiresAt }] of codes) if (expiresAt <= now) codes.delete(id)
    const expiresAt = now + LIFE_MS
    codes.set(user.id, { hash: hashOf(code), expiresAt })
    await mail({
      to: address,
      subject: 'Your code',
      text: `${code} is the code with which ${user.username} goes on. It is good for an hour.\n`,
    })
    return expiresAt
  }

  return {
    async ask(user) {
      const known = current(user)
      if (known) return { generated: false, expiresAt: known.expiresAt }
      return { generated: true, expiresAt: await send(user) }
    },
    async renew(user) {
      await send(user)
    },
    spend(user, code) {
      const known = current(user)
      if (!known || !timingSafeEqual(known.hash, hashOf(code))) return false
      return codes.delete(user.id)
    },
    requireMail(user) {
      // Nobody verifies addresses here.
      if (!mail || !user.emails[0]) throw noMail()
    },
  }
}

function noMail(): Refusal {
  return new Refusal('error-not-allowed', 'This server sends no mail, or has no address of this user')
}

function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest()
}
