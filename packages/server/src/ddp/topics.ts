// Who hears what: topic → the subscriptions to it. A subscription is a slot in its topic's set, not an emitter, and
// delivering is one synchronous loop: who may read was decided when the slot was taken.

import type { Subscriber } from './publications.ts'
import type { SharedFrame } from './wire.ts'

export interface Slot {
  readonly subscriber: Subscriber
  /** The user that this slot was given to; a slot never changes hands. */
  readonly userId: string | undefined
}

export class Topics {
  private readonly slots = new Map<string, Set<Slot>>()

  /** Takes a slot. Two slots of one subscriber in one topic hear everything twice, as two subscriptions do. */
  join(topic: string, slot: Slot): () => void {
    let set = this.slots.get(topic)
    if (!set) this.slots.set(topic, (set = new Set()))
    set.add(slot)
    return () => {
      set.delete(slot)
      if (set.size === 0 && this.slots.get(topic) === set) this.slots.delete(topic)
    }
  }

  in(topic: string): ReadonlySet<Slot> {
    return this.slots.get(topic) ?? NOBODY
  }

  /** Sends one frame to everybody in a topic; it is made only if there is somebody. `except`: a session's id. */
  deliver(topic: string, make: () => SharedFrame, except?: string): void {
    const set = this.slots.get(topic)
    if (!set) return
    const frame = make()
    if (except === undefined) for (const { subscriber } of set) subscriber.send(frame)
    else for (const { subscriber } of set) if (subscriber.id !== except) subscriber.send(frame)
  }

  /** How many topics have somebody in them. */
  get size(): number {
    return this.slots.size
  }
}

const NOBODY: ReadonlySet<Slot> = new Set()
