// Files of chats, over real HTTP: what is taken, and who reads it again.

import { expect, it } from 'vitest'
import { livechatServer, RawSocket } from './wire.ts'

const tokens = ['FILE-TOKEN-OF-NUMBER-1', 'FILE-TOKEN-OF-NUMBER-2', 'FILE-TOKEN-OF-NUMBER-3']

async function stage() {
  const server = await livechatServer({ livechat: { acceptWithoutAgents: true } })
  const rooms: string[] = []
  for (const token of tokens) {
    const visitor = await RawSocket.connect(server.url)
    await visitor.call('livechat:registerGuest', { token })
    await visitor.call('sendMessageLivechat', { _id: '', rid: `room-of-${token}`, msg: 'hi', token })
    rooms.push(`room-of-${token}`)
  }
  const send = async (token: string, roomId: string, file: File, more: Record<string, string> = {}) => {
    const form = new FormData()
    form.append('file', file)
    for (const [name, value] of Object.entries(more)) form.append(name, value)
    const answer = await fetch(`${server.url}/api/v1/livechat/upload/${roomId}`, {
      method: 'POST',
      headers: { 'x-visitor-token': token },
      body: form,
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  return { server, rooms, send }
}

interface Sent {
  file: { _id: string; name: string; type: string }
  attachments: [{ title_link: string; [field: string]: unknown }]
}

it('comes back whole, as an attachment that nothing runs, and its address holds no token', async () => {
  const { server, rooms, send } = await stage()
  const [token = '', roomId = ''] = [tokens[0], rooms[0]]
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256)
  const picture = new File([bytes], '../../日本 "x".png', { type: 'image/png' })
  const { status, body } = await send(token, roomId, picture, { description: 'my roof', msg: 'look' })
  expect(status).toBe(200)
  const { file, attachments } = body as unknown as Sent
  expect(body).toMatchObject({ rid: roomId, msg: 'look', newRoom: false, showConnecting: false, success: true })
  expect(file).toMatchObject({ name: '日本 "x".png', type: 'image/png' })
  expect(file._id).toMatch(/^[\w-]{22}$/)
  expect(attachments[0]).toMatchObject({
    type: 'file',
    description: 'my roof',
    image_size: 70_000,
    image_type: 'image/png',
  })
  expect(JSON.stringify(attachments)).not.toContain(token)

  const answer = await fetch(server.url + attachments[0].title_link, { headers: { 'X-Visitor-Token': token } })
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/)
})

it('is read with the token of its own room and by those who may read that room, and by nobody else', async () => {
  const { server, rooms, send } = await stage()
  const links: string[] = []
  for (const [index, token] of tokens.entries()) {
    const { body } = await send(token, rooms[index] ?? '', new File(['secret'], 'a.txt', { type: 'text/plain' }))
    links.push((body as unknown as Sent).attachments[0].title_link)
  }
  for (const [of, link] of links.entries()) {
    for (const [with_, token] of tokens.entries()) {
      const expected = of === with_ ? 200 : 403
      expect((await fetch(server.url + link, { headers: { 'X-Visitor-Token': token } })).status).toBe(expected)
      for (const [named, roomId] of rooms.entries()) {
        const query = new URLSearchParams({ rc_room_type: 'l', rc_rid: roomId, rc_token: token })
        const { status } = await fetch(`${server.url}${link}?${query.toString()}`)
        expect(status, `file ${of}, token ${with_}, room ${named}`).toBe(of === with_ && of === named ? 200 : 403)
      }
    }
  }
  const [link = ''] = links
  expect((await fetch(server.url + link)).status).toBe(403)
  expect(
    (await fetch(`${server.url}/file-upload/nothing/a.txt`, { headers: { 'X-Visitor-Token': tokens[0] ?? '' } }))
      .status,
  ).toBe(403)
  // As the widgets of Rocket.Chat keep them.
  const cookies = async (...parts: string[]) =>
    (await fetch(server.url + link, { headers: { Cookie: `other=1; ${parts.join('; ')}` } })).status
  const [mine, foreign] = tokens.map((token) => `rc_token=${token}`) as [string, string]
  expect(await cookies(mine, `rc_rid=${rooms[0]}`, 'rc_room_type=l')).toBe(200)
  expect(await cookies(mine, 'rc_room_type=l')).toBe(200)
  expect(await cookies(mine, `rc_rid=${rooms[1]}`, 'rc_room_type=l')).toBe(403)
  expect(await cookies(foreign, `rc_rid=${rooms[0]}`, 'rc_room_type=l')).toBe(403)
  expect(await cookies(mine)).toBe(403)
  expect(await cookies('rc_token=%zz', 'rc_room_type=l')).toBe(403)
  const as = async (username: string) => {
    const login = await fetch(`${server.url}/api/v1/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: username, password: username }),
    })
    const { data } = (await login.json()) as { data: { userId: string; authToken: string } }
    const headers = { 'X-User-Id': data.userId, 'X-Auth-Token': data.authToken }
    const query = new URLSearchParams({ rc_uid: data.userId, rc_token: data.authToken })
    const statuses = [
      await fetch(server.url + link, { headers }),
      await fetch(`${server.url}${link}?${query.toString()}`),
      await fetch(server.url + link, { headers: { Cookie: query.toString().replace('&', '; ') } }),
    ]
    return statuses.map(({ status }) => status)
  }
  expect(await as('admin')).toEqual([200, 200, 200])
  expect(await as('bob')).toEqual([403, 403, 403])
})

it('is shown again by the method of old: in its own chat, by whose it is', async () => {
  const { server, rooms, send } = await stage()
  const [token = '', other = ''] = tokens
  const [room = '', elsewhere = ''] = rooms
  const { body } = await send(token, room, new File(['content'], 'a.txt', { type: 'text/plain' }))
  const [attachment] = (body as unknown as Sent).attachments
  const _id = attachment.title_link.split('/')[2]
  const socket = await RawSocket.connect(server.url)
  const show = async (...params: unknown[]) => (await socket.call('sendFileLivechatMessage', ...params))['result']
  expect(await show(room, token, { _id }, { msg: 'again' })).toMatchObject({
    rid: room,
    msg: 'again',
    token,
    newRoom: false,
    file: { _id, name: 'a.txt', type: 'text/plain' },
    attachments: [{ title: 'a.txt', title_link: attachment.title_link }],
  })
  expect(await show(room, token, { _id })).toMatchObject({ msg: '' })
  expect(await show(room, token, { _id: 'no-such-file' })).toBe(false)
  // His own chat and another's file, another's chat and its own file.
  expect(await show(elsewhere, other, { _id })).toBe(false)
  expect(await show(room, other, { _id })).toBe(false)
  const begun = await socket.call('livechat:startFileUploadRoom', 'another-id', token)
  expect(begun['result']).toMatchObject({ room: { _id: room, v: { token } }, newRoom: false })
})

it('is refused when it is too large, of a type that runs, or none at all; and nothing is said then', async () => {
  const { server, rooms, send } = await stage()
  const [token = '', roomId = ''] = [tokens[0], rooms[0]]
  const said = async () => (await server.domain.ground.store.room({ id: roomId }))?.messageCount
  const before = await said()
  const limit = 5 * 1024 * 1024
  const sized = (size: number) => new File([new Uint8Array(size)], 'big.bin', { type: 'application/octet-stream' })
  expect((await send(token, roomId, sized(limit + 1))).body).toMatchObject({ error: 'error-size-not-allowed' })
  expect((await send(token, roomId, sized(limit + 100_000))).status).toBe(413)
  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/javascript',
    'x',
    'TEXT/HTML; charset=x',
  ]) {
    expect((await send(token, roomId, new File(['<b>'], 'x', { type }))).body, type).toMatchObject({
      success: false,
      error: 'error-type-not-allowed',
    })
  }
  const raw = (body: string, type: string) =>
    fetch(`${server.url}/api/v1/livechat/upload/${roomId}`, {
      method: 'POST',
      headers: { 'x-visitor-token': token, 'Content-Type': type },
      body,
    })
  const noForm = await raw('no form', 'multipart/form-data; boundary=x')
  expect([noForm.status, await noForm.json()]).toEqual([
    400,
    {
      success: false,
      error: 'The body is no form as its Content-Type says. [invalid-params]',
      errorType: 'invalid-params',
    },
  ])
  expect((await raw('{"file":"x"}', 'application/json')).status).toBe(400)
  expect(await said()).toBe(before)
  expect((await send(token, roomId, sized(limit))).status).toBe(200)
  const visitor = await server.domain.livechat.visitors.byToken(token)
  if (visitor) await server.domain.livechat.chats.close(visitor, roomId)
  expect((await send(token, roomId, sized(1))).body).toMatchObject({ error: 'room-closed', errorType: 'room-closed' })
})
