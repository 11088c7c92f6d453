// Messages on their way out. The client's outbox keeps them, in order, over drops, rate limits and reloads; the text is
// in the timeline from the first moment on, and stays there until it is sent or taken back.
import type { Message, Room } from 'quindar'

export interface Outgoing {
  readonly send: (text: string) => void
  /** Sends again what failed. */
  readonly retry: (message: Message) => void
  /** Takes a failed message out of the list. */
  readonly discard: (message: Message) => void
}

export function createOutgoing(room: Pick<Room, 'send' | 'delete'>): Outgoing {
  /** What became of it stands in the timeline, with the reason of a failure: nobody waits for it here. */
  const unheard = (work: Promise<unknown>): void => void work.catch(() => {})
  return {
    send: (text) => unheard(room.send(text)),
    retry: ({ id, text, threadId }) => unheard(room.send({ id, text, threadId })),
    discard: ({ id }) => unheard(room.delete(id)),
  }
}
