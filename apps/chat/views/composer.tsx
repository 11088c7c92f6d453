// The field one writes in.
import type { JSX, RefObject } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../../design/views/icon.tsx'
import type { Message } from 'quindar'
import { isInputMethod, meaningOf } from '../model/keys.ts'
import type { Mentionable } from '../model/mentioning.ts'
import type { RoomParts } from '../model/room-view.ts'
import { MentionList } from './mention-list.tsx'
import { useWords } from './surroundings.ts'
import { TroubleLine } from './trouble-line.tsx'

export interface ComposerProperties {
  readonly parts: RoomParts
  /** What to call the room. */
  readonly name: string
  /** One's own id. */
  readonly userId: string
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** A message was sent: the list goes to its end. */
  readonly onSent: () => void
}

/** The field grows up to this height, in pixels. */
const HEIGHT_MOST = 220

export function ComposerField({ parts, name, userId, field, onSent }: ComposerProperties): JSX.Element {
  const words = useWords()
  const { composer, mentioning, timeline } = parts
  const listId = useId()
  const marked = mentioning.marked.value
  const composing = useRef(false)
  const text = composer.text.value
  const editing = composer.editing.value
  const saving = composer.saving.value

  useLayoutEffect(() => {
    const { current } = field
    if (!current) return
    current.style.blockSize = 'auto'
    current.style.blockSize = `${Math.min(HEIGHT_MOST, current.scrollHeight + 2)}px`
  }, [text])

  useEffect(() => {
    if (!editing) return
    const { current } = field
    current?.focus()
    current?.setSelectionRange(current.value.length, current.value.length)
  }, [editing])

  function submit(): void {
    const sends = !editing && text.trim() !== ''
    void composer.submit()
    if (sends) onSent()
  }

  function look({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): void {
    if (selectionStart === selectionEnd) mentioning.look(value, selectionEnd)
  }

  function take(one: Mentionable): void {
    const taken = mentioning.take(one)
    if (!taken) return
    composer.write(taken.text)
    const { current } = field
    if (!current) return
    // The cursor stands in the new text: it has to be there first.
    current.value = taken.text
    current.setSelectionRange(taken.cursor, taken.cursor)
  }

  /** Keys of the list of names, while there is one. Answers whether it was one of them. */
  function choose(event: KeyboardEvent): boolean {
    if (!marked || composing.current || isInputMethod(event) || event.shiftKey || event.ctrlKey || event.metaKey)
      return false
    if (event.key === 'ArrowDown') mentioning.step(1)
    else if (event.key === 'ArrowUp') mentioning.step(-1)
    else if (event.key === 'Enter' || event.key === 'Tab') take(marked)
    else if (event.key === 'Escape') mentioning.close()
    else return false
    event.preventDefault()
    return true
  }

  function key(event: KeyboardEvent): void {
    if (choose(event)) return
    switch (meaningOf(event, composing.current, text === '')) {
      case 'send':
        event.preventDefault()
        submit()
        return
      case 'cancel':
        if (!editing) return
        event.preventDefault()
        composer.cancel()
        return
      case 'editLast': {
        const last = timeline.snapshot.value.messages.findLast((message) => isChangeable(message, userId))
        if (!last || editing) return
        event.preventDefault()
        composer.edit(last)
        return
      }
      case 'none':
    }
  }

  return (
    <div class="composer">
      <TroubleLine trouble={composer.trouble.value} />
      <MentionList id={listId} mentioning={mentioning} onTake={take} />
      {editing && (
        <div class="composer-editing">
          <span>{words.composer.editing}</span>
          <button type="button" class="button quiet small" onClick={() => composer.cancel()}>
            {words.cancel}
          </button>
        </div>
      )}
      <form
        class="composer-box"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
          field.current?.focus()
        }}
      >
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          aria-label={words.composer.label(name)}
          placeholder={words.composer.placeholder(name)}
          title={editing ? words.composer.keysEditing : words.composer.keys}
          aria-autocomplete="list"
          aria-controls={marked && listId}
          aria-activedescendant={marked && `${listId}-${marked.username}`}
          onInput={({ currentTarget }) => {
            composer.write(currentTarget.value)
            look(currentTarget)
          }}
          onSelect={({ currentTarget }) => look(currentTarget)}
          onBlur={() => mentioning.close()}
          onKeyDown={key}
          onCompositionStart={() => (composing.current = true)}
          onCompositionEnd={() => (composing.current = false)}
        />
        <button
          type="submit"
          class="icon-button send"
          aria-label={editing ? words.composer.save : words.composer.send}
          title={editing ? words.composer.save : words.composer.send}
          disabled={text.trim() === '' || saving}
        >
          <Icon name={editing ? 'check' : 'send'} />
        </button>
      </form>
    </div>
  )
}

function isChangeable(message: Message, userId: string): boolean {
  return message.raw !== undefined && !message.systemType && message.author.id === userId
}
