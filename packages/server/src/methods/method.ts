// How a method is registered: name, schema, who may call it, what it costs, since when servers have it. Whatever is not
// said here does not compile; whoever is not named may not call.

import type { Lifetime, Release } from 'quindar/protocol'
import type { GenericSchema, InferOutput } from 'valibot'
import type { Permission } from '../domain/permissions.ts'
import type { User } from '../domain/entities.ts'
import type { Domain } from '../domain/domain.ts'
import type { Visitor } from '../domain/livechat/entities.ts'
import type { RateClass } from '../domain/limiter.ts'
import { Refusal } from '../domain/refusal.ts'

/**
 * `anyone` without login, `user` logged in, or a user with this permission; `visitor` finds a livechat visitor's token
 * in what was asked. Rights in a room are the domain's.
 */
export type Who<Input = never> =
  'anyone' | 'user' | { readonly permission: Permission } | { readonly visitor: (input: Input) => unknown }

/** A visitor, with the token that he came with. */
export interface KnownVisitor {
  readonly visitor: Visitor
  readonly token: string
}

/** The session behind a call, where there is one: REST has none. */
export interface SessionHandle {
  readonly id: string
  /** The login that succeeded becomes the session's; subscriptions are judged again. */
  loggedIn(user: User, tokenHash: string, how: 'password' | 'resume'): void
  /** After it nothing that needed the login is sent. */
  loggedOut(): void
  setPresence(status: 'online' | 'away'): void
  /** Runs once when the session is over; at once when it is. */
  onClosed(task: () => void): void
}

/** From the first release that has something to the first that does not. */
export interface Versions extends Lifetime {
  readonly since: Release
}

export interface CallContext {
  readonly domain: Domain
  /** Who calls; for `who: 'user'` the registry has made sure that it is there. */
  readonly user: User | undefined
  /** Whose token was found where `who: { visitor }` looks; there it is there. */
  readonly visitor?: KnownVisitor
  /** The hash of the token that this caller logged in with. */
  readonly tokenHash: string | undefined
  readonly session: SessionHandle | undefined
  readonly remoteAddress: string
  /** The session's next frame does not wait for this call any more. Absent where nothing waits. */
  readonly unblock?: () => void
}

export interface Method<
  Schema extends GenericSchema<unknown, readonly unknown[]> = GenericSchema<unknown, readonly unknown[]>,
> {
  readonly name: string
  /** The tuple of parameters. What does not fit is `400 Match failed`, and nothing was read. */
  readonly params: Schema
  readonly who: Who<InferOutput<Schema>>
  readonly rate: RateClass
  /** Which releases have it; the facts are `quindar/protocol`'s. */
  readonly versions: Versions
  /** Wants a second factor: as one more parameter, `{twoFactorCode, twoFactorMethod}`. */
  readonly secondFactor?: true
  readonly run: (call: CallContext, ...params: InferOutput<Schema>) => unknown
}

/** Registers nothing yet: checks types and gives the method back, so that each file can export its methods. */
export function defineMethod<Schema extends GenericSchema<unknown, readonly unknown[]>>(
  method: Method<Schema>,
): Method {
  return method as unknown as Method
}

/** The caller, where `who` has made sure that there is one. */
export function requireUser({ user }: Pick<CallContext, 'user'>): User {
  if (!user) throw new Refusal('error-invalid-user', 'Invalid user')
  return user
}

/** The visitor, where `who` has made sure that there is one. */
export function requireVisitor({ visitor }: Pick<CallContext, 'visitor'>): KnownVisitor {
  if (!visitor) throw new Refusal('invalid-token', 'Invalid token')
  return visitor
}

/** The visitor whose token this is. @throws Refusal `invalid-token` */
export async function knownVisitor(domain: Domain, token: unknown): Promise<KnownVisitor> {
  const visitor = await domain.livechat.visitors.byToken(token)
  if (!visitor || typeof token !== 'string') throw new Refusal('invalid-token', 'Invalid token')
  return { visitor, token }
}
