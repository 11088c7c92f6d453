// Who reacted with what; a click adds one's own or takes it back.
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import type { Message } from 'quindar'
import { hasReacted } from '../model/actions.ts'
import type { ListContext } from './list-context.ts'
import { useSurroundings, useWords } from './surroundings.ts'

/** Kinds of reactions that are shown at first. */
const SHOWN = 12

export function Reactions({
  message,
  list,
}: {
  readonly message: Message
  readonly list: ListContext
}): JSX.Element | null {
  const words = useWords()
  const { emoji } = useSurroundings()
  const all = useSignal(false)
  const kinds = Object.entries(message.reactions).filter(([, who]) => who.length > 0)
  if (kinds.length === 0) return null
  const { username } = list.me
  const shown = all.value ? kinds : kinds.slice(0, SHOWN)
  return (
    <div class="reactions" role="group" aria-label={words.message.reactions}>
      {shown.map(([name, who]) => {
        const mine = hasReacted(message, name, username)
        const people = who.map((other) => (other === username ? words.message.you : other)).join(', ')
        return (
          <button
            key={name}
            type="button"
            class="reaction"
            aria-pressed={mine}
            title={words.message.reaction(name, people)}
            onClick={() => void list.parts.actions.react(message, name)}
          >
            <span class="emoji" aria-hidden="true">
              {emoji.find(name.replaceAll(':', '')) ?? name}
            </span>
            <span class="count" aria-hidden="true">
              {who.length}
            </span>
            <span class="unseen">{words.message.reaction(name, people)}</span>
          </button>
        )
      })}
      {kinds.length > shown.length && (
        <button
          type="button"
          class="reaction"
          title={words.message.showReactions(kinds.length - shown.length)}
          onClick={() => (all.value = true)}
        >
          <span aria-hidden="true">{words.message.more(kinds.length - shown.length)}</span>
          <span class="unseen">{words.message.showReactions(kinds.length - shown.length)}</span>
        </button>
      )}
    </div>
  )
}
