// Who is writing: the others, as the server tells; and oneself, as one is to tell the server.
import { signal, type ReadonlySignal } from '@preact/signals-core'
import type { Room } from 'quindar'
import type { ChatPorts } from './ports.ts'

export interface TypingModel {
  /** The usernames of the others who are writing, who began first in front. */
  readonly others: ReadonlySignal<readonly string[]>
  /** A key was pressed. */
  readonly typed: () => void
  /** Sent, emptied, left. */
  readonly stopped: () => void
  readonly dispose: () => void
}

/** It is said again after so many milliseconds of going on. */
const AGAIN_MS = 8_000
/** So many milliseconds without a key, and one has stopped. */
const IDLE_MS = 5_000

export function createTyping(room: Pick<Room, 'on' | 'typing'>, ports: ChatPorts): TypingModel {
  const others = signal<readonly string[]>([])
  let toldAt: number | undefined
  let timer: unknown

  function stopped(): void {
    ports.clearTimeout(timer)
    if (toldAt === undefined) return
    toldAt = undefined
    void room.typing(false)
  }

  const off = room.on('typing', ({ username, typing }) => {
    const rest = others.value.filter((other) => other !== username)
    others.value = typing ? [...rest, username] : rest
  })

  return {
    others,
    typed() {
      const now = ports.now()
      // A clock that was set back must not silence us.
      if (toldAt === undefined || Math.abs(now - toldAt) >= AGAIN_MS) {
        toldAt = now
        void room.typing()
      }
      ports.clearTimeout(timer)
      timer = ports.setTimeout(stopped, IDLE_MS)
    },
    stopped,
    dispose() {
      stopped()
      off()
    },
  }
}
