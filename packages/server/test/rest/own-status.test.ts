// REST routes about what users want to be seen as.

import { expect, it } from 'vitest'
import { client } from './client.ts'

it('users.setStatus says it, users.getStatus and users.getPresence tell it, of oneself unless somebody is named', async () => {
  const { ask, alice, bob, domain } = await client()
  domain.presence.connect('session-1', bob)
  const set = (body: object) => ask('POST /api/v1/users.setStatus', { body, as: bob })
  expect(await set({ status: 'busy', message: 'at work' })).toMatchObject({ status: 200, body: { success: true } })
  const told = { _id: 'bob-id', status: 'busy', connectionStatus: 'busy', message: 'at work', success: true }
  for (const [as, query] of [
    [bob, {}],
    [alice, { userId: 'bob-id' }],
    [alice, { username: 'bob' }],
  ] as const) {
    expect((await ask('GET /api/v1/users.getStatus', { query, as })).body).toEqual(told)
    expect((await ask('GET /api/v1/users.getPresence', { query, as })).body).toEqual({
      presence: 'busy',
      success: true,
    })
  }
  expect(await set({ message: '' })).toMatchObject({ status: 200 })
  expect((await ask('GET /api/v1/users.getStatus', { as: bob })).body).toMatchObject({ status: 'busy', message: '' })
  expect(await set({})).toMatchObject({ status: 400, body: { success: false, errorType: 'invalid-params' } })
  expect((await ask('GET /api/v1/users.getStatus', { query: { username: 'nobody' }, as: bob })).body).toMatchObject({
    errorType: 'error-invalid-user',
  })
})
