// Does an error say that this server does not have the method or the route at all?
import { NotSupportedError } from '../../protocol/index.ts'

/**
 * 404 of either, 405 of a route, a page in the place of its JSON (200), Rocket.Chat's word for a route that it does not
 * know, or an answer to another question. Any other refusal is about what was asked.
 */
const ABSENT: readonly unknown[] = [404, 405, 200, 'API endpoint does not exist']

export function isMissing(error: unknown): boolean {
  return error instanceof NotSupportedError || ABSENT.includes((error as { error?: unknown }).error)
}
