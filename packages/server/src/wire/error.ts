// The one place where what went wrong becomes what the wire says: a refusal its code and sentence, anything else
// "Internal server error" and a report.

import type { WireError } from 'quindar/protocol'
import { Refusal } from '../domain/refusal.ts'

export function wireError(error: unknown, report: (error: unknown) => void): WireError {
  if (error instanceof Refusal) return meteorError(error.code, error.reason, error.details)
  report(error)
  return meteorError(500, 'Internal server error')
}

/** The object that Meteor makes of an error, its keys in Meteor's order. */
export function meteorError(code: string | number, reason?: string, details?: unknown): WireError {
  return {
    isClientSafe: true,
    error: code,
    ...(reason !== undefined && { reason }),
    ...(details !== undefined && { details }),
    message: reason === undefined ? `[${code}]` : `${reason} [${code}]`,
    errorType: 'Meteor.Error',
  }
}
