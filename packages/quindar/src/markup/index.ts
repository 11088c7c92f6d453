// quindar/markup: Rocket.Chat's message dialect as a tree. Pure: no I/O, no clock, imports nothing outside this folder.
import { read } from './document.ts'
import type { MarkupOptions } from './options.ts'
import type { Root } from './tree.ts'

export type { MarkupOptions } from './options.ts'
export type * from './tree.ts'

/** What a Rocket.Chat server reads as long as nobody changes its settings. */
export const SERVER_DEFAULTS: MarkupOptions = {
  colors: true,
  emoticons: true,
  katex: { parenthesisSyntax: true, dollarSyntax: false },
}

/**
 * Reads a message: its text becomes the tree that Rocket.Chat servers send as `md`.
 *
 * It reads any text, never throws, and takes time in proportion to the text's length. The tree holds what was written:
 * whether a mentioned user exists, or an address is safe to follow, is for those to decide who draw it.
 *
 * @param text What the user wrote. An empty text is an empty tree.
 * @param options What is read beside the usual; nothing by default. `SERVER_DEFAULTS` is what Rocket.Chat reads.
 */
export const parse = (text: string, options: MarkupOptions = {}): Root => read(text, options).root
