// Tells the bus what has happened to a chat: who left it and who came, what was written, who answers now, and where the
// others stand who wait.

import type { Membership, Message, Room } from '../entities.ts'
import { announceMessage } from '../announcing.ts'
import type { Ground } from '../ground.ts'
import type { ChatChange } from '../../store/port.ts'
import type { Agents } from './agents.ts'
import type { Visitor } from './entities.ts'
import { inQueue, type LivechatSettings } from './settings.ts'

/** Positions that are told at once; who waits further back hears of his when the queue is shorter. */
const MOST_TOLD = 500

export interface ChatNews {
  opened(room: Room, message: Message): Promise<void>
  /** `before`: the chat as it was. */
  moved(before: Room, change: ChatChange & { joined?: Membership }): Promise<void>
  closed(before: Room, change: ChatChange): Promise<void>
  visitorChanged(visitor: Visitor, room: Room | undefined): void
  noted(room: Room, message: Message): void
  rated(room: Room): void
}

export function createNews({ store, bus }: Ground, agents: Pick<Agents, 'card'>, settings: LivechatSettings): ChatNews {
  /** Everybody in the queue of this department who waits at least as long as since then. */
  async function tellPositions(departmentId: string | undefined, since: number): Promise<void> {
    const { rooms } = await store.chats({
      states: ['queued'],
      departmentIds: [departmentId ?? null],
      order: 'queued',
      offset: 0,
      limit: MOST_TOLD,
    })
    for (const [index, { id, chat }] of rooms.entries()) {
      if ((chat?.queuedAt ?? 0) >= since) tellSpot(id, index + 1)
    }
  }

  function tellSpot(roomId: string, spot: number | undefined): void {
    const text = spot === undefined ? '' : inQueue(settings, spot)
    bus.publish({ type: 'chat', roomId, told: { what: 'queue', spot, text } })
  }

  async function tellAgent(room: Room): Promise<void> {
    const agentId = room.chat?.servedBy?.id
    const agent = agentId === undefined ? undefined : await agents.card(agentId)
    bus.publish({ type: 'chat', roomId: room.id, told: { what: 'agent', agent } })
  }

  /** Who may read a room changes before anything that is said in it afterwards. */
  function tellMembers({ room, left, messages }: ChatChange, joined: Membership | undefined): void {
    for (const membership of left) bus.publish({ type: 'left', room, membership })
    if (joined) bus.publish({ type: 'joined', room, membership: joined })
    tellLog(room, messages)
  }

  function tellLog(room: Room, messages: readonly Message[]): void {
    for (const message of messages) announceMessage(bus, 'sent', { message, room, memberships: [] })
    if (messages.length === 0) bus.publish({ type: 'room', change: 'updated', room })
  }

  const queuedAt = ({ chat }: Room) => chat?.queuedAt ?? 0
  const isQueued = ({ chat }: Room) => chat?.state === 'queued'

  return {
    async opened(room, message) {
      tellLog(room, [message])
      bus.publish({ type: 'inquiry', change: 'added', room })
      await tellPositions(room.chat?.departmentId, queuedAt(room))
    },
    async moved(before, change) {
      const { room } = change
      tellMembers(change, change.joined)
      if (before.chat?.servedBy?.id !== room.chat?.servedBy?.id) await tellAgent(room)
      const how = isQueued(room) && !isQueued(before) ? 'added' : 'changed'
      bus.publish({ type: 'inquiry', change: how, room })
      const sameQueue = before.chat?.departmentId === room.chat?.departmentId
      if (isQueued(before) && !isQueued(room)) tellSpot(room.id, undefined)
      if (isQueued(before) && !(isQueued(room) && sameQueue)) {
        await tellPositions(before.chat?.departmentId, queuedAt(before))
      }
      if (isQueued(room) && !(isQueued(before) && sameQueue)) {
        await tellPositions(room.chat?.departmentId, queuedAt(room))
      }
    },
    async closed(before, change) {
      // Those who leave hear the last words: what is said while closing is said before the door shuts.
      tellLog(change.room, change.messages)
      for (const membership of change.left) bus.publish({ type: 'left', room: change.room, membership })
      bus.publish({ type: 'inquiry', change: 'removed', room: change.room })
      if (isQueued(before)) await tellPositions(before.chat?.departmentId, queuedAt(before))
    },
    visitorChanged(visitor, room) {
      if (!room) return
      bus.publish({ type: 'room', change: 'updated', room })
      bus.publish({ type: 'inquiry', change: 'changed', room })
      bus.publish({ type: 'chat', roomId: room.id, told: { what: 'visitor', visitor } })
    },
    noted: (room, message) => tellLog(room, [message]),
    rated: (room) => bus.publish({ type: 'room', change: 'updated', room }),
  }
}
