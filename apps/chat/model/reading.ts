// Reading a text into its tree, for servers that send none: loaded with the first message that needs it.
import { signal } from '@preact/signals-core'

/** Reads a text; `parse` of `quindar/markup`. */
export type Read = (text: string) => readonly unknown[]

export interface Reading {
  /** The tree of a text; the text itself, as one paragraph, until the reader is loaded. */
  readonly treeOf: (text: string) => readonly unknown[]
}

/** @param load Loads the reader. */
export function createReading(load: () => Promise<Read>): Reading {
  const reader = signal<Read | undefined>(undefined)
  let loading: Promise<void> | undefined

  return {
    treeOf(text) {
      if (reader.value) return reader.value(text)
      loading ??= load().then(
        (read) => {
          reader.value = read
        },
        () => {
          // A text without bold is still a text; the next message tries again.
          loading = undefined
        },
      )
      return [{ type: 'PARAGRAPH', value: [{ type: 'PLAIN_TEXT', value: text }] }]
    },
  }
}
