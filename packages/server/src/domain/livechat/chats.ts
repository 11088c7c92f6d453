// The visitor's side of a chat: to have one, to leave it, to say how it was.

import type { Author, Room } from '../entities.ts'
import type { Ground } from '../ground.ts'
import type { NewId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Agents } from './agents.ts'
import type { Departments } from './departments.ts'
import type { ChatSource, Visitor } from './entities.ts'
import { closing, connected, transferred } from './notes.ts'
import type { ChatNews } from './news.ts'
import type { Routing } from './routing.ts'
import { type LivechatSettings, SURVEY_ITEMS, SURVEY_VALUES } from './settings.ts'

export interface Chats {
  /** The room of this id, open or closed, if it is this visitor's. @throws Refusal `invalid-room` */
  roomOf(visitor: Visitor, roomId: string): Promise<Room>
  /** The same while the chat is open. @throws Refusal `invalid-room`, `room-closed` */
  openRoomOf(visitor: Visitor, roomId: string): Promise<Room>
  /** The same without complaining. */
  find(visitor: Visitor, roomId: string): Promise<Room | undefined>
  openOf(visitor: Visitor): Promise<Room | undefined>
  /** How many come before, and this one; nothing for a chat that does not wait. */
  spotOf(room: Room): Promise<number | undefined>
  /**
   * The visitor's open chat, made if there is none. @throws Refusal `no-agent-online`; `cannot-access-room` when the
   * wished id is another room's.
   */
  open(visitor: Visitor, wish: ChatWish): Promise<{ room: Room; isNew: boolean }>
  /** Answers the comment that it was closed with. @throws Refusal `invalid-room`, `room-closed` */
  close(visitor: Visitor, roomId: string): Promise<string>
  /** Another department from now on; an open chat goes there. @throws Refusal */
  changeDepartment(visitor: Visitor, roomId: string | undefined, department: string): Promise<Room | undefined>
  /** Answers what counted. @throws Refusal `invalid-data` when nothing did. */
  rate(
    visitor: Visitor,
    roomId: string,
    answers: readonly { readonly name: string; readonly value: string }[],
  ): Promise<Readonly<Record<string, string>>>
}

export interface ChatWish {
  readonly source: ChatSource
  readonly roomId?: string
  /** The agent whom the visitor would like. */
  readonly agentId?: string
}

/** How far a queue is looked through. */
const MOST_WAITING = 10_000

export function visitorAuthor({ id, username, name }: Visitor): Author {
  return { id, username, name: name ?? username }
}

