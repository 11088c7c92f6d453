// The REST routes about one's own account: registering, passwords, other logins, profile, status, preferences.
import type { OverRest, Permission, User, UserStatus } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { RestSuccess, StatusAnswer } from './rest.table.ts'

export const restLogoutByGet: RestFact<'GET', '/api/v1/logout', undefined, StatusAnswer<{ message: string }>> = {
  verb: 'GET',
  path: '/api/v1/logout',
  login: 'required',
  evidence: 'docs',
}

export const usersLogout: RestFact<
  'POST',
  '/api/v1/users.logout',
  { userId?: string },
  RestSuccess & { message: string }
> = {
  verb: 'POST',
  path: '/api/v1/users.logout',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersRemoveOtherTokens: RestFact<'POST', '/api/v1/users.removeOtherTokens', undefined, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/users.removeOtherTokens',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersLogoutOtherClients: RestFact<
  'POST',
  '/api/v1/users.logoutOtherClients',
  undefined,
  RestSuccess & { token: string; tokenExpires: string }
> = {
  verb: 'POST',
  path: '/api/v1/users.logoutOtherClients',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersRegister: RestFact<
  'POST',
  '/api/v1/users.register',
  { username: string; email: string; pass: string; name: string; secretURL?: string; reason?: string },
  RestSuccess & { user: OverRest<User> }
> = {
  verb: 'POST',
  path: '/api/v1/users.register',
  login: 'none',
  evidence: 'docs',
  answered: false,
}

export const usersGetUsernameSuggestion: RestFact<
  'GET',
  '/api/v1/users.getUsernameSuggestion',
  undefined,
  RestSuccess & { result: string }
> = {
  verb: 'GET',
  path: '/api/v1/users.getUsernameSuggestion',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersCheckUsernameAvailability: RestFact<
  'GET',
  '/api/v1/users.checkUsernameAvailability',
  { username: string },
  RestSuccess & { result: boolean }
> = {
  verb: 'GET',
  path: '/api/v1/users.checkUsernameAvailability',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersForgotPassword: RestFact<'POST', '/api/v1/users.forgotPassword', { email: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/users.forgotPassword',
  login: 'none',
  evidence: 'docs',
  answered: false,
}

export const usersVerifyEmail: RestFact<'POST', '/api/v1/users.verifyEmail', { token: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/users.verifyEmail',
  login: 'none',
  evidence: 'docs',
  answered: false,
}

export const usersSendConfirmationEmail: RestFact<
  'POST',
  '/api/v1/users.sendConfirmationEmail',
  { email: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/users.sendConfirmationEmail',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersUpdateOwnBasicInfo: RestFact<
  'POST',
  '/api/v1/users.updateOwnBasicInfo',
  {
    data: {
      email?: string
      name?: string
      username?: string
      nickname?: string
      bio?: string
      statusText?: string
      statusType?: string
      currentPassword?: string
      newPassword?: string
    }
    customFields?: Record<string, unknown>
  },
  RestSuccess & { user: OverRest<User> }
> = {
  verb: 'POST',
  path: '/api/v1/users.updateOwnBasicInfo',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersSetPreferences: RestFact<
  'POST',
  '/api/v1/users.setPreferences',
  { userId?: string; data: Record<string, unknown> },
  RestSuccess & { user: { _id: string; settings: { preferences: Record<string, unknown> } } }
> = {
  verb: 'POST',
  path: '/api/v1/users.setPreferences',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersSetStatus: RestFact<
  'POST',
  '/api/v1/users.setStatus',
  { message?: string; status?: UserStatus },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/users.setStatus',
  login: 'required',
  evidence: 'docs',
}

export const usersGetStatus: RestFact<
  'GET',
  '/api/v1/users.getStatus',
  { userId?: string; username?: string },
  RestSuccess & { _id?: string; status: UserStatus; message?: string; connectionStatus?: string }
> = {
  verb: 'GET',
  path: '/api/v1/users.getStatus',
  login: 'required',
  evidence: 'docs',
}

export const usersGetPresence: RestFact<
  'GET',
  '/api/v1/users.getPresence',
  { userId?: string; username?: string },
  RestSuccess & { presence: UserStatus; connectionStatus?: string; lastLogin?: string }
> = {
  verb: 'GET',
  path: '/api/v1/users.getPresence',
  login: 'required',
  evidence: 'docs',
}

export const usersSetAvatar: RestFact<
  'POST',
  '/api/v1/users.setAvatar',
  { avatarUrl?: string; userId?: string; username?: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/users.setAvatar',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersResetAvatar: RestFact<
  'POST',
  '/api/v1/users.resetAvatar',
  { userId?: string; username?: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/users.resetAvatar',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersGetAvatarSuggestion: RestFact<
  'GET',
  '/api/v1/users.getAvatarSuggestion',
  undefined,
  RestSuccess & { suggestions: Record<string, { blob: string; contentType: string; service: string; url: string }> }
> = {
  verb: 'GET',
  path: '/api/v1/users.getAvatarSuggestion',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersCreateToken: RestFact<
  'POST',
  '/api/v1/users.createToken',
  { userId: string; secret?: string },
  RestSuccess & { data: { userId: string; authToken: string } }
> = {
  verb: 'POST',
  path: '/api/v1/users.createToken',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersDeleteOwnAccount: RestFact<
  'POST',
  '/api/v1/users.deleteOwnAccount',
  { password: string; confirmRelinquish?: boolean },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/users.deleteOwnAccount',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersAutocomplete: RestFact<
  'GET',
  '/api/v1/users.autocomplete',
  { selector: string },
  RestSuccess & { items: OverRest<Pick<User, '_id' | 'username' | 'name' | 'status'>>[] }
> = {
  verb: 'GET',
  path: '/api/v1/users.autocomplete',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const pwGetPolicy: RestFact<
  'GET',
  '/api/v1/pw.getPolicy',
  undefined,
  RestSuccess & { enabled: boolean; policy: [string, Record<string, unknown>?][] }
> = {
  verb: 'GET',
  path: '/api/v1/pw.getPolicy',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const rolesGetUsersInPublicRoles: RestFact<
  'GET',
  '/api/v1/roles.getUsersInPublicRoles',
  undefined,
  RestSuccess & { users: { _id: string; username: string; roles: string[] }[] }
> = {
  verb: 'GET',
  path: '/api/v1/roles.getUsersInPublicRoles',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const rolesSync: RestFact<
  'GET',
  '/api/v1/roles.sync',
  { updatedSince: string },
  RestSuccess & { roles: { update: Record<string, unknown>[]; remove: Record<string, unknown>[] } }
> = {
  verb: 'GET',
  path: '/api/v1/roles.sync',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const customUserStatusList: RestFact<
  'GET',
  '/api/v1/custom-user-status.list',
  { offset?: number; count?: number },
  RestSuccess & {
    statuses: { _id: string; name: string; statusType: string }[]
    count: number
    offset: number
    total: number
  }
> = {
  verb: 'GET',
  path: '/api/v1/custom-user-status.list',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const usersEnableTotp: RestFact<
  'POST',
  '/api/v1/users.enableTotp',
  undefined,
  RestSuccess & { secret: string; url: string }
> = {
  verb: 'POST',
  path: '/api/v1/users.enableTotp',
  login: 'required',
  since: '8.8',
  evidence: 'docs',
  answered: false,
}

export const usersDisableTotp: RestFact<'POST', '/api/v1/users.disableTotp', { code: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/users.disableTotp',
  login: 'required',
  since: '8.8',
  evidence: 'docs',
  answered: false,
}

export const usersValidateTotp: RestFact<
  'POST',
  '/api/v1/users.validateTotp',
  { token: string },
  RestSuccess & { codes: string[] }
> = {
  verb: 'POST',
  path: '/api/v1/users.validateTotp',
  login: 'required',
  since: '8.8',
  evidence: 'docs',
  answered: false,
}

export const usersRegenerateTotpCodes: RestFact<
  'POST',
  '/api/v1/users.regenerateTotpCodes',
  { token: string },
  RestSuccess & { codes: string[] }
> = {
  verb: 'POST',
  path: '/api/v1/users.regenerateTotpCodes',
  login: 'required',
  since: '8.8',
  evidence: 'docs',
  answered: false,
}

export const usersTotpCodesRemaining: RestFact<
  'GET',
  '/api/v1/users.totpCodesRemaining',
  undefined,
  RestSuccess & { remaining: number }
> = {
  verb: 'GET',
  path: '/api/v1/users.totpCodesRemaining',
  login: 'required',
  since: '8.8',
  evidence: 'docs',
  answered: false,
}

export const serviceConfigurations: RestFact<
  'GET',
  '/api/v1/service.configurations',
  undefined,
  RestSuccess & { configurations: { service: string; [field: string]: unknown }[] }
> = {
  verb: 'GET',
  path: '/api/v1/service.configurations',
  login: 'none',
  evidence: 'docs',
  answered: false,
}

export const settingsOauth: RestFact<
  'GET',
  '/api/v1/settings.oauth',
  undefined,
  RestSuccess & { services: { _id: string; name: string; [field: string]: unknown }[] }
> = {
  verb: 'GET',
  path: '/api/v1/settings.oauth',
  login: 'none',
  evidence: 'docs',
  answered: false,
}

export const permissionsListAll: RestFact<
  'GET',
  '/api/v1/permissions.listAll',
  { updatedSince?: string },
  RestSuccess & { update: OverRest<Permission>[]; remove: OverRest<Permission>[] }
> = {
  verb: 'GET',
  path: '/api/v1/permissions.listAll',
  login: 'required',
  evidence: 'docs',
  answered: false,
}
