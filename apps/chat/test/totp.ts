// The code that an authenticator shows, by RFC 6238, and a user who has one: what the tests of the second factor stand on.
import { createHmac } from 'node:crypto'
import { connect, type Client } from 'quindar'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function totp(secret: string, now: number): string {
  const bits = Array.from(secret)
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? [])
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const sum = createHmac('sha1', key).update(counter).digest()
  return String((sum.readUInt32BE((sum[19] ?? 0) & 15) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}

export interface Authenticator {
  /** The code of now. */
  readonly code: () => string
  /** Codes for when it is lost. */
  readonly backup: readonly string[]
}

/** Gives whoever is logged in an authenticator. */
export async function enrol(client: Client, now: () => number): Promise<Authenticator> {
  const { secret } = await client.call('2fa:enable')
  const code = (): string => totp(secret, now())
  const { codes } = await client.call('2fa:validateTempToken', code())
  return { code, backup: codes }
}

/** Has alice's codes mailed from now on. */
export async function enrolByMail(address: string): Promise<void> {
  const client = await connect(address, { user: 'alice', password: 'alice', twoFactor: () => 'alice' })
  await client.rest('POST /api/v1/users.2fa.enableEmail')
  await client.close()
}
