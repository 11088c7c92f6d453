// Methods about one's own account: registering, passwords, other logins, profile, status, preferences.
import type { UserStatus } from '../entities.ts'
import type { MethodFact } from '../facts.ts'
import type { LoginResult, PasswordDigest } from './session.table.ts'

/** What the web client says after a logout, so that the server lets go of what belonged to it. */
export const logoutCleanUp: MethodFact<'logoutCleanUp', [user: { _id: string; [field: string]: unknown }], void> = {
  name: 'logoutCleanUp',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.logout',
  evidence: 'source',
  answered: false,
}

/** Another token for this login; the old one stays good until it is removed. A method of Meteor’s own. */
export const getNewToken: MethodFact<'getNewToken', [], LoginResult> = {
  name: 'getNewToken',
  evidence: 'source',
  answered: false,
}

/** Ends all other logins of the user. A method of Meteor’s own. */
export const removeOtherTokens: MethodFact<'removeOtherTokens', [], void> = {
  name: 'removeOtherTokens',
  rest: 'POST /api/v1/users.removeOtherTokens',
  evidence: 'source',
  answered: false,
}

/** Ends all other logins of the user, and answers a new token for this one. */
export const logoutOtherClients: MethodFact<'logoutOtherClients', [], { token: string; tokenExpires: Date }> = {
  name: 'logoutOtherClients',
  rest: 'POST /api/v1/users.logoutOtherClients',
  evidence: 'source',
  answered: false,
}

/** Makes an account, once a minute. Of somebody anonymous the answer is a token to log in with. */
export const registerUser: MethodFact<
  'registerUser',
  [
    form: {
      email: string | null
      pass?: string
      name?: string
      username?: string
      secretURL?: string
      reason?: string
      [field: string]: unknown
    },
  ],
  string | { token: string; when: Date }
> = {
  name: 'registerUser',
  errors: ['too-many-requests'],
  rest: 'POST /api/v1/users.register',
  evidence: 'source',
  answered: false,
}

/** Chooses a username; the first one joins the default channels. */
export const setUsername: MethodFact<
  'setUsername',
  [username: string, options?: { joinDefaultChannelsSilenced?: boolean }],
  string
> = {
  name: 'setUsername',
  until: '8.0',
  rest: 'POST /api/v1/users.updateOwnBasicInfo',
  evidence: 'changelog',
  answered: false,
}

/** A username that is free, made of the name. */
export const getUsernameSuggestion: MethodFact<'getUsernameSuggestion', [], string> = {
  name: 'getUsernameSuggestion',
  rest: 'GET /api/v1/users.getUsernameSuggestion',
  evidence: 'source',
  answered: false,
}

/** Is this username free? It was planned to end with 7.0 and is not in 8.3; between them nobody has looked. */
export const checkUsernameAvailability: MethodFact<'checkUsernameAvailability', [username: string], boolean> = {
  name: 'checkUsernameAvailability',
  until: '7.0',
  rest: 'GET /api/v1/users.checkUsernameAvailability',
  evidence: 'draft',
  answered: false,
}

/** Does this address let one register, where registering needs a secret one? */
export const checkRegistrationSecretURL: MethodFact<'checkRegistrationSecretURL', [hash: string], boolean> = {
  name: 'checkRegistrationSecretURL',
  evidence: 'source',
  answered: false,
}

/** Has a mail sent with which to choose another password. */
export const sendForgotPasswordEmail: MethodFact<'sendForgotPasswordEmail', [email: string], boolean> = {
  name: 'sendForgotPasswordEmail',
  rest: 'POST /api/v1/users.forgotPassword',
  evidence: 'source',
  answered: false,
}

/** Chooses another password with the token of a mail, and logs in. A method of Meteor’s own. */
export const resetPassword: MethodFact<
  'resetPassword',
  [token: string, newPassword: PasswordDigest | string],
  LoginResult
> = {
  name: 'resetPassword',
  evidence: 'source',
  answered: false,
}

