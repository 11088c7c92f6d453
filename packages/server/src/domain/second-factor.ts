// The second factor: setting up an authenticator or codes by mail, and proving with them (or with a code for when the
// authenticator is lost, or, where there is neither, with the password once more) that it is really the user who asks for
// something grave.

import { createHash } from 'node:crypto'
import type { SecondFactorState } from '../store/port.ts'
import { createEmailCodes } from './email-codes.ts'
import type { User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { SendMail } from './mail.ts'
import type { Passwords } from './passwords.ts'
import { Refusal } from './refusal.ts'
import { toBase32, totpFits } from './totp.ts'
import { Windows } from './windows.ts'

/** What a caller gives as his second factor; `password`: its digest. */
export interface Proof {
  readonly method: 'totp' | 'email' | 'password'
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
  /** Codes by mail, or none any more. @throws Refusal `error-not-allowed` where no mail would arrive */
  setEmail(user: User, on: boolean): Promise<void>
  /** Mails another code, to whoever has them; says nothing of who does. */
  sendEmailCode(emailOrUsername: string): Promise<void>
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

export function createSecondFactor(ground: Ground, passwords: Passwords, mail?: SendMail): SecondFactor {
  const { store, clock, random } = ground
  const emailCodes = createEmailCodes(ground, mail)
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
  async function judge(user: User, ways: Ways, right: () => Promise<boolean> | boolean): Promise<void> {
    const now = clock.monotonic()
    const { count } = failures.count(`second factor of ${user.id}`, now, FAILURES_MS)
    if (count > MOST_FAILURES) {
      throw new Refusal('totp-max-attempts', 'TOTP Maximun Failed Attempts Reached', challenge(ways))
    }
    if (!(await right())) throw new Refusal('totp-invalid', 'TOTP Invalid', challenge(ways))
    failures.forget(`second factor of ${user.id}`)
  }

  /** The question; where its answer comes by mail, the mail is sent. */
  async function required(user: User, ways: Ways): Promise<Refusal> {
    const mailed = ways.method === 'email' && (await emailCodes.ask(user))
    return new Refusal('totp-required', 'TOTP Required', {
      ...challenge(ways),
      ...(mailed && {
        codeGenerated: mailed.generated,
        codeExpires: new Date(mailed.expiresAt),
        emailOrUsername: user.username,
      }),
    })
  }

  /** What is left of it; nothing is no second factor. */
  async function keep(user: User, factor: SecondFactorState): Promise<void> {
    const isNone = factor.secret === undefined && factor.pendingSecret === undefined && !factor.email
    await store.setSecondFactor({ userId: user.id, factor: isNone ? null : factor })
  }

  return {
    async begin(user) {
      const before = await store.secondFactor({ userId: user.id })
      if (before?.secret !== undefined) throw new Refusal('error-2fa-already-enabled', '2FA is already enabled')
      const secret = toBase32(random.bytes(SECRET_BYTES))
      await keep(user, { ...byMail(before), pendingSecret: secret, backupHashes: [] })
      const label = encodeURIComponent(`Rocket.Chat:${user.username}`)
      return { secret, url: `otpauth://totp/${label}?secret=${secret}` }
    },

    async confirm(user, code) {
      const before = await store.secondFactor({ userId: user.id })
      const secret = before?.pendingSecret
      if (secret === undefined || !totpFits(secret, code, clock.now())) throw invalidTotp()
      const { codes, backupHashes } = newCodes()
      await keep(user, { ...byMail(before), secret, backupHashes })
      return codes
    },

    async disable(user, code) {
      const factor = await enabledOf(user)
      if (!factor || !(await fits(user, factor, code))) return false
      await keep(user, { ...byMail(factor), backupHashes: [] })
      return true
    },

    async renewCodes(user, code) {
      const factor = await enabledOf(user)
      if (!factor || !(await fits(user, factor, code))) throw invalidTotp()
      const { codes, backupHashes } = newCodes()
      await keep(user, { ...factor, backupHashes })
      return codes
    },

    async codesLeft(user) {
      const factor = await enabledOf(user)
      if (!factor) throw invalidTotp()
      return factor.backupHashes.length
    },

    async setEmail(user, on) {
      if (on) emailCodes.requireMail(user)
      const { email: _before, ...factor } = (await store.secondFactor({ userId: user.id })) ?? { backupHashes: [] }
      await keep(user, { ...factor, ...(on && { email: true }) })
    },

    async sendEmailCode(emailOrUsername) {
      const by = emailOrUsername.includes('@') ? { email: emailOrUsername } : { username: emailOrUsername }
      const user = (await store.credentials(by))?.user
      const factor = user && (await store.secondFactor({ userId: user.id }))
      if (user && factor?.email) await emailCodes.renew(user)
    },

    async demandAtLogin(user, code) {
      const factor = await store.secondFactor({ userId: user.id })
      const ways = waysOf(factor)
      // The password has been right just now.
      if (!factor || ways.method === 'password') return
      if (!code) throw await required(user, ways)
      await judge(user, ways, () => (ways.method === 'totp' ? fits(user, factor, code) : emailCodes.spend(user, code)))
    },

    async demand(user, tokenHash, proof) {
      const now = clock.monotonic()
      if (tokenHash !== undefined && (remembered.get(tokenHash) ?? -Infinity) > now) return
      const tokens = tokenHash === undefined ? [] : await store.accessTokens({ userId: user.id })
      if (tokens.some((token) => token.tokenHash === tokenHash && token.bypassesSecondFactor)) return
      const factor = await store.secondFactor({ userId: user.id })
      const ways = waysOf(factor, proof?.method)
      if (!proof || proof.code === '') throw await required(user, ways)
      await judge(user, ways, async () => {
        if (proof.method !== ways.method) return false
        if (proof.method === 'email') return emailCodes.spend(user, proof.code)
        if (factor && proof.method === 'totp') return fits(user, factor, proof.code)
        const account = await store.credentials({ id: user.id })
        return passwords.matches(account?.passwordHash, proof.code.toLowerCase())
      })
      if (tokenHash === undefined) return
      for (const [hash, until] of remembered) if (until <= now) remembered.delete(hash)
      remembered.set(tokenHash, now + REMEMBERED_MS)
    },
  }
}

/** Where the code is to come from, and where else it may. */
interface Ways {
  readonly method: Proof['method']
  readonly available: readonly Proof['method'][]
}

/** @param wished What the caller has a code of: it counts where the user has it. */
function waysOf(factor: SecondFactorState | undefined, wished?: Proof['method']): Ways {
  const available: Proof['method'][] = []
  if (factor?.secret !== undefined) available.push('totp')
  if (factor?.email) available.push('email')
  return { method: available.find((method) => method === wished) ?? available[0] ?? 'password', available }
}

function byMail(factor: SecondFactorState | undefined): Pick<SecondFactorState, 'email'> {
  return factor?.email ? { email: true } : {}
}

function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('base64')
}

function invalidTotp(): Refusal {
  return new Refusal('invalid-totp', 'Invalid TOTP')
}

function challenge({ method, available }: Ways) {
  return { method, codeGenerated: false, availableMethods: available }
}
