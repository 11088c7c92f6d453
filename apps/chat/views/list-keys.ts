// The keys of the message list: up and down from message to message, one letter for what can be done with each.
import type { Signal } from '@preact/signals-core'
import type { Message } from 'quindar'
import type { Me } from '../model/chat.ts'
import type { RoomParts } from '../model/room-view.ts'

export interface ListKeysHost {
  readonly parts: RoomParts
  readonly me: Me
  readonly active: Signal<string | undefined>
  readonly pick: (message: Message) => void
  readonly remove: (message: Message) => void
  readonly write: () => void
}

export function listKey(event: KeyboardEvent, host: ListKeysHost): void {
  const line = (event.target as HTMLElement).closest<HTMLElement>('article[data-key]')
  const list = event.currentTarget as HTMLElement
  if (!line || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  const lines = [...list.querySelectorAll<HTMLElement>('article[data-key]')]
  const index = lines.indexOf(line)
  const go = (to: HTMLElement | undefined): void => {
    event.preventDefault()
    to?.focus()
    to?.scrollIntoView({ block: 'nearest' })
  }
  switch (event.key) {
    case 'ArrowUp':
      go(lines[index - 1])
      return
    case 'ArrowDown':
      if (index === lines.length - 1) {
        event.preventDefault()
        host.write()
      } else go(lines[index + 1])
      return
    case 'Home':
      go(lines[0])
      return
    case 'End':
      go(lines.at(-1))
      return
    case 'Escape':
      event.preventDefault()
      host.write()
      return
    default:
      // Letters act on the message itself, not while one of its buttons has the focus and uses them.
      if (event.target === line) act(event, line.dataset['key'], host)
  }
}

function act(event: KeyboardEvent, id: string | undefined, { parts, me, pick, remove }: ListKeysHost): void {
  const message = parts.timeline.snapshot.value.messages.find((other) => other.id === id)
  if (!message?.raw || message.systemType) return
  const own = message.author.id === me.id
  const key = event.key.toLowerCase()
  if (key === 'r') pick(message)
  else if (key === 'e' && own) parts.composer.edit(message)
  else if (key === 'delete' && own) remove(message)
  else return
  event.preventDefault()
}
