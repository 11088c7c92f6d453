// Which rooms the users are in who have a subscription that follows their memberships, and the other way round; so that
// fan-out can ask without waiting. Read from the store once per user, kept up by the bus.

interface Entry {
  readonly rooms: Set<string>
  /** What the bus said while the store was being read: it knows better. `undefined`: the reading is done. */
  changes: Map<string, boolean> | undefined
  readonly loaded: Promise<void>
  holders: number
}

export class Memberships {
  private readonly load: (userId: string) => Promise<readonly string[]>
  private readonly users = new Map<string, Entry>()
  private readonly rooms = new Map<string, Set<string>>()

  constructor(load: (userId: string) => Promise<readonly string[]>) {
    this.load = load
  }

  /** Follows a user's memberships until the answer is called; resolves when they are known. */
  async follow(userId: string): Promise<() => void> {
    let entry = this.users.get(userId)
    if (!entry) this.users.set(userId, (entry = this.open(userId)))
    entry.holders++
    const held = entry
    let released = false
    const release = (): void => {
      if (released) return
      released = true
      if (--held.holders === 0) this.close(userId, held)
    }
    try {
      await held.loaded
    } catch (error) {
      release()
      throw error
    }
    return release
  }

  joined(userId: string, roomId: string): void {
    const entry = this.users.get(userId)
    if (!entry) return
    entry.changes?.set(roomId, true)
    this.add(userId, entry, roomId)
  }

  left(userId: string, roomId: string): void {
    const entry = this.users.get(userId)
    if (!entry) return
    entry.changes?.set(roomId, false)
    this.remove(userId, entry, roomId)
  }

  has(userId: string, roomId: string): boolean {
    return this.users.get(userId)?.rooms.has(roomId) ?? false
  }

  /** The followed users who are in a room. */
  in(roomId: string): ReadonlySet<string> {
    return this.rooms.get(roomId) ?? NOBODY
  }

  private open(userId: string): Entry {
    const entry: Entry = { rooms: new Set(), changes: new Map(), loaded: this.read(userId, () => entry), holders: 0 }
    return entry
  }

  private async read(userId: string, entryOf: () => Entry): Promise<void> {
    const roomIds = await this.load(userId)
    const entry = entryOf()
    for (const roomId of roomIds) {
      if (entry.changes?.get(roomId) !== false) this.add(userId, entry, roomId)
    }
    entry.changes = undefined
  }

  private close(userId: string, entry: Entry): void {
    for (const roomId of entry.rooms) this.remove(userId, entry, roomId)
    if (this.users.get(userId) === entry) this.users.delete(userId)
  }

  private add(userId: string, entry: Entry, roomId: string): void {
    // A reading that ends after everybody has let go changes nothing any more.
    if (this.users.get(userId) !== entry) return
    entry.rooms.add(roomId)
    const users = this.rooms.get(roomId)
    if (users) users.add(userId)
    else this.rooms.set(roomId, new Set([userId]))
  }

  private remove(userId: string, entry: Entry, roomId: string): void {
    if (!entry.rooms.delete(roomId)) return
    const users = this.rooms.get(roomId)
    users?.delete(userId)
    if (users?.size === 0) this.rooms.delete(roomId)
  }
}

const NOBODY: ReadonlySet<string> = new Set()
