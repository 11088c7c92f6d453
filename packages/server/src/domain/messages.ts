// Messages as the doors see them: sending, changing, taking back, reacting, reading pages of history.

import type { Access } from './access.ts'
import { type Changing, createChanging } from './changing.ts'
import type { Ground } from './ground.ts'
import { createHistory, type ReadHistory } from './history.ts'
import type { NewId } from './ids.ts'
import type { Presence } from './presence.ts'
import { createSending, type Send } from './sending.ts'

export interface Messages extends Changing {
  /** Answers the message as it is stored, also when this id was sent before by the same author to the same room. */
  send: Send
  history: ReadHistory
}

export function createMessages(ground: Ground, newId: NewId, access: Access, presence: Presence): Messages {
  return {
    send: createSending(ground, newId, access, presence),
    history: createHistory(ground, access),
    ...createChanging(ground, access),
  }
}
