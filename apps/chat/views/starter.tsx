// Finding a conversation or starting one: one field, and below it all that could be meant.
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { Dialog } from '../../design/views/dialog.tsx'
import { Icon } from '../../design/views/icon.tsx'
import type { Chat } from '../model/chat.ts'
import { isInputMethod } from '../model/keys.ts'
import type { Choice, Starter } from '../model/starter.ts'
import type { ChatWords } from '../words/words.ts'
import { Face } from './face.tsx'
import { useWords } from './surroundings.ts'
import { TroubleLine } from './trouble-line.tsx'

export function StarterDialog({ chat, starter }: { readonly chat: Chat; readonly starter: Starter }): JSX.Element {
  const words = useWords()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const marked = useSignal(0)
  const choices = starter.choices.value
  const index = Math.min(marked.value, choices.length - 1)
  useEffect(() => field.current?.focus(), [])

  function mark(next: number): void {
    marked.value = (next + choices.length) % Math.max(1, choices.length)
    document.getElementById(`${id}-${marked.value}`)?.scrollIntoView({ block: 'nearest' })
  }

  function key(event: KeyboardEvent): void {
    if (isInputMethod(event)) return
    const choice = choices[index]
    if (event.key === 'ArrowDown') mark(index + 1)
    else if (event.key === 'ArrowUp') mark(index - 1)
    else if (event.key === 'Enter' && choice) void chat.choose(choice)
    else return
    event.preventDefault()
  }

  return (
    <Dialog title={words.starter.title} closeLabel={words.close} onClose={() => chat.endStarting()} class="starter">
      <div class="field">
        <label for={`${id}-field`}>{words.starter.field}</label>
        <input
          id={`${id}-field`}
          ref={field}
          type="text"
          role="combobox"
          aria-expanded={true}
          aria-controls={`${id}-list`}
          aria-activedescendant={choices.length > 0 ? `${id}-${index}` : undefined}
          aria-describedby={`${id}-hint`}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={starter.query.value}
          onInput={(event) => {
            marked.value = 0
            starter.search(event.currentTarget.value)
          }}
          onKeyDown={key}
        />
        <p id={`${id}-hint`} class="hint">
          {words.starter.hint}
        </p>
      </div>
      <TroubleLine trouble={starter.trouble.value} />
      <ul id={`${id}-list`} class="choices" role="listbox" aria-label={words.starter.results}>
        {choices.map((choice, at) => (
          <li
            key={choice.key}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === index}
            aria-disabled={starter.busy.value}
            onMouseMove={() => (marked.value = at)}
            onClick={() => void chat.choose(choice)}
          >
            <ChoiceLine choice={choice} words={words} />
          </li>
        ))}
      </ul>
      {choices.length === 0 && (
        <p class="quiet" role="status">
          {starter.loading.value ? words.starter.loading : words.starter.nothing}
        </p>
      )}
    </Dialog>
  )
}

function ChoiceLine({ choice, words }: { readonly choice: Choice; readonly words: ChatWords }): JSX.Element {
  const { starter } = words
  switch (choice.kind) {
    case 'open': {
      const { entry } = choice
      return (
        <>
          {entry.kind === 'direct' ? (
            <Face name={entry.name} small />
          ) : (
            <Icon name={entry.kind === 'group' ? 'lock' : 'hash'} />
          )}
          <Words name={entry.name} more={entry.topic} />
          <span class="verb">{starter.openIt}</span>
        </>
      )
    }
    case 'join':
      return (
        <>
          <Icon name="hash" />
          <Words name={choice.channel.name} more={choice.channel.topic} />
          <span class="verb join">{starter.join}</span>
        </>
      )
    case 'direct':
      return (
        <>
          <Icon name="user" />
          <Words name={starter.message(choice.name)} />
        </>
      )
    case 'channel':
      return (
        <>
          <Icon name="plus" />
          <Words name={starter.createChannel(choice.name)} more={starter.everybody} />
        </>
      )
    case 'group':
      return (
        <>
          <Icon name="lock" />
          <Words name={starter.createGroup(choice.name)} more={starter.invited} />
        </>
      )
  }
}

function Words({ name, more }: { readonly name: string; readonly more?: string | undefined }): JSX.Element {
  return (
    <span class="choice-words">
      <bdi>{name}</bdi>
      {more !== undefined && <span class="more">{more}</span>}
    </span>
  )
}
