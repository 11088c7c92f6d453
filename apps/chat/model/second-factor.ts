// The second factor of a login: what the server asks for, until somebody answers it, gives it up, or nobody waits any more.
import { batch, signal, type ReadonlySignal } from '@preact/signals-core'
import type { TwoFactorAnswer, TwoFactorChallenge } from 'quindar'
import { readTroubleOf, type Trouble } from './trouble.ts'

export interface Question {
  /** Where the code comes from. */
  readonly method: TwoFactorChallenge['method']
  /** Was the answer before this one wrong? */
  readonly wrong: boolean
  /** Was the code mailed for this login? If not, one of before still counts. */
  readonly codeSent: boolean
  /** Until when the mailed code counts, where the server says it. */
  readonly codeExpires: Date | undefined
}

/** What became of asking for another mail. */
export type Mailing = 'sending' | 'sent' | Trouble

export interface SecondFactor {
  readonly question: ReadonlySignal<Question | undefined>
  /** Is an answer with the server? */
  readonly checking: ReadonlySignal<boolean>
  readonly mailing: ReadonlySignal<Mailing | undefined>
  /** What the client asks with. */
  readonly ask: (challenge: TwoFactorChallenge) => Promise<TwoFactorAnswer>
  /** Spaces do not count: authenticators show codes in two halves. */
  readonly answer: (code: string) => void
  /** There will be no answer. */
  readonly cancel: () => void
  /** Has another code mailed. Never rejects: what went wrong is in `mailing`. */
  readonly mailAnother: () => Promise<void>
  /** The login is over, one way or the other. */
  readonly end: () => void
}

export function createSecondFactor(): SecondFactor {
  const question = signal<Question | undefined>(undefined)
  const checking = signal(false)
  const mailing = signal<Mailing | undefined>(undefined)
  let asked: { readonly challenge: TwoFactorChallenge; readonly settle: (answer: TwoFactorAnswer) => void } | undefined

  function end(): void {
    asked = undefined
    batch(() => {
      question.value = undefined
      checking.value = false
      mailing.value = undefined
    })
  }

  return {
    question,
    checking,
    mailing,
    ask(challenge) {
      const { action, method, attempt, codeSent, codeExpires, signal: over } = challenge
      // Nothing else that this page does has its place for a code.
      if (action !== 'login') return Promise.resolve(undefined)
      return new Promise((settle) => {
        const before = question.peek()
        const mine = { challenge, settle }
        asked = mine
        over.addEventListener('abort', () => asked === mine && end(), { once: true })
        batch(() => {
          checking.value = false
          mailing.value = undefined
          question.value = {
            method,
            wrong: attempt > 1,
            codeSent: codeSent || before?.codeSent === true,
            codeExpires: codeExpires ?? before?.codeExpires,
          }
        })
      })
    },
    answer(code) {
      if (!asked || checking.value) return
      const { settle, challenge } = asked
      batch(() => {
        checking.value = true
        mailing.value = undefined
      })
      settle(challenge.method === 'password' ? code : code.replace(/\s/g, ''))
    },
    cancel() {
      asked?.settle(undefined)
    },
    async mailAnother() {
      const mine = asked
      if (!mine || mailing.value === 'sending') return
      mailing.value = 'sending'
      const became = await mine.challenge.sendEmailCode().then(
        (): Mailing => 'sent',
        (error: unknown): Mailing => readTroubleOf(error),
      )
      if (asked !== mine) return
      mailing.value = became
      if (became === 'sent' && question.value) question.value = { ...question.value, codeSent: true, wrong: false }
    },
    end,
  }
}
