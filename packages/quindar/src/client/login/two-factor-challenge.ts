// What a program is asked for when a server wants a second factor, and what it answers.
import type { TwoFactorMethod } from '../../protocol/index.ts'

/** The server's question. */
export interface TwoFactorChallenge {
  /** Where the code comes from: an authenticator, a mail that the server sends, or the password once more. */
  readonly method: TwoFactorMethod
  /** All the ways that this user has; empty where the server does not say. */
  readonly availableMethods: readonly TwoFactorMethod[]
  /** What waits for it: `login`, the name of a method, or a route. */
  readonly action: string
  /** 1, and one more each time that the answer was wrong. */
  readonly attempt: number
  /** Has the server just mailed a code? */
  readonly codeSent: boolean
  /** Until when the mailed code counts, where the server says it. */
  readonly codeExpires: Date | undefined
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
  /**
   * Has the server mail a new code (by REST).
   * @throws What the server refused it with; `NotSupportedError` where nobody knows whom to mail it to.
   */
  readonly sendEmailCode: () => Promise<void>
}

/**
 * The code, or the password itself where `method` is `password` (its SHA-256 is what is sent). With `method` it is one
 * of another of the `availableMethods`; at a login the server does not take another. Nothing: it is not done.
 */
export type TwoFactorAnswer = string | Proof | null | undefined

/** A second factor, as a call or a request carries it. */
export interface Proof {
  readonly method: TwoFactorMethod
  readonly code: string
}

/**
 * Does something, and again with a proof where the server wants one.
 * @param action Its name, for whoever is asked.
 * @param login Given for a login, with the name that logs in, where there is one.
 */
export type Prove = <T>(
  action: string,
  run: (proof?: Proof) => Promise<T>,
  signal: AbortSignal | undefined,
  login?: { readonly name: string | undefined },
) => Promise<T>
