// A button that copies a text, says for a moment that it has, and says what to do where the browser does not allow it.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../../design/views/icon.tsx'
import { useSurroundings, useWords } from './surroundings.ts'

/** How long the button says that it was done, in milliseconds. */
const SAID_MS = 2_000

export function Copy({ text, kind }: { readonly text: string; readonly kind: 'plain' | 'quiet' }): JSX.Element {
  const { message } = useWords()
  const { copy, later } = useSurroundings()
  const [became, setBecame] = useState<'copied' | 'copyFailed' | undefined>(undefined)
  async function take(): Promise<void> {
    const done = await copy(text)
    setBecame(done ? 'copied' : 'copyFailed')
    if (done) later(() => setBecame(undefined), SAID_MS)
  }
  const isDone = became === 'copied'
  return (
    <>
      <button type="button" class={`button ${kind} small`} onClick={() => void take()}>
        <Icon name={isDone ? 'check' : 'copy'} />
        <span>{isDone ? message.copied : message.copyCode}</span>
      </button>
      {/* Beside the button: within, it would take the button's name away. */}
      <span class={became === 'copyFailed' ? 'copy-failed' : 'unseen'} role="status">
        {became && message[became]}
      </span>
    </>
  )
}