/** Proves an address with the token of a mail, and logs in. */
export const verifyEmail: MethodFact<'verifyEmail', [token: string], LoginResult> = {
  name: 'verifyEmail',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.verifyEmail',
  evidence: 'source',
  answered: false,
}

/** Said after `verifyEmail`: who was anonymous becomes a user. */
export const afterVerifyEmail: MethodFact<'afterVerifyEmail', [], void> = {
  name: 'afterVerifyEmail',
  evidence: 'source',
  answered: false,
}

/** Has the mail sent again with which an address is proven. */
export const sendConfirmationEmail: MethodFact<'sendConfirmationEmail', [email: string], boolean> = {
  name: 'sendConfirmationEmail',
  until: '8.0',
  rest: 'POST /api/v1/users.sendConfirmationEmail',
  evidence: 'changelog',
  answered: false,
}

/** A login token for another user, for who may make them. */
export const createToken: MethodFact<'createToken', [userId: string], { userId: string; authToken: string }> = {
  name: 'createToken',
  until: '8.0',
  rest: 'POST /api/v1/users.createToken',
  evidence: 'changelog',
  answered: false,
}

/** What a password must be like here. */
export const getPasswordPolicy: MethodFact<
  'getPasswordPolicy',
  [],
  { enabled: boolean; policy: [string, Record<string, unknown>?][] }
> = {
  name: 'getPasswordPolicy',
  until: '7.0',
  rest: 'GET /api/v1/pw.getPolicy',
  evidence: 'changelog',
  answered: false,
}

/** What another service said of who logged in there. */
export const oAuthRetrieveCredential: MethodFact<
  'OAuth.retrieveCredential',
  [credentialToken: string, credentialSecret?: string | null],
  { serviceName: string; serviceData: Record<string, unknown>; [field: string]: unknown }
> = {
  name: 'OAuth.retrieveCredential',
  evidence: 'source',
  answered: false,
}

/** Where to go on with the logout at a SAML provider. */
export const samlLogout: MethodFact<'samlLogout', [provider: string], string | undefined> = {
  name: 'samlLogout',
  evidence: 'source',
  answered: false,
}

/** What the user wants to be seen as. */
export const userPresenceSetDefaultStatus: MethodFact<
  'UserPresence:setDefaultStatus',
  [status: UserStatus],
  boolean | undefined
> = {
  name: 'UserPresence:setDefaultStatus',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.setStatus',
  evidence: 'source',
}

/** Sets status and text at once. It is there in 8.3 and not in the newest sources. */
export const setUserStatus: MethodFact<'setUserStatus', [status: UserStatus | undefined, text?: string], void> = {
  name: 'setUserStatus',
  rest: 'POST /api/v1/users.setStatus',
  evidence: 'source',
}

/** The text beside a user’s status. */
export const getUserStatusText: MethodFact<'getUserStatusText', [userId: string], string> = {
  name: 'getUserStatusText',
  announcedUntil: '9.0',
  rest: 'GET /api/v1/users.presence',
  evidence: 'source',
}

/** Changes the user’s own preferences; they come back in `settings.preferences` of his document. */
export const saveUserPreferences: MethodFact<'saveUserPreferences', [preferences: Record<string, unknown>], boolean> = {
  name: 'saveUserPreferences',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.setPreferences',
  evidence: 'source',
  answered: false,
}

/** In which time zone the user is. */
export const userSetUtcOffset: MethodFact<'userSetUtcOffset', [offset: number], void> = {
  name: 'userSetUtcOffset',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.setPreferences',
  evidence: 'source',
  answered: false,
}

/** Changes the user’s own profile. */
export const saveUserProfile: MethodFact<
  'saveUserProfile',
  [settings: Record<string, unknown>, customFields?: Record<string, unknown>],
  boolean
> = {
  name: 'saveUserProfile',
  until: '8.0',
  rest: 'POST /api/v1/users.updateOwnBasicInfo',
  evidence: 'changelog',
  answered: false,
}

