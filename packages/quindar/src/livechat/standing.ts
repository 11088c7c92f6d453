// How the visitor stands: one object, a new one with each change, and who is told.
import type { Listeners } from './listeners.ts'
import type { LivechatEvents, LivechatState } from './livechat.ts'

export interface Standing {
  readonly get: () => LivechatState
  /** Tells what has changed; what has not is not told. */
  readonly become: (changes: Partial<LivechatState>) => void
}

export const NOBODY: LivechatState = {
  status: 'idle',
  online: undefined,
  visitor: undefined,
  roomId: undefined,
  agent: undefined,
  queue: undefined,
  departments: [],
}

export function createStanding(emit: Listeners<LivechatEvents>['emit']): Standing {
  let state = NOBODY
  return {
    get: () => state,
    become(changes) {
      const before = state
      const now = { ...before, ...changes }
      if (same(before, now)) return
      state = now
      emit('state', now)
      if (!same(before.agent, now.agent)) emit('agent', now.agent)
      if (!same(before.queue, now.queue)) emit('queue', now.queue)
    },
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
