// The REST API without HTTP, as simulations ask it.
import { expect, it } from 'vitest'
import { createServerCore } from '@quindar/server'

const ask = { headers: {}, body: undefined, remoteAddress: '10.0.0.1' }
const core = await createServerCore({ demo: 'people' })

it('finds a route by verb and path, and hands its query on', async () => {
  const { status, body } = await core.request({ ...ask, method: 'GET', target: '/api/info' })
  expect([status, body]).toEqual([200, expect.objectContaining({ success: true })])
  const token = 'nobody’s'
  const config = await core.request({ ...ask, method: 'GET', target: `/api/v1/livechat/config?token=${token}` })
  expect(config.status).toBe(200)
})

it('hands on what the path holds', async () => {
  const target = '/api/v1/livechat/visitor/not-there'
  const { status, body } = await core.request({ ...ask, method: 'GET', target })
  expect([status, body]).toEqual([400, expect.objectContaining({ error: 'invalid-token' })])
})

it.each([
  ['POST', '/api/info'],
  ['GET', '/api/info/more'],
  ['GET', '/apiXinfo'],
  ['GET', '/api/v1/livechatXconfig'],
  ['GET', '/api/v1/livechat/visitor/a/b'],
])('has nothing at %s %s', async (method, target) => {
  const { status, body } = await core.request({ ...ask, method, target })
  expect([status, body]).toEqual([404, { success: false, error: 'API endpoint does not exist' }])
})

it('asks who it is', async () => {
  const { status } = await core.request({ ...ask, method: 'GET', target: '/api/v1/me' })
  expect(status).toBe(401)
})
