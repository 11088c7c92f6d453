// Calls that wait until every subscription knows what they have changed: the server says so with `updated`, before the
// result or after it, or never. So a barrier opens by itself, a while after the result, and whenever the connection ends.
import type { CallOptions, Calls } from './calls.ts'
import type { Client } from '../client.ts'
import type { Ports } from '../ports.ts'
import type { Owners } from '../streams/router.ts'

/** Milliseconds that a barrier waits after the result. */
const PATIENCE_MS = 5_000

/** What barriers need of the client. */
export interface BarrierHost extends Pick<Owners, 'updated'> {
  readonly ports: Ports
  readonly calls: Pick<Calls, 'call'>
  readonly client: Pick<Client, 'on'>
}

export type BarrierCall = (method: string, params: unknown[], options: CallOptions) => Promise<unknown>

export function createBarriers(host: BarrierHost): BarrierCall {
  const { ports, calls, client } = host
  /** By the id of the call: what opens the barrier, whether the server has said it already, or neither yet. */
  const closed = new Map<string, (() => void) | 'open' | undefined>()
  let lastId = 0

  host.updated = ({ methods }) => {
    for (const id of methods) {
      const open = closed.get(id)
      if (typeof open === 'function') open()
      else if (closed.has(id)) closed.set(id, 'open')
    }
  }
  client.on('state', ({ status }) => {
    if (status !== 'waiting' && status !== 'closed') return
    for (const [id, open] of closed) {
      // A call that is sent again waits for the word of the new connection.
      closed.set(id, undefined)
      if (typeof open === 'function') open()
    }
  })

  return async (method, params, options) => {
    const id = `b${++lastId}`
    closed.set(id, undefined)
    try {
      const result = await calls.call(method, params, options, undefined, undefined, id)
      if (closed.get(id) === 'open') return result
      await new Promise<void>((resolve) => {
        const timer = ports.setTimeout(resolve, PATIENCE_MS)
        closed.set(id, () => {
          ports.clearTimeout(timer)
          resolve()
        })
      })
      return result
    } finally {
      closed.delete(id)
    }
  }
}
