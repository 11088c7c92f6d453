// Those who answer visitors, and their departments.

import type { Agent, Department } from '../../../domain/entities.ts'
import { chosen } from '../../chats.ts'
import { compareText, folded } from '../../names.ts'
import { stamp, type ReadOperation, type State, type WriteOperation } from '../state.ts'
import { allChats } from './finding.ts'

export const saveAgent: WriteOperation<'saveAgent'> = (state, { userId, isAgent, at }) => {
  const stored = state.users.get(userId)
  if (!stored) return undefined
  const { user } = stored
  const { agents } = state.livechat
  if (agents.has(userId) === isAgent && user.roles.includes('livechat-agent') === isAgent) {
    return { user, changed: false }
  }
  if (!isAgent) agents.delete(userId)
  else if (!agents.has(userId)) agents.set(userId, { status: 'not-available' })
  const others = user.roles.filter((role) => role !== 'livechat-agent')
  const roles = isAgent ? [...others, 'livechat-agent' as const] : others
  const changed = { ...user, roles, updatedAt: stamp(state, at) }
  state.users.set(userId, { ...stored, user: changed })
  return { user: changed, changed: true }
}

export const setAgentStatus: WriteOperation<'setAgentStatus'> = ({ livechat }, { userId, status }) => {
  const agent = livechat.agents.get(userId)
  if (!agent) return undefined
  livechat.agents.set(userId, { ...agent, status })
  return { changed: agent.status !== status }
}

export function listAgents(state: State): Agent[] {
  const open = allChats(state).filter(({ chat }) => chat.state === 'taken')
  return [...state.livechat.agents]
    .flatMap(([userId, agent]) => {
      const user = state.users.get(userId)?.user
      if (!user) return []
      const openChats = open.filter(({ chat }) => chat.servedBy?.id === userId).length
      return [{ userId, username: user.username, name: user.name, type: user.type, ...agent, openChats }]
    })
    .toSorted((a, b) => compareText(folded(a.username), folded(b.username)))
}

export const agents: ReadOperation<'agents'> = (state) => listAgents(state)

export const preferred: ReadOperation<'preferred'> = (state, { candidates }) => chosen(candidates, listAgents(state))

export const saveDepartment: WriteOperation<'saveDepartment'> = ({ livechat }, { department }) => {
  const taken = [...livechat.departments.values()].some(
    ({ id, name }) => id !== department.id && folded(name) === folded(department.name),
  )
  if (taken) return { outcome: 'name-taken' }
  livechat.departments.set(department.id, department)
  return { outcome: 'saved' }
}

export const removeDepartment: WriteOperation<'removeDepartment'> = ({ livechat }, { id }) => ({
  removed: livechat.departments.delete(id),
})

export const departments: ReadOperation<'departments'> = ({ livechat }) =>
  [...livechat.departments.values()].toSorted((a: Department, b: Department) =>
    compareText(folded(a.name), folded(b.name)),
  )
