// The secrets of a script: written into it when they are shown on the page (or are the demo's, which are none), else
// asked for when it runs.
import { secretPlaces } from './secrets.ts'

/** What a script needs to know to name its secrets. */
export interface ScriptSecrets {
  readonly revealed: boolean
  readonly isDemo: boolean
  /** The password as it was typed, and its digest. */
  readonly password: string
  readonly digest: string
}

/** A frame as an expression of JavaScript. */
export interface Expression {
  readonly code: string
  /** What the script has to ask for: `TOKEN`, `PASSWORD`. */
  readonly asks: readonly string[]
  readonly needsDigest: boolean
}

/** @param text A frame, laid out as it is to stand there. JSON is JavaScript, but for its secrets. */
export function frameExpression(text: string, secrets: ScriptSecrets): Expression {
  const asks: string[] = []
  let needsDigest = false
  let code = ''
  let from = 0
  for (const { start, end, field } of secretPlaces(text)) {
    const value = text.slice(start, end)
    if (secrets.revealed && !(field === 'digest' && secrets.isDemo)) continue
    let expression: string
    if (field === 'digest') {
      needsDigest = true
      if (secrets.isDemo && value === secrets.digest) {
        expression = `await digest(${JSON.stringify(secrets.password)})`
      } else {
        asks.push('PASSWORD')
        expression = `await digest(secret('PASSWORD'))`
      }
    } else {
      const name = NAMES[field] ?? constantName(field)
      asks.push(name)
      expression = `secret('${name}')`
    }
    code += text.slice(from, start - 1) + expression
    from = end + 1
  }
  return { code: code + text.slice(from), asks, needsDigest }
}

const NAMES: Readonly<Record<string, string>> = { resume: 'TOKEN', authToken: 'TOKEN' }

/** `visitorToken` → `VISITOR_TOKEN` */
function constantName(field: string): string {
  return field
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase()
}

/** How a script gets what it may not hold. */
export const SECRET_FUNCTION = `// Not written down here: a browser asks you, Node takes it from the environment,
// as in TOKEN=… node script.mjs
const secret = (name) => globalThis.prompt?.(name) ?? globalThis.process?.env[name] ?? ''`

/** The digest in which a password travels. */
export const DIGEST_FUNCTION = `// A password travels as the SHA-256 of its text, in hex.
// Browsers have crypto.subtle on https and on localhost alone.
async function digest(password) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(password))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}`
