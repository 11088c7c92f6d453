// Departments: which agents answer for what.

import type { Ground } from '../ground.ts'
import type { NewId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Department } from './entities.ts'

export type NewDepartment = Partial<Omit<Department, 'id' | 'updatedAt' | 'name'>> & Pick<Department, 'name'>

export interface Departments {
  list(): Promise<readonly Department[]>
  byIdOrName(idOrName: string): Promise<Department | undefined>
  /** Those that visitors may choose: enabled, with somebody in them. */
  offered(): Promise<readonly Department[]>
  /** The id of what a visitor names; nothing for nothing. @throws Refusal `error-invalid-department` */
  idOf(idOrName: string | undefined): Promise<string | undefined>
  /** @throws Refusal `error-department-name-taken`; `error-invalid-user` for an agent who is none. */
  save(wanted: NewDepartment, id?: string): Promise<Department>
  /** @throws Refusal `error-department-not-found` */
  remove(id: string): Promise<void>
}

export function createDepartments({ store, clock }: Ground, newId: NewId): Departments {
  const list = () => store.departments({})

  async function byIdOrName(idOrName: string): Promise<Department | undefined> {
    const all = await list()
    return all.find(({ id }) => id === idOrName) ?? all.find(({ name }) => name === idOrName)
  }

  return {
    list,
    byIdOrName,
    offered: async () => (await list()).filter(({ enabled, agentIds }) => enabled && agentIds.length > 0),
    async idOf(idOrName) {
      if (!idOrName) return undefined
      const found = await byIdOrName(idOrName)
      if (!found?.enabled) throw new Refusal('error-invalid-department', 'The provided department is invalid')
      return found.id
    },
    async save(wanted, id) {
      const before = id === undefined ? undefined : (await list()).find((department) => department.id === id)
      if (id !== undefined && !before) throw new Refusal('error-department-not-found', 'Department not found')
      const agents = new Set((await store.agents({})).map(({ userId }) => userId))
      if (wanted.agentIds?.some((userId) => !agents.has(userId))) {
        throw new Refusal('error-invalid-user', 'Only agents can be in a department: make the user an agent first.')
      }
      const department: Department = {
        enabled: true,
        showOnRegistration: true,
        showOnOfflineForm: true,
        agentIds: [],
        ...before,
        ...wanted,
        id: id ?? newId(),
        updatedAt: clock.now(),
      }
      const { outcome } = await store.saveDepartment({ department })
      if (outcome === 'name-taken') {
        throw new Refusal('error-department-name-taken', `There is a department ${wanted.name} already`)
      }
      return department
    },
    async remove(id) {
      const { removed } = await store.removeDepartment({ id })
      if (!removed) throw new Refusal('error-department-not-found', 'Department not found')
    },
  }
}
