// One client: connect, heartbeat, its queue of calls and subscriptions, who is logged in, and the end.

import { encode, parseClientFrame, ProtocolError, type ClientFrame } from 'quindar/protocol'
import type { Clock, Randomness, Timer } from '../clock.ts'
import type { User } from '../domain/entities.ts'
import type { SessionHandle } from '../methods/method.ts'
import { callMethod, type MethodDoor } from './calls.ts'
import type { Dialect, Goodbye, Verdict } from './dialect.ts'
import { FloodGate } from './flood.ts'
import { Heartbeat } from './heartbeat.ts'
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
  /** Throws a DdpError when a subscription comes too often. */
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

const CONNECT_DEADLINE_MS = 45_000
/** More frames than this wait in the network, not in memory. */
const QUEUE_SOFT = 64
/** Only who sends thousands of frames in one piece gets here. */
const QUEUE_HARD = 4_096
const MALFORMED_PER_MINUTE = 10
const PING_WINDOW_MS = 10_000
const PINGS_ANSWERED = 100
const PINGS_BORNE = 1_000
const SUBSCRIPTIONS = { anonymous: 20, user: 1_000 }

type Queued = Extract<ClientFrame, { msg: 'method' | 'sub' | 'unsub' }>

export class Session implements WireEvents, SessionHandle, Subscriber {
  readonly id: string
  readonly wire: Wire
  user: User | undefined
  tokenHash: string | undefined
  private readonly ports: SessionPorts
  private readonly subscriptions: Subscriptions
  private readonly queue: FrameQueue<Queued>
  private readonly malformed: FloodGate
  private readonly pings: FloodGate
  private heartbeat: Heartbeat | undefined
  private deadline: Timer | undefined
  private connected = false
  private ended = false
  private draining = false
  private paused = false
  /** The subscriptions are being judged for who is logged in now. */
  private settled: Promise<void> = Promise.resolve()
  /** That judging is put off until the answer is out. */
  private toBeJudged = false

  constructor(ports: SessionPorts, wire: Wire) {
    const { clock, dialect } = ports
    this.ports = ports
    this.wire = wire
    this.id = dialect.sessionId(clock, ports.random)
    this.malformed = new FloodGate(clock, 60_000)
    this.pings = new FloodGate(clock, PING_WINDOW_MS)
    this.queue = new FrameQueue(
      (frame, unblock) => this.answer(frame, unblock),
      () => this.ended || this.draining || wire.congested === true,
    )
    this.subscriptions = new Subscriptions({
      subscriber: this,
      dialect,
      publications: ports.publications,
      user: () => this.user,
      send: (text) => this.say(text),
      report: ports.report,
    })
    if (dialect.greeting !== undefined) this.say(dialect.greeting)
    if (dialect.heartbeatBeforeConnect) this.startHeartbeat(dialect.heartbeatBeforeConnect)
    this.deadline = clock.after(CONNECT_DEADLINE_MS, () => {
      this.end({ code: 1008, reason: `No connect frame within ${CONNECT_DEADLINE_MS / 1_000} seconds.` })
    })
  }

  get remoteAddress(): string {
    return this.wire.remoteAddress
  }

  send(frame: SharedFrame): void {
    if (!this.ended) this.wire.send(frame)
  }

  // What the transport tells.

  text(raw: string): void {
    if (this.ended) return
    this.heartbeat?.heard()
    const text = this.ports.dialect.unwrap(raw)
    const frame = parseClientFrame(text)
    if (frame instanceof ProtocolError) this.misunderstood(frame, text)
    else if (frame.msg === 'connect') this.connect(frame)
    else if (!this.connected) this.offended(this.ports.dialect.notConnected(frame))
    else this.take(frame)
  }

  binary(): void {
    if (this.ended) return
    this.heartbeat?.heard()
    this.offended(this.ports.dialect.binary)
  }

  drained(): void {
    this.queue.resume()
    this.readOn()
  }

  closed(): void {
    if (!this.ended) this.cleanUp()
  }

  // What methods may do with the session that called them.

  loggedIn(user: User, tokenHash: string): void {
    if (this.ended) return
    const before = this.user
    this.tokenHash = tokenHash
    this.user = user
    if (before?.id === user.id) return
    if (before) this.forgetUser(before)
    this.ports.observer.loggedIn(this, user)
    this.judgeAnew()
  }

  loggedOut(): void {
    const before = this.user
    this.tokenHash = undefined
    this.user = undefined
    if (this.ended || !before) return
    this.forgetUser(before)
    this.judgeAnew()
  }

  setPresence(status: 'online' | 'away'): void {
    if (!this.ended) this.ports.observer.presence(this, status)
  }

