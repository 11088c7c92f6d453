// What has been written and not been sent, per room; survives a reload where the browser keeps anything.
import { signal, type ReadonlySignal } from '@preact/signals-core'
import type { Keep } from './keep.ts'

export interface Drafts {
  /** By room; a room without a draft is not there. */
  readonly all: ReadonlySignal<Readonly<Record<string, string>>>
  readonly read: (roomId: string) => string
  readonly write: (roomId: string, text: string) => void
}

/** @param owner Whose they are: several people may use one browser. */
export function createDrafts(keep: Keep, owner: string): Drafts {
  const name = `drafts.${owner}`
  const all = signal<Readonly<Record<string, string>>>(keep.read(name, isTexts) ?? {})
  return {
    all,
    read: (roomId) => (Object.hasOwn(all.value, roomId) ? (all.value[roomId] ?? '') : ''),
    write(roomId, text) {
      const { [roomId]: before = '', ...others } = all.value
      if (before === text) return
      all.value = text === '' ? others : { ...others, [roomId]: text }
      if (Object.keys(all.value).length) keep.write(name, all.value)
      else keep.remove(name)
    },
  }
}

function isTexts(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string')
}
