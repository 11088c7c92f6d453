import { describe, expect, it } from 'vitest'
import { LoginRefusal } from '../../src/domain/login-refusal.ts'
import { Refusal, TooManyRequests } from '../../src/domain/refusal.ts'
import { meteorError, wireError } from '../../src/wire/error.ts'
import { loginError } from '../../src/wire/login-error.ts'

const quiet = (error: unknown) => {
  throw new Error(`reported: ${String(error)}`)
}

describe('an error on the wire', () => {
  it('is a refusal’s code, sentence and details, in Meteor’s order', () => {
    const wire = wireError(new Refusal('error-x', 'Why', { method: 'm' }), quiet)
    expect(JSON.stringify(wire)).toBe(
      '{"isClientSafe":true,"error":"error-x","reason":"Why","details":{"method":"m"},"message":"Why [error-x]","errorType":"Meteor.Error"}',
    )
    expect(wireError(new Refusal(404, 'Gone'), quiet)).toStrictEqual({
      isClientSafe: true,
      error: 404,
      reason: 'Gone',
      message: 'Gone [404]',
      errorType: 'Meteor.Error',
    })
  })

  it('tells nobody but the log what a fault was', () => {
    const reported: unknown[] = []
    const fault = new Error('password of alice: secret')
    expect(wireError(fault, (error) => reported.push(error))).toStrictEqual({
      isClientSafe: true,
      error: 500,
      reason: 'Internal server error',
      message: 'Internal server error [500]',
      errorType: 'Meteor.Error',
    })
    expect(reported).toEqual([fault])
  })

  it('without a sentence is its code alone', () => {
    expect(meteorError('not-allowed')).toStrictEqual({
      isClientSafe: true,
      error: 'not-allowed',
      message: '[not-allowed]',
      errorType: 'Meteor.Error',
    })
  })

  it('for too many requests names the seconds, rounded up, and the milliseconds', () => {
    for (const [ms, seconds] of [
      [1, 1],
      [1_000, 1],
      [1_001, 2],
      [60_000, 60],
    ] as const) {
      expect(new TooManyRequests(ms)).toMatchObject({
        code: 'too-many-requests',
        reason: `Error, too many requests. Please slow down. You must wait ${seconds} seconds before trying again.`,
        details: { timeToReset: ms },
      })
    }
  })
})

describe('a refused login', () => {
  it.each([
    ['newest', 'credentials', 401, 'User not found'],
    ['newest', 'token-unknown', 401, 'User not found'],
    ['newest', 'token-expired', 401, 'User not found'],
    ['classic', 'credentials', 403, 'User not found'],
    ['classic', 'token-unknown', 403, "You've been logged out by the server. Please log in again."],
    ['classic', 'attempt-unknown', 145_546_287, 'No matching login attempt found'],
    ['classic', 'token-expired', 403, 'Your session has expired. Please log in again.'],
    ['streamer', 'credentials', 403, "You've been logged out by the server. Please log in again"],
    ['streamer', 'token-unknown', 403, "You've been logged out by the server. Please log in again"],
    ['streamer', 'token-expired', 403, "You've been logged out by the server. Please log in again"],
  ] as const)('of the %s kind, for %s, is %d %s', (words, why, error, reason) => {
    expect(loginError(new LoginRefusal(why), words, quiet)).toStrictEqual({
      isClientSafe: true,
      error,
      reason,
      message: `${reason} [${error}]`,
      errorType: 'Meteor.Error',
    })
  })

  it('for another reason keeps it', () => {
    expect(
      loginError(new Refusal('error-user-is-not-activated', 'User is not activated'), 'streamer', quiet),
    ).toMatchObject({
      error: 'error-user-is-not-activated',
    })
    const reported: unknown[] = []
    expect(loginError(new Error('x'), 'classic', (fault) => reported.push(fault))).toMatchObject({ error: 500 })
    expect(reported).toHaveLength(1)
  })
})
