// One client: its queue of calls and subscriptions, who is logged in, and the end.

import type { Clock, Randomness } from '../clock.ts'
import type { User } from '../domain/entities.ts'
import type { SessionHandle } from '../methods/index.ts'
import { callMethod, type MethodDoor } from './calls.ts'
import type { Dialect, Goodbye } from './dialect.ts'
import { Gate, type GateKeeper, type QueuedFrame } from './gate.ts'
import type { Publication, Subscriber } from './publications.ts'
import { FrameQueue } from './queue.ts'
import { Subscriptions } from './subscriptions.ts'
import { SharedFrame, type Wire, type WireEvents } from './wire.ts'

/** What all sessions of a server share. */
export interface SessionPorts {
  readonly clock: Clock
  readonly random: Randomness
  readonly dialect: Dialect
  readonly methods: MethodDoor
  readonly publications: ReadonlyMap<string, Publication>
  /** Started for everybody, at `connect` and again at every login and logout. */
  readonly universal: readonly Publication[]
  /** Throws when a subscription comes too often. */
  readonly admitSub: (name: string, session: Session) => void
  readonly observer: SessionObserver
  readonly report: (error: unknown) => void
}

/** Who has to know of sessions: the fan-out, which takes rights away, and presence. */
export interface SessionObserver {
  loggedIn(session: Session, user: User): void
  loggedOut(session: Session, user: User): void
  presence(session: Session, status: 'online' | 'away'): void
  closed(session: Session): void
}

/** More frames than this wait in the network, not in memory. */
const QUEUE_SOFT = 64
/** Only who sends thousands of frames in one piece gets here. */
const QUEUE_HARD = 4_096
const SUBSCRIPTIONS = { anonymous: 20, user: 1_000 }

export class Session implements WireEvents, SessionHandle, Subscriber, GateKeeper {
  // Read for every delivery, hence together.
  private readonly wire: Wire
  private ended = false
  readonly id: string
  private readonly ports: SessionPorts
  private readonly gate: Gate
  private readonly subscriptions: Subscriptions
  private readonly queue: FrameQueue<QueuedFrame>
  private currentUser: User | undefined
  private currentTokenHash: string | undefined
  private draining = false
  private paused = false
  /** The subscriptions have been judged for who is logged in now. */
  private settled: Promise<void> = Promise.resolve()
  /** That judging is put off until the answer is out. */
  private toBeJudged = false
  private farewells: (() => void)[] = []

  constructor(ports: SessionPorts, wire: Wire) {
    const { dialect } = ports
    this.ports = ports
    this.wire = wire
    this.id = dialect.sessionId(ports.clock, ports.random)
    this.queue = new FrameQueue(
      (frame, unblock) => this.answer(frame, unblock),
      () => this.ended || this.draining || wire.congested === true,
    )
    this.subscriptions = new Subscriptions({
      subscriber: this,
      dialect,
      publications: ports.publications,
      user: () => this.currentUser,
      send: (text) => this.say(text),
      report: ports.report,
    })
    this.gate = new Gate(ports, this)
  }

  get remoteAddress(): string {
    return this.wire.remoteAddress
  }

  get user(): User | undefined {
    return this.currentUser
  }

  get tokenHash(): string | undefined {
    return this.currentTokenHash
  }

  send(frame: SharedFrame): void {
    if (!this.ended) this.wire.send(frame)
  }

  // What the transport tells.

  text(text: string): void {
    if (!this.ended) this.gate.text(text)
  }

  binary(): void {
    if (!this.ended) this.gate.binary()
  }

  drained(): void {
    this.queue.resume()
    this.readOn()
  }

  closed(): void {
    if (!this.ended) this.cleanUp()
  }

  // What comes through the gate.

  get deaf(): boolean {
    return this.paused
  }

  say(text: string): void {
    this.send(new SharedFrame(text))
  }

  connected(): void {
    this.settled = this.startUniversal()
  }

  take(frame: QueuedFrame): void {
    this.queue.push(frame)
    if (this.queue.waiting > QUEUE_HARD) {
      this.end({ code: 1008, reason: `More than ${QUEUE_HARD} frames are waiting for their turn.` })
    } else if (this.queue.waiting >= QUEUE_SOFT && !this.paused) {
      this.paused = true
      this.wire.pauseReading?.()
    }
  }

  // What methods may do with the session that called them.

