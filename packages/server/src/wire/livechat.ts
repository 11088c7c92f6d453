// Visitors, agents, departments and what only the visitor of a chat hears, as Rocket.Chat writes them.

import type { Message as WireMessage } from 'quindar/protocol'
import type { Message, Room } from '../domain/entities.ts'
import type { AgentCard } from '../domain/livechat/agent-card.ts'
import type { Agent, Department, Visitor } from '../domain/livechat/entities.ts'
import type { ToldToVisitor } from '../domain/livechat/events.ts'
import { wireMessage } from './message.ts'
import { wireRoom } from './room.ts'

/** @param token Told back to who brought it, and to nobody else. */
export function wireVisitor(visitor: Visitor, token?: string) {
  const { id, username, name, emails, phones, departmentId, status, customFields } = visitor
  return {
    _id: id,
    username,
    ...(token !== undefined && { token }),
    ...(name !== undefined && { name }),
    ...(emails.length > 0 && { visitorEmails: emails.map((address) => ({ address })) }),
    ...(phones.length > 0 && { phone: phones.map((phoneNumber) => ({ phoneNumber })) }),
    ...(departmentId !== undefined && { department: departmentId }),
    status,
    ...(Object.keys(customFields).length > 0 && { livechatData: { ...customFields } }),
    ts: new Date(visitor.createdAt),
    _updatedAt: new Date(visitor.updatedAt),
  }
}

/** A visitor's own chat: here his token is his own too. */
export function wireVisitorRoom(room: Room, token: string, epoch: string | undefined) {
  const wired = wireRoom(room, epoch)
  return { ...wired, v: { ...(wired['v'] as Record<string, unknown>), token } }
}

/** What a visitor said, as he reads it. */
export function wireOwnMessage(message: Message, token: string, epoch: string | undefined): WireMessage {
  return { ...wireMessage(message, epoch), token }
}

export function wireAgent(card: AgentCard) {
  if (card.hidden) return { hiddenInfo: true as const }
  const { user, status, showEmail } = card
  return {
    _id: user.id,
    username: user.username,
    name: user.name,
    status,
    ...(showEmail &&
      user.emails.length > 0 && { emails: user.emails.map(({ address, verified }) => ({ address, verified })) }),
  }
}

/** An agent as managers read him. */
export function wireAgentUser({ userId, username, name, status }: Agent, presence: string) {
  return { _id: userId, username, name, status: presence, statusLivechat: status }
}

export function wireDepartment(department: Department) {
  const { id, name, description, enabled, showOnRegistration, showOnOfflineForm, email } = department
  return {
    _id: id,
    enabled,
    name,
    ...(description !== undefined && { description }),
    showOnRegistration,
    showOnOfflineForm,
    ...(email !== undefined && { email }),
    numAgents: department.agentIds.length,
    _updatedAt: new Date(department.updatedAt),
  }
}

/** The argument of `stream-livechat-room`. */
export function wireToldToVisitor(told: ToldToVisitor) {
  switch (told.what) {
    case 'agent':
      return { type: 'agentData', ...(told.agent && { data: wireAgent(told.agent) }) }
    case 'agent-status':
      return { type: 'agentStatus', status: told.status }
    case 'queue':
      return { type: 'queueData', ...(told.spot !== undefined && { data: wireSpot(told.spot, told.text) }) }
    case 'visitor':
      return { type: 'visitorData', visitor: wireVisitor(told.visitor) }
  }
}

/** Where a visitor stands. How long it takes nobody here knows: 0, as Rocket.Chat has it without measurements. */
export function wireSpot(spot: number, text: string) {
  return {
    spot,
    message: { text, user: { _id: 'rocket.cat', username: 'rocket.cat' } },
    estimatedWaitTimeSeconds: 0,
  }
}
