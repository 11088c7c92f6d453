// What happens by itself: when an agent comes or goes, visitors are told, and who waits may be served.

import type { Domain } from '../domain.ts'
import type { BusEvent } from '../events.ts'

/** Chats of one agent whose visitors hear of it. */
const MOST_TOLD = 500

/** @returns what makes it stop. */
export function watchAgents(domain: Domain, report: (error: unknown) => void): () => void {
  const { bus, store } = domain.ground

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
    if (event.type === 'presence' && event.user.roles.includes('livechat-agent')) void tell(event).catch(report)
  })
}
