// Emoji to react with: the usual ones, all others by their name.
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Dialog } from '../../design/views/dialog.tsx'
import { Field } from '../../design/views/field.tsx'
import { useSurroundings, useWords } from './surroundings.ts'

export interface EmojiPickerProperties {
  readonly onClose: () => void
  /** @param emoji As the wire has it, `:wave:`. */
  readonly onPick: (emoji: string) => void
}

export function EmojiPicker({ onClose, onPick }: EmojiPickerProperties): JSX.Element {
  const { picker, close } = useWords()
  const { emoji } = useSurroundings()
  const query = useSignal('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    void emoji.load()
    field.current?.focus()
  }, [])
  const found = emoji.search(query.value)
  const first = found[0]
  return (
    <Dialog title={picker.title} closeLabel={close} onClose={onClose} class="picker">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (first) onPick(`:${first.name}:`)
        }}
      >
        <Field
          label={picker.search}
          value={query.value}
          onInput={(value) => (query.value = value)}
          autocomplete="off"
          inputRef={field}
        />
      </form>
      <div class="emoji-grid">
        {found.map(({ name, characters }) => (
          <button
            key={name}
            type="button"
            class="icon-button"
            aria-label={`:${name}:`}
            title={`:${name}:`}
            onClick={() => onPick(`:${name}:`)}
          >
            <span class="emoji">{characters}</span>
          </button>
        ))}
      </div>
      {found.length === 0 && <p class="quiet">{picker.nothing}</p>}
    </Dialog>
  )
}
