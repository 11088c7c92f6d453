// The agent as his visitor sees him.

import type { PresenceStatus, User } from '../entities.ts'

/** What a visitor may know of an agent. */
export type AgentCard =
  | { readonly hidden: true }
  | { readonly hidden: false; readonly user: User; readonly status: PresenceStatus; readonly showEmail: boolean }
