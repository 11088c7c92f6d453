// What one node tells all nodes, itself included. The log (the store) is the truth, the bus is a hint: it may lose or
// repeat an event, and whoever sees a hole in a room's `seq` re-reads. Commit, then publish: an event on the bus is in
// the store.
//
// Events carry whole documents, so that a listener can deliver without asking the store. They are plain JSON but for
// dates, which are milliseconds, because a bus between machines writes them out.

import type { BusEvent } from '../domain/events.ts'

export interface Bus {
  publish(event: BusEvent): void
  /** Hears every event from now on, this node's own ones too, in the order of publishing. Returns the way to stop. */
  subscribe(listener: (event: BusEvent) => void): () => void
  close(): Promise<void>
}
