// Made-up models: what the views are shown with in the gallery, without a server. Only the edges are made up; timeline,
// composer and the rest are the real ones.
import { signal } from '@preact/signals-core'
import type { JoinedRoom, Message, Room, TimelineSnapshot } from 'quindar'
import { createActions } from '../model/actions.ts'
import type { Chat } from '../model/chat.ts'
import { createComposer } from '../model/composer.ts'
import { createDrafts } from '../model/drafts.ts'
import { createKeep } from '../model/keep.ts'
import type { LinkState } from '../model/link.ts'
import type { Notice } from '../model/notices.ts'
import { createMentioning } from '../model/mentioning.ts'
import { createOpenRoom } from '../model/open-room.ts'
import { createOutgoing } from '../model/outgoing.ts'
import type { ChatPorts } from '../model/ports.ts'
import type { Status } from '../model/presence.ts'
import type { RoomParts, RoomView } from '../model/room-view.ts'
import type { Mailing, Question, SecondFactor } from '../model/second-factor.ts'
import type { Session } from '../model/session.ts'
import type { Choice } from '../model/starter.ts'
import { createTyping } from '../model/typing.ts'
import type { Trouble } from '../model/trouble.ts'

/** The time at which the gallery stands still. */
export const NOW = Date.UTC(2026, 10, 22, 13, 30)
const MINUTE = 60_000
const never = new Promise<never>(() => {})

const ports = {
  now: () => NOW,
  setTimeout: () => undefined,
  clearTimeout: () => undefined,
} as unknown as ChatPorts

export const ALICE = { id: 'u1', username: 'alice', name: 'Alice Chen' }
export const BOB = { id: 'u2', username: 'bob', name: 'Bob Okafor' }
export const CAROL = { id: 'u3', username: 'carol', name: '卡罗尔 Carol' }

/** @param minutes Before now. */
export function said(
  id: string,
  minutes: number,
  author: typeof ALICE,
  text: string,
  more: Partial<Message> = {},
): Message {
  const at = new Date(NOW - minutes * MINUTE)
  return {
    id,
    roomId: 'GENERAL',
    text,
    author,
    at,
    updatedAt: at,
    reactions: {},
    mentions: [],
    raw: {} as never,
    ...more,
  }
}

export function entry(id: string, kind: JoinedRoom['kind'], name: string, more: Partial<JoinedRoom> = {}): JoinedRoom {
  const none = {
    unread: 0,
    mentions: 0,
    unreadThreads: 0,
    alert: false,
    readOnly: false,
    mayWrite: true,
    archived: false,
    favourite: false,
    encrypted: false,
    hidden: false,
    muted: false,
    roles: [],
    raw: {} as never,
  }
  return { id, kind, name, ...none, ...more }
}

export interface MadeUpRoom {
  readonly messages?: readonly Message[]
  readonly gaps?: TimelineSnapshot['gaps']
  /** What closing a gap ends with; absent: it does not end. */
  readonly gapError?: Error
  readonly hasOlder?: boolean
  /** The newest page never comes. */
  readonly loading?: boolean
  /** It comes as this. */
  readonly error?: Error
  readonly typing?: readonly string[]
  readonly unreadAfter?: Date
  readonly draft?: string
  /** What is being changed. */
  readonly editing?: string
}

function room({ messages = [], gaps = [], gapError, hasOlder = false, loading, error, typing = [] }: MadeUpRoom): Room {
  const snapshot: TimelineSnapshot = { messages, gaps, hasOlder }
  const page = loading ? never : error ? Promise.reject(error) : Promise.resolve(0)
  return {
    id: 'GENERAL',
    timeline: {
      getSnapshot: () => snapshot,
      subscribe: () => () => {},
      loadOlder: () => page,
      closeGap: () => (gapError ? Promise.reject(gapError) : never),
    },
    on(name: string, listener: (event: never) => void) {
      if (name === 'typing') for (const username of typing) listener({ username, typing: true } as never)
      return () => {}
    },
    typing: () => Promise.resolve(),
    members: () => never,
    send: () => never,
    edit: () => never,
    delete: () => Promise.resolve(),
    react: () => Promise.resolve(),
    markRead: () => Promise.resolve(),
  } as unknown as Room
}

