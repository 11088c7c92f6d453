// ERRORS.md against the code: a heading for every code, and the sentences that the errors really say.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  AuthError,
  ConnectionError,
  ConnectionLostError,
  FileRefusedError,
  InvalidCredentialsError,
  MethodError,
  methodError,
  NotSupportedError,
  type QuindarError,
  RateLimitError,
  RoomClosedError,
  SubscriptionDeniedError,
  TimeoutError,
  TokenExpiredError,
  TwoFactorCancelledError,
  TwoFactorFailedError,
  TwoFactorRequiredError,
  type ErrorCode,
} from 'quindar/protocol'

const wire = { error: 'error-x', reason: 'Some reason' }

/** One of each sentence that is made in the protocol; a code that is missing here does not compile. */
const SAMPLES: Record<ErrorCode, QuindarError[]> = {
  'connection-failed': [],
  'client-closed': [new ConnectionError('This client is closed: make a new one', undefined, 'client-closed')],
  'connection-lost': [new ConnectionLostError('sendMessage', true), new ConnectionLostError('sendMessage', false)],
  'continuity-lost': [],
  timeout: [new TimeoutError('sendMessage', 30_000), new TimeoutError('sendMessage', 30_000, false)],
  'too-slow': [],
  'login-failed': [methodError('login', wire, 'password')],
  'invalid-credentials': [new InvalidCredentialsError()],
  'token-expired': [new TokenExpiredError()],
  'two-factor-required': [new TwoFactorRequiredError({ error: 'totp-required' })],
  'two-factor-failed': [
    new TwoFactorFailedError({ error: 'totp-invalid' }),
    new TwoFactorFailedError({ error: 'totp-max-attempts' }),
  ],
  'two-factor-cancelled': [new TwoFactorCancelledError({ error: 'totp-required' })],
  'subscription-denied': [new SubscriptionDeniedError('room-messages', 'GENERAL', wire)],
  'method-failed': [
    new MethodError('joinRoom', wire),
    new MethodError('joinRoom', { error: 404, reason: 'Not found' }),
  ],
  'rate-limited': [new RateLimitError('joinRoom', { error: 'too-many-requests' })],
  'not-supported': [new NotSupportedError('chat.update', '3.18'), new NotSupportedError('chat.update')],
  'room-closed': [new RoomClosedError()],
  'storage-failed': [],
  'file-refused': [
    new FileRefusedError('disabled', 'a.txt'),
    new FileRefusedError('size', 'a.txt', '6 MiB, and it takes 5 MiB at most'),
    new FileRefusedError('type', 'a.txt', 'text/html, which it does not take'),
  ],
}

const page = readFileSync(new URL('../../../../ERRORS.md', import.meta.url), 'utf8')
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part] as const),
)

describe('ERRORS.md', () => {
  it('has a heading for every code and for nothing else', () => {
    expect([...sections.keys()]).toEqual(expect.arrayContaining(Object.keys(SAMPLES)))
    expect(sections.size).toBe(Object.keys(SAMPLES).length)
  })

  it.each([...sections])('%s: names class, sentence, cause and remedy', (_, text) => {
    expect(text).toMatch(/^`\w+Error`/m)
    expect(text).toMatch(/^- .+$/m)
    expect(text).toMatch(/^\*\*Cause\.\*\* /m)
    expect(text).toMatch(/^\*\*Remedy\.\*\* /m)
  })

  it.each(Object.values(SAMPLES).flat())('says the sentence of %s', (error) => {
    const text = sections.get(error.code) ?? ''
    expect(text).toContain(`\`${error.name}\``)
    const sentences = [...text.matchAll(/^- (.+)$/gm)].map(([, sentence = '']) => sentence)
    const said = error.message.replace(` (ERRORS.md#${error.code})`, '')
    const shapes = sentences.map((sentence) => new RegExp(`^${sentence.split('…').map(literal).join('.+')}$`))
    expect(
      shapes.some((shape) => shape.test(said)),
      said,
    ).toBe(true)
  })

  it('knows that an AuthError is the family of the refused logins', () => {
    const family = Object.values(SAMPLES)
      .flat()
      .filter((error) => error instanceof AuthError)
    for (const { code } of family) expect(sections.get(code)).toContain('`AuthError`')
    expect(family).toHaveLength(7)
  })
})

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
