// Those who answer visitors: who they are, whether they want chats at present, and who of them gets the next one.

import type { User } from '../entities.ts'
import type { Ground } from '../ground.ts'
import type { NewId } from '../ids.ts'
import { may } from '../permissions.ts'
import type { Presence } from '../presence.ts'
import { Refusal } from '../refusal.ts'
import type { Candidate } from '../../store/port.ts'
import type { AgentCard } from './agent-card.ts'
import type { Agent, AgentStatus } from './entities.ts'
import type { LivechatSettings } from './settings.ts'

export interface Agents {
  list(): Promise<readonly Agent[]>
  byId(userId: string): Promise<Agent | undefined>
  /** Is anybody there for this department? */
  online(departmentId?: string): Promise<boolean>
  /** Who might get a chat; people before bots. */
  candidates(departmentId?: string, but?: string): Promise<readonly Candidate[]>
  /** The id of who would get the next chat. */
  next(departmentId?: string): Promise<string | undefined>
  card(userId: string): Promise<AgentCard | undefined>
  /** Without `status` the other one. Somebody else's only with the right to manage agents. Answers what it is then. */
  setStatus(by: User, userId: string, status?: AgentStatus): Promise<AgentStatus>
  /** @throws Refusal `error-invalid-user` */
  add(username: string): Promise<User>
  remove(userId: string): Promise<void>
}

export function createAgents(
  { store, bus, clock }: Ground,
  newId: NewId,
  presence: Presence,
  settings: LivechatSettings,
  whenAvailable: () => Promise<void>,
): Agents {
  const isThere = ({ type, status, userId }: Agent) =>
    status === 'available' && (type === 'bot' || presence.statusOf(userId) !== 'offline')

  async function present(departmentId?: string): Promise<readonly Agent[]> {
    const [agents, departments] = await Promise.all([store.agents({}), store.departments({})])
    const members = departmentId === undefined ? undefined : departments.find(({ id }) => id === departmentId)?.agentIds
    return agents.filter((agent) => isThere(agent) && (!members || members.includes(agent.userId)))
  }

  async function byId(userId: string): Promise<Agent | undefined> {
    return (await store.agents({})).find((agent) => agent.userId === userId)
  }

  return {
    byId,
    list: () => store.agents({}),
    online: async (departmentId) => (await present(departmentId)).length > 0,
    async candidates(departmentId, but) {
      const there = (await present(departmentId)).filter(({ userId }) => userId !== but)
      const people = there.filter(({ type }) => type === 'user')
      return (people.length > 0 ? people : there).map(({ userId: id, username, name }) => ({
        membershipId: newId(),
        user: { id, username, name },
      }))
    },
    async next(departmentId) {
      return (await store.preferred({ candidates: await this.candidates(departmentId) }))?.user.id
    },
    async card(userId) {
      if (!settings.showAgentInfo) return { hidden: true }
      const user = await store.user({ id: userId })
      return user && { hidden: false, user, status: presence.statusOf(userId), showEmail: settings.showAgentEmail }
    },
    async setStatus(by, userId, wanted) {
      if (by.id !== userId && !may(by, 'manage-livechat-agents')) {
        throw new Refusal('error-not-allowed', 'Not allowed')
      }
      const agent = await byId(userId)
      if (!agent) throw new Refusal('error-agent-not-found', 'Agent not found')
      const status = wanted ?? (agent.status === 'available' ? 'not-available' : 'available')
      const answer = await store.setAgentStatus({ userId, status })
      if (answer?.changed && status === 'available') await whenAvailable()
      return status
    },
    async add(username) {
      const user = await store.user({ username })
      const answer = user && (await store.saveAgent({ userId: user.id, isAgent: true, at: clock.now() }))
      if (!answer) throw new Refusal('error-invalid-user', 'Invalid user')
      if (answer.changed) bus.publish({ type: 'user', user: answer.user })
      return answer.user
    },
    async remove(userId) {
      const answer = (await byId(userId)) && (await store.saveAgent({ userId, isAgent: false, at: clock.now() }))
      if (!answer) throw new Refusal('error-invalid-user', 'Invalid user')
      if (answer.changed) bus.publish({ type: 'user', user: answer.user })
    },
  }
}
