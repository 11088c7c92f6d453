// The ways to log in that few programs take, on the wire: each as its Rocket.Chat handler reads it. Loaded with the first.
import type { LoginOptions } from '../../protocol/index.ts'
import type { LoginKind } from '../calls/calls.ts'
import type { AccessTokenCredentials, Credentials, LdapCredentials, OAuthCredentials } from './login.ts'

type Others = Partial<OAuthCredentials & AccessTokenCredentials & LdapCredentials & { readonly loginToken: string }>

/** @param credentials Others than a token or a password; nothing but the fields of their way is sent. */
export function onTheWireToo(credentials: Credentials): [LoginKind, LoginOptions] {
  const { loginToken, oauth, ldap, username = '', ldapPass = '', ldapOptions = {}, ...others } = credentials as Others
  if (loginToken !== undefined) return ['resume', { loginToken }]
  if (oauth !== undefined) return ['service', { oauth }]
  // This password travels as it is: somebody else than the server has to know it.
  if (ldap !== undefined) return ['password', { ldap, username, ldapPass, ldapOptions }]
  const { serviceName = '', accessToken = '', expiresIn, idToken, secret, identity, refreshToken } = others
  return ['service', { serviceName, accessToken, expiresIn, idToken, secret, identity, refreshToken }]
}
