// One session, one queue: frame n+1 starts when n is done, or says that it need not be waited for.

export class FrameQueue<Item> {
  /** Never rejects. */
  private readonly run: (item: Item, unblock: () => void) => Promise<void>
  /** While this says so, nothing new is started; `resume` looks again. */
  private readonly held: () => boolean
  private items: Item[] = []
  private busy = false
  /** What has started and not ended, what has unblocked the queue included. */
  private readonly running = new Set<Promise<void>>()

  constructor(run: (item: Item, unblock: () => void) => Promise<void>, held: () => boolean = () => false) {
    this.run = run
    this.held = held
  }

  /** Frames that have not started. */
  get waiting(): number {
    return this.items.length
  }

  push(item: Item): void {
    this.items.push(item)
    this.resume()
  }

  resume(): void {
    if (this.busy || this.held()) return
    const item = this.items.shift()
    if (item === undefined) return
    this.busy = true
    let done = false
    const unblock = (): void => {
      if (done) return
      done = true
      this.busy = false
      this.resume()
    }
    const run = this.run(item, unblock).finally(() => {
      this.running.delete(run)
      unblock()
    })
    this.running.add(run)
  }

  /** Resolves when everything has ended that has started by now. */
  async idle(): Promise<void> {
    await Promise.all(this.running)
  }

  /** Forgets what has not started. */
  clear(): void {
    this.items = []
  }
}
