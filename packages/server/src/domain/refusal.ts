// What a user may not do. A refusal is an answer, not a fault: its code and its sentence go to whoever asked. Anything
// else that is thrown is a fault, is reported, and its asker reads "Internal server error" (wire/error.ts).

export class Refusal extends Error {
  /** Rocket.Chat's code: a word such as `error-not-allowed`, or a number such as 404. */
  readonly code: string | number
  /** Rocket.Chat's sentence. */
  readonly reason: string
  /** What Rocket.Chat adds, such as the action that was not allowed. */
  readonly details: Readonly<Record<string, unknown>> | undefined
  constructor(code: string | number, reason: string, details?: Readonly<Record<string, unknown>>) {
    super(`${reason} [${code}]`)
    this.name = 'Refusal'
    this.code = code
    this.reason = reason
    this.details = details
  }
}

/** Too often, or too much at once. */
export class TooManyRequests extends Refusal {
  /** When it makes sense to come back. */
  readonly waitMs: number
  constructor(waitMs: number) {
    const seconds = Math.ceil(waitMs / 1000)
    super(
      'too-many-requests',
      `Error, too many requests. Please slow down. You must wait ${seconds} seconds before trying again.`,
      { timeToReset: waitMs },
    )
    this.waitMs = waitMs
  }
}
