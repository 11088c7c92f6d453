// Where the client keeps what has to outlive it: a store of texts by key, handed in as `storage`.
//
// For browsers there is `indexedDBStorage()`, for Node `fileStorage(folder)` of `quindar/node`; anything that can keep
// texts will do. It may fail, hang or hold garbage at any time: the client then says so in a `storage` event and goes on
// without it.

/** Texts by key. Several clients may use one storage at once. */
export interface ClientStorage {
  /** What is under keys that begin with `prefix`, in any order. */
  readonly entries: (prefix: string) => Promise<readonly (readonly [key: string, value: string])[]>
  /** Resolves when the value would survive a crash. It replaces what was under the key, whole or not at all. */
  readonly set: (key: string, value: string) => Promise<void>
  /** Resolves also where there was nothing. */
  readonly delete: (key: string) => Promise<void>
  /**
   * Runs `task` while nobody else runs one under this name, and waits until then; whoever is gone, crashed too, holds
   * nothing. `signal` ends the waiting. Absent where there is no such thing: what two clients then send twice has the
   * same id, so it is one message.
   */
  readonly lock?: ((name: string, task: () => Promise<void>, signal: AbortSignal) => Promise<void>) | undefined
}
