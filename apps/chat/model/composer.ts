// The field one writes in: a draft per room, or the text of a message that is being changed.
import { computed, signal, type ReadonlySignal } from '@preact/signals-core'
import type { Message, Room } from 'quindar'
import type { Drafts } from './drafts.ts'
import type { Outgoing } from './outgoing.ts'
import { troubleOf, type Trouble } from './trouble.ts'
import type { TypingModel } from './typing.ts'

export interface Composer {
  readonly text: ReadonlySignal<string>
  /** The message that is being changed. */
  readonly editing: ReadonlySignal<Message | undefined>
  /** Is a change on its way to the server? */
  readonly saving: ReadonlySignal<boolean>
  /** Why the change was not accepted. */
  readonly trouble: ReadonlySignal<Trouble | undefined>
  readonly write: (text: string) => void
  /** Sends what is written, or saves the change. */
  readonly submit: () => Promise<void>
  readonly edit: (message: Message) => void
  /** A message that was not sent comes back to be written anew, before what is there. */
  readonly takeBack: (text: string) => void
  /** Leaves the change; the draft of before comes back. */
  readonly cancel: () => void
}

export function createComposer(
  room: Pick<Room, 'id' | 'edit'>,
  parts: {
    readonly drafts: Drafts
    readonly outgoing: Pick<Outgoing, 'send'>
    readonly typing: Pick<TypingModel, 'typed' | 'stopped'>
  },
): Composer {
  const { drafts, outgoing, typing } = parts
  const editing = signal<Message | undefined>(undefined)
  const change = signal('')
  const saving = signal(false)
  const trouble = signal<Trouble | undefined>(undefined)

  function cancel(): void {
    editing.value = undefined
    trouble.value = undefined
    change.value = ''
  }

  async function save(message: Message): Promise<void> {
    const text = change.value.trim()
    if (text === '' || saving.value) return
    if (text === message.text) return cancel()
    saving.value = true
    trouble.value = undefined
    try {
      await room.edit(message.id, text)
      if (editing.value === message) cancel()
    } catch (error) {
      if (editing.value === message) trouble.value = troubleOf(error)
    } finally {
      saving.value = false
    }
  }

  return {
    text: computed(() => (editing.value ? change.value : (drafts.all.value, drafts.read(room.id)))),
    editing,
    saving,
    trouble,
    write(text) {
      if (editing.value) {
        change.value = text
        return
      }
      drafts.write(room.id, text)
      if (text.trim() === '') typing.stopped()
      else typing.typed()
    },
    async submit() {
      if (editing.value) return save(editing.value)
      const text = drafts.read(room.id).trim()
      if (text === '') return
      drafts.write(room.id, '')
      typing.stopped()
      outgoing.send(text)
    },
    edit(message) {
      editing.value = message
      change.value = message.text
      trouble.value = undefined
    },
    takeBack(text) {
      cancel()
      const there = drafts.read(room.id)
      drafts.write(room.id, there === '' ? text : `${text}\n${there}`)
    },
    cancel,
  }
}
