// Which answer of a server becomes which error, and that each says in one sentence why and what to do.
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
  QuindarError,
  RateLimitError,
  RoomClosedError,
  SubscriptionDeniedError,
  subscriptionError,
  TimeoutError,
  TokenExpiredError,
  TwoFactorCancelledError,
  TwoFactorFailedError,
  TwoFactorRequiredError,
  type WireError,
} from 'quindar/protocol'

describe('the errors of the client', () => {
  const wire: WireError = { error: 403, reason: 'User not found' }
  const all: [QuindarError, string, string, string][] = [
    [
      new ConnectionError('No server answers at ws://x: check the address'),
      'ConnectionError',
      'connection-failed',
      'No server answers at ws://x: check the address',
    ],
    [
      new ConnectionError('This client is closed: make a new one', undefined, 'client-closed'),
      'ConnectionError',
      'client-closed',
      'This client is closed: make a new one',
    ],
    [
      new ConnectionLostError('sendMessage', true),
      'ConnectionLostError',
      'connection-lost',
      'The connection was lost before the answer to "sendMessage": it may be done, so look before you repeat it',
    ],
    [
      new ConnectionLostError('sendMessage', false),
      'ConnectionLostError',
      'connection-lost',
      'The connection was lost before the answer to "sendMessage": it was never sent, so it is safe to repeat',
    ],
    [
      new TimeoutError('login', 30_000),
      'TimeoutError',
      'timeout',
      'No answer to "login" within 30000 ms: it may be done, so look before you repeat it',
    ],
    [
      new TimeoutError('login', 5, false),
      'TimeoutError',
      'timeout',
      'No answer to "login" within 5 ms: it was never sent, the server is out of reach',
    ],
    [
      new AuthError('login-failed', 'The server refused the login: why [x]', wire),
      'AuthError',
      'login-failed',
      'The server refused the login: why [x]',
    ],
    [
      new InvalidCredentialsError(wire),
      'InvalidCredentialsError',
      'invalid-credentials',
      'The server knows no such user with this password: check both and log in again',
    ],
    [
      new TokenExpiredError(wire),
      'TokenExpiredError',
      'token-expired',
      'The login token is not valid any more: log in with a password or a new token',
    ],
    [
      new TwoFactorRequiredError({ error: 'totp-required', details: { method: 'email' } }),
      'TwoFactorRequiredError',
      'two-factor-required',
      'The server wants a second factor (email): repeat this with its code',
    ],
    [
      new TwoFactorFailedError({ error: 'totp-invalid', details: { method: 'email' } }),
      'TwoFactorFailedError',
      'two-factor-failed',
      'The second factor (email) was wrong, check the code, the clock that it comes from, and try again',
    ],
    [
      new TwoFactorCancelledError({ error: 'totp-required', details: { method: 'carrier-pigeon' } }),
      'TwoFactorCancelledError',
      'two-factor-cancelled',
      'No second factor (totp) was given, so this was not done',
    ],
    [
      new FileRefusedError('size', 'a.bin', '6 MiB, and it takes 5 MiB at most'),
      'FileRefusedError',
      'file-refused',
      'The server does not take "a.bin": its size is 6 MiB, and it takes 5 MiB at most',
    ],
    [
      new FileRefusedError('type', 'a.svg', 'image/svg+xml, which it does not take'),
      'FileRefusedError',
      'file-refused',
      'The server does not take "a.svg": its type is image/svg+xml, which it does not take',
    ],
    [
      new FileRefusedError('disabled', 'a.bin'),
      'FileRefusedError',
      'file-refused',
      'The server does not take "a.bin", or any file: an administrator can switch on FileUpload_Enabled',
    ],
    [
      new MethodError('joinRoom', { error: 'error-not-allowed', reason: 'Not allowed' }),
      'MethodError',
      'method-failed',
      'The server refused "joinRoom": Not allowed [error-not-allowed]',
    ],
    [
      new RateLimitError('spotlight', { error: 'too-many-requests', details: { timeToReset: 700 } }),
      'RateLimitError',
      'rate-limited',
      'Too many calls of "spotlight": repeat it in 700 ms',
    ],
    [
      new SubscriptionDeniedError('notify-user', 'u2/message', { error: 'not-allowed' }),
      'SubscriptionDeniedError',
      'subscription-denied',
      'The server denied the subscription to "notify-user" ("u2/message"): log in first, or ask for the right to read it',
    ],
    [
      new NotSupportedError('chat.update', '3.18'),
      'NotSupportedError',
      'not-supported',
      'Rocket.Chat 3.18 has no chat.update: use another way or another version',
    ],
    [
      new NotSupportedError('chat.update'),
      'NotSupportedError',
      'not-supported',
      'This server has no chat.update: use another way or another version',
    ],
    [
      new RoomClosedError(),
      'RoomClosedError',
      'room-closed',
      'This conversation is closed: open a new one to write again',
    ],
  ]

  it.each(all)('%s', (error, name, code, sentence) => {
    expect(error).toBeInstanceOf(QuindarError)
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe(name)
    expect(error.code).toBe(code)
    expect(error.message).toBe(`${sentence} (ERRORS.md#${code})`)
    expect(`${error}`).toBe(`${name}: ${error.message}`)
  })

  it('keep what they were made from', () => {
    expect(new MethodError('m', wire).cause).toBe(wire)
    expect(new InvalidCredentialsError(wire)).toMatchObject({ cause: wire, error: 403, reason: 'User not found' })
    const cause = new Error('ECONNREFUSED')
    expect(new ConnectionError('no', cause).cause).toBe(cause)
    expect('cause' in new ConnectionError('no')).toBe(false)
    expect(new ConnectionLostError('m', true)).toMatchObject({ sent: true })
    expect(new ConnectionLostError('m', false)).toMatchObject({ sent: false })
    expect(new TimeoutError('m', 1)).toMatchObject({ sent: true })
    expect(new TimeoutError('m', 1, false)).toMatchObject({ sent: false })
    expect(new NotSupportedError('x', '3.0')).toMatchObject({ needs: 'x', serverVersion: '3.0' })
  })

  it('are of the family that their name says', () => {
    for (const error of [new InvalidCredentialsError(), new TokenExpiredError(), new TwoFactorRequiredError(wire)]) {
      expect(error).toBeInstanceOf(AuthError)
    }
    expect(new InvalidCredentialsError().error).toBeUndefined()
  })
})

