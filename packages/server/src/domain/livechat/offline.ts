// Messages that are left while nobody is here: they appear in a room of the house, where who comes next reads them.

import { announceMessage } from '../announcing.ts'
import type { Room } from '../entities.ts'
import type { Ground } from '../ground.ts'
import type { NewId } from '../ids.ts'
import { checkLength } from '../message-text.ts'
import { Refusal } from '../refusal.ts'
import type { Departments } from './departments.ts'
import type { LivechatSettings } from './settings.ts'

export interface OfflineMessage {
  readonly name: string
  readonly email: string
  readonly message: string
  readonly department?: string
  /** The site that it was written on. */
  readonly host?: string
}

export interface Offline {
  /** Is there a room for them? */
  isOpen(): Promise<boolean>
  /** @throws Refusal `error-offline-form-disabled`, `error-invalid-email`, `error-invalid-department` */
  leave(message: OfflineMessage): Promise<void>
}

/** Says what nobody in particular says; Rocket.Chat's own bot. */
const HOUSE = { id: 'rocket.cat', username: 'rocket.cat', name: 'Rocket.Cat' }
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/

export function createOffline(
  { store, bus, clock }: Ground,
  newId: NewId,
  departments: Departments,
  settings: LivechatSettings,
): Offline {
  const findRoom = (): Promise<Room | undefined> => store.room({ name: settings.offlineRoom })

  return {
    isOpen: async () => (await findRoom()) !== undefined,
    async leave({ name, email, message, department, host }) {
      checkLength(message)
      if (!EMAIL.test(email.trim())) throw new Refusal('error-invalid-email', `Invalid email ${email}`)
      const departmentId = await departments.idOf(department)
      const found = departmentId === undefined ? undefined : await departments.byIdOrName(departmentId)
      const room = await findRoom()
      if (!room) throw new Refusal('error-offline-form-disabled', 'Offline form disabled')
      const head = [`${name} <${email.trim()}>`, found?.name, host].filter((part) => part).join(' · ')
      const answer = await store.appendMessage({
        message: {
          id: newId(),
          roomId: room.id,
          author: HOUSE,
          text: `${head}\n${message}`,
          mentions: [],
          channels: [],
          urls: [],
          sentAt: clock.now(),
        },
        at: clock.now(),
        requireMembership: false,
      })
      if (answer.outcome === 'appended') announceMessage(bus, 'sent', answer)
    },
  }
}
