// Operations as they are asked and answered across a thread: JSON text, one for everything that goes at a time.

import type { StoreFailure } from '../port.ts'

export interface Asked {
  readonly id: number
  readonly name: string
  readonly input: unknown
}

/** No `answer` and no `failure`: the operation answers undefined. */
export interface Answered {
  readonly id: number
  readonly answer?: unknown
  readonly failure?: { readonly message: string; readonly fatal: boolean }
}

export function failed(id: number, failure: StoreFailure): Answered {
  return { id, failure: { message: failure.message, fatal: failure.fatal } }
}

/** The operations of a batch, each name once: what a sentence says that could not be carried out. */
export function namesOf(batch: readonly Asked[]): string {
  return [...new Set(batch.map((asked) => asked.name))].join(', ')
}
