// What livechat tells the world after it has been stored.

import type { Room } from '../entities.ts'
import type { AgentCard } from './agent-card.ts'
import type { Visitor } from './entities.ts'

export type LivechatEvent =
  /** What only the visitor of a chat hears. */
  | { type: 'chat'; roomId: string; told: ToldToVisitor }
  /** A chat came into the queue, changed in it or with its agent, or left for good. */
  | { type: 'inquiry'; change: 'added' | 'changed' | 'removed'; room: Room }

export type ToldToVisitor =
  /** Who answers now; absent: nobody any more. */
  | { what: 'agent'; agent: AgentCard | undefined }
  | { what: 'agent-status'; status: string }
  /** Absent: out of the queue. */
  | { what: 'queue'; spot: number | undefined; text: string }
  | { what: 'visitor'; visitor: Visitor }
