import { describe, expect, it } from 'vitest'
import { Refusal, TooManyRequests } from '../../src/domain/refusal.ts'
import { failure, tooManyRequests } from '../../src/rest/answers.ts'
import { NOT_FOUND } from '../../src/rest/index.ts'
import { client } from './client.ts'

describe('how REST says no', () => {
  it('is the sentence with its code, the code, and what was added', () => {
    expect(failure(new Refusal('error-x', 'Why'))).toStrictEqual({
      status: 400,
      body: { success: false, error: 'Why [error-x]', errorType: 'error-x' },
    })
    expect(failure(new Refusal('error-x', 'Why', { action: 'a' })).body).toMatchObject({ details: { action: 'a' } })
  })

  it('names the seconds to wait, rounded up', () => {
    for (const [ms, seconds] of [
      [1, 1],
      [1_000, 1],
      [1_001, 2],
    ] as const) {
      expect(tooManyRequests(ms)).toMatchObject({ status: 429, body: { details: { timeToReset: ms, seconds } } })
      expect(failure(new TooManyRequests(ms))).toEqual(tooManyRequests(ms))
    }
  })

  it('names the field that does not fit, where it is one field', async () => {
    const { ask, alice, faults } = await client()
    const error = async (body: unknown) =>
      (await ask('POST /api/v1/chat.sendMessage', { as: alice, body })).body['error']
    expect(await error({ message: { rid: 7 } })).toBe('Match failed: message.rid [invalid-params]')
    expect(await error(undefined)).toBe('Match failed [invalid-params]')
    expect(faults).toEqual([])
  })

  it('is 404 where there is no route', () => {
    expect(NOT_FOUND).toEqual({
      status: 404,
      headers: {},
      body: { success: false, error: 'API endpoint does not exist' },
    })
  })

  it('keeps a fault to itself', () => {
    expect(failure(new Error('password of alice'))).toEqual({
      status: 500,
      body: { success: false, error: 'Internal server error' },
    })
  })
})
