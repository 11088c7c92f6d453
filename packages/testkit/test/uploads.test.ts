// A file by HTTP, as a browser sends it: a form, then its message, then the file again.
import { describe, expect, it } from 'vitest'
import { startServer } from '@quindar/testkit'

async function entered(options: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer(options)
  const login = await fetch(`${server.url}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'alice', password: 'alice' }),
  })
  const { data } = (await login.json()) as { data: { userId: string; authToken: string } }
  const headers = { 'x-user-id': data.userId, 'x-auth-token': data.authToken }
  const post = async (path: string, body: FormData | object) => {
    const isForm = body instanceof FormData
    const response = await fetch(`${server.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { ...headers, ...(!isForm && { 'content-type': 'application/json' }) },
      body: isForm ? body : JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return { server, headers, post }
}

function form(fields: Record<string, string> = {}, content: string | Uint8Array<ArrayBuffer> = '猫'): FormData {
  const made = new FormData()
  made.set('file', new File([content], '猫.txt', { type: 'text/plain' }))
  for (const [name, value] of Object.entries(fields)) made.set(name, value)
  return made
}

describe('a file', () => {
  it('is sent, shown and read again, with a login', async () => {
    const { server, headers, post } = await entered()
    await using _ = server
    const { body } = await post('rooms.media/GENERAL', form())
    const { _id, url } = body['file'] as { _id: string; url: string }
    const confirmed = await post(`rooms.mediaConfirm/GENERAL/${_id}`, { msg: 'look' })
    expect(confirmed.body['message']).toMatchObject({ msg: 'look', file: { _id, name: '猫.txt' } })
    const read = await fetch(server.url + url, { headers })
    expect([read.status, await read.text()]).toEqual([200, '猫'])
    expect((await fetch(server.url + url)).status).toBe(403)
  })

  it('is read by whoever shows a login in headers, in the address or in cookies; cookies open nothing else', async () => {
    const { server, headers, post } = await entered()
    await using _ = server
    const { body } = await post('rooms.media/GENERAL', form())
    const { url } = body['file'] as { url: string }
    const [uid, token] = [headers['x-user-id'], headers['x-auth-token']]
    const status = async (path: string, cookie?: string) =>
      (await fetch(server.url + path, { headers: { ...(cookie && { cookie }) } })).status
    expect(await status(`${url}?rc_uid=${uid}&rc_token=${token}`)).toBe(200)
    expect(await status(`${url}?rc_uid=${uid}&rc_token=${token}x`)).toBe(403)
    expect(await status(url, `a=b; rc_uid=${uid}; rc_token=${token}`)).toBe(200)
    for (const cookie of [
      `rc_uid=${uid}`,
      `rc_token=${token}`,
      `rc_uid=${uid}; rc_token=${token}x`,
      'rc_uid; rc_token',
      ';=',
    ])
      expect(await status(url, cookie)).toBe(403)
    expect(await status('/api/v1/me', `rc_uid=${uid}; rc_token=${token}`)).toBe(401)
  })

  it('that is too large is refused with a sentence', async () => {
    const { server, post } = await entered()
    await using _ = server
    const { status, body } = await post('rooms.media/GENERAL', form({}, new Uint8Array(5 * 1024 * 1024 + 1)))
    expect([status, body['success']]).toEqual([400, false])
    const far = await post('rooms.media/GENERAL', form({}, new Uint8Array(6 * 1024 * 1024)))
    expect([far.status, far.body['success']]).toEqual([413, false])
  })

  it('goes the way that the release has', async () => {
    const older = await entered({ compat: 5, limits: 'none' })
    await using _older = older.server
    const { body } = await older.post('rooms.upload/GENERAL', form({ msg: 'look', description: 'a cat' }))
    expect(body['message']).toMatchObject({ msg: 'look', file: { name: '猫.txt' } })
    expect((await older.post('rooms.media/GENERAL', form())).status).toBe(404)
    const newer = await entered({ compat: 8, limits: 'none' })
    await using _newer = newer.server
    expect((await newer.post('rooms.upload/GENERAL', form())).status).toBe(404)
    expect((await newer.post('rooms.media/GENERAL', form())).status).toBe(200)
  })
})
