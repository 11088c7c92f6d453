// Short words for the long inputs of livechat's operations.

import type { Candidate, Store } from '../../../src/store/port.ts'
import { addUsers, author } from '../world.ts'

export const visit = (store: Store, name: string, at = 10, changes = {}) =>
  store.saveVisitor({ tokenHash: `hash-${name}`, newId: `v-${name}`, changes, at })

export const open = (store: Store, name: string, roomId: string, at: number, departmentId?: string) =>
  store.openChat({
    visitorId: `v-${name}`,
    roomId,
    inquiryId: `i-${roomId}`,
    source: 'api',
    noteId: `n-${roomId}`,
    at,
    ...(departmentId !== undefined && { departmentId }),
  })

export const candidate = (username: string, roomId: string): Candidate => ({
  membershipId: `${roomId}-${username}`,
  user: author(username),
})

export const give = (store: Store, roomId: string, at: number, ...usernames: string[]) =>
  store.moveChat({
    roomId,
    onlyQueued: true,
    candidates: usernames.map((username) => candidate(username, roomId)),
    notes: [],
    greetings: [],
    at,
  })

export async function agents(store: Store, ...usernames: string[]): Promise<void> {
  await addUsers(store, ...usernames)
  for (const username of usernames) await store.saveAgent({ userId: `id-${username}`, isAgent: true, at: 5 })
}
