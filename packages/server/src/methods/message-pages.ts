// What changed in a room since a time, by DDP and by REST alike: all of it, or page by page with a cursor.

import type { MessageChanges } from 'quindar/protocol'
import type { Cursor, TimePage } from '../domain/catch-up.ts'
import type { Domain } from '../domain/domain.ts'
import type { User } from '../domain/entities.ts'
import { Refusal } from '../domain/refusal.ts'
import { wireDeleted } from '../wire/changes.ts'
import { wireMessage } from '../wire/message.ts'

export interface ChangesWanted {
  readonly lastUpdate: number | undefined
  /** Cursors: milliseconds since 1970 as texts. An empty one is none. */
  readonly next?: string | undefined
  readonly previous?: string | undefined
  readonly type?: string | undefined
}

/** Nothing where neither a time nor a cursor was given. @throws Refusal, in Rocket.Chat's order of looking. */
export async function messageChanges(
  domain: Domain,
  user: User,
  roomId: string,
  { lastUpdate, next, previous, type }: ChangesWanted,
  count: number,
): Promise<MessageChanges | undefined> {
  if (!(await domain.access.readableRoom(user, roomId))) throw new Refusal('error-not-allowed', 'Not allowed')
  if (type && type !== 'UPDATED' && type !== 'DELETED') {
    const sentence = 'The "type" parameter must be either "UPDATED" or "DELETED"'
    throw new Refusal('error-type-param-not-supported', sentence)
  }
  if ((next || previous) && !type) {
    const sentence = 'The "type" parameter is required when using the "next" or "previous" parameters'
    throw new Refusal('error-type-param-required', sentence)
  }
  if (next && previous) {
    throw new Refusal('error-cursor-conflict', 'You cannot provide both "next" and "previous" parameters')
  }
  if ((next || previous) && lastUpdate !== undefined) {
    const sentence = 'The attributes "next", "previous" and "lastUpdate" cannot be used together'
    throw new Refusal('error-cursor-and-lastUpdate-conflict', sentence)
  }
  if (lastUpdate !== undefined) return allSince(domain, user, roomId, lastUpdate)
  const from = next ? { next: timeOf(next) } : previous ? { previous: timeOf(previous) } : undefined
  return from && pageFrom(domain, user, roomId, type === 'DELETED', from, count)
}

async function allSince({ catchUp, epoch }: Domain, user: User, roomId: string, after: number) {
  const changed = await catchUp.since(user, roomId, after)
  return {
    updated: (changed?.updated ?? []).map((message) => wireMessage(message, epoch)),
    deleted: (changed?.deleted ?? []).map((deletion) => wireDeleted(deletion, epoch)),
  }
}

async function pageFrom(
  { catchUp, epoch }: Domain,
  user: User,
  roomId: string,
  isDeleted: boolean,
  from: Cursor,
  count: number,
): Promise<MessageChanges> {
  if (isDeleted) {
    const page = await catchUp.deletedPage(user, roomId, from, count)
    const deleted = (page?.changes ?? []).map((deletion) => wireDeleted(deletion, epoch))
    return { updated: [], deleted, cursor: cursorOf(page) }
  }
  const page = await catchUp.updatedPage(user, roomId, from, count)
  const updated = (page?.changes ?? []).map((message) => wireMessage(message, epoch))
  return { updated, deleted: [], cursor: cursorOf(page) }
}

function cursorOf(page: TimePage<unknown> | undefined) {
  return { next: textOf(page?.next), previous: textOf(page?.previous) }
}

function textOf(time: number | undefined): string | null {
  return time === undefined ? null : String(time)
}

/** As `parseInt` reads it; what is no time at all is an error that Rocket.Chat did not name. */
function timeOf(cursor: string): number {
  const time = Number.parseInt(cursor, 10)
  if (Number.isNaN(time) || Math.abs(time) > 8.64e15) throw new Refusal('error-invalid-date', 'Invalid Date')
  return time
}
