// What the lines of one message list share: the room's parts, who looks, and which message has the pointer or the focus.
import type { ReadonlySignal, Signal } from '@preact/signals-core'
import type { Message } from 'quindar'
import type { PresenceModel } from '../model/presence.ts'
import type { RoomParts } from '../model/room-view.ts'

export interface ListContext {
  readonly parts: RoomParts
  readonly statuses: PresenceModel['statuses']
  readonly me: { readonly id: string; readonly username: string }
  /** The message that has the focus or the pointer: the one with the buttons. */
  readonly active: Signal<string | undefined>
  /** The message that Tab goes to. */
  readonly stop: ReadonlySignal<string | undefined>
  readonly pick: (message: Message) => void
  readonly remove: (message: Message) => void
}
