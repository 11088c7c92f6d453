// Those who answer visitors, and their departments.

import type { Agent, AgentStatus, Department, User } from '../../../../domain/entities.ts'
import { chosen } from '../../../chats.ts'
import { folded } from '../../../names.ts'
import type { Connection } from '../../connection.ts'
import type { ReadOperation, WriteOperation } from '../operation.ts'
import { toUser } from '../users.ts'

export const saveAgent: WriteOperation<'saveAgent'> = (connection, { userId, isAgent, at }) => {
  const row = connection.get<{ document: string }>('SELECT document FROM users WHERE id = ?', userId)
  if (!row) return undefined
  const user = toUser(row)
  const listed = connection.get('SELECT 1 FROM agents WHERE user_id = ?', userId) !== undefined
  if (listed === isAgent && user.roles.includes('livechat-agent') === isAgent) return { user, changed: false }
  if (!isAgent) connection.run('DELETE FROM agents WHERE user_id = ?', userId)
  else if (!listed) connection.run(`INSERT INTO agents (user_id, status) VALUES (?, 'not-available')`, userId)
  const others = user.roles.filter((role) => role !== 'livechat-agent')
  const roles = isAgent ? [...others, 'livechat-agent' as const] : others
  const changed: User = { ...user, roles, updatedAt: connection.stamp(at) }
  connection.run(
    'UPDATE users SET document = ?, updated_at = ? WHERE id = ?',
    JSON.stringify(changed),
    changed.updatedAt,
    userId,
  )
  return { user: changed, changed: true }
}

export const setAgentStatus: WriteOperation<'setAgentStatus'> = (connection, { userId, status }) => {
  const row = connection.get<{ status: AgentStatus }>('SELECT status FROM agents WHERE user_id = ?', userId)
  if (!row) return undefined
  connection.run('UPDATE agents SET status = ? WHERE user_id = ?', status, userId)
  return { changed: row.status !== status }
}

interface AgentRow {
  readonly document: string
  readonly status: AgentStatus
  readonly last_assigned_at: number | null
  readonly open_chats: number
}

export function listAgents(connection: Connection): Agent[] {
  const rows = connection.all<AgentRow>(
    `SELECT users.document, status, last_assigned_at,
       (SELECT count(*) FROM chats WHERE agent_id = agents.user_id AND state = 'taken') AS open_chats
     FROM agents JOIN users ON users.id = agents.user_id ORDER BY username_key`,
  )
  return rows.map((row) => {
    const { id: userId, username, name, type } = toUser(row)
    const { status, last_assigned_at: lastAssignedAt, open_chats: openChats } = row
    return { userId, username, name, type, status, openChats, ...(lastAssignedAt !== null && { lastAssignedAt }) }
  })
}

export const agents: ReadOperation<'agents'> = (connection) => listAgents(connection)

export const preferred: ReadOperation<'preferred'> = (connection, { candidates }) =>
  chosen(candidates, listAgents(connection))

export const saveDepartment: WriteOperation<'saveDepartment'> = (connection, { department }) => {
  const key = folded(department.name)
  if (connection.get('SELECT 1 FROM departments WHERE name_key = ? AND id <> ?', key, department.id)) {
    return { outcome: 'name-taken' }
  }
  connection.run(
    `INSERT INTO departments (id, name_key, document) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key, document = excluded.document`,
    department.id,
    key,
    JSON.stringify(department),
  )
  return { outcome: 'saved' }
}

export const removeDepartment: WriteOperation<'removeDepartment'> = (connection, { id }) => ({
  removed: connection.run('DELETE FROM departments WHERE id = ?', id) > 0,
})

export const departments: ReadOperation<'departments'> = (connection) =>
  connection
    .all<{ document: string }>('SELECT document FROM departments ORDER BY name_key')
    .map((row) => JSON.parse(row.document) as Department)
