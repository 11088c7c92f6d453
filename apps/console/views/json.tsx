// A frame to read: laid out, its parts in colours. Very long ones without colours: each part is an element.
import { useMemo } from 'preact/hooks'
import type { JSX } from 'preact'
import { layOut, tokenize } from '../model/json-text.ts'

/** Characters up to which a frame gets its colours, and is laid out. */
const COLOURED = 20_000

export function Json({ text }: { readonly text: string }): JSX.Element {
  const parts = useMemo(() => (text.length > COLOURED ? [text] : coloured(layOut(text))), [text])
  return (
    <pre class="json" tabIndex={0}>
      <code>{parts}</code>
    </pre>
  )
}

function coloured(text: string): (string | JSX.Element)[] {
  return tokenize(text).map(({ kind, start, end }) => {
    const part = text.slice(start, end)
    return kind === 'space' || kind === 'mark' ? (
      part
    ) : (
      <span key={start} class={`json-${kind}`}>
        {part}
      </span>
    )
  })
}
