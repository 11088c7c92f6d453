// Messages on their way out: sent, sent again by hand after a failure, or by itself after the wait that the server asks
// for. The text is in the timeline from the first moment on, and stays there until it is sent or taken back.
import { signal, type ReadonlySignal } from '@preact/signals-core'
import { RateLimitError, type Draft, type Message, type Room } from 'quindar'
import type { ChatPorts } from './ports.ts'

export interface Outgoing {
  /** Messages that the server asked to wait with, and until when: in milliseconds since 1970. */
  readonly waiting: ReadonlySignal<ReadonlyMap<string, number>>
  readonly send: (text: string) => void
  readonly retry: (message: Message) => void
  /** Takes a failed message out of the list. */
  readonly discard: (message: Message) => void
  readonly dispose: () => void
}

/** A message is not given up while the network is away, but not for ever either: after this, in milliseconds, it is asked. */
export const SEND_TIMEOUT_MS = 10 * 60_000

export function createOutgoing(room: Pick<Room, 'send' | 'delete' | 'timeline'>, ports: ChatPorts): Outgoing {
  const waiting = signal<ReadonlyMap<string, number>>(new Map())
  const timers = new Map<string, unknown>()

  function forget(id: string): void {
    ports.clearTimeout(timers.get(id))
    if (!timers.delete(id)) return
    const rest = new Map(waiting.value)
    rest.delete(id)
    waiting.value = rest
  }

  function deliver(draft: Draft): void {
    if (draft.id !== undefined) forget(draft.id)
    room.send(draft, { timeout: SEND_TIMEOUT_MS }).catch((error: unknown) => {
      // Any other failure stands in the timeline, with its reason.
      if (!(error instanceof RateLimitError)) return
      const failed = room.timeline.getSnapshot().messages.find((message) => message.error === error)
      if (failed) wait(failed, error.retryAfterMs)
    })
  }

  function wait({ id, text, threadId }: Message, ms: number): void {
    waiting.value = new Map(waiting.value).set(id, ports.now() + ms)
    timers.set(
      id,
      ports.setTimeout(() => deliver({ id, text, threadId }), ms),
    )
  }

  return {
    waiting,
    send: (text) => deliver({ text }),
    retry: ({ id, text, threadId }) => deliver({ id, text, threadId }),
    discard({ id }) {
      forget(id)
      void room.delete(id)
    },
    dispose() {
      for (const timer of timers.values()) ports.clearTimeout(timer)
      timers.clear()
    },
  }
}
