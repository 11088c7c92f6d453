// What outlives the page: the visitor's token, his conversation, what could not be sent. One text per server.
//
// A storage may be full, forbidden, or hold anything at all: then this works as if there were none.

/** `localStorage`, `sessionStorage`, or anything like them. */
export interface LivechatStorage {
  readonly getItem: (key: string) => string | null
  readonly setItem: (key: string, value: string) => void
  readonly removeItem: (key: string) => void
}

export interface Kept {
  readonly token: string
  readonly roomId?: string | undefined
  /** What waits to be sent: letters.ts. */
  readonly unsent?: Readonly<Record<string, string>> | undefined
}

export interface KeptStore {
  readonly read: () => Kept | undefined
  /** Changes what is kept of this visitor. What another tab has put there meanwhile, or taken away, stays so. */
  readonly update: (change: (kept: Kept) => Kept) => void
  /** From now on it is this visitor. */
  readonly write: (kept: Kept) => void
  /** Nothing is left. */
  readonly clear: () => void
}

export function createKeptStore(storage: LivechatStorage | undefined, site: string): KeptStore {
  const key = `quindar-livechat ${site}`
  let mine: Kept | undefined

  function stored(): Kept | undefined {
    try {
      const { token, roomId, unsent } = JSON.parse(storage?.getItem(key) ?? '') as Kept
      if (typeof token === 'string' && token) return { token, roomId, unsent }
    } catch {
      // None, or none of ours.
    }
    return undefined
  }

  function write(kept: Kept): void {
    mine = kept
    try {
      storage?.setItem(key, JSON.stringify(kept))
    } catch {
      // Until the page ends, then.
    }
  }

  const read = (): Kept | undefined => mine ?? stored()

  function update(change: (kept: Kept) => Kept): void {
    if (!mine) return
    const now = stored()
    if (now?.token === mine.token) write(change(now))
    else mine = change(mine)
  }

  return {
    read,
    write,
    update,
    clear() {
      const other = stored()
      if (!mine || other?.token === mine.token) {
        try {
          storage?.removeItem(key)
        } catch {
          // Then there is nothing, either.
        }
      }
      mine = undefined
    },
  }
}
