// What happens to visitors and chats as documents: the same in every driver.

import type { Agent, Author, Chat, ChatVisitor, Room, RoomType, Visitor } from '../domain/entities.ts'
import type { Candidate, VisitorChanges } from './livechat.ts'
import { compareText } from './names.ts'

/** Pages that are remembered of a visitor. */
const MOST_PAGES = 20
/** Custom fields that a visitor may have; more are not taken. */
const MOST_FIELDS = 100

export function newVisitor(id: string, number: number, at: number): Visitor {
  return {
    id,
    username: `guest-${number}`,
    emails: [],
    phones: [],
    status: 'online',
    customFields: {},
    pages: [],
    createdAt: at,
    updatedAt: at,
  }
}

export function changedVisitor(visitor: Visitor, changes: VisitorChanges, at: number): Visitor {
  const { name, email, phone, departmentId, status, customFields = [], page } = changes
  const fields = new Map(Object.entries(visitor.customFields))
  for (const { key, value, overwrite } of customFields) {
    if (fields.has(key) ? overwrite : fields.size < MOST_FIELDS) fields.set(key, value)
  }
  return {
    ...visitor,
    ...(name !== undefined && { name }),
    ...(email !== undefined && { emails: [email] }),
    ...(phone !== undefined && { phones: [phone] }),
    ...(departmentId !== undefined && { departmentId }),
    ...(status !== undefined && { status }),
    customFields: Object.fromEntries(fields),
    pages: page ? [...visitor.pages, { ...page, at }].slice(-MOST_PAGES) : visitor.pages,
    updatedAt: at,
  }
}

export function inChat({ id, username, name, status }: Visitor): ChatVisitor {
  return { id, username, ...(name !== undefined && { name }), status }
}

/** What agents see as the name of the room. */
export function chatName(visitor: Pick<Visitor, 'username' | 'name'>): string {
  return visitor.name ?? visitor.username
}

export function queued(chat: Chat, departmentId: string | undefined, at: number): Chat {
  const { servedBy: _, ...kept } = chat
  return { ...kept, state: 'queued', queuedAt: at, ...(departmentId !== undefined && { departmentId }) }
}

export function taken(chat: Chat, agent: Author, departmentId: string | undefined, at: number): Chat {
  const { queuedAt: _, ...kept } = chat
  const servedBy = { id: agent.id, username: agent.username, name: agent.name, since: at }
  return { ...kept, state: 'taken', servedBy, ...(departmentId !== undefined && { departmentId }) }
}

export function closed(
  chat: Chat,
  by: NonNullable<Chat['closedBy']>,
  tags: readonly string[] | undefined,
  at: number,
): Chat {
  const { queuedAt: _, ...kept } = chat
  const all = [...new Set([...(chat.tags ?? []), ...(tags ?? [])])]
  return { ...kept, state: 'closed', closedAt: at, closedBy: by, ...(all.length > 0 && { tags: all }) }
}

/** The candidate with the fewest open chats; of those the one whose last came longest ago. */
export function chosen(candidates: readonly Candidate[], agents: readonly Agent[]): Candidate | undefined {
  const known = new Map(agents.map((agent) => [agent.userId, agent]))
  const rank = ({ user }: Candidate): readonly [chats: number, lastAt: number] => {
    const agent = known.get(user.id)
    return [agent?.openChats ?? 0, agent?.lastAssignedAt ?? 0]
  }
  return candidates.toSorted((a, b) => {
    const [chatsA, lastA] = rank(a)
    const [chatsB, lastB] = rank(b)
    return chatsA - chatsB || lastA - lastB || compareText(a.user.id, b.user.id)
  })[0]
}

/** By how long they wait, or by when they began. */
export function waitsSince({ chat, createdAt }: Pick<Room, 'chat' | 'createdAt'>): number {
  return chat?.queuedAt ?? createdAt
}

/** Rocket.Chat counts every message that is unread where somebody waits for an answer, and only mentions elsewhere. */
export function countsAll(type: RoomType): boolean {
  return type === 'direct' || type === 'livechat'
}
