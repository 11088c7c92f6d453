// What the server has no time for, asked once more when it has: for who wants to wait.
import { CALL_TIMEOUT_MS, type CallOptions } from '../calls/calls.ts'
import type { Ports } from '../ports.ts'
import { sleep } from './ask.ts'

/** How long to wait, and what for. */
export type Patience = Pick<CallOptions, 'timeout' | 'signal' | 'waitForLimit'>

/** @param put Asks once, with what is left of the time. */
export async function patiently<T>(
  ports: Ports,
  { waitForLimit, timeout, signal }: Patience = {},
  put: (options: Omit<Patience, 'waitForLimit'>) => Promise<T>,
): Promise<T> {
  if (!waitForLimit) return put({ timeout, signal })
  const end = ports.now() + (timeout ?? CALL_TIMEOUT_MS)
  for (;;) {
    try {
      return await put({ timeout: end - ports.now(), signal })
    } catch (error) {
      const { retryAfterMs } = error as { retryAfterMs?: number }
      if (retryAfterMs === undefined || ports.now() + retryAfterMs >= end) throw error
      await sleep(ports, retryAfterMs, signal ?? new AbortController().signal)
    }
  }
}
