// The subscriptions of one session: started, stopped, and run again when somebody else is logged in.

import { encode } from 'quindar/protocol'
import type { User } from '../domain/entities.ts'
import type { Dialect } from './dialect.ts'
import { Documents } from './documents.ts'
import { DdpError, errorParts, subscriptionNotFound, type ErrorParts } from './errors.ts'
import type { Publication, Subscriber } from './publications.ts'
import { Run } from './run.ts'

/** What a session gives its subscriptions. */
export interface SubscriptionPorts {
  readonly subscriber: Subscriber
  readonly dialect: Dialect
  readonly publications: ReadonlyMap<string, Publication>
  readonly user: () => User | undefined
  readonly send: (text: string) => void
  readonly report: (error: unknown) => void
}

/** One subscription; `id` is absent for those that the server starts by itself. */
interface Subscription {
  readonly id: string | undefined
  readonly publication: Publication
  readonly params: readonly unknown[]
  run: Run | undefined
}

export class Subscriptions {
  private readonly ports: SubscriptionPorts
  private readonly documents: Documents
  private readonly named = new Map<string, Subscription>()
  private readonly universal: Subscription[] = []
  /** While subscriptions are run again, `ready` and `nosub` wait for the documents. */
  private later: { ready: string[]; texts: string[] } | undefined

  constructor(ports: SubscriptionPorts) {
    this.ports = ports
    this.documents = new Documents(ports.send)
  }

  get count(): number {
    return this.named.size
  }

  /** Answers a `sub`. An id that is live is ignored, as both servers do. `admit` throws when it comes too often. */
  async start(
    id: string,
    name: string,
    params: readonly unknown[],
    { limit, admit }: { limit: number; admit: () => void },
  ): Promise<void> {
    if (this.named.has(id)) return
    const publication = this.ports.publications.get(name)
    if (!publication) return this.refuse(id, subscriptionNotFound(name))
    if (this.named.size >= limit) {
      const advice = this.ports.user() ? 'Unsubscribe from some first.' : 'Log in, or unsubscribe from some first.'
      return this.refuse(id, {
        error: 'error-too-many-subscriptions',
        reason: `This connection has ${limit} subscriptions, which is the limit. ${advice}`,
      })
    }
    try {
      admit()
    } catch (error) {
      return this.refuse(id, this.partsOf(error))
    }
    const subscription: Subscription = { id, publication, params, run: undefined }
    this.named.set(id, subscription)
    await this.begin(subscription)
  }

  /** Starts a publication that nobody asked for. */
  async startUniversal(publication: Publication): Promise<void> {
    const subscription: Subscription = { id: undefined, publication, params: [], run: undefined }
    this.universal.push(subscription)
    await this.begin(subscription)
  }

  /** Answers an `unsub`. */
  stop(id: string): void {
    const subscription = this.named.get(id)
    if (!subscription) {
      if (this.ports.dialect.answersUnknownUnsub) this.ports.send(encode({ msg: 'nosub', id }))
      return
    }
    this.forget(subscription)
    this.tell(encode({ msg: 'nosub', id }))
  }

  /**
   * The right to read a room has changed. Who has lost it loses his subscriptions without a word, as in Rocket.Chat;
   * what is still being judged gets its answer from a rule that is asked again.
   */
  roomChanged(roomId: string, lost: boolean): void {
    for (const subscription of this.named.values()) {
      const { run } = subscription
      if (run?.roomId !== roomId) continue
      if (!run.isReady) run.outdated = true
      else if (lost) this.forget(subscription)
    }
  }

  /** What was allowed is over: nothing more comes of it. The client learns of it when {@link rerun} has judged anew. */
  silence(): void {
    this.documents.hold()
    for (const { run } of [...this.universal, ...this.named.values()]) run?.end()
  }

  /**
   * Judges everything anew for who is logged in now, and sends what is different. What was not silenced before goes on
   * until its new answer is there: nobody misses an event by logging in.
   */
  async rerun(): Promise<void> {
    const all = [...this.universal, ...this.named.values()]
    const before = all.map((subscription) => subscription.run)
    this.documents.hold()
    const later = (this.later ??= { ready: [], texts: [] })
    await Promise.all(all.map((subscription) => this.begin(subscription)))
    for (const run of before) run?.end()
    this.documents.release()
    this.later = undefined
    const { ready, texts } = later
    if (ready.length > 0 && this.ports.dialect.repeatsReady) this.ports.send(encode({ msg: 'ready', subs: ready }))
    for (const text of texts) this.ports.send(text)
  }

  /** The session is over: nothing is sent. */
  end(): void {
    this.documents.hold()
    for (const subscription of [...this.universal, ...this.named.values()]) subscription.run?.end()
    this.universal.length = 0
    this.named.clear()
  }

  private async begin(subscription: Subscription): Promise<void> {
    const user = this.ports.user()
    const { id, publication } = subscription
    const run = new Run(this.ports.subscriber, user, this.documents, subscription.run, {
      ready: () => id !== undefined && this.tellReady(id),
      stopped: () => {
        this.forget(subscription)
        if (id !== undefined) this.tell(encode({ msg: 'nosub', id }))
      },
    })
    subscription.run = run
    try {
      if (publication.who === 'user' && !user) throw new DdpError('not-allowed')
      await publication.start(run, subscription.params)
    } catch (error) {
      // Judged anew meanwhile: that run's answer counts.
      if (subscription.run !== run) return run.end()
      if (!run.live) return
      this.forget(subscription)
      const parts = this.partsOf(error)
      if (id !== undefined) this.refuse(id, parts)
    }
  }

  private forget(subscription: Subscription): void {
    subscription.run?.end()
    // What the server starts by itself is tried again for the next user.
    if (subscription.id !== undefined) this.named.delete(subscription.id)
  }

  private partsOf(error: unknown): ErrorParts {
    return errorParts(error, this.ports.dialect.loginWords, this.ports.report)
  }

  private refuse(id: string, parts: ErrorParts): void {
    const { dialect } = this.ports
    if (dialect.deniesInSilence && parts.error === 'not-allowed') this.tell(encode({ msg: 'nosub', id }))
    else this.tell(encode({ msg: 'nosub', id, error: dialect.error(parts) }))
  }

  private tell(text: string): void {
    if (this.later) this.later.texts.push(text)
    else this.ports.send(text)
  }

  private tellReady(id: string): void {
    if (this.later) this.later.ready.push(id)
    else this.ports.send(encode({ msg: 'ready', subs: [id] }))
  }
}
