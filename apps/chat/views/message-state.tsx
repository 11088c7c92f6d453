// What became of a message of one's own: on its way, or not sent and why.
import type { JSX } from 'preact'
import { Button } from '../../design/views/button.tsx'
import type { Message } from 'quindar'
import { readTroubleOf } from '../model/trouble.ts'
import { sentenceOf } from '../words/words.ts'
import type { ListContext } from './list-context.ts'
import { useWords } from './surroundings.ts'

export function MessageState({
  message,
  list,
}: {
  readonly message: Message
  readonly list: ListContext
}): JSX.Element | null {
  const words = useWords()
  const { outgoing, composer } = list.parts
  if (message.status === 'pending') return <p class="state">{words.message.sending}</p>
  if (message.status !== 'failed') return null
  return (
    <div class="state failed" role="alert">
      <span>
        <strong>{words.message.failed}</strong> {sentenceOf(words, readTroubleOf(message.error))}
      </span>
      <span class="state-actions">
        <Button icon="retry" class="small" onClick={() => outgoing.retry(message)}>
          {words.message.retry}
        </Button>
        <Button
          icon="edit"
          class="small"
          onClick={() => {
            outgoing.discard(message)
            composer.takeBack(message.text)
          }}
        >
          {words.message.editFailed}
        </Button>
        <Button icon="trash" class="small" onClick={() => outgoing.discard(message)}>
          {words.message.discard}
        </Button>
      </span>
    </div>
  )
}
