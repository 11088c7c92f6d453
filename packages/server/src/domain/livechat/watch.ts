// What happens by itself: when an agent comes or goes, visitors are told, and who waits may be served.

import type { Domain } from '../domain.ts'
import type { BusEvent } from '../events.ts'

/** Chats of one agent whose visitors hear of it. */
const MOST_TOLD = 500

/** @returns what makes it stop. */
export async function watchAgents(domain: Domain, report: (error: unknown) => void): Promise<() => void> {
  const { bus, store } = domain.ground
  /** Known here, so that everybody else's coming and going costs nothing. */
  const agentIds = new Set((await domain.livechat.agents.list()).map(({ userId }) => userId))

  async function tell({ user, status }: Extract<BusEvent, { type: 'presence' }>): Promise<void> {
    if (status === 'online') await domain.livechat.serveQueue()
    if (!domain.livechat.settings.showAgentInfo) return
    const { rooms } = await store.chats({
      states: ['taken'],
      agentId: user.id,
      order: 'begun',
      offset: 0,
      limit: MOST_TOLD,
    })
    for (const { id } of rooms) bus.publish({ type: 'chat', roomId: id, told: { what: 'agent-status', status } })
  }

  return bus.subscribe((event) => {
    if (event.type === 'presence' && agentIds.has(event.user.id)) void tell(event).catch(report)
    if (event.type !== 'user') return
    if (event.user.roles.includes('livechat-agent')) agentIds.add(event.user.id)
    else agentIds.delete(event.user.id)
  })
}
