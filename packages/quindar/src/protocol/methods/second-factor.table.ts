// Methods about proving who one is: the second factor, and tokens for programs.
import type { MethodFact } from '../facts.ts'
import type { TwoFactorMethod } from '../refusals.ts'

/** A new secret for an authenticator; it counts once it is confirmed. `url` is what its QR code holds. */
export const twoFactorEnable: MethodFact<'2fa:enable', [], { secret: string; url: string }> = {
  name: '2fa:enable',
  errors: ['error-invalid-user'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.enableTotp',
  evidence: 'source',
}

/** The first code of the authenticator switches it on; the answer's codes work once each, for when it is lost. */
export const twoFactorValidate: MethodFact<'2fa:validateTempToken', [code: string], { codes: string[] }> = {
  name: '2fa:validateTempToken',
  errors: ['error-invalid-user', 'invalid-totp'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.validateTotp',
  evidence: 'source',
}

/** `false`: the code was wrong. */
export const twoFactorDisable: MethodFact<'2fa:disable', [code: string], boolean> = {
  name: '2fa:disable',
  errors: ['error-invalid-user'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.disableTotp',
  evidence: 'source',
}

export const twoFactorRegenerateCodes: MethodFact<'2fa:regenerateCodes', [code: string], { codes: string[] }> = {
  name: '2fa:regenerateCodes',
  errors: ['error-invalid-user', 'invalid-totp'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.regenerateTotpCodes',
  evidence: 'source',
}

export const twoFactorCodesRemaining: MethodFact<'2fa:checkCodesRemaining', [], { remaining: number }> = {
  name: '2fa:checkCodesRemaining',
  errors: ['error-invalid-user', 'invalid-totp'],
  announcedUntil: '9.0',
  rest: 'GET /api/v1/users.totpCodesRemaining',
  evidence: 'source',
}

/** What {@link generateToken} and its kin add behind their parameters when the server asked for a second factor. */
export interface TwoFactorProof {
  /** For `password`: its SHA-256, lower-case hex. */
  twoFactorCode: string
  twoFactorMethod: TwoFactorMethod
}

/** A token that logs a program in and never expires; nobody can read it a second time. */
export const generateToken: MethodFact<
  'personalAccessTokens:generateToken',
  [token: { tokenName: string; bypassTwoFactor?: boolean }, proof?: TwoFactorProof],
  string
> = {
  name: 'personalAccessTokens:generateToken',
  errors: ['error-invalid-user', 'error-not-allowed', 'totp-required', 'totp-invalid', 'error-token-already-exists'],
  rest: 'POST /api/v1/users.generatePersonalAccessToken',
  evidence: 'source',
}

export const regenerateToken: MethodFact<
  'personalAccessTokens:regenerateToken',
  [token: { tokenName: string }, proof?: TwoFactorProof],
  string
> = {
  name: 'personalAccessTokens:regenerateToken',
  errors: ['error-invalid-user', 'error-not-allowed', 'totp-required', 'totp-invalid', 'error-token-does-not-exists'],
  rest: 'POST /api/v1/users.regeneratePersonalAccessToken',
  evidence: 'source',
}

export const removeToken: MethodFact<
  'personalAccessTokens:removeToken',
  [token: { tokenName: string }, proof?: TwoFactorProof],
  void
> = {
  name: 'personalAccessTokens:removeToken',
  errors: ['error-invalid-user', 'error-not-allowed', 'totp-required', 'totp-invalid', 'error-token-does-not-exists'],
  rest: 'POST /api/v1/users.removePersonalAccessToken',
  evidence: 'source',
}
