// How Rocket.Chat's REST API says no.

import type { BaseIssue } from 'valibot'
import { Refusal, TooManyRequests } from '../domain/refusal.ts'

export interface Outcome {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>> | Buffer
}

export function unauthorized(): Outcome {
  return { status: 401, body: { status: 'error', message: 'You must be logged in to do this.' } }
}

export function forbidden(): Outcome {
  return {
    status: 403,
    body: { success: false, error: 'User does not have the permissions required for this action [error-unauthorized]' },
  }
}

/** @param issues What the schema found; the first is told, so that a developer sees which field it was. */
export function badRequest(issues: readonly BaseIssue<unknown>[]): Outcome {
  const field = issues[0]?.path?.map(({ key }) => String(key)).join('.') ?? ''
  const error = `Match failed${field === '' ? '' : `: ${field}`} [invalid-params]`
  return { status: 400, body: { success: false, error, errorType: 'invalid-params' } }
}

/** A refusal with its code, anything else without a word about what it was. `code`: see `Route.refusals`. */
export function failure(error: unknown, how?: 'code'): Outcome {
  if (!(error instanceof Refusal)) {
    return { status: 500, body: { success: false, error: 'Internal server error' } }
  }
  if (error instanceof TooManyRequests) return tooManyRequests(error.waitMs)
  const { code, reason, details } = error
  if (how === 'code') return { status: 400, body: { success: false, error: code, errorType: code, reason } }
  return {
    status: 400,
    body: {
      success: false,
      error: `${reason} [${code}]`,
      errorType: code,
      ...(details !== undefined && { details }),
    },
  }
}

/** REST has a code and a sentence of its own for it. */
export function tooManyRequests(waitMs: number): Outcome {
  const seconds = Math.ceil(waitMs / 1000)
  const sentence = `Error, too many requests. Please slow down. You must wait ${seconds} seconds before trying this endpoint again.`
  return {
    status: 429,
    body: {
      success: false,
      error: `${sentence} [error-too-many-requests]`,
      errorType: 'error-too-many-requests',
      details: { timeToReset: waitMs, seconds },
    },
  }
}
