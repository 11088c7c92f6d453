// Does an error say that this server does not have the method or the route at all?
import { NotSupportedError } from '../../protocol/index.ts'

/** 404, or an answer to another question. Any other refusal is about what was asked. */
export function isMissing(error: unknown): boolean {
  const { error: code } = error as { error?: unknown }
  return error instanceof NotSupportedError || code === 404 || code === 'API endpoint does not exist'
}
