// What must not be seen over somebody's shoulder: passwords, their digests, tokens, codes. They are found by the name of
// the field, by the place in certain calls, and, once known, wherever else they turn up.
import { tokenize } from './json-text.ts'

/** What stands in the place of a secret. */
export const MASK = '••••••'

/** Fields that hold secrets wherever they are. */
const SECRET_FIELD = /pass|token(?!expires|name)|digest|secret|resume|^(twoFactor)?codes?$|credential/i
/** What stands beside a secret and is none: `{"digest": …, "algorithm": "sha-256"}`. */
const HARMLESS_FIELD = /^algorithm$/
/** Calls whose parameters and result are secrets themselves: `livechat:loginByToken(token)`. */
const SECRET_METHOD = /pass|token|2fa|totp|credential|secret|^livechat:/i
/** Shorter ones are words that may stand anywhere, such as a password that is a user's name. */
const KNOWN_FROM = 16

export interface Secrets {
  /** The text of a frame, with `••••••` in the place of each secret. Learns on the way. */
  readonly mask: (text: string) => string
  /** Hides this one from now on, wherever it stands. */
  readonly learn: (secret: string) => void
}

/** For one page: what it has learnt from one frame it knows in the next. */
export function createSecrets(): Secrets {
  const known = new Set<string>()
  /** Calls that are on their way and whose answer is a secret. */
  const secretCalls = new Set<string>()

  return {
    learn: (secret) => {
      if (secret.length >= KNOWN_FROM) known.add(secret)
    },
    mask(text) {
      const whole = wholeOf(text, secretCalls)
      const places = secretPlaces(text, whole)
      for (const { start, end } of places) {
        if (end - start >= KNOWN_FROM) known.add(text.slice(start, end))
      }
      return hideKnown(hide(text, places), known)
    },
  }
}

/** Which of the frame's own fields is secret as a whole. */
function wholeOf(text: string, secretCalls: Set<string>): 'params' | 'result' | undefined {
  const { msg, id, method } = fieldsOf(text)
  if (typeof id !== 'string') return undefined
  if (msg === 'method' && typeof method === 'string' && SECRET_METHOD.test(method)) {
    secretCalls.add(id)
    return 'params'
  }
  return msg === 'result' && secretCalls.delete(id) ? 'result' : undefined
}

function fieldsOf(text: string): { readonly msg?: unknown; readonly id?: unknown; readonly method?: unknown } {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? json : {}
  } catch {
    return {}
  }
}

/** The inside of a secret string. */
export interface SecretPlace {
  readonly start: number
  readonly end: number
  /** The field that holds it, or the list that does. */
  readonly field: string
}

/** Where the secrets of a frame are. @param whole A field of the frame that is nothing but secrets. */
export function secretPlaces(text: string, whole?: 'params' | 'result'): SecretPlace[] {
  const places: SecretPlace[] = []
  /** The brackets around, the innermost last: whose value they are, and whether all in them is secret. */
  const around: { readonly field: string; readonly list: boolean; readonly secret: boolean }[] = []
  let key = ''
  for (const { kind, start, end } of tokenize(text)) {
    const inner = around.at(-1)
    const field = inner?.list ? inner.field : key
    const secret = (inner?.secret === true && !HARMLESS_FIELD.test(field)) || SECRET_FIELD.test(field)
    const mark = kind === 'mark' ? text[start] : undefined
    if (kind === 'key') key = text.slice(start + 1, end - 1)
    else if (mark === '{' || mark === '[') around.push({ field, list: mark === '[', secret })
    else if (mark === '}' || mark === ']') around.pop()
    else if (kind === 'string' || (kind === 'bad' && text[start] === '"')) {
      // Of a call that is a secret itself: each of its parameters, or its result, that is a text.
      const placed = field === whole && around.length === (whole === 'params' ? 2 : 1)
      if (secret || placed)
        places.push({ start: start + 1, end: text[end - 1] === '"' && end > start + 1 ? end - 1 : end, field })
    }
  }
  return places
}

/** With `••••••` in the place of what is secret by its name. */
export function maskSecrets(text: string): string {
  return hide(text, secretPlaces(text))
}

/** The way back, for a text that somebody may have changed meanwhile: each mask becomes what `original` has in that field. */
export function fillMasks(text: string, original: string): string {
  const secrets = new Map(secretPlaces(original).map(({ start, end, field }) => [field, original.slice(start, end)]))
  let filled = ''
  let from = 0
  for (const { start, end, field } of secretPlaces(text)) {
    const secret = secrets.get(field)
    if (text.slice(start, end) !== MASK || secret === undefined) continue
    filled += text.slice(from, start) + secret
    from = end
  }
  return filled + text.slice(from)
}

function hide(text: string, places: readonly SecretPlace[]): string {
  let shown = ''
  let from = 0
  for (const { start, end } of places) {
    shown += text.slice(from, start) + (end > start ? MASK : '')
    from = end
  }
  return shown + text.slice(from)
}

function hideKnown(text: string, known: ReadonlySet<string>): string {
  let shown = text
  for (const secret of known) if (shown.includes(secret)) shown = shown.replaceAll(secret, MASK)
  return shown
}
