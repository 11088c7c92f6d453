// What every view of the chat page may need: the words, the times, the emoji, and who is looking.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ReadonlySignal } from '@preact/signals-core'
import type { Emoji } from '../model/emoji.ts'
import type { Reading } from '../model/reading.ts'
import type { TimeWords } from '../model/words-of-time.ts'
import type { ChatWords } from '../words/words.ts'

export interface Surroundings {
  readonly words: ReadonlySignal<ChatWords>
  readonly times: ReadonlySignal<TimeWords>
  readonly emoji: Emoji
  readonly reading: Reading
  /** Are the demo's people on this server? */
  readonly demo: boolean
  /** Copies a text; false where the browser does not allow it. */
  readonly copy: (text: string) => Promise<boolean>
  /** Calls back after so many milliseconds. */
  readonly later: (task: () => void, ms: number) => void
}

/** Given by the page around all views. */
export const SurroundingsContext = createContext<Surroundings | undefined>(undefined)

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext)
  if (!surroundings) throw new Error('A view of the chat page is drawn outside of it: give it its surroundings.')
  return surroundings
}

export function useWords(): ChatWords {
  return useSurroundings().words.value
}
