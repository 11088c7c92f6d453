// The port's operations as questions on two lanes, one for writes, one for reads; refused when the store is closed or
// can no longer go on.

import { StoreFailure, type Store, type StoreReads, type StoreWrites } from '../port.ts'
import type { Lane } from './lane.ts'
import { reads, writes } from './operations/all.ts'

export type Operations = Pick<Store, keyof StoreWrites | keyof StoreReads | 'onFatal'>

export class Proxy {
  #refusal: StoreFailure | undefined
  #fatal: StoreFailure | undefined
  readonly #listeners: ((failure: StoreFailure) => void)[] = []

  get isDead(): boolean {
    return this.#fatal !== undefined
  }

  /** From now on operations reject. What is under way is not touched. */
  close(): void {
    this.#refusal ??= new StoreFailure('The store is closed.', { cause: undefined, fatal: false })
  }

  /** The database cannot go on: nothing that is under way will be answered, and everybody who listens hears it once. */
  die(failure: StoreFailure, lanes: readonly Lane[]): void {
    if (this.#fatal) return
    this.#fatal = failure
    this.#refusal = failure
    for (const lane of lanes) lane.rejectAll(failure)
    for (const listener of this.#listeners) listener(failure)
  }

  operations(lanes: { readonly writes: Lane; readonly reads: Lane }): Operations {
    const asked = [
      ...Object.keys(writes).map((name) => [name, this.#question(name, lanes.writes)]),
      ...Object.keys(reads).map((name) => [name, this.#question(name, lanes.reads)]),
    ]
    return {
      ...(Object.fromEntries(asked) as Operations),
      onFatal: (listener) => {
        if (this.#fatal) listener(this.#fatal)
        else this.#listeners.push(listener)
      },
    }
  }

  #question(name: string, lane: Lane): (input: unknown) => Promise<unknown> {
    return (input) => (this.#refusal ? Promise.reject(this.#refusal) : lane.ask(name, input))
  }
}
