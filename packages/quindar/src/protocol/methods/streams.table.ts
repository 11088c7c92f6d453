// Methods that write into a stream: named like the stream, the key first, then the event's arguments.
import type { MethodFact } from '../facts.ts'

/** A refused write answers like a done one: no error, no result. The writer does not hear his own event. */
export const streamNotifyRoom: MethodFact<
  'stream-notify-room',
  [key: `${string}/${string}`, ...args: unknown[]],
  undefined
> = {
  name: 'stream-notify-room',
  evidence: 'recorded',
}
