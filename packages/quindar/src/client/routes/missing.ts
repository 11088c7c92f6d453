// What an error says of a way to ask: that this server does not have it at all, or that it will not answer otherwise.
import { NotSupportedError } from '../../protocol/index.ts'

/**
 * 404 of either, 405 of a route, a page in the place of its JSON (200), Rocket.Chat's word for a route that it does not
 * know, or an answer to another question. Any other refusal is about what was asked.
 */
const ABSENT: readonly unknown[] = [404, 405, 200, 'API endpoint does not exist']

export function isMissing(error: unknown): boolean {
  return error instanceof NotSupportedError || ABSENT.includes((error as { error?: unknown }).error)
}

/** Has the server considered it, and said no? Then it says so again. */
export function isFinal(error: unknown): boolean {
  const { error: code } = error as { error?: unknown }
  // Over REST the server's own trouble is a status, or this text.
  return code !== undefined && !(Number(code) >= 500) && code !== 'Internal server error'
}
