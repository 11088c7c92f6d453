// The sessions that there are, and by user: the fan-out asks who loses what, presence hears who comes and goes.

import type { User } from '../domain/entities.ts'
import type { Presence } from '../domain/presence.ts'
import type { Goodbye } from './dialect.ts'
import type { Session, SessionObserver } from './session.ts'

/** A login takes milliseconds; nobody revokes a thousand tokens meanwhile. */
const REVOKED_KEPT = 1_000

export class Sessions implements SessionObserver {
  private readonly presenceOf: Presence
  private readonly all = new Set<Session>()
  private readonly byUser = new Map<string, Set<Session>>()
  /** Tokens that were revoked lately, oldest first: a login may have been under way with one of them. */
  private readonly revoked = new Set<string>()

  constructor(presence: Presence) {
    this.presenceOf = presence
  }

  get count(): number {
    return this.all.size
  }

  add(session: Session): void {
    this.all.add(session)
  }

  of(userId: string): Iterable<Session> {
    return this.byUser.get(userId) ?? []
  }

  loggedIn(session: Session, user: User): void {
    const sessions = this.byUser.get(user.id)
    if (sessions) sessions.add(session)
    else this.byUser.set(user.id, new Set([session]))
    this.presenceOf.connect(session.id, user)
    if (session.tokenHash !== undefined && this.revoked.has(session.tokenHash)) session.expel()
  }

  /** Ends the sessions that live by a token, or by any token of the user. */
  revoke(userId: string, tokenHash: string | undefined): void {
    if (tokenHash !== undefined) this.remember(tokenHash)
    for (const session of this.of(userId)) {
      if (tokenHash === undefined || session.tokenHash === tokenHash) session.expel()
    }
  }

  loggedOut(session: Session, user: User): void {
    const sessions = this.byUser.get(user.id)
    sessions?.delete(session)
    if (sessions?.size === 0) this.byUser.delete(user.id)
    this.presenceOf.disconnect(session.id)
  }

  presence(session: Session, status: 'online' | 'away'): void {
    this.presenceOf.set(session.id, status)
  }

  closed(session: Session): void {
    this.all.delete(session)
    if (session.user) this.loggedOut(session, session.user)
  }

  /** Lets what has started come to its end, `patience` at most; then everybody is told goodbye. */
  async close(goodbye: Goodbye, patience: Promise<void>): Promise<void> {
    const drained = Promise.all([...this.all].map((session) => session.drain()))
    await Promise.race([drained, patience])
    for (const session of this.all) session.end(goodbye)
  }

  private remember(tokenHash: string): void {
    this.revoked.add(tokenHash)
    if (this.revoked.size <= REVOKED_KEPT) return
    for (const oldest of this.revoked) {
      this.revoked.delete(oldest)
      break
    }
  }
}
