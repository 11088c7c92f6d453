// What the browser gives to the chat page's models: its storage, its waking up, its address line, its title.
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals-core'
import type { PageHints } from 'quindar'
import type { Page } from './model/page.ts'
import type { TextStorage } from './model/ports.ts'

/** The browser's storage; undefined where looking at it throws already. */
export function storageOfThisBrowser(): TextStorage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** What another tab changes there. */
export function onStorage(listener: (key: string | null) => void): () => void {
  const hear = ({ key }: StorageEvent): void => listener(key)
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}

/** What the client wants to know of a page. */
export function pageHints(): PageHints {
  const listeners = new Set<() => void>()
  const wake = (): void => listeners.forEach((listener) => listener())
  addEventListener('online', wake)
  // Back from the back/forward cache, where sockets die without a word.
  addEventListener('pageshow', wake)
  document.addEventListener('visibilitychange', () => document.hidden || wake())
  return {
    hidden: () => document.hidden,
    onWake(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Every answer says when it was given; asked for anew, and nothing but that. */
export async function serverTime(): Promise<number | undefined> {
  const { headers } = await fetch('.', { method: 'HEAD', cache: 'no-store', credentials: 'omit' })
  const at = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(at) ? undefined : at
}

/** Is somebody looking at the page? */
export function visibility(): ReadonlySignal<boolean> {
  const visible = signal(!document.hidden)
  document.addEventListener('visibilitychange', () => (visible.value = !document.hidden))
  return visible
}

/** Copies a text; in a page without https there is no clipboard, so the old way is tried too. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByHand(text)
  }
}

function copyByHand(text: string): boolean {
  const field = document.createElement('textarea')
  const before = document.activeElement
  field.value = text
  field.className = 'unseen'
  document.body.append(field)
  field.select()
  // The only way there is without the clipboard; every browser still has it, none promises to keep it.
  const old: { execCommand?(name: string): boolean } = document
  const done = old.execCommand?.('copy') ?? false
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return done
}

const ROOM = /^#\/room\/(.+)$/

/** The room in the address line, both ways, so that back, forward and a reload do what they always do. */
export function followAddress(page: Page): void {
  function read(): void {
    const chat = page.chat.peek()
    const id = ROOM.exec(location.hash)?.[1]
    if (!chat) return
    if (id !== undefined) chat.open(decode(id))
    else if (location.hash === '#/' || location.hash === '') chat.close()
  }
  addEventListener('hashchange', read)
  effect(() => {
    if (page.chat.value && ROOM.test(location.hash)) untracked(read)
  })
  effect(() => {
    const chat = page.chat.value
    // A wide screen has room for both, so it begins where one was, or somewhere; a narrow one begins with the list.
    if (!chat || location.hash !== '' || !matchMedia('(min-width: 760px)').matches) return
    const id = chat.lastRoom ?? chat.rooms.list.value[0]?.id
    if (id !== undefined) untracked(() => chat.open(id))
  })
  effect(() => {
    const id = page.chat.value?.current.value?.id
    const address = id === undefined ? '#/' : `#/room/${encodeURIComponent(id)}`
    if (id !== undefined && location.hash !== address) history.pushState(null, '', address)
  })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The title says how much waits for the reader, and where. */
export function titlePage(page: Page): void {
  effect(() => {
    const chat = page.session.phase.value === 'signedIn' ? page.chat.value : undefined
    const calling = chat?.rooms.calling.value ?? 0
    const id = chat?.current.value?.id
    const name = chat?.rooms.list.value.find((entry) => entry.id === id)?.name
    document.title = `${calling > 0 ? `(${calling}) ` : ''}${name === undefined ? '' : `${name} · `}Quindar`
  })
}

/** Keys that work everywhere on the page: Ctrl+K finds a conversation, Alt+↑ and Alt+↓ go to the next room. */
export function listenToKeys(page: Page): void {
  addEventListener('keydown', (event) => {
    const chat = page.session.phase.peek() === 'signedIn' ? page.chat.peek() : undefined
    if (!chat || event.isComposing) return
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      chat.startConversation()
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      chat.step(event.key === 'ArrowUp' ? -1 : 1)
    }
  })
}