/** Changes the user’s own full name. */
export const setRealName: MethodFact<'setRealName', [name: string], string> = {
  name: 'setRealName',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.updateOwnBasicInfo',
  evidence: 'source',
  answered: false,
}

/** Changes the user’s own address. */
export const setEmail: MethodFact<'setEmail', [email: string], string> = {
  name: 'setEmail',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/users.updateOwnBasicInfo',
  evidence: 'source',
  answered: false,
}

/** Changes the user’s picture. */
export const setAvatarFromService: MethodFact<
  'setAvatarFromService',
  [image: string | Uint8Array, contentType: string, service: string, userId?: string],
  void
> = {
  name: 'setAvatarFromService',
  rest: 'POST /api/v1/users.setAvatar',
  evidence: 'source',
  answered: false,
}

/** Takes the user’s picture away; his initials stay. */
export const resetAvatar: MethodFact<'resetAvatar', [userId?: string], void> = {
  name: 'resetAvatar',
  rest: 'POST /api/v1/users.resetAvatar',
  evidence: 'source',
  answered: false,
}

/** Pictures of the user that other services have. */
export const getAvatarSuggestion: MethodFact<
  'getAvatarSuggestion',
  [],
  Record<string, { blob: string; contentType: string; service: string; url: string }>
> = {
  name: 'getAvatarSuggestion',
  until: '8.0',
  rest: 'GET /api/v1/users.getAvatarSuggestion',
  evidence: 'changelog',
  answered: false,
}

/** Who has roles that everybody may see. */
export const getUserRoles: MethodFact<'getUserRoles', [], { _id: string; username: string; roles: string[] }[]> = {
  name: 'getUserRoles',
  until: '8.0',
  rest: 'GET /api/v1/roles.getUsersInPublicRoles',
  evidence: 'changelog',
  answered: false,
}

/** Deletes the user’s own account, where the server lets him. */
export const deleteUserOwnAccount: MethodFact<'deleteUserOwnAccount', [password: string, confirm?: boolean], boolean> =
  {
    name: 'deleteUserOwnAccount',
    announcedUntil: '9.0',
    rest: 'POST /api/v1/users.deleteOwnAccount',
    evidence: 'source',
    answered: false,
  }

/** Asks for a copy of everything that the server has of the user. */
export const requestDataDownload: MethodFact<
  'requestDataDownload',
  [options: { fullExport?: boolean }],
  { requested: boolean; exportOperation: Record<string, unknown>; [field: string]: unknown }
> = {
  name: 'requestDataDownload',
  evidence: 'source',
  answered: false,
}

/** Nobody may write any more in the direct room of the two; its other member finds `blocker` in his subscription. */
export const blockUser: MethodFact<'blockUser', [target: { rid: string; blocked: string }], boolean> = {
  name: 'blockUser',
  rest: 'POST /api/v1/im.blockUser',
  evidence: 'source',
  answered: false,
}

/** Takes `blockUser` back. */
export const unblockUser: MethodFact<'unblockUser', [target: { rid: string; blocked: string }], boolean> = {
  name: 'unblockUser',
  evidence: 'source',
  answered: false,
}

/** Messages of this user are folded away in the room, for the caller alone: `ignored` of his subscription. */
export const ignoreUser: MethodFact<
  'ignoreUser',
  [target: { rid: string; userId: string; ignore?: boolean }],
  boolean
> = {
  name: 'ignoreUser',
  announcedUntil: '9.0',
  rest: 'GET /api/v1/chat.ignoreUser',
  evidence: 'source',
  answered: false,
}

/** The statuses that this server has made for itself. */
export const listCustomUserStatus: MethodFact<
  'listCustomUserStatus',
  [],
  { _id: string; name: string; statusType: string }[]
> = {
  name: 'listCustomUserStatus',
  announcedUntil: '9.0',
  rest: 'GET /api/v1/custom-user-status.list',
  evidence: 'source',
  answered: false,
}
