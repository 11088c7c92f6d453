// How refusals become errors when they are needed: the classes and their sentences come with the first one.
import { ConnectionError } from '../../protocol/index.ts'
import type * as Refusals from './refusals.ts'

/** What makes errors of refusals. Never rejects: if it cannot be loaded, that is the error. */
export function refusals(): Promise<Pick<typeof Refusals, 'methodError' | 'subscriptionError'>> {
  return import('./refusals.ts').catch((cause: unknown) => {
    const broken = (): ConnectionError =>
      new ConnectionError('The server refused, and the part of this client that says why cannot be loaded', cause)
    return { methodError: broken, subscriptionError: broken }
  })
}
