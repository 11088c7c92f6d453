// A message that waits to be sent: what it says, whose it is, how far it has come, and who waits for it.
import type { Author, Message } from '../messages/message.ts'

/** Somebody who called `send`, and wants to know what became of it. */
export interface Waiter {
  readonly resolve: (message: Message) => void
  readonly reject: (error: Error) => void
}

/** What of a letter is kept in the storage. */
interface Written {
  readonly id: string
  readonly roomId: string
  text: string
  threadId: string | undefined
  alsoInRoom: boolean | undefined
  /** Whose it is: only this user sends it. No id: whoever logs in next. */
  author: Author
  /** When it was written, in milliseconds since 1970. */
  at: number
  /** A letter with a greater one comes later. */
  place: number
}

export interface Letter extends Written {
  status: 'pending' | 'failed'
  error: unknown
  /** May it have reached the server? */
  left: boolean
  /** Is it in the storage, or known not to get there? */
  kept: boolean
  readonly waiters: Set<Waiter>
  /** Ends the waiting for the answer to what is on the wire. */
  flight: AbortController | undefined
}

export function createLetter(written: Written): Letter {
  const state = { error: undefined, left: false, kept: false, waiters: new Set<Waiter>(), flight: undefined }
  return { ...written, ...state, status: 'pending' }
}

/** As the application sees it. */
export function letterAsMessage(letter: Letter): Message {
  const { id, roomId, text, author, threadId, status, error } = letter
  const at = new Date(letter.at)
  return { id, roomId, text, author, at, updatedAt: at, reactions: {}, mentions: [], threadId, status, error }
}

/** @param holder Which client is to send it. */
export function writeLetter(letter: Letter, holder: string): string {
  const { id, roomId, text, threadId, alsoInRoom, author, at, place, status, error } = letter
  const failed = status === 'failed' ? String((error as Partial<Error> | undefined)?.message ?? error) : undefined
  return JSON.stringify({ id, roomId, text, threadId, alsoInRoom, author, at, place, failed, holder })
}

/** A letter from the storage, and which client had it; undefined: that is none. */
export function readLetter(value: unknown): { readonly letter: Letter; readonly holder: string } | undefined {
  try {
    const { failed, holder, ...written } = JSON.parse(value as string) as Written & { failed?: string; holder: string }
    const { id, roomId, text, author, at, place } = written
    const texts: unknown[] = [id, roomId, text, author.id, author.username, author.name, holder, failed ?? '']
    if (
      !texts.every((part) => typeof part === 'string') ||
      !id ||
      !author.id ||
      !Number.isFinite(at) ||
      !Number.isFinite(place)
    )
      return undefined
    const letter = createLetter({ ...written, threadId: written.threadId, alsoInRoom: written.alsoInRoom })
    // Nobody knows how far it had come: perhaps the server has it.
    Object.assign(letter, { left: failed === undefined, kept: true })
    return { letter: failed === undefined ? letter : { ...letter, status: 'failed', error: new Error(failed) }, holder }
  } catch {
    return undefined
  }
}
