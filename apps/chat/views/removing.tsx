// Asks before a message is deleted for everybody.
import type { JSX } from 'preact'
import type { Message } from 'quindar'
import { Button } from '../../design/views/button.tsx'
import { Dialog } from '../../design/views/dialog.tsx'
import { useWords } from './surroundings.ts'

export interface RemovingProperties {
  readonly message: Message
  readonly onClose: () => void
  readonly onConfirm: (message: Message) => void
}

export function Removing({ message, onClose, onConfirm }: RemovingProperties): JSX.Element {
  const words = useWords()
  return (
    <Dialog
      title={words.removing.title}
      closeLabel={words.close}
      onClose={onClose}
      class="removing"
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="danger" icon="trash" onClick={() => onConfirm(message)}>
            {words.removing.confirm}
          </Button>
        </>
      }
    >
      <blockquote dir="auto">{message.text.slice(0, 300)}</blockquote>
      <p>{words.removing.lead}</p>
    </Dialog>
  )
}
