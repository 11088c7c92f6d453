// The agent's side of a chat: to see who waits, to take a chat, to pass it on, to end it.

import type { Author, Room, User } from '../entities.ts'
import type { Ground } from '../ground.ts'
import type { NewId } from '../ids.ts'
import { may } from '../permissions.ts'
import { Refusal } from '../refusal.ts'
import type { Agents } from './agents.ts'
import type { Departments } from './departments.ts'
import { closing, connected, transferred } from './notes.ts'
import type { ChatNews } from './news.ts'
import type { Presence } from '../presence.ts'
import type { LivechatSettings } from './settings.ts'

export interface Desk {
  /** What waits, longest first, of the departments that this user may see. */
  queue(user: User, page: { departmentId?: string; offset: number; limit: number }): Promise<Found>
  /** The chat behind an inquiry or a room, if this user may see it. */
  inquiry(user: User, which: { inquiryId: string } | { roomId: string }): Promise<Room | undefined>
  list(
    user: User,
    filter: { open?: boolean; agentIds?: readonly string[]; departmentId?: string; offset: number; limit: number },
  ): Promise<Found>
  /** @throws Refusal `error-not-found`, `error-inquiry-taken`, `error-agent-status-service-offline` */
  take(agent: User, inquiryId: string): Promise<Room>
  /** To an agent or to a department. @throws Refusal */
  forward(by: User, roomId: string, to: Forwarding): Promise<Room>
  /** Back to where it waited. @throws Refusal */
  giveBack(by: User, roomId: string, departmentId?: string): Promise<Room>
  /** @throws Refusal `error-invalid-room`, `room-closed`, `error-not-authorized` */
  close(by: User, roomId: string, how: { comment?: string; tags?: readonly string[] }): Promise<void>
}

interface Found {
  readonly rooms: readonly Room[]
  readonly total: number
}

export interface Forwarding {
  readonly userId?: string
  readonly department?: string
  readonly comment?: string
}

