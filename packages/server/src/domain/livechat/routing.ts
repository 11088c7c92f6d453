// Who gets a chat that waits: an agent who is there, at once, or nobody yet.

import type { Room } from '../entities.ts'
import type { Ground } from '../ground.ts'
import type { NewId } from '../ids.ts'
import type { Candidate } from '../../store/port.ts'
import type { Agents } from './agents.ts'
import { connected } from './notes.ts'
import type { ChatNews } from './news.ts'
import type { LivechatSettings } from './settings.ts'

export interface Routing {
  /** Gives a queued chat away, to the wished agent if he is there. Answers the room as it is then. */
  route(room: Room, agentId?: string): Promise<Room>
  /** Somebody has come: what waits may be his. */
  routeQueue(): Promise<void>
}

/** Chats that are given away when an agent comes; others follow when he has closed one. */
const MOST_ROUTED = 100

export function createRouting(
  { store, clock }: Ground,
  newId: NewId,
  agents: Pick<Agents, 'candidates'>,
  news: ChatNews,
  settings: LivechatSettings,
): Routing {
  /** In the manual queue people take their chats themselves, and a bot takes what no person is there for. */
  async function candidatesFor(room: Room): Promise<readonly Candidate[]> {
    const candidates = await agents.candidates(room.chat?.departmentId)
    if (settings.routing === 'auto' || candidates.length === 0) return candidates
    const users = await store.users({ ids: candidates.map(({ user }) => user.id) })
    return users.some(({ type }) => type === 'user') ? [] : candidates
  }

  async function route(room: Room, agentId?: string): Promise<Room> {
    if (room.chat?.state !== 'queued') return room
    const all = await candidatesFor(room)
    const wished = all.filter(({ user }) => user.id === agentId)
    const candidates = wished.length > 0 ? wished : all
    if (candidates.length === 0) return room
    const answer = await store.moveChat({
      roomId: room.id,
      onlyQueued: true,
      candidates,
      notes: [],
      greetings: connected(newId),
      at: clock.now(),
    })
    if (answer.outcome !== 'moved') return room
    await news.moved(room, answer)
    return answer.room
  }

  return {
    route,
    async routeQueue() {
      const { rooms } = await store.chats({ states: ['queued'], order: 'queued', offset: 0, limit: MOST_ROUTED })
      for (const room of rooms) await route(room)
    },
  }
}
