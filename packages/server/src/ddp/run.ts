// One run of a subscription: from its beginning, or from a change of user, until it ends.
//
// A run that has ended changes nothing any more, whatever it still does: every effect of a run asks whether the run is
// live. So a slow rule that was asked for one user cannot let another one in.

import type { User } from '../domain/entities.ts'
import type { Documents, Fields } from './documents.ts'
import type { Feed, Subscriber } from './publications.ts'
import { SharedFrame } from './wire.ts'

/** See {@link Feed}. The run before it ends when this one is ready, in the same step, so that no event falls between. */
export class Run implements Feed {
  readonly subscriber: Subscriber
  readonly user: User | undefined
  private readonly documents: Documents
  private readonly events: { ready: () => void; stopped: () => void }
  private before: Run | undefined
  private hooks: (() => void)[] = []
  roomId: string | undefined
  outdated = false
  isReady = false
  private isLive = true

  constructor(
    subscriber: Subscriber,
    user: User | undefined,
    documents: Documents,
    before: Run | undefined,
    events: { ready: () => void; stopped: () => void },
  ) {
    this.subscriber = subscriber
    this.user = user
    this.documents = documents
    this.before = before
    this.events = events
  }

  get live(): boolean {
    return this.isLive
  }

  raw(text: string): void {
    if (this.isLive) this.subscriber.send(new SharedFrame(text))
  }

  added(collection: string, id: string, fields: Fields = {}): void {
    if (this.isLive) this.documents.set(this, collection, id, fields)
  }

  changed(collection: string, id: string, fields: Fields): void {
    const known = this.documents.get(this, collection, id)
    if (this.isLive && known) this.documents.set(this, collection, id, { ...known, ...fields })
  }

  removed(collection: string, id: string): void {
    if (this.isLive) this.documents.remove(this, collection, id)
  }

  ready(): void {
    if (!this.isLive || this.isReady) return
    this.isReady = true
    this.before?.end()
    this.before = undefined
    this.events.ready()
  }

  stop(): void {
    if (this.isLive) this.events.stopped()
  }

  onStop(hook: () => void): void {
    if (this.isLive) this.hooks.push(hook)
    else hook()
  }

  end(): void {
    if (!this.isLive) return
    this.isLive = false
    this.before?.end()
    this.before = undefined
    this.documents.removeAll(this)
    for (const hook of this.hooks) hook()
    this.hooks = []
  }
}
