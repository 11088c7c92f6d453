// What livechat's methods and REST routes do alike: the same work behind two doors.

import type { PageInfo, RoutingConfig } from 'quindar/protocol'
import type { Domain } from '../domain/domain.ts'
import type { AgentCard } from '../domain/livechat/agent-card.ts'
import type { Visitor } from '../domain/livechat/entities.ts'
import type { LivechatSettings } from '../domain/livechat/settings.ts'
import { MAX_TEXT_LENGTH } from '../domain/message-text.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Meeting } from '../wire/livechat-config.ts'
import type { KnownVisitor } from './method.ts'

/** Everything that a visitor's program begins with. A token that nobody has brings nothing along. */
export async function meetingOf(
  { livechat, epoch }: Domain,
  token: string | undefined,
  department?: string,
): Promise<Meeting> {
  const { settings, visitors, agents, departments, offline, chats, hasTranscripts } = livechat
  const visitor = await visitors.byToken(token)
  const room = visitor && (await chats.openOf(visitor))
  const agentId = room?.chat?.servedBy?.id
  const departmentId = department === undefined ? undefined : (await departments.byIdOrName(department))?.id
  return {
    settings,
    departments: await departments.offered(),
    online: await agents.online(departmentId),
    hasTranscripts,
    hasOfflineForm: await offline.isOpen(),
    textLimit: MAX_TEXT_LENGTH,
    guest: visitor && token !== undefined ? { visitor, token } : undefined,
    room,
    spot: room && (await chats.spotOf(room)),
    agent: agentId === undefined ? undefined : await agents.card(agentId),
    epoch,
  }
}

/** Who would get this visitor's next chat; nobody while one is open. @throws Refusal `agent-not-found` */
export async function nextAgent(
  { livechat }: Domain,
  visitor: Visitor,
  department: string | undefined,
): Promise<AgentCard | undefined> {
  if (await livechat.chats.openOf(visitor)) return undefined
  const departmentId = (await livechat.departments.idOf(department)) ?? visitor.departmentId
  const next = await livechat.agents.next(departmentId)
  const card = next === undefined ? undefined : await livechat.agents.card(next)
  if (!card) throw new Refusal('agent-not-found', 'Agent not found')
  return card
}

/** Notes where the visitor is, and tells it back. */
export async function visitPage({ livechat }: Domain, { visitor, token }: KnownVisitor, pageInfo: PageInfo) {
  const { title, change, location } = pageInfo
  await livechat.visitors.change(visitor, { page: { title, change, address: location.href } })
  return {
    msg: `${title} - ${location.href}`,
    navigation: { page: { change, title, location: { href: location.href } }, token },
  }
}

export function routingConfig({ routing, showConnecting }: LivechatSettings): RoutingConfig {
  const manual = routing === 'manual'
  return {
    previewRoom: manual,
    showConnecting: manual && showConnecting,
    showQueue: manual,
    showQueueLink: true,
    returnQueue: manual,
    enableTriggerAction: true,
    autoAssignAgent: !manual,
  }
}
