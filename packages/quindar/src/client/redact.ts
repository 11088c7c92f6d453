// Frames without their secrets, for those who look at the wire: what logs in, or would, becomes "[redacted]".
import type { Tap } from './connection.ts'

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]'

/** Fields that hold secrets wherever they are: login options and results, visitors, two factors, webdav. */
const SECRET_FIELD = /pass|token|digest|secret|resume|code$|credential/i
/** Methods whose very parameters or results are secrets, by position: `resetPassword(token, password)`. */
const SECRET_METHOD = /pass|token|2fa|credential|secret|^livechat:/i

/** Makes a redactor. It remembers the calls whose results must not be seen. */
export function createRedactor(): (frame: Parameters<Tap>[1]) => Parameters<Tap>[1] {
  const secretCalls = new Set<string>()
  return (frame) => {
    if ('malformed' in frame) return frame
    if (frame.msg === 'method' && SECRET_METHOD.test(frame.method)) {
      secretCalls.add(frame.id)
      return { ...frame, params: redact(frame.params ?? [], true) as unknown[] }
    }
    if (frame.msg === 'result' && secretCalls.delete(frame.id)) {
      return { ...frame, result: redact(frame.result, true) }
    }
    return redact(frame, false) as typeof frame
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
