// Requests that change nothing: what answers at a path, without logging in.
import { troubleOf } from './trouble.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** `undefined`: no JSON object. */
  readonly json: Readonly<Record<string, unknown>> | undefined
}

/** @throws `Trouble` when nobody answers. */
export type Ask = (verb: string, path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>

/** @param patienceMs For one answer. */
export function createAsk(site: string, patienceMs: number): Ask {
  return async (verb, path, headers = {}) => {
    try {
      const response = await fetch(site + path, {
        method: verb,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMs),
      })
      const text = await response.text()
      return { status: response.status, headers: response.headers, text, json: objectIn(text) }
    } catch (error) {
      throw troubleOf(error, site)
    }
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** What an answer is that is not what was asked for, as the end of a sentence. */
export function whatItIs({ status, headers, text, json }: Answer): string {
  const title = /<title[^>]*>\s*([^<]{1,80}?)\s*</i.exec(text)?.[1]
  if (title !== undefined) return `HTTP ${status}, a web page called “${title}”`
  if (/<html|<!doctype/i.test(text)) return `HTTP ${status}, a web page`
  const to = headers.get('location')
  if (to !== null) return `HTTP ${status}, a redirect to ${to}`
  return `HTTP ${status}, ${json ? 'JSON of another kind' : 'no JSON'}`
}
