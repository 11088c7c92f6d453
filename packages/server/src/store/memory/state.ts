// What the in-memory store holds: maps of documents that are replaced, never changed, so that an answer can be given
// out of them as it is. The driver copies at its door.

import type { AgentStatus, Department, Membership, Message, Room, User, Visitor } from '../../domain/entities.ts'
import type { AccessToken, SecondFactorState } from '../accounts.ts'
import type { Deletion } from '../catch-up.ts'
import { StoreFailure, type StoredFile, type StoreReads, type StoreWrites } from '../port.ts'

export interface StoredUser {
  readonly user: User
  readonly passwordHash: string | undefined
}

/** A room knows its last message by id, so that an edit of the message is an edit of what the room shows. */
interface StoredRoom {
  readonly room: Omit<Room, 'lastMessage'>
  readonly lastMessageId: string | undefined
}

/** `firstSeq` is the place at which the message was written; its own `seq` moves with every change. */
export interface StoredMessage {
  readonly message: Message
  readonly firstSeq: number
}

/** A message's place in its room's history, which no later change moves. */
export interface Place {
  readonly id: string
  readonly sentAt: number
  readonly firstSeq: number
}

export interface LostMembership {
  readonly membershipId: string
  readonly roomId: string
  readonly userId: string
  readonly at: number
}

export interface State {
  /** The greatest `updatedAt` ever given: if the clock goes back, documents do not. */
  latest: number
  readonly users: Map<string, StoredUser>
  readonly userIdByName: Map<string, string>
  readonly userIdByEmail: Map<string, string>
  readonly tokens: Map<string, { userId: string; createdAt: number; expiresAt: number; access?: AccessToken }>
  /** File → who sent it, and until when it waits for a message; without a time one has kept it. */
  readonly uploads: Map<string, { userId: string; expiresAt?: number }>
  readonly secondFactors: Map<string, SecondFactorState>
  readonly oneShotTokens: Map<string, { userId: string; expiresAt: number }>
  readonly rooms: Map<string, StoredRoom>
  readonly roomIdByName: Map<string, string>
  readonly roomIdByMembers: Map<string, string>
  /** Room → user → membership. */
  readonly memberships: Map<string, Map<string, Membership>>
  readonly membershipIds: Set<string>
  readonly lost: Map<string, LostMembership>
  readonly messages: Map<string, StoredMessage>
  /** Room → its messages by (sentAt, firstSeq). */
  readonly timelines: Map<string, Place[]>
  /** Room → what was taken back in it, by `seq`. */
  readonly deleted: Map<string, Deletion[]>
  readonly marks: Map<string, string>
  readonly livechat: LivechatState
}

/** Rooms that are chats are among the rooms. */
interface LivechatState {
  /** What the last visitor was numbered. */
  visitorNumber: number
  readonly visitors: Map<string, { readonly visitor: Visitor; readonly tokenHash: string }>
  readonly visitorIdByToken: Map<string, string>
  readonly agents: Map<string, { readonly status: AgentStatus; readonly lastAssignedAt?: number }>
  readonly departments: Map<string, Department>
  readonly files: Map<string, StoredFile>
}

export function emptyState(): State {
  return {
    latest: 0,
    users: new Map(),
    userIdByName: new Map(),
    userIdByEmail: new Map(),
    tokens: new Map(),
    uploads: new Map(),
    secondFactors: new Map(),
    oneShotTokens: new Map(),
    rooms: new Map(),
    roomIdByName: new Map(),
    roomIdByMembers: new Map(),
    memberships: new Map(),
    membershipIds: new Set(),
    lost: new Map(),
    messages: new Map(),
    timelines: new Map(),
    deleted: new Map(),
    marks: new Map(),
    livechat: {
      visitorNumber: 0,
      visitors: new Map(),
      visitorIdByToken: new Map(),
      agents: new Map(),
      departments: new Map(),
      files: new Map(),
    },
  }
}

/** The `updatedAt` of a change at `at`. */
export function stamp(state: State, at: number): number {
  state.latest = Math.max(state.latest, at)
  return state.latest
}

/** What a caller must have made sure of: a database would refuse by a constraint. */
export function insist(condition: boolean, sentence: string): void {
  if (!condition) throw new StoreFailure(sentence, { cause: undefined, fatal: false })
}

export type WriteOperation<Name extends keyof StoreWrites> = (
  state: State,
  input: StoreWrites[Name][0],
) => StoreWrites[Name][1]
export type ReadOperation<Name extends keyof StoreReads> = (
  state: State,
  input: StoreReads[Name][0],
) => StoreReads[Name][1]

/** A page of a list. A negative offset or limit is none. */
export function page<Item>(list: readonly Item[], offset: number, limit: number): readonly Item[] {
  const first = Math.max(offset, 0)
  return list.slice(first, first + Math.max(limit, 0))
}
