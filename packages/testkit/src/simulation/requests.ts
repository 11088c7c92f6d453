// REST without a network: a request goes up one delay and its answer comes down another; a cut ends both.
import type { Ports } from 'quindar'
import type { Delay } from './delay.ts'
import { LIMIT_MS, type Inspection } from './inspection.ts'
import type { Machine } from './machine.ts'

/**
 * `loud`: both sides hear of it. `silent`: nobody does; each finds out by asking. `half`: only the client hears.
 * `dropped`: the server gives up a reader that is too slow, and what waits for it is gone. `gone`: the client's process
 * ended.
 */
export type Cut = 'loud' | 'silent' | 'half' | 'dropped' | 'gone'

export interface Requester {
  readonly fetch: NonNullable<Ports['fetch']>
  readonly cut: (how: Cut) => void
}

const REFUSALS = {
  error: { status: 500, error: 'Internal server error' },
  // How long to wait, as our own server says it: the header would be a time of the server's clock.
  limit: {
    status: 429,
    error: 'Error, too many requests. Please slow down. [error-too-many-requests]',
    errorType: 'error-too-many-requests',
    details: { timeToReset: LIMIT_MS },
  },
}

export function requester(
  delays: () => { readonly up: Delay; readonly down: Delay },
  machine: Machine,
  inspection: Inspection,
): Requester {
  const running = new Set<(how: Cut) => void>()

  function fetch(address: string, init: RequestInit = {}): Promise<Response> {
    return new Promise((resolve, reject) => {
      const { up, down } = delays()
      const end = (): void => {
        running.delete(cut)
        up.stop()
        down.stop()
      }
      const cut = (how: Cut): void => {
        end()
        if (how === 'loud' || how === 'half') reject(new TypeError('fetch failed'))
      }
      running.add(cut)
      init.signal?.addEventListener('abort', () => {
        end()
        reject(init.signal?.reason as Error)
      })
      const { pathname, search } = new URL(address)
      inspection.requested(pathname)
      const headers = Object.fromEntries(new Headers(init.headers))
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
      const request = {
        method: init.method ?? 'GET',
        target: pathname + search,
        headers,
        body,
        remoteAddress: '10.0.0.1',
      }
      up.put(() => {
        const { core } = machine
        if (!core) {
          cut('loud')
          return
        }
        const refusal = inspection.refuses(pathname)
        if (refusal) {
          const { status, ...failed } = REFUSALS[refusal]
          down.put(() => resolve(responseOf(status, {}, JSON.stringify({ success: false, ...failed }))))
          return
        }
        void core.request(request).then(({ status, headers: said, body: answer }) =>
          down.put(() => {
            end()
            resolve(responseOf(status, said, JSON.stringify(answer)))
          }),
        )
      })
    })
  }

  return {
    fetch,
    cut(how) {
      for (const each of running) each(how)
    },
  }
}

/** What a client looks at of a response. A real one would be read outside of the simulated time. */
function responseOf(status: number, headers: Readonly<Record<string, string>>, text: string): Response {
  const body = new Headers(headers)
  return { ok: status < 400, status, headers: body, text: () => Promise.resolve(text) } as Response
}
