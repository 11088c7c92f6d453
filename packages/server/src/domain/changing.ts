// Changing a message that is there: editing, taking back, reacting.

import type { Judged } from '../store/port.ts'
import type { Access, RoomAccess } from './access.ts'
import { announceCounters, announceMessage, announceParent } from './announcing.ts'
import { isEmojiName } from './emoji-names.ts'
import type { Message, User } from './entities.ts'
import type { Ground } from './ground.ts'
import { checkLength, resolvePointers } from './message-text.ts'
import { may } from './permissions.ts'
import { Refusal } from './refusal.ts'
import { READ_ONLY } from './sending.ts'

/** How a message is shown, beside its text. */
export type Presentation = Partial<
  Pick<Message, 'showInRoom' | 'alias' | 'avatar' | 'emoji' | 'attachments' | 'customFields'>
>

export interface Changing {
  /**
   * Gives a message a new text, and answers the message as it is then. Its author may, and who keeps order in the room.
   * The same text changes nothing. `judge` sees the message that is to be changed: it answers what else is to change,
   * or throws.
   */
  edit(editor: User, messageId: string, text: string, judge?: (message: Message) => Presentation): Promise<Message>
  remove(remover: User, messageId: string): Promise<void>
  /** `emoji` is a name, with or without colons. `wanted` undefined: toggles. */
  react(user: User, messageId: string, emoji: string, wanted: boolean | undefined): Promise<void>
}

export function createChanging({ store, bus, clock }: Ground, access: Access): Changing {
  /** The message and what this user may do in its room; nothing when he may not even read it. */
  async function find(user: User, messageId: string): Promise<(RoomAccess & { message: Message }) | undefined> {
    const message = await store.message({ id: messageId })
    if (!message) return undefined
    const target = await access.of(user, message.roomId)
    return target?.mayRead ? { ...target, message } : undefined
  }

  return {
    async edit(editor, messageId, text, judge) {
      checkLength(text)
      const found = await find(editor, messageId)
      if (!found || !mayEdit(editor, found)) {
        throw new Refusal('error-action-not-allowed', 'Message editing not allowed', { action: 'Message_editing' })
      }
      const presentation = judge?.(found.message) ?? {}
      if (text === found.message.text && Object.keys(presentation).length === 0) return found.message
      const pointers = await resolvePointers(store, text, editor, found.membership?.roles ?? [])
      const answer = await store.editMessage({
        messageId,
        judged: judgedAs(found),
        changes: { text, ...pointers, ...presentation },
        editedBy: { id: editor.id, username: editor.username },
        at: clock.now(),
      })
      // Taken back, or the editor gone, while we looked.
      if (answer.outcome !== 'edited') {
        throw new Refusal('error-action-not-allowed', 'Message editing not allowed', { action: 'Message_editing' })
      }
      announceMessage(bus, 'edited', answer)
      return answer.message
    },

    async remove(remover, messageId) {
      const found = await find(remover, messageId)
      const at = clock.now()
      const deletedBy = { id: remover.id, username: remover.username }
      const answer =
        found && mayRemove(remover, found)
          ? await store.deleteMessage({ messageId, judged: judgedAs(found), deletedBy, at })
          : undefined
      switch (answer?.outcome) {
        case 'deleted':
          bus.publish({ type: 'message-deleted', roomId: answer.room.id, messageId, seq: answer.seq, at })
          announceParent(bus, answer.parent, answer.room)
          bus.publish({ type: 'room', change: 'updated', room: answer.room })
          announceCounters(bus, answer.memberships)
          return
        case 'emptied':
          announceMessage(bus, 'edited', answer)
          return
        default:
          throw new Refusal('error-action-not-allowed', 'Not allowed', { action: 'Delete_message' })
      }
    },

    async react(user, messageId, emoji, wanted) {
      const name = emoji.replaceAll(':', '')
      if (!isEmojiName(name)) throw new Refusal('error-not-allowed', 'Invalid emoji provided.')
      const found = await find(user, messageId)
      if (!found) throw new Refusal('error-not-allowed', 'Not allowed')
      // Who reads and does not write is in a room where few may.
      if (!found.mayWrite) throw new Refusal('error-not-allowed', READ_ONLY)
      const answer = await store.setReaction({
        messageId,
        judged: judgedAs(found),
        emoji: `:${name}:`,
        username: user.username,
        ...(wanted !== undefined && { wanted }),
        at: clock.now(),
      })
      if (answer.outcome === 'changed') announceMessage(bus, 'reacted', answer)
      else if (answer.outcome !== 'unchanged') throw new Refusal('error-not-allowed', 'Not allowed')
    },
  }
}

/** What the store makes sure of once more when it writes: that this is the message, and its reader still a member. */
export function judgedAs({ message, membership }: RoomAccess & { message: Message }): Judged {
  return {
    roomId: message.roomId,
    authorId: message.author.id,
    ...(membership && { membershipId: membership.id }),
  }
}

/** What the server itself said stays as it is. */
function mayEdit(editor: User, { message, membership, mayWrite }: RoomAccess & { message: Message }): boolean {
  if (!mayWrite || message.type !== undefined) return false
  return message.author.id === editor.id || may(editor, 'edit-message', membership?.roles)
}

function mayRemove(remover: User, { message, membership, mayWrite }: RoomAccess & { message: Message }): boolean {
  if (!mayWrite) return false
  if (may(remover, 'delete-message', membership?.roles)) return true
  return message.type === undefined && message.author.id === remover.id && may(remover, 'delete-own-message')
}
