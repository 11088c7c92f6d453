// Who could be meant, above the field one writes in. The field keeps the focus; the list says which line Enter takes.
import type { JSX } from 'preact'
import type { Mentionable, Mentioning } from '../model/mentioning.ts'
import { Face } from './face.tsx'
import { useWords } from './surroundings.ts'

export interface MentionListProperties {
  readonly id: string
  readonly mentioning: Mentioning
  readonly onTake: (one: Mentionable) => void
}

export function MentionList({ id, mentioning, onTake }: MentionListProperties): JSX.Element | null {
  const words = useWords().mentioning
  const choices = mentioning.choices.value
  const marked = mentioning.marked.value
  return (
    <>
      <span class="unseen" role="status">
        {choices.length > 0 && words.found(choices.length)}
      </span>
      {choices.length > 0 && (
        <ul id={id} class="choices mentionables" role="listbox" aria-label={words.label}>
          {choices.map((one) => (
            <li
              key={one.username}
              id={`${id}-${one.username}`}
              role="option"
              aria-selected={one === marked}
              onMouseMove={() => mentioning.mark(one)}
              onMouseDown={(event) => {
                // The field keeps the focus.
                event.preventDefault()
                onTake(one)
              }}
            >
              {one.name === '' ? <span class="room-sign">@</span> : <Face name={one.name} small />}
              <span class="choice-words">
                <bdi>{one.name === '' ? `@${one.username}` : one.name}</bdi>
                <span class="more">
                  {one.name === '' ? words.everybody[one.username as 'all' | 'here'] : `@${one.username}`}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
