// A message as Rocket.Chat writes it, with our `_seq` and `_epoch`.

import type { Message as WireMessage } from 'quindar/protocol'
import type { Message } from '../domain/entities.ts'
import type { PageBetween } from '../domain/reading.ts'
import { markupOf } from './markup.ts'

/** @param epoch Which history `_seq` counts in; undefined: neither is told. */
export function wireMessage(message: Message, epoch: string | undefined): WireMessage {
  // What was taken back is still what somebody wrote.
  const isSystem = message.type !== undefined && message.type !== 'rm'
  return {
    _id: message.id,
    ...(message.type !== undefined && { t: message.type }),
    rid: message.roomId,
    msg: message.text,
    ts: new Date(message.sentAt),
    u: { _id: message.author.id, username: message.author.username, name: message.author.name },
    ...(message.threadId !== undefined && { tmid: message.threadId }),
    ...(message.showInRoom && { tshow: true }),
    ...(message.thread && {
      ...(message.thread.lastReplyAt !== undefined && {
        tcount: message.thread.replyCount,
        tlm: new Date(message.thread.lastReplyAt),
      }),
      replies: [...message.thread.followers],
    }),
    // Rocket.Chat never joins a system message to the one above it.
    ...(isSystem ? { groupable: false } : message.groupable !== undefined && { groupable: message.groupable }),
    ...(message.alias !== undefined && { alias: message.alias }),
    ...(message.avatar !== undefined && { avatar: message.avatar }),
    ...(message.emoji !== undefined && { emoji: message.emoji }),
    ...(message.attachments !== undefined && { attachments: message.attachments as Record<string, unknown>[] }),
    ...(message.customFields !== undefined && { customFields: message.customFields }),
    ...message.details,
    _updatedAt: new Date(message.updatedAt),
    ...(!isSystem && {
      urls: message.urls.map((url) => ({ url, meta: {} })),
      mentions: message.mentions.map((mention) =>
        mention.type === 'user'
          ? {
              _id: mention.id,
              username: mention.username,
              name: mention.name ?? mention.username,
              type: 'user' as const,
            }
          : { _id: mention.id, username: mention.username },
      ),
      channels: message.channels.map(({ id, name }) => ({ _id: id, name })),
      ...(message.type === undefined && message.text !== '' && { md: markupOf(message.text) }),
    }),
    ...wireReactions(message),
    ...(message.type === 'rm' && { attachments: [], reactions: {} }),
    ...(message.pin && {
      pinned: message.pin.pinned,
      pinnedAt: new Date(message.pin.at),
      pinnedBy: { _id: message.pin.by.id, username: message.pin.by.username },
    }),
    ...(message.starredBy && { starred: message.starredBy.map((_id) => ({ _id })) }),
    ...(message.editedAt !== undefined && { editedAt: new Date(message.editedAt) }),
    ...(message.editedBy && { editedBy: { _id: message.editedBy.id, username: message.editedBy.username } }),
    ...place(message.seq, epoch),
  }
}

/** What only one user sees: made on the spot, stored nowhere, said by Rocket.Chat's own bot. */
export function wireWhisper(whisper: { roomId: string; messageId: string; text: string; at: number }): WireMessage {
  return {
    _id: whisper.messageId,
    rid: whisper.roomId,
    msg: whisper.text,
    ts: new Date(whisper.at),
    u: { _id: 'rocket.cat', username: 'rocket.cat' },
    private: true,
    groupable: false,
    _updatedAt: new Date(whisper.at),
  }
}

/** A page of a room's history; what is unread before it only where that was asked for. */
export function wireHistory({ messages, unread }: PageBetween, epoch: string | undefined) {
  return {
    messages: messages.map((message) => wireMessage(message, epoch)),
    ...(unread?.first && { firstUnread: wireMessage(unread.first, epoch) }),
    ...(unread && { unreadNotLoaded: unread.count }),
  }
}

/** The arguments of `<room id>/deleteMessage`. */
export function wireDeletion(deletion: { messageId: string; seq: number }, epoch: string | undefined) {
  return { _id: deletion.messageId, ...place(deletion.seq, epoch) }
}

/** Our extension: where in its room's log a document's latest change stands. */
export function place(seq: number, epoch: string | undefined): { _seq?: number; _epoch?: string } {
  return epoch === undefined ? {} : { _seq: seq, _epoch: epoch }
}

function wireReactions(message: Message): Pick<WireMessage, 'reactions'> {
  const entries = Object.entries(message.reactions)
  if (entries.length === 0) return {}
  return { reactions: Object.fromEntries(entries.map(([emoji, usernames]) => [emoji, { usernames: [...usernames] }])) }
}
