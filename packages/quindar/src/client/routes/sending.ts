// One message on its way to the server: `sendMessage`, or `chat.sendMessage` where the method is gone.
import { ConnectionError, ConnectionLostError, type Message, type OutgoingMessage } from '../../protocol/index.ts'
import type { Calls } from '../calls/calls.ts'
import type { Client } from '../client.ts'
import type { Ports } from '../ports.ts'
import { sleep } from './ask.ts'
import type { RoutedCalls } from './routed-calls.ts'

/** Milliseconds between two attempts over REST, where the server is there and its REST does not answer. */
const AGAIN_MS = 3_000

/** What sending needs of the client. */
export interface SendingHost {
  readonly ports: Ports
  readonly calls: Pick<Calls, 'call'>
  readonly client: Pick<Client, 'rest' | 'state'>
}

/**
 * Sends it once, before the calls of the application. Nothing where the server does not tell what became of it.
 * @throws `ConnectionLostError` where it has to be sent again.
 */
export type SendMessage = (message: OutgoingMessage, signal: AbortSignal) => Promise<Message | undefined>

export function sendMessage(
  { ports, calls, client }: SendingHost,
  { by, release }: Pick<RoutedCalls, 'by' | 'release'>,
): SendMessage {
  return async (message, signal) => {
    try {
      return await by<Message | undefined>(
        'sendMessage',
        [message],
        () =>
          calls.call('sendMessage', [message], { retry: 'once', signal }, undefined, true) as Promise<
            Message | undefined
          >,
        (route, input) => client.rest(route, input, { signal }) as Promise<never>,
      )
    } catch (error) {
      if (!(error instanceof ConnectionError) || error.code !== 'connection-failed') throw error
      if (client.state.getSnapshot().status === 'open') {
        // Never once: a browser that does not let this page ask will not let it later.
        if (!release.reached) throw error
        await sleep(ports, AGAIN_MS, signal)
      }
      throw new ConnectionLostError('sendMessage', true, error)
    }
  }
}
