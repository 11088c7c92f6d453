// The text of a message: from the tree that its server made, else from our own reading of it.
import type { JSX } from 'preact'
import type { Message } from 'quindar'
import { Markup } from './markup.tsx'
import { useSurroundings } from './surroundings.ts'

export function MessageText({ message }: { readonly message: Message }): JSX.Element | null {
  const { reading } = useSurroundings()
  const { text, raw } = message
  const sent = Array.isArray(raw?.md) && raw.md.length > 0 ? raw.md : undefined
  if (text === '' && !sent) return null
  return (
    <div class="text">
      <Markup tree={sent ?? reading.treeOf(text)} />
    </div>
  )
}
