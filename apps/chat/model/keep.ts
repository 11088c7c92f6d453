// What a reload must not lose, as texts under names. A storage that is missing, full or forbidden is replaced by memory:
// everything works, and `durable` says that it will not outlive the page.
import { signal, type ReadonlySignal } from '@preact/signals-core'
import type { TextStorage } from './ports.ts'

export interface Keep {
  /** Will what is kept outlive the page? */
  readonly durable: ReadonlySignal<boolean>
  /** What was kept under this name; undefined where there is nothing, or nothing that makes sense. */
  read<Value>(name: string, fits: (value: unknown) => value is Value): Value | undefined
  readonly write: (name: string, value: unknown) => void
  readonly remove: (name: string) => void
}

/** Before each name, so that other pages of this origin keep out of the way. */
export const KEEP_PREFIX = 'quindar.chat.'

export function createKeep(storage: TextStorage | undefined): Keep {
  const memory = new Map<string, string>()
  const durable = signal(storage !== undefined)

  function attempt<Result>(act: (storage: TextStorage) => Result): Result | undefined {
    if (!storage) return undefined
    try {
      return act(storage)
    } catch {
      durable.value = false
      return undefined
    }
  }

  return {
    durable,
    read(name, fits) {
      const text = memory.get(name) ?? attempt((there) => there.getItem(KEEP_PREFIX + name))
      try {
        const value: unknown = JSON.parse(text ?? 'null')
        return fits(value) ? value : undefined
      } catch {
        // Somebody else's, or cut off half-way.
        return undefined
      }
    },
    write(name, value) {
      const text = JSON.stringify(value)
      const stored = attempt((there) => {
        there.setItem(KEEP_PREFIX + name, text)
        return true
      })
      // An older text in a full storage must not win over this one.
      if (stored) memory.delete(name)
      else memory.set(name, text)
    },
    remove(name) {
      memory.delete(name)
      attempt((there) => there.removeItem(KEEP_PREFIX + name))
    },
  }
}
