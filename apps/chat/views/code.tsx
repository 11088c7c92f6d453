// A block of code, with a button that copies it.
import type { JSX } from 'preact'
import { Copy } from './copy.tsx'
import { useWords } from './surroundings.ts'

export function CodeBlock({
  code,
  language,
}: {
  readonly code: string
  readonly language: string | undefined
}): JSX.Element {
  const { message } = useWords()
  return (
    <figure class="code">
      <figcaption>
        <span class="language">{language}</span>
        <Copy text={code} kind="quiet" />
      </figcaption>
      <pre tabIndex={0} aria-label={message.code(language)}>
        <code dir="ltr">{code}</code>
      </pre>
    </figure>
  )
}
