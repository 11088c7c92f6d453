// What mentions in a text mean to the reader: which one is oneself, and which channels can be opened.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export interface Mentions {
  /** One's own username. */
  readonly me: string
  /** Opens the channel of this name; undefined: it is not one of ours. */
  readonly openChannel: (name: string) => (() => void) | undefined
}

export const MentionsContext = createContext<Mentions>({ me: '', openChannel: () => undefined })

export function useMentions(): Mentions {
  return useContext(MentionsContext)
}