  // What the server does to a session.

  /** The user's document has changed: name, roles. */
  userChanged(user: User): void {
    if (this.user?.id === user.id) this.user = user
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

  private say(text: string): void {
    this.send(new SharedFrame(text))
  }

  private connect(frame: Extract<ClientFrame, { msg: 'connect' }>): void {
    const { dialect } = this.ports
    if (this.connected) return this.offended(dialect.connectedAlready(frame))
    const version = dialect.negotiate(frame)
    if (version === undefined) {
      this.say(encode({ msg: 'failed', version: '1' }))
      return this.end({ code: 1000, reason: 'Normal closure' })
    }
    this.connected = true
    this.deadline?.stop()
    this.deadline = undefined
    this.say(encode({ msg: 'connected', session: this.id }))
    // `pre1` has no pings.
    if (!this.heartbeat && version !== 'pre1') this.startHeartbeat(dialect.heartbeat)
    this.settled = this.startUniversal()
  }

  private async startUniversal(): Promise<void> {
    for (const publication of this.ports.universal) await this.subscriptions.startUniversal(publication)
  }

  private startHeartbeat(times: Dialect['heartbeat']): void {
    this.heartbeat = new Heartbeat(this.ports.clock, times, {
      ask: () => this.say(encode({ msg: 'ping' })),
      gone: () => {
        // Who is not read cannot be heard.
        if (this.paused) this.startHeartbeat(this.ports.dialect.heartbeat)
        else this.end(this.ports.dialect.silent)
      },
    })
  }

  private take(frame: Exclude<ClientFrame, { msg: 'connect' }>): void {
    switch (frame.msg) {
      case 'ping':
        return this.ping(frame.id)
      case 'pong':
        return
      case 'method':
      case 'sub':
      case 'unsub':
        this.queue.push(frame)
        if (this.queue.waiting > QUEUE_HARD) {
          this.end({ code: 1008, reason: `More than ${QUEUE_HARD} frames are waiting for their turn.` })
        } else if (this.queue.waiting >= QUEUE_SOFT && !this.paused) {
          this.paused = true
          this.wire.pauseReading?.()
        }
    }
  }

  private ping(id: string | undefined): void {
    const count = this.pings.add()
    if (count <= PINGS_ANSWERED) this.say(encode({ msg: 'pong', ...(id !== undefined && { id }) }))
    else if (count > PINGS_BORNE) this.end({ code: 1008, reason: `More than ${PINGS_BORNE} pings in 10 seconds.` })
  }

  private misunderstood(error: ProtocolError, text: string): void {
    const { dialect } = this.ports
    const { offending } = error
    const hasMsg = typeof (offending as { msg?: unknown } | undefined)?.msg === 'string'
    this.offended(!this.connected && hasMsg ? dialect.notConnected(offending) : dialect.malformed(error, text))
  }

  private offended(verdict: Verdict): void {
    if (this.malformed.add() > MALFORMED_PER_MINUTE) {
      this.end({ code: 1002, reason: `More than ${MALFORMED_PER_MINUTE} frames in a minute that DDP does not know.` })
    } else if (verdict === 'ignore') {
      return
    } else if ('close' in verdict) {
      this.end(verdict.close)
    } else {
      this.say(verdict.send)
    }
  }

  private async answer(frame: Queued, unblock: () => void): Promise<void> {
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

  private async subscribe({ id, name, params = [] }: Extract<Queued, { msg: 'sub' }>): Promise<void> {
    const limit = this.user ? SUBSCRIPTIONS.user : SUBSCRIPTIONS.anonymous
    await this.subscriptions.start(id, name, params, { limit, admit: () => this.ports.admitSub(name, this) })
  }

  private async call(frame: Extract<Queued, { msg: 'method' }>, unblock: () => void): Promise<void> {
    const { dialect, methods } = this.ports
    const wasLoggedIn = this.user !== undefined
    const outcome = await callMethod(this.ports, frame.method, frame.params ?? [], {
      session: this,
      user: this.user,
      tokenHash: this.tokenHash,
      remoteAddress: this.remoteAddress,
      unblock,
    })
    await this.settled
    for (const text of dialect.answer(frame.id, outcome, methods.has(frame.method))) this.say(text)
    if (this.toBeJudged) this.rerun()
    if (dialect.afterLogout && wasLoggedIn && !this.user) this.end(dialect.afterLogout)
  }

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
    this.deadline?.stop()
    this.heartbeat?.stop()
    this.queue.clear()
    this.subscriptions.end()
    this.ports.observer.closed(this)
  }
}
