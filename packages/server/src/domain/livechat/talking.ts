// What a visitor says: written while his chat is open, his own to change and to take back, and read again.

import { announceCounters, announceMessage } from '../announcing.ts'
import type { StoredFile } from '../../store/port.ts'
import type { Message } from '../entities.ts'
import type { Ground } from '../ground.ts'
import type { NewId } from '../ids.ts'
import { checkLength } from '../message-text.ts'
import { pointersIn } from '../mentions.ts'
import { notify } from '../notifications.ts'
import type { Presence } from '../presence.ts'
import { Refusal } from '../refusal.ts'
import { type Chats, visitorAuthor } from './chats.ts'
import type { Visitor } from './entities.ts'
import { keptFile, shownFile, type Upload } from './files.ts'

export interface Words {
  readonly id?: string
  readonly text: string
  readonly upload?: Upload
  /** One that the room has already. */
  readonly kept?: StoredFile
}

export interface HistoryPage {
  readonly before?: number
  readonly lastSeen?: number
  readonly limit: number
  readonly offset?: number
  /** A part of the text, in any case. */
  readonly search?: string
}

export interface Talking {
  /** @throws Refusal `invalid-room`, `room-closed`, `error-message-size-exceeded` */
  say(visitor: Visitor, roomId: string, words: Words): Promise<Message>
  /** @throws Refusal `invalid-message` */
  message(visitor: Visitor, roomId: string, messageId: string): Promise<Message>
  /** @throws Refusal `error-action-not-allowed` for what somebody else said. */
  edit(visitor: Visitor, roomId: string, messageId: string, text: string): Promise<Message>
  remove(visitor: Visitor, roomId: string, messageId: string): Promise<void>
  /** Newest first; closed chats are read too. */
  history(
    visitor: Visitor,
    roomId: string,
    page: HistoryPage,
  ): Promise<{ messages: readonly Message[]; unreadNotLoaded: number; firstUnread?: Message }>
}

/** How far a search looks back. */
const MOST_SEARCHED = 1_000

export function createTalking(ground: Ground, newId: NewId, chats: Chats, presence: Presence): Talking {
  const { store, bus, clock } = ground
  async function messageIn(roomId: string, messageId: string): Promise<Message> {
    const message = await store.message({ id: messageId })
    if (message?.roomId !== roomId) throw new Refusal('invalid-message', 'Invalid message')
    return message
  }

  /** The message, if it is the visitor's own words. */
  async function own(visitor: Visitor, roomId: string, messageId: string) {
    await chats.openRoomOf(visitor, roomId)
    const message = await messageIn(roomId, messageId)
    if (message.author.id !== visitor.id || message.type !== undefined) throw notAllowed()
    return { messageId, judged: { roomId, authorId: visitor.id } }
  }

  return {
    async say(visitor, roomId, { id, text, upload, kept: file }) {
      checkLength(text)
      const kept = upload && keptFile(upload, roomId, ground.random, clock.now())
      const shown = kept ?? (file && shownFile(file, clock.now()))
      const room = await chats.openRoomOf(visitor, roomId)
      const answer = await store.sayInChat({
        message: {
          id: id === undefined || id === '' ? newId() : id,
          roomId: room.id,
          author: visitorAuthor(visitor),
          text,
          ...(visitor.name !== undefined && { alias: visitor.name }),
          ...(shown && { attachments: [shown.attachment], details: shown.details }),
          mentions: [],
          channels: [],
          urls: pointersIn(text).urls,
          sentAt: clock.now(),
        },
        ...(kept && { file: kept.file }),
        at: clock.now(),
      })
      switch (answer.outcome) {
        case 'appended':
          announceMessage(bus, 'sent', answer)
          notify(bus, presence, answer)
          return answer.message
        case 'duplicate':
          if (answer.message.author.id === visitor.id && answer.message.roomId === roomId) return answer.message
          throw notAllowed()
        case 'closed':
          throw new Refusal('room-closed', 'Room closed')
        case 'no-chat':
          throw new Refusal('invalid-room', 'Invalid room')
      }
    },

    async message(visitor, roomId, messageId) {
      await chats.roomOf(visitor, roomId)
      return messageIn(roomId, messageId)
    },

    async edit(visitor, roomId, messageId, text) {
      checkLength(text)
      const which = await own(visitor, roomId, messageId)
      const answer = await store.editMessage({
        ...which,
        changes: { text, urls: pointersIn(text).urls },
        editedBy: { id: visitor.id, username: visitor.username },
        at: clock.now(),
      })
      if (answer.outcome !== 'edited') throw notAllowed()
      announceMessage(bus, 'edited', answer)
      return answer.message
    },

    async remove(visitor, roomId, messageId) {
      const which = await own(visitor, roomId, messageId)
      const at = clock.now()
      const deletedBy = { id: visitor.id, username: visitor.username }
      const answer = await store.deleteMessage({ ...which, deletedBy, at })
      if (answer.outcome !== 'deleted') throw notAllowed()
      bus.publish({ type: 'message-deleted', roomId, messageId, seq: answer.seq, at })
      bus.publish({ type: 'room', change: 'updated', room: answer.room })
      announceCounters(bus, answer.memberships)
    },

    async history(visitor, roomId, { before, lastSeen, limit, offset = 0, search }) {
      await chats.roomOf(visitor, roomId)
      const wanted = search?.toLowerCase()
      const length = wanted ? MOST_SEARCHED : offset + limit
      const found = await store.history({
        roomId,
        ...(before !== undefined && { before }),
        limit: length,
        threads: true,
      })
      const messages = found
        .filter(({ text, type }) => !wanted || (type === undefined && text.toLowerCase().includes(wanted)))
        .slice(offset, offset + limit)
      const oldest = messages.at(-1)
      if (lastSeen === undefined || !oldest || oldest.sentAt <= lastSeen) return { messages, unreadNotLoaded: 0 }
      const unread = await store.countBetween({ roomId, after: lastSeen, before: oldest.sentAt, threads: true })
      return { messages, unreadNotLoaded: unread.count, ...(unread.first && { firstUnread: unread.first }) }
    },
  }
}

function notAllowed(): Refusal {
  return new Refusal('error-action-not-allowed', 'Not allowed')
}
