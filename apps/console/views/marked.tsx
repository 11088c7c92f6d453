// A sentence in which names of the wire stand between backquotes.
import type { JSX } from 'preact'

export function Marked({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>))}</>
}
