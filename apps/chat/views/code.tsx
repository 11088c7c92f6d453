// A block of code, with a button that copies it.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../../design/views/icon.tsx'
import { useSurroundings, useWords } from './surroundings.ts'

/** How long the button says that it was done, in milliseconds. */
const SAID_MS = 2_000

export function CodeBlock({
  code,
  language,
}: {
  readonly code: string
  readonly language: string | undefined
}): JSX.Element {
  const { message } = useWords()
  const { copy, later } = useSurroundings()
  const [copied, setCopied] = useState(false)
  async function take(): Promise<void> {
    if (!(await copy(code))) return
    setCopied(true)
    later(() => setCopied(false), SAID_MS)
  }
  return (
    <figure class="code">
      <figcaption>
        <span class="language">{language}</span>
        <button type="button" class="button quiet small" onClick={() => void take()}>
          <Icon name={copied ? 'check' : 'copy'} />
          <span role="status">{copied ? message.copied : message.copyCode}</span>
        </button>
      </figcaption>
      <pre tabIndex={0} aria-label={message.code(language)}>
        <code dir="ltr">{code}</code>
      </pre>
    </figure>
  )
}