describe('methodError', () => {
  it.each([401, 403])('takes %s on a login for wrong credentials, or for an old token', (error) => {
    expect(methodError('login', { error }, 'password')).toBeInstanceOf(InvalidCredentialsError)
    expect(methodError('login', { error }, 'resume')).toBeInstanceOf(TokenExpiredError)
    expect(methodError('getUsersOfRoom', { error })).toBeInstanceOf(MethodError)
  })

  it.each([
    [{ error: 400, reason: 'Unrecognized options for login request' }, 'Unrecognized options for login request [400]'],
    [{ error: 'error-user-is-not-activated', message: 'no [x]' }, 'no [x] [error-user-is-not-activated]'],
    [{ error: 500 }, 'no reason given [500]'],
  ])('takes %j on a login for a refusal that no other password mends', (wire, why) => {
    const error = methodError('login', wire, 'password')
    expect(error.name).toBe('AuthError')
    expect(error.message).toBe(`The server refused the login: ${why} (ERRORS.md#login-failed)`)
  })

  it('gives the server’s code, sentence and details', () => {
    const wire = { error: 'my-code', reason: 'my reason', details: { d: 1 }, message: 'my reason [my-code]' }
    expect(methodError('m', wire)).toMatchObject({
      error: 'my-code',
      reason: 'my reason',
      details: { d: 1 },
      cause: wire,
    })
    expect(methodError('m', { error: 'x', message: '[x]' }).message).toContain('refused "m": [x] [x] (')
    expect(methodError('m', { error: 'x' }).message).toContain('refused "m": [x] (')
  })

  it('asks about the version where the server has no such method', () => {
    expect(methodError('nope', { error: 404, reason: "Method 'nope' not found" }).message).toBe(
      `The server refused "nope": Method 'nope' not found [404]: does this server version have it? (ERRORS.md#method-failed)`,
    )
  })

  it('wants a second factor, with its ways', () => {
    const details = { method: 'email', codeGenerated: true, availableMethods: ['totp', 'email'] }
    const error = methodError('login', { error: 'totp-required', details }, 'password')
    expect(error).toBeInstanceOf(TwoFactorRequiredError)
    expect(error).toMatchObject({ method: 'email', availableMethods: ['totp', 'email'] })
    expect(methodError('m', { error: 'totp-required' })).toMatchObject({ method: 'totp', availableMethods: [] })
    const odd = { method: 7, availableMethods: ['password', 'carrier-pigeon', null] }
    const read = methodError('m', { error: 'totp-required', details: odd })
    expect(read).toMatchObject({ method: 'totp', availableMethods: ['password'] })
  })

  it.each(['login', 'm'])(
    'tells a wrong second factor of "%s" from a wrong password, and when none is looked at',
    (what) => {
      const login = what === 'login' ? 'password' : undefined
      const details = { method: 'email' }
      const wrong = methodError(what, { error: 'totp-invalid', details }, login)
      expect(wrong).toBeInstanceOf(TwoFactorFailedError)
      expect(wrong).toMatchObject({ method: 'email', locked: false })
      const locked = methodError(what, { error: 'totp-max-attempts', details }, login)
      expect(locked).toMatchObject({ code: 'two-factor-failed', method: 'email', locked: true })
      expect(locked.message).toContain('The second factor (email) was wrong, too often: wait some minutes (')
    },
  )

  it('keeps what a cancelled question was, and why it was cancelled', () => {
    const required = { error: 'totp-required', details: { method: 'password' } }
    expect(new TwoFactorCancelledError(required)).toMatchObject({ method: 'password', cause: required })
    expect(new TwoFactorCancelledError(required, 'why')).toMatchObject({ error: 'totp-required', cause: 'why' })
  })

  it.each([
    [{ error: 'too-many-requests', details: { timeToReset: 1234 } }, 1234],
    [{ error: 'error-too-many-requests', details: { timeToReset: -5 } }, 0],
    [{ error: 'too-many-requests', reason: 'You must wait 7 seconds before trying again.' }, 7_000],
    [{ error: 'too-many-requests', reason: 'You must wait 1 second before trying again.' }, 1_000],
    [{ error: 'too-many-requests', details: 'odd', reason: 'Slow down.' }, 10_000],
    [{ error: 'too-many-requests' }, 10_000],
  ])('reads from %j how long to wait', (wire, ms) => {
    for (const error of [methodError('m', wire), methodError('login', wire, 'resume')]) {
      expect(error).toBeInstanceOf(RateLimitError)
      expect(error).toMatchObject({ retryAfterMs: ms })
    }
  })
})

describe('subscriptionError', () => {
  it.each([
    [{ error: 'not-allowed' }, 'log in first, or ask for the right to read it'],
    [{ error: 'invalid-event-name' }, 'the key is empty'],
    [{ error: 404 }, 'this server does not have it'],
    [{ error: 500 }, 'perhaps no right to read it, perhaps wrong arguments [500]'],
    [undefined, 'the server took it back without a reason'],
  ])('tells what %j most likely means', (wire, likelyCause) => {
    const error = subscriptionError('room-messages', 'R', wire)
    expect(error).toBeInstanceOf(SubscriptionDeniedError)
    expect(error).toMatchObject({ stream: 'room-messages', key: 'R', likelyCause })
    expect(error.cause).toBe(wire)
    expect(error.message).toContain(likelyCause)
  })

  it('knows a limit', () => {
    expect(subscriptionError('a', 'k', { error: 'too-many-requests' })).toMatchObject({ retryAfterMs: 10_000 })
  })
})
