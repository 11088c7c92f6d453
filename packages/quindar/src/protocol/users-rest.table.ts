// The REST routes about users.
import type { OverRest, User } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { SpotlightRoom, SpotlightUser } from './methods/finding.table.ts'
import type { RestSuccess } from './rest.table.ts'

export const usersInfo: RestFact<
  'GET',
  '/api/v1/users.info',
  { userId?: string; username?: string },
  RestSuccess & { user: OverRest<User> }
> = {
  verb: 'GET',
  path: '/api/v1/users.info',
  login: 'required',
  evidence: 'docs',
}

export const restSpotlight: RestFact<
  'GET',
  '/api/v1/spotlight',
  { query: string },
  RestSuccess & { users: OverRest<SpotlightUser>[]; rooms: OverRest<SpotlightRoom>[] }
> = {
  verb: 'GET',
  path: '/api/v1/spotlight',
  login: 'required',
  evidence: 'docs',
}

export const usersGeneratePersonalAccessToken: RestFact<
  'POST',
  '/api/v1/users.generatePersonalAccessToken',
  { tokenName: string; bypassTwoFactor?: boolean },
  RestSuccess & { token: string }
> = {
  verb: 'POST',
  path: '/api/v1/users.generatePersonalAccessToken',
  login: 'required',
  evidence: 'source',
}

export const usersRegeneratePersonalAccessToken: RestFact<
  'POST',
  '/api/v1/users.regeneratePersonalAccessToken',
  { tokenName: string },
  RestSuccess & { token: string }
> = {
  verb: 'POST',
  path: '/api/v1/users.regeneratePersonalAccessToken',
  login: 'required',
  evidence: 'source',
}

export const usersRemovePersonalAccessToken: RestFact<
  'POST',
  '/api/v1/users.removePersonalAccessToken',
  { tokenName: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/users.removePersonalAccessToken',
  login: 'required',
  evidence: 'source',
}

export const usersGetPersonalAccessTokens: RestFact<
  'GET',
  '/api/v1/users.getPersonalAccessTokens',
  undefined,
  RestSuccess & { tokens: { name: string; createdAt: string; lastTokenPart: string; bypassTwoFactor: boolean }[] }
> = {
  verb: 'GET',
  path: '/api/v1/users.getPersonalAccessTokens',
  login: 'required',
  evidence: 'source',
}

/** Codes by mail from now on. It wants a second factor, in the headers. */
export const usersTwoFactorEnableEmail: RestFact<'POST', '/api/v1/users.2fa.enableEmail', undefined, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/users.2fa.enableEmail',
  login: 'required',
  evidence: 'draft',
}

/** No codes by mail any more. It wants a second factor, in the headers. */
export const usersTwoFactorDisableEmail: RestFact<'POST', '/api/v1/users.2fa.disableEmail', undefined, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/users.2fa.disableEmail',
  login: 'required',
  evidence: 'draft',
}

/** Another code by mail, to whoever has them; answers the same of everybody. */
export const usersTwoFactorSendEmailCode: RestFact<
  'POST',
  '/api/v1/users.2fa.sendEmailCode',
  { emailOrUsername: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/users.2fa.sendEmailCode',
  login: 'none',
  evidence: 'source',
}
