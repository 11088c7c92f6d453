// The second factor: whoever does something that the server wants proven does it here, so that one callback serves logins,
// methods and REST alike. Loaded when a server first asks.
import {
  AuthError,
  NotSupportedError,
  sha256,
  TwoFactorCancelledError,
  type TwoFactorFailedError,
  type TwoFactorRequiredError,
  type WireError,
} from '../../protocol/index.ts'
import type { Client, ClientOptions } from '../client.ts'
import type { ConnectionState } from '../connection/connection.ts'
import { stopWith } from '../emitter.ts'
import type { Ports } from '../ports.ts'
import { totp } from './totp.ts'
import type { Proof, TwoFactorAnswer, TwoFactorChallenge } from './two-factor-challenge.ts'

/** How often the callback is asked for one thing. */
const MOST_ATTEMPTS = 3

/** What asking for a second factor needs of the client. */
export interface TwoFactorHost {
  readonly ports: Pick<Ports, 'now'>
  readonly client: Pick<Client, 'on' | 'state' | 'user'>
  /** Somebody is asked, or not any more. */
  readonly asking: (more: 1 | -1) => void
  /** Has the server mail a code to whoever is named so. */
  readonly sendEmailCode: (emailOrUsername: string, signal: AbortSignal) => Promise<unknown>
}

/** What waits for its proof. */
export interface Unproven<T> {
  readonly action: string
  /** Does it, with a proof. */
  readonly run: (proof?: Proof) => Promise<T>
  readonly signal: AbortSignal | undefined
  /** A login: the name that logs in, where there is one. A login never waits for what waits for it. */
  readonly login: { readonly name: string | undefined } | undefined
  /** The server's question. */
  readonly required: TwoFactorRequiredError
}

export interface TwoFactorDesk {
  readonly prove: <T>(unproven: Unproven<T>) => Promise<T>
}

/** What the server said when it wanted a code, the first one or another. */
type Question = AuthError & Pick<TwoFactorRequiredError, 'method'> & Partial<TwoFactorRequiredError>

/** No other copy of this package made the error: its code tells what it is. */
function isQuestion(error: unknown): error is Question {
  const { code, locked } = error as Partial<TwoFactorFailedError>
  return code === 'two-factor-required' || (code === 'two-factor-failed' && !locked)
}

export function createTwoFactorDesk(
  { ports, client, asking, sendEmailCode }: TwoFactorHost,
  { twoFactor, totpSecret }: Pick<ClientOptions, 'twoFactor' | 'totpSecret'>,
): TwoFactorDesk {
  /** Nobody is asked two things at once. */
  let turn: Promise<unknown> = Promise.resolve()
  /** How many proofs the server has accepted: it remembers them for a while. */
  let accepted = 0

  /** The code of this attempt, wherever it comes from. */
  async function proofOf(
    { action, login }: Unproven<unknown>,
    required: Question,
    attempt: number,
    signal: AbortSignal,
  ): Promise<Proof> {
    const { method, availableMethods = [] } = required
    const byBot = method === 'totp' || (!login && availableMethods.includes('totp'))
    if (totpSecret !== undefined && attempt === 1 && byBot) return { method: 'totp', code: codeOf(totpSecret) }
    if (!twoFactor) throw required
    const wire = required.cause as WireError
    const details = (wire.details ?? {}) as { codeGenerated?: unknown; codeExpires?: unknown; emailOrUsername?: string }
    const name = details.emailOrUsername ?? login?.name ?? client.user?.username
    const expires = details.codeExpires === undefined ? undefined : new Date(details.codeExpires as string)
    const challenge: TwoFactorChallenge = {
      action,
      method,
      availableMethods,
      attempt,
      codeSent: details.codeGenerated === true,
      codeExpires: expires && +expires ? expires : undefined,
      signal,
      async sendEmailCode() {
        if (name === undefined) throw new NotSupportedError('way to mail a code to somebody whose name is not known')
        await sendEmailCode(name, signal)
      },
    }
    let answer: TwoFactorAnswer
    asking(1)
    const answered = stopWith(signal, () => asking(-1))
    try {
      answer = await twoFactor(challenge)
    } catch (error) {
      throw new TwoFactorCancelledError(wire, error)
    } finally {
      answered()
    }
    const given = typeof answer === 'string' ? { method, code: answer } : answer
    if (!given?.code) throw new TwoFactorCancelledError(wire)
    return given.method === 'password' ? { ...given, code: sha256(given.code) } : given
  }

  function codeOf(secret: string): string {
    try {
      return totp(secret, ports.now())
    } catch (error) {
      throw new AuthError('login-failed', `No code can be made: ${(error as Error).message}`)
    }
  }

  async function attempts<T>(unproven: Unproven<T>, signal: AbortSignal): Promise<T> {
    let question: Question = unproven.required
    for (let attempt = 1; ; attempt++) {
      const proof = await proofOf(unproven, question, attempt, signal)
      signal.throwIfAborted()
      try {
        const result = await unproven.run(proof)
        accepted++
        return result
      } catch (error) {
        if (!isQuestion(error) || attempt === MOST_ATTEMPTS || !twoFactor) throw error
        question = error
      }
    }
  }

  async function inTurn<T>(unproven: Unproven<T>, signal: AbortSignal): Promise<T> {
    const before = accepted
    const mine = turn.then(async () => {
      if (accepted === before) return attempts(unproven, signal)
      // Somebody else has proven it meanwhile, and the server remembers.
      return unproven.run().catch((error: unknown) => {
        if ((error as TwoFactorRequiredError).code !== 'two-factor-required') throw error
        return attempts(unproven, signal)
      })
    })
    turn = mine.catch(() => {})
    return mine
  }

  return {
    prove<T>(unproven: Unproven<T>) {
      return new Promise<T>((resolve, reject) => {
        const over = new AbortController()
        const end = (reason: Error): void => {
          over.abort(reason)
          reject(reason)
        }
        const heard = (state: ConnectionState): void => {
          if (state.status === 'closed') end(state.reason)
        }
        const stops = [
          stopWith(unproven.signal, () => end(unproven.signal?.reason as Error)),
          client.on('state', heard),
        ]
        heard(client.state.getSnapshot())
        if (over.signal.aborted) return
        const answer = unproven.login ? attempts(unproven, over.signal) : inTurn(unproven, over.signal)
        answer.then(resolve, reject).finally(() => {
          for (const stop of stops) stop()
        })
      })
    },
  }
}
