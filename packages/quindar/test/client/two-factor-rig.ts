// A user who is asked for codes, and a server that wants them: what the tests of the second factor stand on.
import type { FakeSocket } from '@quindar/testkit'
import type { ClientOptions, TwoFactorAnswer, TwoFactorChallenge } from 'quindar'
import { rig, settle } from './rig.ts'

export const ALICE = { id: 'u1', token: 'token-u1', tokenExpires: new Date(2e12), type: 'password' }
/** SHA-256 of `alice`. */
export const DIGEST = '2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'
export const PASSWORD = { user: { username: 'alice' }, password: { digest: DIGEST, algorithm: 'sha-256' } }

/** Refuses the newest call of a method. */
export async function refuse(
  socket: FakeSocket,
  method: string,
  error: string | number,
  details?: object,
): Promise<void> {
  const call = socket.sentOf('method').findLast((frame) => frame.method === method)
  socket.receive({ msg: 'result', id: call!.id, error: { error, reason: 'no', ...(details && { details }) } })
  for (let n = 0; n < 5; n++) await settle()
}

export const sentBy = (socket: FakeSocket, method: string): unknown[] =>
  socket
    .sentOf('method')
    .filter((frame) => frame.method === method)
    .map((frame) => frame.params)

/** A user who answers these, one after the other, and what he was asked. */
export function user(...answers: (TwoFactorAnswer | Promise<TwoFactorAnswer> | Error)[]) {
  const asked: TwoFactorChallenge[] = []
  const twoFactor: NonNullable<ClientOptions['twoFactor']> = (challenge) => {
    asked.push(challenge)
    const next = answers.shift()
    if (next instanceof Error) throw next
    return next
  }
  return { asked, twoFactor }
}

export const TOTP = { method: 'totp', codeGenerated: false, availableMethods: ['totp'] }

/** What is loaded on demand is there from then on, so that only the fake clock decides when things happen. */
export async function warmUp(): Promise<void> {
  const asked = new Promise<unknown>((resolve) => {
    const { open } = rig({ token: 'T', twoFactor: resolve as () => undefined })
    void open().then((socket) => refuse(socket, 'login', 'totp-required', TOTP))
  })
  await asked
}
