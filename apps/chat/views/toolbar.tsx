// What can be done with a message, beside the one that has the pointer or the focus.
import type { JSX } from 'preact'
import { IconButton } from '../../design/views/button.tsx'
import type { Message } from 'quindar'
import type { ListContext } from './list-context.ts'
import { useSurroundings, useWords } from './surroundings.ts'

/** The reactions that are one click away. */
const QUICK = ['thumbsup', 'heart', 'joy']

export interface ToolbarProperties {
  readonly message: Message
  readonly own: boolean
  readonly list: ListContext
}

export function Toolbar({ message, own, list }: ToolbarProperties): JSX.Element {
  const { message: words } = useWords()
  const { emoji } = useSurroundings()
  return (
    <div class="toolbar" role="group" aria-label={words.actions}>
      {QUICK.map((name) => (
        <button
          key={name}
          type="button"
          class="icon-button quick"
          aria-label={`${words.react} :${name}:`}
          title={`${words.react} :${name}:`}
          onClick={() => void list.parts.actions.react(message, `:${name}:`)}
        >
          <span class="emoji">{emoji.find(name)}</span>
        </button>
      ))}
      <IconButton icon="smile" label={words.react} shortcut="R" onClick={() => list.pick(message)} />
      {own && (
        <IconButton icon="edit" label={words.edit} shortcut="E" onClick={() => list.parts.composer.edit(message)} />
      )}
      {own && <IconButton icon="trash" label={words.remove} shortcut="Del" onClick={() => list.remove(message)} />}
    </div>
  )
}
