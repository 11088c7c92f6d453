// What a user may not do. A refusal is an answer, not a fault: its code and its sentence go to whoever asked. Anything
// else that is thrown is a fault, is reported, and its asker reads "Internal server error" (wire/error.ts).

export class Refusal extends Error {
  /** Rocket.Chat's code: a word such as `error-not-allowed`, or a number such as 404. */
  readonly code: string | number
  /** Rocket.Chat's sentence. */
  readonly reason: string
  readonly details: unknown
  constructor(code: string | number, reason: string, details?: unknown) {
    super(`${reason} [${code}]`)
    this.name = 'Refusal'
    this.code = code
    this.reason = reason
    this.details = details
  }
}

/** Too often, or too much at once. `waitMs` is when it makes sense to come back. */
export function tooManyRequests(waitMs: number): Refusal {
  const seconds = Math.ceil(waitMs / 1000)
  return new Refusal(
    'too-many-requests',
    `Error, too many requests. Please slow down. You must wait ${seconds} seconds before trying again.`,
    { timeToReset: waitMs },
  )
}
