// A queue that a test takes from: the oldest item that fits, now or when it comes; with a sentence when it never does.

/** Real milliseconds after which a test that waits is told what came instead. */
const PATIENCE = 30_000

interface Waiter<Item> {
  readonly fits: (item: Item) => boolean
  readonly resolve: (item: Item) => void
  readonly reject: (error: Error) => void
}

/** What ends the waiting when nothing more can come: the end of a conversation, not a mistake of the script. */
export class EndOfWaiting extends Error {}

export class Waiting<Item> {
  private readonly what: string
  private readonly items: Item[] = []
  private readonly waiters = new Set<Waiter<Item>>()
  private over: string | undefined

  /** @param what What is waited for, for the error's sentence. */
  constructor(what: string) {
    this.what = what
  }

  /** What nobody has taken, oldest first. */
  get untaken(): readonly Item[] {
    return this.items
  }

  put(item: Item): void {
    for (const waiter of this.waiters) {
      if (waiter.fits(item)) {
        waiter.resolve(item)
        return
      }
    }
    this.items.push(item)
  }

  /** Nothing more will come. Whoever waits is told why. */
  end(why: string): void {
    this.over = why
    for (const waiter of this.waiters) waiter.reject(new EndOfWaiting(this.never(why)))
  }

  take<Wanted extends Item>(fits: (item: Item) => boolean): Promise<Wanted> {
    const index = this.items.findIndex(fits)
    if (index >= 0) return Promise.resolve(this.items.splice(index, 1)[0] as Wanted)
    if (this.over !== undefined) return Promise.reject(new EndOfWaiting(this.never(this.over)))
    return new Promise<Wanted>((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer)
        this.waiters.delete(waiter)
      }
      const waiter: Waiter<Item> = {
        fits,
        resolve: (item) => {
          leave()
          resolve(item as Wanted)
        },
        reject: (error) => {
          leave()
          reject(error)
        },
      }
      const timer = setTimeout(
        () => waiter.reject(new Error(this.never(`nothing that fits within ${PATIENCE} ms`))),
        PATIENCE,
      )
      this.waiters.add(waiter)
    })
  }

  private never(why: string): string {
    return `Waited for ${this.what}: ${why}. What came and was not taken: ${JSON.stringify(this.items)}`
  }
}
