// REST routes about those who answer visitors: whether they are there, who they are, and their departments.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import type { Department } from '../domain/livechat/entities.ts'
import { Refusal } from '../domain/refusal.ts'
import { id, maybe, name, plainObject, requireUser, versionsOf } from '../methods/index.ts'
import { wireAgentUser, wireDepartment } from '../wire/livechat.ts'
import { defineRoute } from './route.ts'
import { anything, page } from './schemas.ts'

const common = { rate: 'route', query: anything, body: anything } as const
const one = v.object({ _id: id })
const list = v.object({ ...page, text: maybe(name) })

export const agentStatus = defineRoute({
  ...common,
  method: facts.livechatAgentStatus.verb,
  path: facts.livechatAgentStatus.path,
  versions: versionsOf(facts.livechatAgentStatus),
  who: { permission: 'view-l-room' },
  body: plainObject(v.looseObject({ status: maybe(v.picklist(['available', 'not-available'])), agentId: maybe(id) })),
  async run(context, { body }) {
    const user = requireUser(context)
    const status = await context.domain.livechat.agents.setStatus(user, body.agentId ?? user.id, body.status)
    return { body: { status, success: true } }
  },
})

export const agents = defineRoute({
  ...common,
  method: facts.livechatAgentsList.verb,
  path: facts.livechatAgentsList.path,
  versions: versionsOf(facts.livechatAgentsList),
  who: { permission: 'view-l-room' },
  query: list,
  async run({ domain }, { query: { text = '', offset, count } }) {
    const all = (await domain.livechat.agents.list()).filter((agent) =>
      [agent.username, agent.name].some((called) => called.toLowerCase().includes(text.toLowerCase())),
    )
    const users = all
      .slice(offset, offset + count)
      .map((agent) => wireAgentUser(agent, domain.presence.statusOf(agent.userId)))
    return { body: { users, count: users.length, offset, total: all.length, success: true } }
  },
})

export const addAgent = defineRoute({
  ...common,
  method: facts.livechatAgentAdd.verb,
  path: facts.livechatAgentAdd.path,
  versions: versionsOf(facts.livechatAgentAdd),
  who: { permission: 'manage-livechat-agents' },
  body: plainObject(v.looseObject({ username: name })),
  async run({ domain }, { body }) {
    const user = await domain.livechat.agents.add(body.username)
    return { body: { user: { _id: user.id, username: user.username }, success: true } }
  },
})

export const removeAgent = defineRoute({
  ...common,
  method: facts.livechatAgentRemove.verb,
  path: facts.livechatAgentRemove.path,
  versions: versionsOf(facts.livechatAgentRemove),
  who: { permission: 'manage-livechat-agents' },
  values: one,
  async run({ domain }, { values }) {
    await domain.livechat.agents.remove(values._id)
    return { body: { success: true } }
  },
})

function withAgents(department: Department) {
  return {
    department: wireDepartment(department),
    agents: department.agentIds.map((agentId) => ({ agentId, departmentId: department.id })),
    success: true,
  }
}

export const departments = defineRoute({
  ...common,
  method: facts.livechatDepartmentsList.verb,
  path: facts.livechatDepartmentsList.path,
  versions: versionsOf(facts.livechatDepartmentsList),
  who: { permission: 'view-l-room' },
  query: list,
  async run({ domain }, { query: { text = '', offset, count } }) {
    const all = (await domain.livechat.departments.list()).filter((department) =>
      department.name.toLowerCase().includes(text.toLowerCase()),
    )
    const found = all.slice(offset, offset + count).map(wireDepartment)
    return { body: { departments: found, count: found.length, offset, total: all.length, success: true } }
  },
})

export const addDepartment = defineRoute({
  ...common,
  method: facts.livechatDepartmentAdd.verb,
  path: facts.livechatDepartmentAdd.path,
  versions: versionsOf(facts.livechatDepartmentAdd),
  who: { permission: 'manage-livechat-departments' },
  body: plainObject(
    v.looseObject({
      department: plainObject(
        v.looseObject({
          name: v.pipe(name, v.minLength(1)),
          enabled: maybe(v.boolean()),
          description: maybe(name),
          showOnRegistration: maybe(v.boolean()),
          showOnOfflineForm: maybe(v.boolean()),
          email: maybe(name),
        }),
      ),
      agents: maybe(v.pipe(v.array(plainObject(v.looseObject({ agentId: id }))), v.maxLength(500))),
    }),
  ),
  async run({ domain }, { body }) {
    const { name: called, enabled, description, showOnRegistration, showOnOfflineForm, email } = body.department
    const saved = await domain.livechat.departments.save({
      name: called,
      ...(enabled !== undefined && { enabled }),
      ...(description !== undefined && { description }),
      ...(showOnRegistration !== undefined && { showOnRegistration }),
      ...(showOnOfflineForm !== undefined && { showOnOfflineForm }),
      ...(email !== undefined && { email }),
      agentIds: (body.agents ?? []).map(({ agentId }) => agentId),
    })
    return { body: withAgents(saved) }
  },
})

export const department = defineRoute({
  ...common,
  method: facts.livechatDepartmentGet.verb,
  path: facts.livechatDepartmentGet.path,
  versions: versionsOf(facts.livechatDepartmentGet),
  who: { permission: 'view-l-room' },
  values: one,
  async run({ domain }, { values }) {
    const found = await domain.livechat.departments.byIdOrName(values._id)
    if (!found) throw new Refusal('error-department-not-found', 'Department not found')
    return { body: withAgents(found) }
  },
})

export const removeDepartment = defineRoute({
  ...common,
  method: facts.livechatDepartmentRemove.verb,
  path: facts.livechatDepartmentRemove.path,
  versions: versionsOf(facts.livechatDepartmentRemove),
  who: { permission: 'manage-livechat-departments' },
  values: one,
  async run({ domain }, { values }) {
    await domain.livechat.departments.remove(values._id)
    return { body: { success: true } }
  },
})
