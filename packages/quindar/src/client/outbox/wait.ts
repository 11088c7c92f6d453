// Waiting for what becomes of a message: until it has landed or failed, one's deadline, or one's signal.
import { TimeoutError, type AuthError } from '../../protocol/index.ts'
import { CALL_TIMEOUT_MS } from '../calls/calls.ts'
import { after } from '../calls/deadline.ts'
import type { Message } from '../messages/message.ts'
import type { Letter, Waiter } from './letter.ts'
import type { Ports } from '../ports.ts'
import type { CommandOptions } from '../rooms/room.ts'

/**
 * Resolves when the letter has landed, rejects when it has failed.
 * @param expired Why nobody is logged in who should be: a better reason than the time.
 * @param giveUp Fails the letter, when the signal aborts or the deadline passes that the caller has set; absent: the
 * letter goes on without its caller, as it does at the deadline that nobody has set.
 */
export function waitFor(
  letter: Letter,
  ports: Ports,
  { timeout, signal }: CommandOptions = {},
  expired: () => AuthError | undefined,
  giveUp?: (error: Error) => void,
): Promise<Message> {
  return new Promise((resolve, reject) => {
    const waiter: Waiter = {
      resolve(message) {
        end()
        resolve(message)
      },
      reject(error) {
        end()
        reject(error)
      },
    }
    const stop = giveUp ?? waiter.reject
    const abort = (): void => stop(signal?.reason as Error)
    const ms = timeout ?? CALL_TIMEOUT_MS
    const timer = after(ports, ms, () => {
      // Without a deadline of the caller's own the letter may still be sent.
      const goesOn = timeout === undefined || !giveUp
      const error = expired() ?? new TimeoutError('sendMessage', ms, letter.left || goesOn)
      if (goesOn) waiter.reject(error)
      else stop(error)
    })
    function end(): void {
      ports.clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      letter.waiters.delete(waiter)
    }
    signal?.addEventListener('abort', abort)
    letter.waiters.add(waiter)
  })
}