export function roomView(made: MadeUpRoom, trouble?: Trouble): RoomView {
  const there = room(made)
  const keep = createKeep(undefined)
  const drafts = createDrafts(keep, 'alice')
  if (made.draft !== undefined) drafts.write(there.id, made.draft)
  const typing = createTyping(there, ports)
  const outgoing = createOutgoing(there)
  const composer = createComposer(there, { drafts, outgoing, typing })
  const mentioning = createMentioning(there, { spoken: () => made.messages ?? [], me: () => ALICE.username, ports })
  if (made.draft !== undefined) mentioning.look(made.draft, made.draft.length)
  const changed = made.messages?.find(({ id }) => id === made.editing)
  if (changed) composer.edit(changed)
  const parts: RoomParts = {
    room: there,
    timeline: createOpenRoom(there, () => ALICE.id, signal(made.unreadAfter)),
    typing,
    outgoing,
    composer,
    mentioning,
    actions: createActions(there, () => ALICE.username),
    arrived: signal(undefined),
  }
  if (made.gapError) for (const gap of made.gaps ?? []) void parts.timeline.closeGap(gap)
  return {
    id: 'GENERAL',
    parts: signal(made.loading ? undefined : parts),
    trouble: signal(trouble),
    place: undefined,
    enter() {},
    leave() {},
    retry: () => Promise.resolve(),
    dispose() {},
  }
}

export interface MadeUpChat {
  readonly list?: readonly JoinedRoom[]
  readonly loaded?: boolean
  readonly trouble?: Trouble
  readonly link?: LinkState
  readonly view?: RoomView
  readonly notices?: readonly Notice[]
  readonly statuses?: Readonly<Record<string, Status>>
  readonly drafts?: Readonly<Record<string, string>>
  readonly choices?: readonly Choice[]
  readonly query?: string
  readonly starterTrouble?: Trouble
}

export function chat(made: MadeUpChat): Chat {
  const list = signal(made.list ?? [])
  const starter = made.choices && {
    query: signal(made.query ?? ''),
    choices: signal(made.choices),
    loading: signal(false),
    busy: signal(false),
    trouble: signal(made.starterTrouble),
    search() {},
    run: () => Promise.resolve(undefined),
  }
  return {
    me: signal(ALICE),
    link: { state: signal(made.link ?? { kind: 'up' }), retryNow() {}, dispose() {} },
    notices: { list: signal(made.notices ?? []), dismiss() {}, dispose() {} },
    rooms: {
      list,
      channels: signal(list.value.filter(({ kind }) => kind !== 'direct')),
      directs: signal(list.value.filter(({ kind }) => kind === 'direct')),
      loaded: signal(made.loaded ?? true),
      trouble: signal(made.trouble),
      calling: signal(0),
      find: (id) => list.value.find((room) => room.id === id),
      reload: () => Promise.resolve(),
      dispose() {},
    },
    drafts: { all: signal(made.drafts ?? {}), read: () => '', write() {} },
    presence: { statuses: signal(made.statuses ?? {}), want() {}, dispose() {} },
    current: signal(made.view),
    starter: signal(starter),
    lastRoom: undefined,
    open() {},
    step() {},
    close() {},
    startConversation() {},
    endStarting() {},
    choose: () => Promise.resolve(),
    dispose() {},
  }
}

/** @param asked A question of the server's that nobody answers. */
export function secondFactor(asked?: Question, mailing?: Mailing, checking = false): SecondFactor {
  return {
    question: signal(asked),
    checking: signal(checking),
    mailing: signal(mailing),
    ask: () => never,
    answer() {},
    cancel() {},
    mailAnother: () => never,
    end() {},
  }
}

export function session(trouble?: Trouble, busy = false, lastUser = '', factor = secondFactor()): Session {
  return {
    phase: signal('signedOut'),
    client: signal(undefined),
    busy: signal(busy),
    trouble: signal(trouble),
    lastUser: signal(lastUser),
    secondFactor: factor,
    login: () => Promise.resolve(),
    logout: () => Promise.resolve(),
    dispose() {},
  }
}