export function createDesk(
  { store, clock }: Ground,
  newId: NewId,
  parts: {
    readonly agents: Agents
    readonly departments: Departments
    readonly presence: Presence
    readonly news: ChatNews
    readonly settings: LivechatSettings
    readonly asksForTranscript: boolean
  },
): Desk {
  const { agents, departments, presence, news, settings } = parts

  /** Managers see all queues, agents the common one and those of their departments. */
  async function visibleDepartments(user: User): Promise<readonly (string | null)[] | undefined> {
    if (may(user, 'view-livechat-rooms')) return undefined
    const all = await departments.list()
    return [null, ...all.filter(({ agentIds }) => agentIds.includes(user.id)).map(({ id }) => id)]
  }

  async function chatRoom(roomId: string): Promise<Room> {
    const room = await store.room({ id: roomId })
    if (!room?.chat) throw new Refusal('error-invalid-room', 'Invalid room')
    return room
  }

  /** An open chat that this user serves, or may dispose of by a right over others' chats. */
  async function mine(user: User, roomId: string, right: 'close-others-livechat-room' | 'transfer-livechat-guest') {
    const room = await chatRoom(roomId)
    if (room.chat?.state === 'closed') throw new Refusal('room-closed', 'Room closed')
    const member = await store.membership({ roomId, userId: user.id })
    if (!member && !may(user, right)) throw new Refusal('error-not-authorized', 'Not authorized')
    return room
  }

  /** @throws Refusal unless this user is an agent who is there and takes chats. */
  async function requirePresent(userId: string, refusal: Refusal): Promise<Author> {
    const agent = await agents.byId(userId)
    const isThere = agent?.type === 'bot' || presence.statusOf(userId) !== 'offline'
    if (agent?.status !== 'available' || !isThere) throw refusal
    return { id: agent.userId, username: agent.username, name: agent.name }
  }

  async function move(room: Room, input: Omit<Parameters<typeof store.moveChat>[0], 'roomId' | 'greetings' | 'at'>) {
    const answer = await store.moveChat({ ...input, roomId: room.id, greetings: connected(newId), at: clock.now() })
    switch (answer.outcome) {
      case 'moved':
        await news.moved(room, answer)
        return answer.room
      case 'taken':
        throw new Refusal('error-inquiry-taken', 'Inquiry already taken')
      case 'closed':
        throw new Refusal('room-closed', 'Room closed')
      case 'no-chat':
        throw new Refusal('error-invalid-room', 'Invalid room')
    }
  }

  async function forwardToAgent(by: User, room: Room, userId: string, comment: string | undefined): Promise<Room> {
    if (room.chat?.servedBy?.id === userId) {
      throw new Refusal(
        'error-selected-agent-room-agent-are-same',
        'The selected agent and the room agent are the same',
      )
    }
    const to = await requirePresent(userId, new Refusal('error-user-is-offline', 'The agent is not online'))
    return move(room, {
      onlyQueued: false,
      candidates: [{ membershipId: newId(), user: to }],
      notes: [transferred(newId, author(by), { scope: 'agent', to, ...(comment !== undefined && { comment }) })],
    })
  }

  async function forwardToDepartment(by: User, room: Room, { department = '', userId, comment }: Forwarding) {
    const found = await departments.byIdOrName(department)
    if (!found?.enabled) throw new Refusal('error-invalid-department', 'The provided department is invalid')
    const before = room.chat?.departmentId
    if (before === found.id) {
      throw new Refusal('error-forwarding-chat-same-department', 'The chat is in this department already')
    }
    if (userId !== undefined && !found.agentIds.includes(userId)) {
      throw new Refusal('error-user-not-belong-to-department', 'The agent does not belong to this department')
    }
    const offline = new Refusal('error-user-is-offline', 'The agent is not online')
    const wished = userId === undefined ? undefined : await requirePresent(userId, offline)
    const routed = settings.routing === 'auto' ? await agents.candidates(found.id) : []
    return move(room, {
      onlyQueued: false,
      departmentId: found.id,
      candidates: wished ? [{ membershipId: newId(), user: wished }] : routed,
      notes: [
        transferred(newId, author(by), {
          scope: 'department',
          toDepartment: found,
          ...(before !== undefined && { fromDepartmentId: before }),
          ...(comment !== undefined && { comment }),
        }),
      ],
    })
  }

  return {
    async queue(user, { departmentId, offset, limit }) {
      const visible = await visibleDepartments(user)
      if (departmentId !== undefined && visible && !visible.includes(departmentId)) return { rooms: [], total: 0 }
      const departmentIds = departmentId === undefined ? visible : [departmentId]
      return store.chats({
        states: ['queued'],
        ...(departmentIds && { departmentIds }),
        order: 'queued',
        offset,
        limit,
      })
    },

    async inquiry(user, which) {
      const room = 'inquiryId' in which ? await store.chat(which) : await store.room({ id: which.roomId })
      if (!room?.chat || room.chat.state === 'closed') return undefined
      if (room.chat.servedBy?.id === user.id) return room
      const visible = await visibleDepartments(user)
      return !visible || visible.includes(room.chat.departmentId ?? null) ? room : undefined
    },

    async list(user, { open, agentIds, departmentId, offset, limit }) {
      const all = may(user, 'view-livechat-rooms')
      const agentId = all ? agentIds?.[0] : user.id
      return store.chats({
        ...(open !== undefined && { states: open ? ['queued', 'taken'] : ['closed'] }),
        ...(agentId !== undefined && { agentId }),
        ...(departmentId !== undefined && { departmentIds: [departmentId] }),
        order: 'begun',
        offset,
        limit,
      })
    },

    async take(agent, inquiryId) {
      const room = await this.inquiry(agent, { inquiryId })
      if (!room) throw new Refusal('error-not-found', 'Inquiry not found')
      if (room.chat?.state === 'taken') throw new Refusal('error-inquiry-taken', 'Inquiry already taken')
      const sentence = 'Agent status is offline or Omnichannel service is not active'
      const user = await requirePresent(agent.id, new Refusal('error-agent-status-service-offline', sentence))
      return move(room, { onlyQueued: true, candidates: [{ membershipId: newId(), user }], notes: [] })
    },

    async forward(by, roomId, to) {
      const room = await mine(by, roomId, 'transfer-livechat-guest')
      if (to.department) return forwardToDepartment(by, room, to)
      if (!to.userId) throw new Refusal('error-invalid-agent', 'Name an agent or a department to forward the chat to')
      return forwardToAgent(by, room, to.userId, to.comment)
    },

    async giveBack(by, roomId, departmentId) {
      const room = await mine(by, roomId, 'transfer-livechat-guest')
      if (room.chat?.state === 'queued') throw new Refusal('error-returning-inquiry', 'Nobody serves this chat')
      const id = await departments.idOf(departmentId)
      return move(room, {
        onlyQueued: false,
        candidates: [],
        ...(id !== undefined && { departmentId: id }),
        notes: [transferred(newId, author(by), { scope: 'queue' })],
      })
    },

    async close(by, roomId, { comment = '', tags }) {
      const before = await mine(by, roomId, 'close-others-livechat-room')
      const answer = await store.closeChat({
        roomId,
        by: { id: by.id, username: by.username, as: 'user' },
        ...(tags && { tags }),
        notes: closing(newId, author(by), comment, parts.asksForTranscript),
        at: clock.now(),
      })
      // Somebody else was quicker.
      if (answer.outcome !== 'closed') throw new Refusal('room-closed', 'Room closed')
      await news.closed(before, answer)
    },
  }
}

function author({ id, username, name }: User): Author {
  return { id, username, name }
}
