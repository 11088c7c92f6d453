// What stands before a session's queue: is a text a frame, may this client speak already, is it still there, does it
// flood us. Connect and the heartbeat are settled here; calls and subscriptions go on to the session.

import { encode, parseClientFrame, ProtocolError, type ClientFrame } from 'quindar/protocol'
import type { Clock, Timer } from '../clock.ts'
import type { Dialect, Goodbye, Verdict } from './dialect.ts'
import { FloodGate } from './flood.ts'
import { Heartbeat, type HeartbeatTimes } from './heartbeat.ts'

const CONNECT_DEADLINE_MS = 45_000
const MALFORMED_PER_MINUTE = 10
const PING_WINDOW_MS = 10_000
const PINGS_ANSWERED = 100
const PINGS_BORNE = 1_000

type Connect = Extract<ClientFrame, { msg: 'connect' }>
export type QueuedFrame = Extract<ClientFrame, { msg: 'method' | 'sub' | 'unsub' }>

/** The session behind the gate. */
export interface GateKeeper {
  readonly id: string
  /** We do not read what the client sends at present, so that its silence means nothing. */
  readonly deaf: boolean
  say(text: string): void
  end(goodbye: Goodbye): void
  /** The client has connected: `connected` is said. */
  connected(): void
  take(frame: QueuedFrame): void
}

export class Gate {
  private readonly clock: Clock
  private readonly dialect: Dialect
  private readonly keeper: GateKeeper
  private readonly malformed: FloodGate
  private readonly pings: FloodGate
  private readonly deadline: Timer
  private heartbeat: Heartbeat | undefined
  private isOpen = false

  constructor({ clock, dialect }: { clock: Clock; dialect: Dialect }, keeper: GateKeeper) {
    this.clock = clock
    this.dialect = dialect
    this.keeper = keeper
    this.malformed = new FloodGate(clock, 60_000)
    this.pings = new FloodGate(clock, PING_WINDOW_MS)
    this.deadline = clock.after(CONNECT_DEADLINE_MS, () => {
      keeper.end({ code: 1008, reason: `No connect frame within ${CONNECT_DEADLINE_MS / 1_000} seconds.` })
    })
    if (dialect.greeting !== undefined) keeper.say(dialect.greeting)
    if (dialect.heartbeatBeforeConnect) this.startHeartbeat(dialect.heartbeatBeforeConnect)
  }

  text(raw: string): void {
    this.heartbeat?.heard()
    const text = this.dialect.unwrap(raw)
    const frame = parseClientFrame(text)
    if (frame instanceof ProtocolError) this.misunderstood(frame, text)
    else if (frame.msg === 'connect') this.connect(frame)
    else if (!this.isOpen) this.offended(this.dialect.notConnected(frame))
    else if (frame.msg === 'ping') this.ping(frame.id)
    else if (frame.msg !== 'pong') this.keeper.take(frame)
  }

  binary(): void {
    this.heartbeat?.heard()
    this.offended(this.dialect.binary)
  }

  /** The session is over. */
  stop(): void {
    this.deadline.stop()
    this.heartbeat?.stop()
  }

  private connect(frame: Connect): void {
    if (this.isOpen) return this.offended(this.dialect.connectedAlready(frame))
    const version = this.dialect.negotiate(frame)
    if (version === undefined) {
      this.keeper.say(encode({ msg: 'failed', version: '1' }))
      return this.keeper.end({ code: 1000, reason: 'Normal closure' })
    }
    this.isOpen = true
    this.deadline.stop()
    this.keeper.say(encode({ msg: 'connected', session: this.keeper.id }))
    // `pre1` has no pings.
    if (!this.heartbeat && version !== 'pre1') this.startHeartbeat(this.dialect.heartbeat)
    this.keeper.connected()
  }

  private startHeartbeat(times: HeartbeatTimes): void {
    this.heartbeat = new Heartbeat(this.clock, times, {
      ask: () => this.keeper.say(encode({ msg: 'ping' })),
      gone: () => {
        if (this.keeper.deaf) this.startHeartbeat(this.dialect.heartbeat)
        else this.keeper.end(this.dialect.silent)
      },
    })
  }

  private ping(id: string | undefined): void {
    const count = this.pings.add()
    if (count <= PINGS_ANSWERED) this.keeper.say(encode({ msg: 'pong', ...(id !== undefined && { id }) }))
    else if (count > PINGS_BORNE) {
      this.keeper.end({ code: 1008, reason: `More than ${PINGS_BORNE} pings in ${PING_WINDOW_MS / 1_000} seconds.` })
    }
  }

  private misunderstood(error: ProtocolError, text: string): void {
    const { offending } = error
    if (this.isOpen && error.kind === 'limit') {
      const request = requestIn(text)
      if (request) return this.offended({ answer: this.tooLarge(request, error) })
    }
    const hasMsg = typeof (offending as { msg?: unknown } | undefined)?.msg === 'string'
    const tooEarly = !this.isOpen && hasMsg
    this.offended(tooEarly ? this.dialect.notConnected(offending) : this.dialect.malformed(error, text))
  }

  /** More than this server takes; whoever waits for an answer to it gets one, whole: clients wait for `updated` too. */
  private tooLarge({ msg, id }: Request, { detail }: ProtocolError): readonly string[] {
    const reason = `This server takes no frame with ${detail}.`
    const error = this.dialect.error({ error: 'error-frame-too-large', reason })
    return msg === 'method' ? this.dialect.answer(id, { error }, false) : [encode({ msg: 'nosub', id, error })]
  }

  private offended(verdict: Verdict | { readonly answer: readonly string[] }): void {
    if (this.malformed.add() > MALFORMED_PER_MINUTE) {
      this.keeper.end({
        code: 1002,
        reason: `More than ${MALFORMED_PER_MINUTE} frames in a minute that DDP does not know.`,
      })
    } else if (verdict !== 'ignore') {
      if ('answer' in verdict) for (const text of verdict.answer) this.keeper.say(text)
      else if ('close' in verdict) this.keeper.end(verdict.close)
      else this.keeper.say(verdict.send)
    }
  }
}

/** What can be answered although the rest of it is not taken. */
interface Request {
  readonly msg: 'method' | 'sub'
  readonly id: string
}

function requestIn(text: string): Request | undefined {
  try {
    const { msg, id } = JSON.parse(text) as Partial<Request>
    return (msg === 'method' || msg === 'sub') && typeof id === 'string' ? { msg, id } : undefined
  } catch {
    return undefined
  }
}