  loggedIn(user: User, tokenHash: string): void {
    if (this.ended) return
    const before = this.currentUser
    this.currentTokenHash = tokenHash
    this.currentUser = user
    const changed = before?.id !== user.id
    if (before && changed) this.forgetUser(before)
    this.ports.observer.loggedIn(this, user)
    if (changed) this.judgeAnew()
  }

  loggedOut(): void {
    const before = this.currentUser
    this.currentTokenHash = undefined
    this.currentUser = undefined
    if (this.ended || !before) return
    this.forgetUser(before)
    this.judgeAnew()
  }

  setPresence(status: 'online' | 'away'): void {
    if (!this.ended) this.ports.observer.presence(this, status)
  }

  onClosed(task: () => void): void {
    if (this.ended) task()
    else this.farewells.push(task)
  }

  // What the server does to a session.

  /** The user's document has changed: name, roles. */
  userChanged(user: User): void {
    const before = this.currentUser
    if (before?.id !== user.id) return
    this.currentUser = user
    // Who has lost a role may have lost the right to hear something.
    if (before.roles.some((role) => !user.roles.includes(role))) this.rerun()
  }

  /** What the user may read in a room has changed; who has `lost` the right gets nothing more, not even what waits. */
  roomChanged(roomId: string, lost: boolean): void {
    if (lost) this.wire.revoke(roomId)
    this.subscriptions.roomChanged(roomId, lost)
  }

  /** Starts nothing new, and waits for what has started. */
  async drain(): Promise<void> {
    this.draining = true
    await this.queue.idle()
  }

  /** Ends the session: what waits is written, then the transport says goodbye. */
  end({ code, reason }: Goodbye): void {
    if (this.ended) return
    this.cleanUp()
    this.wire.close(code, reason)
  }

  /** Ends a session whose login is no more: nothing that needed it is written. */
  expel(): void {
    this.wire.revoke()
    this.end(this.ports.dialect.afterLogout ?? { code: 1000, reason: 'Logged out' })
  }

  private async startUniversal(): Promise<void> {
    for (const publication of this.ports.universal) await this.subscriptions.startUniversal(publication)
  }

  private async answer(frame: QueuedFrame, unblock: () => void): Promise<void> {
    this.readOn()
    try {
      await this.settled
      if (this.ended) return
      if (frame.msg === 'method') await this.call(frame, unblock)
      else if (frame.msg === 'unsub') this.subscriptions.stop(frame.id)
      else await this.subscribe(frame)
    } catch (error) {
      // Every way to fail has its answer further down: this is a mistake of ours.
      this.ports.report(error)
    }
  }

  private async subscribe({ id, name, params = [] }: Extract<QueuedFrame, { msg: 'sub' }>): Promise<void> {
    const limit = this.currentUser ? SUBSCRIPTIONS.user : SUBSCRIPTIONS.anonymous
    await this.subscriptions.start(id, name, params, { limit, admit: () => this.ports.admitSub(name, this) })
  }

  private async call(frame: Extract<QueuedFrame, { msg: 'method' }>, unblock: () => void): Promise<void> {
    const { dialect, methods } = this.ports
    const wasLoggedIn = this.currentUser !== undefined
    const outcome = await callMethod(this.ports, frame.method, frame.params ?? [], {
      session: this,
      user: this.currentUser,
      tokenHash: this.currentTokenHash,
      remoteAddress: this.remoteAddress,
      unblock,
    })
    await this.settled
    for (const text of dialect.answer(frame.id, outcome, methods.has(frame.method))) this.say(text)
    if (this.toBeJudged) this.rerun()
    if (dialect.afterLogout && wasLoggedIn && !this.currentUser) this.end(dialect.afterLogout)
  }

  /** Subscriptions are run again for who is logged in now, before or after the answer as the dialect has it. */
  private judgeAnew(): void {
    if (this.ports.dialect.publishesAfterAnswer) this.toBeJudged = true
    else this.rerun()
  }

  private rerun(): void {
    this.toBeJudged = false
    this.settled = this.subscriptions.rerun().catch(this.ports.report)
  }

  private forgetUser(user: User): void {
    this.wire.revoke()
    this.subscriptions.silence()
    this.ports.observer.loggedOut(this, user)
  }

  private readOn(): void {
    if (!this.paused || this.queue.waiting >= QUEUE_SOFT / 2) return
    this.paused = false
    this.wire.resumeReading?.()
  }

  private cleanUp(): void {
    this.ended = true
    this.gate.stop()
    this.queue.clear()
    this.subscriptions.end()
    this.ports.observer.closed(this)
    for (const farewell of this.farewells) farewell()
    this.farewells = []
  }
}
