// The way of operations to whoever carries them out, and of their answers back: everything that is asked in one turn of
// the event loop travels as one text. What is under way is kept in one table and nowhere else.

import { StoreFailure } from '../port.ts'
import type { Answered, Asked } from './batch.ts'
import { toStoreFailure } from './failure.ts'

interface Waiting {
  resolve(answer: unknown): void
  reject(failure: StoreFailure): void
}

export interface LaneOptions {
  /** Runs `task` when this turn of the event loop has asked all it wanted. */
  readonly whenTurnEnds: (task: () => void) => void
  /** Sends a text that holds an array of `Asked`. */
  readonly post: (text: string) => void
  /** The first failure after which the database cannot go on. */
  readonly onFatal: (failure: StoreFailure) => void
}

export class Lane {
  readonly #options: LaneOptions
  readonly #waiting = new Map<number, Waiting>()
  #outbox: string[] = []
  #lastId = 0

  constructor(options: LaneOptions) {
    this.#options = options
  }

  /** The input is copied here and now: what the caller does with it afterwards does not matter. */
  ask(name: string, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1
      const asked: Asked = { id: this.#lastId, name, input }
      let text: string
      try {
        text = JSON.stringify(asked)
      } catch (error) {
        reject(toStoreFailure(error, name))
        return
      }
      this.#waiting.set(this.#lastId, { resolve, reject })
      if (this.#outbox.length === 0) this.#options.whenTurnEnds(() => this.flush())
      this.#outbox.push(text)
    })
  }

  /** Sends now what was asked and still waits for the end of the turn. */
  flush(): void {
    if (this.#outbox.length === 0) return
    const text = `[${this.#outbox.join(',')}]`
    this.#outbox = []
    this.#options.post(text)
  }

  /** Takes a text that holds an array of `Answered`, and settles in its order. */
  receive(text: string): void {
    for (const { id, answer, failure } of JSON.parse(text) as Answered[]) {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (!failure) {
        waiting?.resolve(answer)
        continue
      }
      const { message, fatal } = failure
      const storeFailure = new StoreFailure(message, { cause: undefined, fatal })
      waiting?.reject(storeFailure)
      if (fatal) this.#options.onFatal(storeFailure)
    }
  }

  /** Whatever is under way has failed. */
  rejectAll(failure: StoreFailure): void {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    this.#outbox = []
    for (const one of waiting) one.reject(failure)
  }
}
