// A command that the server has no time for, once more when it has: for who asked for it.
import { CALL_TIMEOUT_MS } from './calls.ts'
import type { Ports } from './ports.ts'
import type { CommandOptions } from './room.ts'
import { sleep } from './routes/ask.ts'

/** @param put Asks once, with what is left of the time. */
export async function patiently<T>(
  ports: Ports,
  { waitForLimit, timeout, signal }: CommandOptions = {},
  put: (options: Omit<CommandOptions, 'waitForLimit'>) => Promise<T>,
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
