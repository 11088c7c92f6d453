// Looking at the wire: every frame, in and out, without its secrets.
import { parseServerFrame, ProtocolError, type ClientFrame, type ServerFrame } from '../../protocol/index.ts'
import { notify, stopWith, type Listeners, type Unsubscribe } from '../emitter.ts'

/** Sees a frame; `malformed` says why where the text was none. */
export type Tap = (
  direction: 'in' | 'out',
  frame: ServerFrame | ClientFrame | { readonly malformed: string },
) => unknown

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]'

/** Fields that hold secrets wherever they are: login options and results, visitors, two factors, other services. */
const SECRET_FIELD = /pass|token|digest|secret|resume|code$|credential/i
/** Methods whose very parameters or results are secrets, by position: `resetPassword(token, password)`. */
const SECRET_METHOD = /pass|token|2fa|credential|secret|^livechat:/i

export interface Taps {
  readonly add: (tap: Tap) => Unsubscribe
  /** A text has come or gone. */
  readonly see: (direction: 'in' | 'out', text: unknown) => void
}

export function createTaps(report: (error: unknown) => void): Taps {
  let taps: Listeners<Parameters<Tap>> = []
  /** Calls whose results must not be seen. */
  const secretCalls = new Set<string>()

  function withoutSecrets(frame: ServerFrame | ClientFrame): ServerFrame | ClientFrame {
    if (frame.msg === 'method' && SECRET_METHOD.test(frame.method)) {
      secretCalls.add(frame.id)
      return { ...frame, params: redact(frame.params ?? [], true) as unknown[] }
    }
    if (frame.msg === 'result' && secretCalls.delete(frame.id)) {
      return { ...frame, result: redact(frame.result, true) }
    }
    return redact(frame, false) as typeof frame
  }

  return {
    add(tap) {
      const entry = { call: tap }
      taps = [...taps, entry]
      return stopWith(undefined, () => {
        taps = taps.filter((other) => other !== entry)
      })
    },
    see(direction, text) {
      if (!taps.length) return
      notify(
        taps,
        [direction, direction === 'in' ? incoming(text) : withoutSecrets(JSON.parse(text as string) as ClientFrame)],
        report,
      )
    },
  }

  function incoming(text: unknown): Parameters<Tap>[1] {
    const frame = typeof text === 'string' ? parseServerFrame(text) : undefined
    if (!frame || frame instanceof ProtocolError) return { malformed: frame?.detail ?? 'not a text' }
    return withoutSecrets(frame)
  }
}

/** A copy in which the texts of secret fields, or all texts, are hidden. */
function redact(value: unknown, all: boolean): unknown {
  if (typeof value === 'string') return all ? REDACTED : value
  if (Array.isArray(value)) return value.map((item) => redact(item, all))
  // Dates, bytes and other such values stay what they are.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, redact(item, all || SECRET_FIELD.test(key))]),
  )
}
