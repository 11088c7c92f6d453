// What has been sent on this connection, in order: what the scripts repeat, and which ids are taken.
import { computed, signal, type ReadonlySignal } from '@preact/signals-core'
import type { ClientFrame } from 'quindar/protocol'

/** A frame that somebody has sent. */
export interface SentFrame {
  /** Which step, or `other`. */
  readonly step: string
  /** One line, with its secrets. */
  readonly text: string
  /** `undefined`: it was none, and sent all the same. */
  readonly frame: ClientFrame | undefined
}

export interface Sent {
  readonly frames: ReadonlySignal<readonly SentFrame[]>
  /** `method 1`, `sub s1`: an id of the one kind says nothing about the other. */
  readonly usedIds: ReadonlySignal<ReadonlySet<string>>
  readonly add: (sent: SentFrame) => void
  readonly clear: () => void
}

export function createSent(): Sent {
  const frames = signal<readonly SentFrame[]>([])
  return {
    frames,
    usedIds: computed(() => idsOf(frames.value)),
    add: (sent) => {
      frames.value = [...frames.peek(), sent]
    },
    clear: () => {
      frames.value = []
    },
  }
}

function idsOf(frames: readonly SentFrame[]): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { frame } of frames) {
    if (frame?.msg === 'method' || frame?.msg === 'sub') ids.add(`${frame.msg} ${frame.id}`)
    // What is unsubscribed may be used again.
    if (frame?.msg === 'unsub') ids.delete(`sub ${frame.id}`)
  }
  return ids
}
