// The list of rooms, live: fetched when the connection is ready and again after each drop, changed by two streams.
import { computed, signal, type ReadonlySignal } from '@preact/signals-core'
import type { Client } from 'quindar'
import type { Room as RoomDocument, Subscription as MembershipDocument } from 'quindar/protocol'
import { roomEntry, type RoomEntry } from './room-entry.ts'
import { troubleOf, type Trouble } from './trouble.ts'

export interface Rooms {
  /** Everything that is to be shown: channels and groups by name, then direct messages by name. */
  readonly list: ReadonlySignal<readonly RoomEntry[]>
  readonly channels: ReadonlySignal<readonly RoomEntry[]>
  readonly directs: ReadonlySignal<readonly RoomEntry[]>
  /** Has the first list arrived? */
  readonly loaded: ReadonlySignal<boolean>
  readonly trouble: ReadonlySignal<Trouble | undefined>
  /** How many messages wait that name one: what the page's title counts. */
  readonly calling: ReadonlySignal<number>
  readonly find: (id: string) => RoomEntry | undefined
  /** Fetches the list again. Never rejects. */
  readonly reload: () => Promise<void>
  readonly dispose: () => void
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

export function createRooms(client: Client): Rooms {
  const memberships = signal<ReadonlyMap<string, MembershipDocument>>(new Map())
  const documents = signal<ReadonlyMap<string, RoomDocument>>(new Map())
  const me = signal({ id: client.user?.id ?? '', username: client.user?.username })
  const loaded = signal(false)
  const trouble = signal<Trouble | undefined>(undefined)
  /** What a stream has told since a list was asked for is newer than that list. */
  let heard = new Set<string>()
  let listening: { readonly userId: string; readonly stop: () => void } | undefined

  function listen(userId: string): void {
    if (listening?.userId === userId) return
    listening?.stop()
    const onDenied = (error: unknown): void => {
      trouble.value = troubleOf(error)
    }
    const stops = [
      client.stream('notify-user', `${userId}/subscriptions-changed`).on(
        (action, document) => {
          if (action === 'removed') drop(document._id)
          else put(document)
        },
        { onDenied },
      ),
      client.stream('notify-user', `${userId}/rooms-changed`).on(
        (_action, document) => {
          heard.add(document._id)
          documents.value = new Map(documents.value).set(document._id, document)
        },
        { onDenied },
      ),
    ]
    listening = {
      userId,
      stop() {
        for (const stop of stops) stop()
      },
    }
  }

  function put(document: MembershipDocument): void {
    heard.add(document._id)
    memberships.value = new Map(memberships.value).set(document._id, document)
  }

  function drop(id: string): void {
    heard.add(id)
    const rest = new Map(memberships.value)
    rest.delete(id)
    memberships.value = rest
  }

  async function reload(): Promise<void> {
    const user = client.user
    if (!user) return
    listen(user.id)
    const since = (heard = new Set())
    try {
      const [mine, rooms] = await Promise.all([client.call('subscriptions/get'), client.call('rooms/get')])
      // Asked again meanwhile: that answer decides.
      if (heard !== since) return
      memberships.value = newest(memberships.value, listed(mine), since)
      documents.value = newest(documents.value, listed(rooms), since)
      loaded.value = true
      trouble.value = undefined
    } catch (error) {
      if (heard === since) trouble.value = troubleOf(error)
    }
  }

  const stops = [
    client.on('ready', () => void reload()),
    client.on('user', (user) => {
      if (user) me.value = { id: user.id, username: user.username }
    }),
  ]
  if (client.user && client.state.getSnapshot().status === 'open') void reload()

  const list = computed(() => {
    const rooms = documents.value
    const entries = [...memberships.value.values()]
      .filter(({ open }) => open !== false)
      .map((membership) => roomEntry(membership, rooms.get(membership.rid), me.value))
    return entries.sort(inOrder)
  })

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
      listening?.stop()
      for (const stop of stops) stop()
    },
  }
}

/** A list without a date is a plain one; some servers answer with the changes since for ever all the same. */
function listed<Document>(answer: readonly Document[] | { readonly update: readonly Document[] }): readonly Document[] {
  return 'update' in answer ? answer.update : answer
}

/** What was fetched, but for what a stream has told about meanwhile. */
function newest<Document extends { readonly _id: string }>(
  known: ReadonlyMap<string, Document>,
  fetched: readonly Document[],
  heard: ReadonlySet<string>,
): ReadonlyMap<string, Document> {
  const result = new Map(fetched.filter(({ _id }) => !heard.has(_id)).map((document) => [document._id, document]))
  for (const [id, document] of known) if (heard.has(id)) result.set(id, document)
  return result
}

function inOrder(a: RoomEntry, b: RoomEntry): number {
  const sections = Number(a.kind === 'direct') - Number(b.kind === 'direct')
  return sections || byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)
}
