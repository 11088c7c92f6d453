// The login token, kept from one run of a program to the next in the storage that the application gave. Whatever the
// storage does, nobody waits for it longer than two seconds, and nothing is thrown. Loaded where there is such a storage.
import { QuindarError } from '../../protocol/index.ts'
import { after } from '../calls/deadline.ts'
import type { Ports } from '../ports.ts'
import type { ClientStorage } from '../storage/storage.ts'

/** How long a storage may take, in milliseconds. */
const PATIENCE_MS = 2_000

/** What is kept. */
export interface KeptToken {
  readonly token: string
  /** The name that logged in, where it was one: a token of alice is none for bob. */
  readonly name?: string | undefined
}

export interface TokenStore {
  /** What an earlier run has left. */
  readonly load: () => Promise<KeptToken | undefined>
  readonly save: (kept: KeptToken) => void
  readonly forget: () => void
  /** The token is not valid any more: forgets it, if it is the one that this store has read or written. */
  readonly expire: () => void
  /** Resolves when what was being written is written, but in two seconds at the latest. */
  readonly close: () => Promise<unknown>
}

/**
 * @param server Each server has its token.
 * @param broken Hears that the storage does not do what it should; once, until it works again.
 */
export function createTokenStore(
  storage: Pick<ClientStorage, 'entries' | 'set' | 'delete'>,
  ports: Ports,
  server: string,
  broken: (error: QuindarError) => void,
): TokenStore {
  const key = `token/${server}`
  /** What is to be done, in order. */
  let work: Promise<void> = Promise.resolve()
  let told = false
  let saved: string | undefined

  function broke(why: string, cause?: unknown): void {
    if (told) return
    told = true
    const what = 'the login does not survive the end of this program'
    broken(new QuindarError('storage-failed', `The storage of the login token ${why}: ${what}`, cause))
  }

  /** Waits, but not for ever. */
  function patiently<T>(task: Promise<T>): Promise<T | undefined> {
    let timer: unknown
    const over = new Promise<undefined>((resolve) => {
      timer = after(ports, PATIENCE_MS, () => {
        broke('does not answer')
        resolve(undefined)
      })
    })
    return Promise.race([task, over]).finally(() => ports.clearTimeout(timer))
  }

  function inTurn(task: () => Promise<void>): void {
    work = work.then(() =>
      patiently(
        task().then(
          () => {
            told = false
          },
          (error: unknown) => broke('cannot be used', error),
        ),
      ),
    )
  }

  async function read(): Promise<KeptToken | undefined> {
    try {
      const text = (await storage.entries(key)).find(([name]) => name === key)?.[1]
      if (text === undefined) return undefined
      const kept = keptIn(text)
      if (kept) saved = text
      else broke('holds something else')
      return kept
    } catch (error) {
      broke('cannot be used', error)
      return undefined
    }
  }

  function forget(): void {
    saved = undefined
    inTurn(async () => storage.delete(key))
  }

  return {
    load: () => patiently(read()),
    save(kept) {
      const text = JSON.stringify(kept)
      if (text === saved) return
      saved = text
      inTurn(async () => storage.set(key, text))
    },
    forget,
    expire() {
      if (saved !== undefined) forget()
    },
    close: () => work,
  }
}

function keptIn(text: string): KeptToken | undefined {
  try {
    const { token, name } = JSON.parse(text) as Partial<Record<string, unknown>>
    if (typeof token !== 'string' || token === '') return undefined
    return typeof name === 'string' ? { token, name } : { token }
  } catch {
    return undefined
  }
}
