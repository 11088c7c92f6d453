// One frame in an editor, and what became of it: it follows its template until somebody types into it, it is sent, and
// what the server says about it is gathered beneath.
import { batch, computed, signal, type ReadonlySignal } from '@preact/signals-core'
import type { ClientFrame, ServerFrame } from 'quindar/protocol'
import { checkFrame, type FrameCheck } from './check.ts'
import { compact, findProblem } from './json-text.ts'
import type { Entry } from './log.ts'
import type { ConsolePorts } from './ports.ts'
import { fillMasks, maskSecrets } from './secrets.ts'
import type { Wire } from './wire.ts'

/** How it ended. */
export type Outcome =
  | { readonly kind: 'answered'; readonly frame: ServerFrame; readonly entry: Entry }
  /** What came was no frame: whoever answers there does not speak DDP. */
  | { readonly kind: 'stranger'; readonly entry: Entry }
  | { readonly kind: 'refused'; readonly frame: ServerFrame; readonly entry: Entry }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
  | { readonly kind: 'silent' }
  /** Sent; nobody answers such a frame. */
  | { readonly kind: 'sent' }
  | { readonly kind: 'not-open' }

export type RequestStatus = 'idle' | 'waiting' | 'good' | 'bad'

export interface Request {
  readonly name: string
  /** As it stands in the editor. */
  readonly text: ReadonlySignal<string>
  /** The template with its secrets: what hidden ones in the editor stand for. */
  readonly whole: ReadonlySignal<string>
  readonly edited: ReadonlySignal<boolean>
  readonly check: ReadonlySignal<FrameCheck>
  readonly status: ReadonlySignal<RequestStatus>
  readonly outcome: ReadonlySignal<Outcome | undefined>
  /** What came back that has to do with it, oldest first, the last few. */
  readonly answers: ReadonlySignal<readonly Entry[]>
  readonly edit: (text: string) => void
  /** Back to the template. */
  readonly reset: () => void
  /** Sends it and waits for its answer. Resolves with whether that was a good one. */
  readonly run: () => Promise<boolean>
  /** Forgets what became of it: another connection has begun. */
  readonly forget: () => void
}

export interface RequestSurroundings {
  readonly ports: ConsolePorts
  readonly wire: Wire
  /** Whether secrets are shown. Hidden ones are filled in when the frame is sent. */
  readonly revealed: ReadonlySignal<boolean>
  /** Ids that calls and living subscriptions of this connection have. */
  readonly usedIds: ReadonlySignal<ReadonlySet<string>>
  /** How secrets are hidden in the editor, and found again. @default by the names of their fields */
  readonly masks?: Masks | undefined
  /** A frame has been sent. */
  readonly onSent: (name: string, text: string, frame: ClientFrame | undefined) => void
}

export interface Masks {
  readonly hide: (text: string) => string
  /** The way back; `original` is the template with its secrets. */
  readonly fill: (text: string, original: string) => string
}

const BY_FIELD: Masks = { hide: maskSecrets, fill: fillMasks }

/** Milliseconds until silence is said to be one. */
export const ANSWER_TIMEOUT_MS = 10_000
const ANSWERS_SHOWN = 4
const NO_IDS: ReadonlySet<string> = new Set()

