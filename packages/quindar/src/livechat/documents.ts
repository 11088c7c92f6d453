// What servers tell of visitors, agents and messages, in whole words and with real dates, from either generation.
import type { Message } from '../client/index.ts'
import type {
  LivechatAgent,
  LivechatDepartment,
  Message as WireMessage,
  OverRest,
  QueueSpot,
  UserStatus,
  Visitor,
} from '../protocol/index.ts'

/** Who answers. `hidden`: the server tells no more. */
export interface ChatAgent {
  readonly hidden: boolean
  readonly id?: string | undefined
  readonly username?: string | undefined
  /** What to show. */
  readonly name?: string | undefined
  readonly status?: UserStatus | undefined
}

/** Who writes to the agents. */
export interface ChatVisitor {
  readonly id: string
  /** `guest-7` */
  readonly username: string
  readonly name?: string | undefined
  readonly email?: string | undefined
}

/** Where one stands in the queue. */
export interface QueuePosition {
  /** From 1. */
  readonly position: number
  /** The server's sentence. */
  readonly text?: string | undefined
  /** 0: it does not know. */
  readonly waitSeconds?: number | undefined
}

/** A department that a visitor may choose. */
export interface Department {
  readonly id: string
  readonly name: string
}

/** A message of the conversation. Files are in `raw.attachments`. */
export interface LivechatMessage extends Message {
  /** The visitor's own. */
  readonly mine: boolean
}

/** A document of a method, a stream or a route. */
export type Told<T> = T | OverRest<T>

export function agentOf(told: Told<LivechatAgent>): ChatAgent {
  if ('hiddenInfo' in told) return { hidden: true }
  const { _id: id, username, name, status } = told
  return { hidden: false, id, username, name: name ?? username, status }
}

export function visitorOf({ _id: id, username, name, visitorEmails }: Told<Visitor>): ChatVisitor {
  return { id, username, name, email: visitorEmails?.[0]?.address }
}

export function queueOf({ spot, message, estimatedWaitTimeSeconds }: QueueSpot): QueuePosition {
  return { position: spot, text: message?.text, waitSeconds: estimatedWaitTimeSeconds }
}

export const departmentOf = ({ _id: id, name }: Told<LivechatDepartment>): Department => ({ id, name })

/** The message in what a request answers. REST writes dates as texts. */
export function wireMessageOf(answer: unknown): WireMessage {
  const { message = answer } = answer as { message?: unknown }
  const { ts, _updatedAt, editedAt, ...fields } = message as Partial<Told<WireMessage>>
  const times = {
    ts: new Date(ts ?? 0),
    _updatedAt: new Date(_updatedAt ?? ts ?? 0),
    ...(editedAt && { editedAt: new Date(editedAt) }),
  }
  return { ...fields, ...times } as WireMessage
}
