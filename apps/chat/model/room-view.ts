// A room and everything one does in it, put together; until the client knows the room, the waiting for it.
import { effect, signal, type ReadonlySignal } from '@preact/signals-core'
import type { Client, JoinedRoom, Message, Room } from 'quindar'
import { createActions, type Actions } from './actions.ts'
import { createComposer, type Composer } from './composer.ts'
import type { Drafts } from './drafts.ts'
import { createMentioning, type Mentioning } from './mentioning.ts'
import { createOpenRoom, type OpenRoom } from './open-room.ts'
import { createOutgoing, type Outgoing } from './outgoing.ts'
import type { ChatPorts } from './ports.ts'
import { roomTroubleOf, type Trouble } from './trouble.ts'
import { createTyping, type TypingModel } from './typing.ts'

/** What there is once the room is known. */
export interface RoomParts {
  readonly room: Room
  readonly timeline: OpenRoom
  readonly composer: Composer
  readonly mentioning: Mentioning
  readonly outgoing: Outgoing
  readonly typing: TypingModel
  readonly actions: Actions
  /** The newest message of somebody else, as it arrives: for screen readers. */
  readonly arrived: ReadonlySignal<Message | undefined>
}

export interface RoomView {
  readonly id: string
  readonly parts: ReadonlySignal<RoomParts | undefined>
  /** Why the room is not there. */
  readonly trouble: ReadonlySignal<Trouble | undefined>
  /** Where the reader was: the line at the top of the screen and how far below it that was, in pixels; absent: the end. */
  place: { readonly key: string; readonly offset: number } | undefined
  /** It is on the screen from now on. `readAt`: up to when it had been read; absent: all of it. */
  readonly enter: (readAt: Date | undefined) => void
  /** It is not any more. */
  readonly leave: () => void
  readonly retry: () => Promise<void>
  readonly dispose: () => void
}

export interface RoomViewHost {
  readonly client: Client
  readonly ports: ChatPorts
  readonly drafts: Drafts
  readonly entry: (id: string) => JoinedRoom | undefined
  /** Is somebody looking at the page? */
  readonly visible: ReadonlySignal<boolean>
}

export function createRoomView(id: string, host: RoomViewHost): RoomView {
  const { client } = host
  const parts = signal<RoomParts | undefined>(undefined)
  const trouble = signal<Trouble | undefined>(undefined)
  const unreadAfter = signal<Date | undefined>(undefined)
  const shown = signal(false)
  let stops: (() => void)[] = []
  let opening = false
  let over = false

  async function open(): Promise<void> {
    if (opening || over || parts.value) return
    opening = true
    trouble.value = undefined
    try {
      const room = await client.room(id)
      if (!over) parts.value = assemble(room)
    } catch (error) {
      trouble.value = roomTroubleOf(error)
    } finally {
      opening = false
    }
  }

  function assemble(room: Room): RoomParts {
    const timeline = createOpenRoom(room, () => client.user?.id ?? '', unreadAfter)
    const typing = createTyping(room, host.ports)
    const outgoing = createOutgoing(room)
    const arrived = signal<Message | undefined>(undefined)
    stops = [
      timeline.dispose,
      typing.dispose,
      room.on('message', (message) => {
        if (message.author.id !== client.user?.id) arrived.value = message
      }),
      markAsRead(room, timeline),
    ]
    const composer = createComposer(room, { drafts: host.drafts, outgoing, typing })
    const mentioning = createMentioning(room, {
      spoken: () => room.timeline.getSnapshot().messages,
      me: () => client.user?.username,
      ports: host.ports,
    })
    stops.push(mentioning.dispose)
    const actions = createActions(room, () => client.user?.username)
    return { room, timeline, typing, outgoing, composer, mentioning, actions, arrived }
  }

  /** Whoever sees the end of a room has read it. */
  function markAsRead(room: Room, { atEnd, loaded }: OpenRoom): () => void {
    let underWay = false
    return effect(() => {
      const { alert = false } = host.entry(id) ?? {}
      if (!alert || underWay || !shown.value || !host.visible.value || !atEnd.value || !loaded.value) return
      underWay = true
      // The server tells by its stream that it was done; what failed is tried with the next change.
      room
        .markRead()
        .catch(() => {})
        .finally(() => (underWay = false))
    })
  }

  const again = client.on('ready', () => trouble.value && void open())
  void open()

  const view: RoomView = {
    id,
    parts,
    trouble,
    place: undefined,
    enter(readAt) {
      unreadAfter.value = readAt
      shown.value = true
    },
    leave() {
      shown.value = false
      parts.value?.typing.stopped()
    },
    retry: open,
    dispose() {
      over = true
      again()
      for (const stop of stops) stop()
    },
  }
  return view
}
