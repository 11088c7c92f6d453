// What waits to be sent, in the storage that the application gave: written before it is sent, taken out when it has
// landed. Whatever the storage does, nobody waits for it longer than two seconds, and nothing is thrown.
//
// Several clients may share a storage: tabs, or one process after another. Where the storage has locks, each letter has
// a holder, who holds a lock for as long as he lives; who gets the lock of another inherits his letters.
import { QuindarError } from '../../protocol/index.ts'
import { messageId } from '../messages/message-id.ts'
import { readLetter, writeLetter, type Letter } from './letter.ts'
import type { Ports } from '../ports.ts'
import type { ClientStorage } from '../storage/storage.ts'

/** How long a storage may take, in milliseconds. */
const PATIENCE_MS = 2_000
/** How long the lock of a client that is gone may take, in milliseconds. After that, it lives. */
const LOCK_MS = 200

const WHAT_NOW = 'messages are sent all the same, but what waits does not survive the end of this program'

export interface OutboxStore {
  /** Resolves when the letters of before are found, but in two seconds at the latest. */
  readonly ready: Promise<void>
  /** Resolves when it is written, or when it is clear that it will not be for now. */
  readonly put: (letter: Letter) => Promise<void>
  readonly remove: (id: string) => void
  /** Looks for letters of clients that are gone. */
  readonly search: () => Promise<void>
  /** Lets go of everything. Resolves when what was being written is written, but in two seconds at the latest. */
  readonly close: () => Promise<void>
}

export interface OutboxStoreOwner {
  /** Letters of an earlier client, oldest first. They are this client's now. */
  readonly found: (letters: Letter[]) => void
  /** The storage does not do what it should. Told once, until it works again. */
  readonly broken: (error: QuindarError) => void
}

/** @param server Letters to others are left alone. */
export function createOutboxStore(
  storage: ClientStorage,
  ports: Ports,
  server: string,
  owner: OutboxStoreOwner,
): OutboxStore {
  const prefix = `outbox/${server}/`
  const holder = messageId(ports.random)
  const life = new AbortController()
  /** The last thing to do with a key: what is done to one key is done in order. */
  const work = new Map<string, Promise<void>>()
  /** Holders whose end is waited for. */
  const others = new Set<string>([holder])
  /** What it could not do, and was told of: reading at the start, when perhaps nobody listens yet, is told apart. */
  const told = new Set<'read' | 'write'>()
  /** Does it leave everybody waiting? Then nobody waits for it any more. */
  let silent = false

  function broke(doing: 'read' | 'write', why: string, cause?: unknown): void {
    if (told.has(doing) || life.signal.aborted) return
    told.add(doing)
    owner.broken(new QuindarError('storage-failed', `The storage ${why}`, cause))
  }

  const failed =
    (doing: 'read' | 'write') =>
    (cause: unknown): void =>
      broke(doing, `cannot be used: ${WHAT_NOW}`, cause)

  /** Waits, but not for ever. True: it was in vain. */
  async function patiently(task: Promise<unknown>, ms = PATIENCE_MS): Promise<boolean> {
    let timer: unknown
    const over = new Promise<boolean>((resolve) => {
      timer = ports.setTimeout(() => resolve(true), ms)
    })
    return Promise.race([task.then(() => false), over]).finally(() => ports.clearTimeout(timer))
  }

  function inTurn(key: string, task: () => Promise<void>): Promise<void> {
    const turn: Promise<void> = (work.get(key) ?? held)
      .then(task)
      .then(() => {
        told.clear()
        silent = false
      }, failed('write'))
      .then(() => {
        if (work.get(key) === turn) work.delete(key)
      })
    work.set(key, turn)
    return turn
  }

  /** Holds a lock while this client lives: others see by it that its letters are in good hands. */
  async function hold(): Promise<void> {
    const end = new Promise<void>((over) => life.signal.addEventListener('abort', () => over()))
    await new Promise<void>((begun) => {
      const task = (): Promise<void> => {
        begun()
        return end
      }
      lock(holder, task).catch(failed('read')).finally(begun)
    })
  }

  async function lock(whose: string, task: () => Promise<void>): Promise<void> {
    await storage.lock?.(prefix + whose, task, life.signal)
  }

  async function read(): Promise<{ readonly letter: Letter; readonly holder: string }[]> {
    const entries = await storage.entries(prefix)
    const letters = entries.flatMap(([, value]) => readLetter(value) ?? [])
    if (letters.length < entries.length)
      broke('read', 'holds something that is no message: it is left alone, and what else is there is sent')
    return letters.sort((a, b) => a.letter.place - b.letter.place)
  }

  async function inherit(from: string): Promise<void> {
    others.delete(from)
    const letters = (await read()).filter((entry) => entry.holder === from).map(({ letter }) => letter)
    for (const letter of letters)
      await storage.set(prefix + letter.id, writeLetter(letter, holder)).catch(failed('read'))
    if (!life.signal.aborted) owner.found(letters)
  }

  async function search(): Promise<void> {
    try {
      await held
      const entries = (await read()).filter((entry) => !others.has(entry.holder))
      if (!storage.lock) {
        owner.found(entries.map(({ letter }) => letter))
        return
      }
      const holders = new Set(entries.map((entry) => entry.holder))
      for (const other of holders) others.add(other)
      const inherited = [...holders].map((other) => lock(other, () => inherit(other)).catch(failed('read')))
      await patiently(Promise.all(inherited), LOCK_MS)
    } catch (error) {
      failed('read')(error)
    }
  }

  async function findFirst(): Promise<void> {
    silent = await patiently(search())
    if (silent) broke('read', `does not answer: ${WHAT_NOW}`)
  }

  const held = hold()

  return {
    ready: findFirst(),
    async put(letter) {
      const written = inTurn(letter.id, () => storage.set(prefix + letter.id, writeLetter(letter, holder)))
      if (silent) return
      silent = await patiently(written)
      if (silent) broke('write', `does not answer: ${WHAT_NOW}`)
    },
    remove: (id) => void inTurn(id, () => storage.delete(prefix + id)),
    search: () => (storage.lock ? search() : Promise.resolve()),
    async close() {
      await patiently(Promise.all(work.values()))
      life.abort()
    },
  }
}
