// The page: who is logged in, and what that person sees.
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals-core'
import { createChat, type Chat } from './chat.ts'
import { createKeep, type Keep } from './keep.ts'
import type { ChatPorts } from './ports.ts'
import { createSession, type Session } from './session.ts'

export interface Page {
  readonly session: Session
  /** There while there is a client, also behind the form that asks for the password again. */
  readonly chat: ReadonlySignal<Chat | undefined>
  readonly keep: Keep
  readonly dispose: () => void
}

/**
 * @param address Where the server is.
 * @param visible Is somebody looking at the page?
 */
export function createPage(address: string, ports: ChatPorts, visible: ReadonlySignal<boolean>): Page {
  const keep = createKeep(ports.storage)
  const session = createSession(address, keep, ports)
  const chat = signal<Chat | undefined>(undefined)

  const stop = effect(() => {
    const client = session.client.value
    untracked(() => {
      chat.value?.dispose()
      const owner = session.lastUser.value.toLowerCase()
      chat.value = client && createChat(client, { keep, ports, visible, owner })
    })
  })

  return {
    session,
    chat,
    keep,
    dispose() {
      stop()
      chat.value?.dispose()
      session.dispose()
    },
  }
}
