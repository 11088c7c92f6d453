// What one does to messages that are there: react, delete. What the server refuses is one sentence above the list.
import { signal, type ReadonlySignal } from '@preact/signals-core'
import type { Message, Room } from 'quindar'
import { troubleOf, type Trouble } from './trouble.ts'

export interface Actions {
  readonly trouble: ReadonlySignal<Trouble | undefined>
  /** Adds this reaction of one's own, or takes it back. */
  readonly react: (message: Message, emoji: string) => Promise<void>
  readonly remove: (message: Message) => Promise<void>
  readonly dismiss: () => void
}

/** @param username One's own. */
export function createActions(room: Pick<Room, 'react' | 'delete'>, username: () => string | undefined): Actions {
  const trouble = signal<Trouble | undefined>(undefined)

  async function attempt(act: Promise<void>): Promise<void> {
    trouble.value = undefined
    try {
      await act
    } catch (error) {
      trouble.value = troubleOf(error)
    }
  }

  return {
    trouble,
    react: (message, emoji) => attempt(room.react(message.id, emoji, !hasReacted(message, emoji, username()))),
    remove: (message) => attempt(room.delete(message.id)),
    dismiss() {
      trouble.value = undefined
    },
  }
}

/** @param emoji As the wire has it, `:wave:`. */
export function hasReacted({ reactions }: Message, emoji: string, username: string | undefined): boolean {
  return username !== undefined && (reactions[emoji]?.includes(username) ?? false)
}
