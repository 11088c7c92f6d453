// Why a login was refused. The newest Rocket.Chat says one thing for all of it; other generations and its micro-service
// have words of their own for a dead token, so the cause is kept (wire/login-error.ts chooses the words).

import { Refusal } from './refusal.ts'

/** `credentials` never tells whether it was the name or the password; `attempt-unknown`: no login by OAuth has ended so. */
export type LoginRefusalCause = 'credentials' | 'token-unknown' | 'token-expired' | 'attempt-unknown'

export class LoginRefusal extends Refusal {
  readonly why: LoginRefusalCause
  constructor(why: LoginRefusalCause) {
    super(401, 'User not found')
    this.why = why
  }
}
