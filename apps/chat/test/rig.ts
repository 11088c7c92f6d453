// The models of the chat page over a real client and a real server, without a browser.
import { signal, type Signal } from '@preact/signals-core'
import { startServer, type TestServer } from '@quindar/testkit'
import { connect, createClient, type Client, type ClientOptions } from 'quindar'
import { expect, vi } from 'vitest'
import type { Chat } from '../model/chat.ts'
import { createPage, type Page } from '../model/page.ts'
import type { ChatPorts, TextStorage } from '../model/ports.ts'

/** A storage that a test can look into, and let fail. */
export interface FakeStorage extends TextStorage {
  readonly texts: Map<string, string>
  /** What every write throws, while it is set. */
  full: Error | undefined
}

export function fakeStorage(): FakeStorage {
  const texts = new Map<string, string>()
  const storage: FakeStorage = {
    texts,
    full: undefined,
    getItem: (key) => texts.get(key) ?? null,
    setItem(key, text) {
      if (storage.full) throw storage.full
      texts.set(key, text)
    },
    removeItem: (key) => void texts.delete(key),
  }
  return storage
}

export interface Rig extends AsyncDisposable {
  /** Milliseconds that the clock of this device is ahead of the server's. */
  readonly ahead: { value: number }
  /** How often the server's clock was looked at. */
  readonly clockReads: Signal<number>
  readonly server: TestServer
  readonly storage: FakeStorage
  readonly visible: Signal<boolean>
  /** Another tab changes the storage. */
  readonly otherTab: (key: string | null) => void
  /** A page on this storage, as a (re)load makes one. */
  readonly load: (address?: string) => Page
  /** A page with alice logged in and her rooms loaded. */
  readonly alice: () => Promise<{ page: Page; chat: Chat }>
  /** A plain client: somebody else. */
  readonly other: (name: string) => Promise<Client>
}

export async function rig(options: Parameters<typeof startServer>[0] = {}): Promise<Rig> {
  const server = await startServer(options)
  const storage = fakeStorage()
  const visible = signal(true)
  const ahead = { value: 0 }
  const clockReads = signal(0)
  const pages: Page[] = []
  const others: Client[] = []
  const listeners = new Set<(key: string | null) => void>()

  function ports(): ChatPorts {
    return {
      createClient: (address: string, wanted: ClientOptions) => createClient(address, wanted),
      storage,
      now: Date.now,
      setTimeout: (task, ms) => setTimeout(task, ms),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
      async serverTime() {
        await Promise.resolve()
        clockReads.value += 1
        return Date.now() - ahead.value
      },
      onStorage: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    }
  }

  function load(address = server.url): Page {
    const page = createPage(address, ports(), visible)
    pages.push(page)
    return page
  }

  return {
    server,
    storage,
    visible,
    ahead,
    clockReads,
    otherTab: (key) => listeners.forEach((listener) => listener(key)),
    load,
    async alice() {
      const page = load()
      await page.session.login('alice', 'alice')
      const chat = page.chat.value as Chat
      await until(() => chat.rooms.loaded.value)
      return { page, chat }
    },
    async other(name) {
      const client = await connect(server.url, { user: name, password: name })
      others.push(client)
      return client
    },
    async [Symbol.asyncDispose]() {
      for (const page of pages) page.dispose()
      for (const client of others) await client.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** Waits until `fits` is true, whoever makes it so. */
export async function until(fits: () => unknown): Promise<void> {
  await vi.waitFor(() => expect(fits()).toBeTruthy(), { timeout: 10_000, interval: 5 })
}

/** Opens a room and waits for its newest page. */
export async function opened(chat: Chat, roomId: string) {
  chat.open(roomId)
  const view = chat.current.value
  await until(() => view?.parts.value?.timeline.loaded.value)
  const parts = view?.parts.value
  if (!view || !parts) throw new Error('The room did not open.')
  const texts = (): string[] => parts.timeline.snapshot.value.messages.map(({ text }) => text)
  return { view, parts, texts }
}
