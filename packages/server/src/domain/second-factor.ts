// The second factor: setting up an authenticator, and proving with it (or with a code for when it is lost, or, where there
// is none, with the password once more) that it is really the user who asks for something grave.

import { createHash } from 'node:crypto'
import type { SecondFactorState } from '../store/port.ts'
import type { User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { Passwords } from './passwords.ts'
import { Refusal } from './refusal.ts'
import { toBase32, totpFits } from './totp.ts'
import { Windows } from './windows.ts'

/** What a caller gives as his second factor; `password`: its digest. */
export interface Proof {
  readonly method: 'totp' | 'password'
  readonly code: string
}

export interface SecondFactor {
  /** A new secret, worth nothing until {@link confirm}. */
  begin(user: User): Promise<{ secret: string; url: string }>
  /** Answers the codes for a lost authenticator. @throws Refusal `invalid-totp` */
  confirm(user: User, code: string): Promise<readonly string[]>
  /** `false`: the code was wrong, and nothing has changed. */
  disable(user: User, code: string): Promise<boolean>
  /** New codes for a lost authenticator in place of the old. @throws Refusal `invalid-totp` */
  renewCodes(user: User, code: string): Promise<readonly string[]>
  /** How many of these codes are left. @throws Refusal `invalid-totp` where there is no second factor */
  codesLeft(user: User): Promise<number>
  /** At a login whose password was right. @throws Refusal `totp-required`, `totp-invalid`, `totp-max-attempts` */
  demandAtLogin(user: User, code: string | undefined): Promise<void>
  /**
   * Before something grave; who has proven it with this login a while ago need not again.
   * @throws Refusal as at login
   */
  demand(user: User, tokenHash: string | undefined, proof: Proof | undefined): Promise<void>
}

const SECRET_BYTES = 20
const BACKUP_CODES = 12
const BACKUP_LENGTH = 8
/** `Accounts_TwoFactorAuthentication_RememberFor`. */
const REMEMBERED_MS = 30 * 60 * 1_000
/** Six digits are few: so many wrong ones in so long, then none is looked at. */
const MOST_FAILURES = 5
const FAILURES_MS = 5 * 60 * 1_000

export function createSecondFactor({ store, clock, random }: Ground, passwords: Passwords): SecondFactor {
  /** Login token's hash → until when its second factor counts. */
  const remembered = new Map<string, number>()
  const failures = new Windows()

  async function enabledOf(user: User): Promise<SecondFactorState | undefined> {
    const factor = await store.secondFactor({ userId: user.id })
    return factor?.secret === undefined ? undefined : factor
  }

  function newCodes() {
    const codes = Array.from({ length: BACKUP_CODES }, () => toBase32(random.bytes(5)).slice(0, BACKUP_LENGTH))
    return { codes, backupHashes: codes.map(hashCode) }
  }

  async function fits(user: User, { secret }: SecondFactorState, code: string): Promise<boolean> {
    if (secret !== undefined && totpFits(secret, code, clock.now())) return true
    if (code.length !== BACKUP_LENGTH) return false
    return (await store.spendBackupCode({ userId: user.id, codeHash: hashCode(code) })).spent
  }

  /** Nobody tries codes for long. */
  async function judge(user: User, method: Proof['method'], right: () => Promise<boolean>): Promise<void> {
    const now = clock.monotonic()
    const { count } = failures.count(`second factor of ${user.id}`, now, FAILURES_MS)
    if (count > MOST_FAILURES) {
      throw new Refusal('totp-max-attempts', 'TOTP Maximun Failed Attempts Reached', challenge(method))
    }
    if (!(await right())) throw new Refusal('totp-invalid', 'TOTP Invalid', challenge(method))
    failures.forget(`second factor of ${user.id}`)
  }

  return {
    async begin(user) {
      const before = await store.secondFactor({ userId: user.id })
      if (before?.secret !== undefined) throw new Refusal('error-2fa-already-enabled', '2FA is already enabled')
      const secret = toBase32(random.bytes(SECRET_BYTES))
      await store.setSecondFactor({ userId: user.id, factor: { pendingSecret: secret, backupHashes: [] } })
      const label = encodeURIComponent(`Rocket.Chat:${user.username}`)
      return { secret, url: `otpauth://totp/${label}?secret=${secret}` }
    },

    async confirm(user, code) {
      const secret = (await store.secondFactor({ userId: user.id }))?.pendingSecret
      if (secret === undefined || !totpFits(secret, code, clock.now())) throw invalidTotp()
      const { codes, backupHashes } = newCodes()
      await store.setSecondFactor({ userId: user.id, factor: { secret, backupHashes } })
      return codes
    },

    async disable(user, code) {
      const factor = await enabledOf(user)
      if (!factor || !(await fits(user, factor, code))) return false
      await store.setSecondFactor({ userId: user.id, factor: null })
      return true
    },

    async renewCodes(user, code) {
      const factor = await enabledOf(user)
      if (!factor || !(await fits(user, factor, code))) throw invalidTotp()
      const { codes, backupHashes } = newCodes()
      await store.setSecondFactor({ userId: user.id, factor: { ...factor, backupHashes } })
      return codes
    },

    async codesLeft(user) {
      const factor = await enabledOf(user)
      if (!factor) throw invalidTotp()
      return factor.backupHashes.length
    },

    async demandAtLogin(user, code) {
      const factor = await enabledOf(user)
      if (!factor) return
      if (!code) throw new Refusal('totp-required', 'TOTP Required', challenge('totp'))
      await judge(user, 'totp', () => fits(user, factor, code))
    },

    async demand(user, tokenHash, proof) {
      const now = clock.monotonic()
      if (tokenHash !== undefined && (remembered.get(tokenHash) ?? -Infinity) > now) return
      const tokens = tokenHash === undefined ? [] : await store.accessTokens({ userId: user.id })
      if (tokens.some((token) => token.tokenHash === tokenHash && token.bypassesSecondFactor)) return
      const factor = await enabledOf(user)
      const method = factor ? 'totp' : 'password'
      if (!proof || proof.code === '') throw new Refusal('totp-required', 'TOTP Required', challenge(method))
      await judge(user, method, async () => {
        if (factor) return proof.method === 'totp' && fits(user, factor, proof.code)
        const account = await store.credentials({ id: user.id })
        return proof.method === 'password' && passwords.matches(account?.passwordHash, proof.code.toLowerCase())
      })
      if (tokenHash === undefined) return
      for (const [hash, until] of remembered) if (until <= now) remembered.delete(hash)
      remembered.set(tokenHash, now + REMEMBERED_MS)
    },
  }
}

function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('base64')
}

function invalidTotp(): Refusal {
  return new Refusal('invalid-totp', 'Invalid TOTP')
}

function challenge(method: Proof['method']) {
  return { method, codeGenerated: false, availableMethods: method === 'totp' ? ['totp'] : [] }
}
