// Everything that somebody who is logged in sees, put together: rooms, the one that is open, drafts, who is online.
import { batch, effect, signal, type ReadonlySignal } from '@preact/signals-core'
import type { Client } from 'quindar'
import { createDrafts, type Drafts } from './drafts.ts'
import type { Keep } from './keep.ts'
import { createLink, type Link } from './link.ts'
import type { ChatPorts } from './ports.ts'
import { createPresence, type PresenceModel } from './presence.ts'
import { createNotices, type Notices } from './notices.ts'
import { createRooms, type Rooms } from './rooms.ts'
import { createRoomView, type RoomView } from './room-view.ts'
import { createStarter, type Choice, type Starter } from './starter.ts'

export interface Me {
  readonly id: string
  readonly username: string
  readonly name: string
}

export interface Chat {
  readonly me: ReadonlySignal<Me>
  readonly link: Link
  readonly notices: Notices
  readonly rooms: Rooms
  readonly drafts: Drafts
  readonly presence: PresenceModel
  /** The room that is open; absent: only the list. */
  readonly current: ReadonlySignal<RoomView | undefined>
  /** The list of conversations to find or start, while it is open. */
  readonly starter: ReadonlySignal<Starter | undefined>
  /** The room of last time. */
  readonly lastRoom: string | undefined
  readonly open: (roomId: string) => void
  /** The room so many lines further down the list. */
  readonly step: (lines: number) => void
  /** Back to the list. */
  readonly close: () => void
  readonly startConversation: () => void
  readonly endStarting: () => void
  readonly choose: (choice: Choice) => Promise<void>
  readonly dispose: () => void
}

/** Rooms that stay as they are when another is opened: their place, their pages, their subscriptions. */
export const OPEN_ROOMS = 6

export interface ChatHost {
  readonly keep: Keep
  readonly ports: ChatPorts
  /** Is somebody looking at the page? */
  readonly visible: ReadonlySignal<boolean>
  /** Whose drafts these are. */
  readonly owner: string
}

export function createChat(client: Client, { keep, ports, visible, owner }: ChatHost): Chat {
  const rooms = createRooms(client)
  const link = createLink(client, ports)
  const notices = createNotices(client, keep, ports)
  const presence = createPresence(client)
  const drafts = createDrafts(keep, owner)
  const me = signal<Me>(meOf(client))
  const current = signal<RoomView | undefined>(undefined)
  const starter = signal<Starter | undefined>(undefined)
  /** Least recently used first. */
  const views = new Map<string, RoomView>()
  const lastRoomName = `room.${owner}`

  function viewOf(id: string): RoomView {
    const view =
      views.get(id) ?? createRoomView(id, { client, ports, drafts, visible, entry: (roomId) => rooms.find(roomId) })
    views.delete(id)
    views.set(id, view)
    for (const [oldest, other] of views) {
      if (views.size <= OPEN_ROOMS) break
      views.delete(oldest)
      other.dispose()
    }
    return view
  }

  function open(id: string): void {
    if (current.value?.id === id) return
    const entry = rooms.find(id)
    batch(() => {
      current.value?.leave()
      current.value = viewOf(id)
      current.value.enter(entry?.alert ? entry.readAt : undefined)
    })
    keep.write(lastRoomName, id)
  }

  const stops = [
    client.on('user', (user) => {
      if (user) me.value = meOf(client)
    }),
    effect(() => presence.want(rooms.directs.value.flatMap(({ userId }) => userId ?? []))),
    effect(() => {
      const { messages = [] } = current.value?.parts.value?.timeline.snapshot.value ?? {}
      presence.want(messages.slice(-FACES).map(({ author }) => author.id))
    }),
  ]

  return {
    me,
    link,
    notices,
    rooms,
    drafts,
    presence,
    current,
    starter,
    lastRoom: keep.read(lastRoomName, isText),
    open,
    step(lines) {
      const list = rooms.list.value
      const from = list.findIndex(({ id }) => id === current.value?.id)
      const to = list[from < 0 ? 0 : (from + lines + list.length) % list.length]
      if (to) open(to.id)
    },
    close() {
      current.value?.leave()
      current.value = undefined
    },
    startConversation() {
      starter.value = createStarter(client, rooms.list)
    },
    endStarting() {
      starter.value = undefined
    },
    async choose(choice) {
      const id = await starter.value?.run(choice)
      if (id === undefined) return
      starter.value = undefined
      open(id)
    },
    dispose() {
      for (const stop of stops) stop()
      for (const view of views.values()) view.dispose()
      presence.dispose()
      rooms.dispose()
      link.dispose()
      notices.dispose()
    },
  }
}

/** Authors of so many of the newest messages are watched. */
const FACES = 60

function meOf({ user }: Client): Me {
  const { id = '', username = '', name = username } = user ?? {}
  return { id, username, name }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
