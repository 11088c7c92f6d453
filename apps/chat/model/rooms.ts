// The list of rooms as the page shows it: the client's live list, in the page's order.
import { computed, signal, type ReadonlySignal } from '@preact/signals-core'
import type { Client, JoinedRoom } from 'quindar'
import { readTroubleOf, type Trouble } from './trouble.ts'

export interface Rooms {
  /** Everything that is to be shown: channels and groups by name, then direct messages by name. */
  readonly list: ReadonlySignal<readonly JoinedRoom[]>
  readonly channels: ReadonlySignal<readonly JoinedRoom[]>
  readonly directs: ReadonlySignal<readonly JoinedRoom[]>
  /** Has the first list arrived? */
  readonly loaded: ReadonlySignal<boolean>
  readonly trouble: ReadonlySignal<Trouble | undefined>
  /** How many messages wait that name one: what the page's title counts. */
  readonly calling: ReadonlySignal<number>
  readonly find: (id: string) => JoinedRoom | undefined
  /** Asks for the list again, where it could not be had. Never rejects. */
  readonly reload: () => Promise<void>
  readonly dispose: () => void
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

export function createRooms(client: Client): Rooms {
  const joined = signal<readonly JoinedRoom[]>([])
  const loaded = signal(false)
  const trouble = signal<Trouble | undefined>(undefined)
  const over = new AbortController()
  let asking = false
  let stop = (): void => {}

  async function reload(): Promise<void> {
    if (asking || loaded.value || over.signal.aborted) return
    asking = true
    try {
      const list = await client.rooms({ signal: over.signal })
      const read = (): void => {
        joined.value = list.getSnapshot()
      }
      stop = list.subscribe(read)
      read()
      loaded.value = true
      trouble.value = undefined
    } catch (error) {
      if (!over.signal.aborted) trouble.value = readTroubleOf(error)
    } finally {
      asking = false
    }
  }

  // Without a connection its banner says so; the list is asked for when there is one.
  const ready = client.on('ready', () => void reload())
  if (client.user && client.state.getSnapshot().status === 'open') void reload()

  const list = computed(() => joined.value.filter(({ hidden }) => !hidden).sort(inOrder))

  return {
    list,
    channels: computed(() => list.value.filter(({ kind }) => kind !== 'direct')),
    directs: computed(() => list.value.filter(({ kind }) => kind === 'direct')),
    loaded,
    trouble,
    calling: computed(() =>
      list.value.reduce((sum, { kind, unread, mentions }) => sum + (kind === 'direct' ? unread : mentions), 0),
    ),
    find: (id) => list.value.find((entry) => entry.id === id),
    reload,
    dispose() {
      ready()
      stop()
      over.abort()
    },
  }
}

function inOrder(a: JoinedRoom, b: JoinedRoom): number {
  const sections = Number(a.kind === 'direct') - Number(b.kind === 'direct')
  return sections || byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)
}
