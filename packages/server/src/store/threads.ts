// What an answer does to the message that begins its thread, and to what a member has not read of it: Rocket.Chat's
// rules, the same in every driver.
//
// Source: Rocket.Chat 8, app/threads (who follows, what an answer counts), deleteMessage (what taking back counts).

import type { Author, Mention, Message, Thread, UnreadThread } from '../domain/entities.ts'

interface Reply {
  readonly author: Pick<Author, 'id'>
  readonly mentions: readonly Mention[]
  readonly sentAt: number
}

/** Whom `message` names, its author aside. */
export function namedIn({ author, mentions }: Pick<Reply, 'author' | 'mentions'>): string[] {
  const named = mentions.filter((mention) => mention.type === 'user' && mention.id !== author.id)
  return [...new Set(named.map((mention) => mention.id))]
}

/**
 * The thread with one answer more. It is followed by the parent's author, in a direct room by everybody in it, by those
 * whom an answer names, and by who answers.
 */
export function withReply(parent: Message, reply: Reply, directMembers: readonly string[]): Thread {
  const { replyCount = 0, followers = [] } = parent.thread ?? {}
  const others = [parent.author.id, ...directMembers, ...namedIn(reply)]
  return {
    replyCount: replyCount + 1,
    lastReplyAt: reply.sentAt,
    followers: [...new Set([...followers, ...others.filter((userId) => userId !== reply.author.id), reply.author.id])],
  }
}

/** The thread with one answer less: who follows it and when it was last answered stay as they are. */
export function withoutReply(thread: Thread): Thread {
  return { ...thread, replyCount: Math.max(thread.replyCount - 1, 0) }
}

/** What `userId` has not read, now that `reply` has come to the thread `threadId`. */
export function withUnreadThread(
  unread: readonly UnreadThread[] | undefined,
  threadId: string,
  reply: Reply,
  userId: string,
): readonly UnreadThread[] {
  const before = unread?.find((thread) => thread.id === threadId)
  const named = namedIn(reply).includes(userId)
  const everybody = !named && reply.mentions.some((mention) => mention.type === 'group')
  const after: UnreadThread = {
    id: threadId,
    ...((before?.userMention || named) && { userMention: true }),
    ...((before?.groupMention || everybody) && { groupMention: true }),
  }
  return before ? (unread ?? []).map((thread) => (thread === before ? after : thread)) : [...(unread ?? []), after]
}

/** `undefined` when nothing is left; the same list when the thread is not in it. */
export function withoutUnreadThread(
  unread: readonly UnreadThread[] | undefined,
  threadId: string,
): readonly UnreadThread[] | undefined {
  if (!unread?.some((thread) => thread.id === threadId)) return unread
  const left = unread.filter((thread) => thread.id !== threadId)
  return left.length > 0 ? left : undefined
}

/**
 * What stays of a message that has answers when it is taken back: that it was there, by whom, and its thread.
 * Rocket.Chat's `rm`.
 */
export function emptied(message: Message, deletedBy: { id: string; username: string }, at: number): Message {
  const { showInRoom: _, attachments: __, ...kept } = message
  return {
    ...kept,
    type: 'rm',
    text: '',
    urls: [],
    mentions: [],
    reactions: {},
    editedAt: at,
    editedBy: deletedBy,
  }
}
