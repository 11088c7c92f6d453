// Methods by whichever way this server has them: over DDP, or over REST by their twins.
//
// The release that the server says it is decides which way is asked first, and what answers decides for good: a method or a
// route that is not there is asked for once. Where the browser refuses REST, DDP is asked first, whatever the release.
import { ConnectionError, ConnectionLostError, NotSupportedError, type MethodName } from '../../protocol/index.ts'
import { CALL_TIMEOUT_MS, type Retry } from '../calls/calls.ts'
import type { CallRequest, Client } from '../client.ts'
import type { Ports } from '../ports.ts'
import { SAFE_METHODS } from '../calls/retry.table.ts'
import { GONE_FROM } from './gone.table.ts'
import { isMissing } from './missing.ts'
import type { OverRest, Put } from './over-rest.ts'
import { createRelease, type Release } from './release.ts'

/** What routing needs of the client. */
export interface RoutedHost {
  readonly ports: Ports
  readonly client: Pick<Client, 'call' | 'ready' | 'rest' | 'state' | 'url'>
}

export interface RoutedCalls {
  /** As `rc.call`, which speaks DDP alone. @throws `NotSupportedError` where the server has no way. */
  readonly call: Client['call']
  /** The same by ways that the caller has: for who has his own place in the queue, and waits by himself. */
  readonly by: <T>(method: MethodName, params: unknown[], overDdp: () => Promise<T>, put: Put) => Promise<T>
  readonly release: Release
}

export function createRoutedCalls({ client, ports }: RoutedHost): RoutedCalls {
  const release = createRelease({ client, ports })
  /** Methods, and routes by the method whose twin they are. */
  const absent = { ddp: new Set<string>(), rest: new Set<string>() }
  /** Has a request been refused while the socket was open? */
  let blocked = false

  let loading: Promise<OverRest> | undefined

  async function overRest(method: string, params: readonly unknown[], put: Put): Promise<unknown> {
    loading ??= import('./over-rest.ts').then(({ createOverRest }) => createOverRest())
    const run = await loading.catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return run(method, params, put)
  }

  async function by<T>(method: MethodName, params: unknown[], overDdp: () => Promise<T>, put: Put): Promise<T> {
    const until = GONE_FROM[method]
    if (until === undefined) return overDdp()
    const ways = { ddp: overDdp, rest: () => overRest(method, params, put) as Promise<T> }
    const asking = until < Infinity && !absent.ddp.has(method) && release.ask()
    // Nobody waits who need not: what is sent in one turn leaves in that turn.
    if (asking) await asking
    const restFirst = parseInt(release.version ?? '', 10) >= until && !blocked
    let last: Error | undefined
    for (const way of restFirst ? (['rest', 'ddp'] as const) : (['ddp', 'rest'] as const)) {
      if (absent[way].has(method)) continue
      try {
        return await ways[way]()
      } catch (error) {
        if (isMissing(error)) absent[way].add(method)
        else if (way === 'rest' && error instanceof ConnectionError && isOpen()) {
          blocked = true
          last = error
        } else throw error
      }
    }
    throw last ?? new NotSupportedError(method, release.version)
  }

  function isOpen(): boolean {
    return client.state.getSnapshot().status === 'open'
  }

  function call(request: string | CallRequest<string>, ...params: unknown[]): Promise<unknown> {
    const { name, ...wishes } = typeof request === 'string' ? { name: request } : request
    const { timeout = CALL_TIMEOUT_MS, signal, retry = retryOf(name) } = wishes as CallRequest<string>
    const begun = ports.now()
    const left = (): { timeout: number; signal: AbortSignal | undefined } => ({
      timeout: timeout - (ports.now() - begun),
      signal,
    })

    async function put(route: string, input: object): Promise<never> {
      for (;;) {
        await client.ready(left())
        try {
          return (await client.rest(route, input, left())) as never
        } catch (error) {
          // The connection has gone, and the request with it.
          if (!(error instanceof ConnectionError) || error.code !== 'connection-failed' || isOpen()) throw error
          if (retry !== 'safe') throw new ConnectionLostError(name, true, error)
        }
      }
    }

    return by(name as MethodName, params, () => client.call({ name, ...wishes, ...left() }, ...params), put)
  }

  return { call: call as Client['call'], by, release }
}

function retryOf(method: string): Retry {
  return SAFE_METHODS.test(method) ? 'safe' : 'once'
}
