// The ways to log in, as an application names them, and what becomes of the usual ones on the wire. A password leaves this
// machine only as its SHA-256.
import type { LoginOptions } from '../../protocol/index.ts'
import type { LoginKind } from '../calls/calls.ts'
import type { Ports } from '../ports.ts'

/** With the password of an account of the server. */
export interface PasswordCredentials {
  /** A username, or an e-mail address. */
  readonly user: string
  readonly password: string
}

/** With what an OAuth login in the browser has ended with: the two secrets that the server's page hands to its opener. */
export interface OAuthCredentials {
  readonly oauth: { readonly credentialToken: string; readonly credentialSecret: string | null }
}

/** With a token of another service, which the server asks that service about. */
export interface AccessTokenCredentials {
  /** As the server calls it: `google`, `keycloak` … */
  readonly serviceName: string
  readonly accessToken: string
  /** Seconds until it ends. */
  readonly expiresIn?: number | undefined
  readonly idToken?: string | undefined
  readonly secret?: string | undefined
  readonly identity?: unknown
  readonly refreshToken?: string | undefined
}

/** With an account of the LDAP directory that the server stands on. The password goes to the server as it is: use TLS. */
export interface LdapCredentials {
  readonly ldap: true
  readonly username: string
  readonly ldapPass: string
  /** @default {} */
  readonly ldapOptions?: Readonly<Record<string, unknown>> | undefined
}

/** How to log in. */
export type Credentials =
  | PasswordCredentials
  /** From an earlier login, or a personal access token. */
  | { readonly token: string }
  /** The same. */
  | { readonly resume: string }
  /** One that logs in once, which the server has made for somebody who has shown elsewhere who he is. */
  | { readonly loginToken: string }
  | OAuthCredentials
  | AccessTokenCredentials
  | LdapCredentials

/** Fields of all ways, any of which may be missing: a token that was read from an empty storage is none. */
type Given = { readonly [Field in Fields<Credentials>]?: unknown }
type Fields<Union> = Union extends unknown ? keyof Union : never

/** The way that there is enough of in these options, if there is one. */
export function credentialsOf(options: Given): Credentials | undefined {
  const { token, resume, user, password, loginToken, oauth, accessToken, ldap } = options
  const way = token ?? resume ?? (user === undefined ? user : password) ?? loginToken ?? oauth ?? accessToken ?? ldap
  return way === undefined ? undefined : (options as Credentials)
}

/** The name that logs in, where these have one. */
export function nameIn(credentials: Credentials | undefined): string | undefined {
  const { user, username } = (credentials ?? {}) as Partial<PasswordCredentials & LdapCredentials>
  return user ?? username
}

/** Nothing for the ways that few take: `onTheWireToo` of login-others.ts has them. */
export async function onTheWire(
  credentials: Credentials,
  { sha256 }: Ports,
): Promise<[LoginKind, LoginOptions] | undefined> {
  const { token, resume = token, user, password } = credentials as { [Field in Fields<Credentials>]?: string }
  if (resume !== undefined) return ['resume', { resume }]
  if (user === undefined || password === undefined) return undefined
  const by = user.includes('@') ? { email: user } : { username: user }
  const digest = sha256
    ? hex(await sha256(new TextEncoder().encode(password)))
    : (await import('./own-digest.ts')).sha256(password)
  return ['password', { user: by, password: { digest, algorithm: 'sha-256' } }]
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
