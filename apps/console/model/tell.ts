// What became of a frame, in a sentence or two: what happened, and where it went wrong, why it may have.
import type { WireError } from 'quindar/protocol'
import type { ConsoleWords } from '../words/en.ts'
import type { FrameCheck } from './check.ts'
import type { Outcome } from './request.ts'
import type { WireState } from './wire.ts'

/** What happened to the frame of `step`. */
export function tellOutcome(outcome: Outcome, step: string, { outcomes }: ConsoleWords): string {
  switch (outcome.kind) {
    case 'answered':
      return tellAnswer(outcome.frame, step, outcomes)
    case 'refused':
      return tellRefusal(outcome.frame, step, outcomes)
    case 'closed':
      return outcomes.closed(outcome.code)
    case 'silent':
      return outcomes.silent
    case 'stranger':
      return outcomes.stranger
    case 'sent':
      return outcomes.noAnswer
    case 'not-open':
      return outcomes.notOpen
  }
}

type Answer = (Outcome & { kind: 'answered' })['frame']

function tellAnswer(frame: Answer, step: string, outcomes: ConsoleWords['outcomes']): string {
  if (step === 'connect') return outcomes.connected
  if (step === 'subscribe') return outcomes.ready
  if (step === 'send') return outcomes.sent
  const userId = step === 'login' ? userIdOf(frame) : undefined
  return userId === undefined ? outcomes.answered : outcomes.loggedIn(userId)
}

/** The user's id in the answer of a login. */
export function userIdOf(frame: Answer): string | undefined {
  if (frame.msg !== 'result' || typeof frame.result !== 'object' || frame.result === null) return undefined
  const { id } = frame.result as { id?: unknown }
  return typeof id === 'string' ? id : undefined
}

function tellRefusal(frame: Answer, step: string, outcomes: ConsoleWords['outcomes']): string {
  if (frame.msg === 'failed') return outcomes.failed
  if (frame.msg === 'error') return `${outcomes.refused('error', frame.reason)} ${outcomes.hints.malformed}`
  const error = frame.msg === 'result' || frame.msg === 'nosub' ? frame.error : undefined
  if (error === undefined) return outcomes.hints.noReason
  const hint = hintOf(error, step, outcomes.hints)
  const refused = outcomes.refused(String(error.error), error.reason ?? '')
  return hint === undefined ? refused : `${refused} ${hint}`
}

function hintOf({ error }: WireError, step: string, hints: ConsoleWords['outcomes']['hints']): string | undefined {
  if (error === 'totp-required' || error === 'totp-invalid') return hints.twoFactor
  if (error === 'too-many-requests') return hints.rate
  if (error === 404) return hints.notFound
  if (error === 400) return hints.malformed
  if (step === 'login' && (error === 401 || error === 403)) return hints.login
  const isDenied = error === 'not-allowed' || error === 'error-not-allowed' || error === 'error-invalid-user'
  return isDenied ? hints.notLoggedIn : undefined
}

/** What is to be said of a text before it is sent. */
export function tellCheck(check: FrameCheck, words: ConsoleWords): string {
  switch (check.kind) {
    case 'json': {
      const { fault, line, column } = check.problem
      return words.jsonProblem(line, column, words.jsonFaults[fault])
    }
    case 'frame':
      return words.frameFaults[check.fault](check.msg)
    case 'good':
      return check.doubt === undefined ? words.goodFrame : words.doubts[check.doubt.kind](check.doubt.name)
  }
}

/** How the socket came to be as it is; `undefined` where its state says all. */
export function tellState(state: WireState, words: ConsoleWords): string | undefined {
  switch (state.kind) {
    case 'open':
      return words.outcomes.opened(state.address.socket)
    case 'failed':
      return words.failures[state.failure](state.address.http)
    case 'ended':
      return state.by === 'server' ? words.endedByServer(state.code, state.reason) : undefined
    case 'idle':
    case 'opening':
      return undefined
  }
}

/** `14:03:05.120`, as the reader's clock shows it. */
export function timeOfDay(at: number): string {
  const date = new Date(at)
  const two = (number: number): string => String(number).padStart(2, '0')
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