export function createChats(
  { store, clock }: Ground,
  newId: NewId,
  parts: {
    readonly agents: Agents
    readonly departments: Departments
    readonly news: ChatNews
    readonly routing: Routing
    readonly settings: LivechatSettings
  },
): Chats {
  const { agents, departments, news, routing, settings } = parts

  async function find(visitor: Visitor, roomId: string): Promise<Room | undefined> {
    const room = await store.room({ id: roomId })
    return room?.chat?.visitor.id === visitor.id ? room : undefined
  }

  async function roomOf(visitor: Visitor, roomId: string): Promise<Room> {
    const room = await find(visitor, roomId)
    if (!room) throw new Refusal('invalid-room', 'Invalid room')
    return room
  }

  async function openRoomOf(visitor: Visitor, roomId: string): Promise<Room> {
    const room = await roomOf(visitor, roomId)
    if (room.chat?.state === 'closed') throw new Refusal('room-closed', 'Room closed')
    return room
  }

  async function openOf(visitor: Visitor): Promise<Room | undefined> {
    const states = ['queued', 'taken'] as const
    return (await store.chats({ visitorId: visitor.id, states, order: 'begun', offset: 0, limit: 1 })).rooms[0]
  }

  async function move(visitor: Visitor, room: Room, departmentId: string, name: string): Promise<Room> {
    const candidates = settings.routing === 'auto' ? await agents.candidates(departmentId) : []
    const from = room.chat?.departmentId
    const note = transferred(newId, visitorAuthor(visitor), {
      scope: 'department',
      toDepartment: { id: departmentId, name },
      ...(from !== undefined && { fromDepartmentId: from }),
    })
    const answer = await store.moveChat({
      roomId: room.id,
      onlyQueued: false,
      departmentId,
      candidates,
      notes: [note],
      greetings: connected(newId),
      at: clock.now(),
    })
    if (answer.outcome !== 'moved') throw new Refusal('room-closed', 'Room closed')
    await news.moved(room, answer)
    return answer.room
  }

  return {
    find,
    roomOf,
    openRoomOf,
    openOf,

    async spotOf({ id, chat }) {
      if (chat?.state !== 'queued') return undefined
      const departmentIds = [chat.departmentId ?? null]
      const page = { order: 'queued', offset: 0, limit: MOST_WAITING } as const
      const { rooms } = await store.chats({ states: ['queued'], departmentIds, ...page })
      const index = rooms.findIndex((room) => room.id === id)
      return index < 0 ? undefined : index + 1
    },

    async open(visitor, { source, roomId, agentId }) {
      const departmentId = visitor.departmentId
      const open = await openOf(visitor)
      if (open) return { room: open, isNew: false }
      if (!settings.acceptWithoutAgents && !(await agents.online(departmentId))) {
        throw new Refusal('no-agent-online', 'Sorry, no online agents')
      }
      const answer = await store.openChat({
        visitorId: visitor.id,
        roomId: roomId ?? newId(),
        inquiryId: newId(),
        source,
        ...(departmentId !== undefined && { departmentId }),
        noteId: newId(),
        at: clock.now(),
      })
      switch (answer.outcome) {
        case 'opened':
          await news.opened(answer.room, answer.message)
          return { room: await routing.route(answer.room, agentId), isNew: true }
        case 'open-already':
          return { room: answer.room, isNew: false }
        case 'id-taken':
          throw new Refusal('cannot-access-room', 'This room is not yours: choose another id, or none.')
        case 'no-visitor':
          throw new Refusal('invalid-token', 'Invalid token')
      }
    },

    async close(visitor, roomId) {
      const before = await openRoomOf(visitor, roomId)
      if (!settings.visitorsMayClose) {
        throw new Refusal('error-not-allowed-to-close-conversation', 'Visitors cannot close conversations here')
      }
      const comment = settings.texts.closedByVisitor
      const answer = await store.closeChat({
        roomId,
        visitorId: visitor.id,
        by: { id: visitor.id, username: visitor.username, as: 'visitor' },
        notes: closing(newId, visitorAuthor(visitor), comment, false),
        at: clock.now(),
      })
      // Somebody else was quicker.
      if (answer.outcome !== 'closed') throw new Refusal('room-closed', 'Room closed')
      await news.closed(before, answer)
      return comment
    },

    async changeDepartment(visitor, roomId, department) {
      const departmentId = await departments.idOf(department)
      const found = departmentId === undefined ? undefined : await departments.byIdOrName(departmentId)
      if (!found) throw new Refusal('error-invalid-department', 'The provided department is invalid')
      const room = roomId === undefined ? undefined : await openRoomOf(visitor, roomId)
      const changes = { departmentId: found.id }
      const changed = await store.changeVisitor({ visitorId: visitor.id, changes, at: clock.now() })
      if (changed) news.visitorChanged(changed.visitor, undefined)
      return room && move(visitor, room, found.id, found.name)
    },

    async rate(visitor, roomId, answers) {
      await roomOf(visitor, roomId)
      const counts = ({ name, value }: { readonly name: string; readonly value: string }) =>
        name === 'additionalFeedback' || (includes(SURVEY_ITEMS, name) && includes(SURVEY_VALUES, value))
      const survey = Object.fromEntries(answers.filter(counts).map(({ name, value }) => [name, value]))
      if (Object.keys(survey).length === 0) throw new Refusal('invalid-data', 'None of these answers counts here')
      const answer = await store.rateChat({ roomId, visitorId: visitor.id, survey, at: clock.now() })
      if (answer) news.rated(answer.room)
      return survey
    },
  }
}

function includes(list: readonly string[], value: string): boolean {
  return list.includes(value)
}