/** @param template The frame that the fields around it make; `round` counts its uses, so that ids are new each time. */
export function createRequest(
  name: string,
  template: (round: number) => string,
  { ports, wire, usedIds, revealed, masks = BY_FIELD, onSent }: RequestSurroundings,
): Request {
  const round = signal(1)
  const typed = signal<string | undefined>(undefined)
  const whole = computed(() => template(round.value))
  const text = computed(() => typed.value ?? (revealed.value ? whole.value : masks.hide(whole.value)))
  // A template is sent under a new id each time; what somebody typed is sent as it is.
  const check = computed(() => checkFrame(text.value, typed.value === undefined ? NO_IDS : usedIds.value))
  const status = signal<RequestStatus>('idle')
  const outcome = signal<Outcome | undefined>(undefined)
  const answers = signal<readonly Entry[]>([])
  let sent: ClientFrame | undefined
  /** Who waits for the answer, while somebody does. */
  const waiting: { settle?: ((outcome: Outcome) => void) | undefined } = {}

  wire.listen((frame, entry) => {
    if (frame === undefined) return settle({ kind: 'stranger', entry })
    // Which frame was wrong an error does not always say; the one that waits is the likely one.
    const isComplaint = frame.msg === 'error' && waiting.settle !== undefined
    if (!isComplaint && (sent === undefined || !concerns(frame, sent))) return
    answers.value = withNewest(answers.peek(), entry)
    if (isComplaint) settle({ kind: 'refused', frame, entry })
    else if (sent !== undefined && isAnswer(frame, sent)) {
      settle({ kind: isRefusal(frame) ? 'refused' : 'answered', frame, entry })
    }
  })
  wire.onEnd(() => {
    const state = wire.state.peek()
    waiting.settle?.(
      state.kind === 'ended' ? { kind: 'closed', code: state.code, reason: state.reason } : { kind: 'not-open' },
    )
    sent = undefined
  })

  const settle = (result: Outcome): void => waiting.settle?.(result)

  function end(result: Outcome): boolean {
    const good = result.kind === 'answered' || result.kind === 'sent'
    batch(() => {
      outcome.value = result
      status.value = good ? 'good' : 'bad'
    })
    return good
  }

  return {
    name,
    text,
    whole,
    edited: computed(() => typed.value !== undefined),
    check,
    status,
    outcome,
    answers,
    edit: (next) => {
      typed.value = next
    },
    reset: () => {
      typed.value = undefined
    },
    forget: () => {
      batch(() => {
        sent = undefined
        status.value = 'idle'
        outcome.value = undefined
        answers.value = []
      })
    },
    run: async () => {
      if (waiting.settle !== undefined) return false
      if (wire.state.peek().kind !== 'open') return end({ kind: 'not-open' })
      if (typed.peek() === undefined && isUsed(checkFrame(text.peek(), usedIds.peek()))) round.value += 1
      const checked = check.peek()
      const frame = checked.kind === 'good' ? checked.frame : undefined
      const filled = masks.fill(text.peek(), whole.peek())
      const line = findProblem(filled) === undefined ? compact(filled) : filled
      const answered = new Promise<Outcome>((resolve) => {
        waiting.settle = resolve
      })
      batch(() => {
        sent = frame
        answers.value = []
        outcome.value = undefined
        status.value = 'waiting'
      })
      onSent(name, line, frame)
      wire.send(line, name)
      const timer = ports.setTimeout(() => settle({ kind: 'silent' }), ANSWER_TIMEOUT_MS)
      if (frame?.msg === 'pong') settle({ kind: 'sent' })
      const result = await answered
      waiting.settle = undefined
      ports.clearTimeout(timer)
      return end(result)
    },
  }
}

/** The answer stays; of what a subscription brings, the newest do. */
function withNewest(answers: readonly Entry[], entry: Entry): readonly Entry[] {
  const [first, ...later] = [...answers, entry]
  return first === undefined ? [] : [first, ...later.slice(1 - ANSWERS_SHOWN)]
}

function isUsed(check: FrameCheck): boolean {
  return check.kind === 'good' && check.doubt?.kind === 'used-id'
}

/** Is this frame what the other was sent for? */
function isAnswer(frame: ServerFrame, sent: ClientFrame): boolean {
  switch (sent.msg) {
    case 'connect':
      return frame.msg === 'connected' || frame.msg === 'failed'
    case 'method':
      return frame.msg === 'result' && frame.id === sent.id
    case 'sub':
      return (frame.msg === 'ready' && frame.subs.includes(sent.id)) || (frame.msg === 'nosub' && frame.id === sent.id)
    case 'unsub':
      return frame.msg === 'nosub' && frame.id === sent.id
    case 'ping':
      return frame.msg === 'pong' && frame.id === sent.id
    case 'pong':
      return false
  }
}

function isRefusal(frame: ServerFrame): boolean {
  switch (frame.msg) {
    case 'failed':
    case 'error':
      return true
    case 'result':
    case 'nosub':
      return frame.error !== undefined
    default:
      return false
  }
}

/** Has it to do with it: the answer, what comes with the answer, and what a subscription brings later. */
function concerns(frame: ServerFrame, sent: ClientFrame): boolean {
  if (isAnswer(frame, sent)) return true
  switch (sent.msg) {
    case 'method':
      if (frame.msg === 'updated') return frame.methods.includes(sent.id)
      if (sent.method === 'login') return frame.msg === 'added' && frame.collection === 'users'
      return frame.msg === 'changed' && isOwnMessage(frame.fields, sent.params)
    case 'sub':
      if (!('collection' in frame)) return false
      if (!sent.name.startsWith('stream-')) return frame.collection === sent.name
      return frame.collection === sent.name && 'fields' in frame && isOfKey(frame.fields, sent.params?.[0])
    case 'connect':
      return frame.msg === 'server_id'
    default:
      return false
  }
}

/** The message that was sent, as the room's stream brings it back. */
function isOwnMessage(fields: Record<string, unknown> | undefined, params: unknown[] | undefined): boolean {
  const args: unknown = fields?.['args']
  const id = idOf(params?.[0])
  return id !== undefined && Array.isArray(args) && idOf(args[0]) === id
}

function idOf(document: unknown): string | undefined {
  if (typeof document !== 'object' || document === null || !('_id' in document)) return undefined
  return typeof document._id === 'string' ? document._id : undefined
}

/** Streams without a key of their own, as presence, send the user's. */
function isOfKey(fields: Record<string, unknown> | undefined, key: unknown): boolean {
  return key === '' || fields?.['eventName'] === key
}
