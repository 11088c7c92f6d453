// Files of users: sent in two steps or in one, shown by a message, read by who may read the room.

import { describe, expect, it } from 'vitest'
import type { User } from '../../src/domain/entities.ts'
import { createMethods } from '../../src/methods/index.ts'
import { callRoute, ROUTES, UploadedFile } from '../../src/rest/index.ts'
import { START } from '../domain/world.ts'
import { client } from './client.ts'

const HOUR = 60 * 60 * 1_000
const file = new UploadedFile('cat.png', 'image/png', new Uint8Array([1, 2, 3]))
const text = new UploadedFile('notes.txt', 'text/plain', new TextEncoder().encode('hello'))

async function house() {
  const made = await client()
  const surroundings = {
    domain: made.domain,
    methods: createMethods(),
    report: (fault: unknown) => made.faults.push(fault),
  }
  /** As `ask` of the client, with the values of the path. */
  async function send(path: string, parameters: Record<string, string>, body: unknown, as: User = made.alice) {
    const route = ROUTES.find((one) => one.path === path)
    if (!route) throw new Error(`no route ${path}`)
    const headers = { 'x-user-id': as.id, 'x-auth-token': await made.tokenOf(as) }
    const request = { query: {}, parameters, body, headers, remoteAddress: '127.0.0.1' }
    const answer = await callRoute(surroundings, route, request)
    return { ...answer, body: answer.body as Record<string, unknown> }
  }
  const media = (as?: User, one = file) => send('/api/v1/rooms.media/:rid', { rid: 'DEN' }, { file: one }, as)
  const confirm = (fileId: string, body: object = {}, as?: User, rid = 'DEN') =>
    send('/api/v1/rooms.mediaConfirm/:rid/:fileId', { rid, fileId }, body, as)
  const uploaded = async () => ((await media()).body['file'] as { _id: string })._id
  const read = (fileId: string, as: User) => send('/file-upload/:_id/:name', { _id: fileId, name: 'x' }, undefined, as)
  return { ...made, send, media, confirm, uploaded, read }
}

describe('rooms.media and rooms.mediaConfirm', () => {
  it('take a file, then show it in a message', async () => {
    const made = await house()
    const { status, body } = await made.media()
    expect(status).toBe(200)
    const { _id, url } = body['file'] as { _id: string; url: string }
    expect(url).toBe(`/file-upload/${_id}/cat.png`)
    expect(made.events).toEqual([])
    const confirmed = await made.confirm(_id, { msg: 'look', description: 'a cat' })
    expect(confirmed.body).toMatchObject({
      success: true,
      message: {
        rid: 'DEN',
        msg: 'look',
        file: { _id, name: 'cat.png', type: 'image/png' },
        files: [{ _id, name: 'cat.png', type: 'image/png', size: 3 }],
        attachments: [
          {
            ts: new Date(START).toISOString(),
            type: 'file',
            title: 'cat.png',
            title_link: url,
            title_link_download: true,
            description: 'a cat',
            image_url: url,
            image_type: 'image/png',
            image_size: 3,
          },
        ],
      },
    })
    const content = await made.read(_id, made.bob)
    expect(content).toMatchObject({ status: 200, headers: { 'Content-Type': 'image/png' } })
    expect(content.body).toEqual(Buffer.from([1, 2, 3]))
    expect((await made.read(_id, made.carol)).status).toBe(403)
  })

  it('show it once, however often they are asked', async () => {
    const made = await house()
    const id = await made.uploaded()
    const first = await made.confirm(id, { msg: 'once' })
    const second = await made.confirm(id, { msg: 'twice' })
    expect(second.body['message']).toEqual(first.body['message'])
    expect(await made.store.history({ roomId: 'DEN', limit: 9, threads: true })).toHaveLength(1)
  })

  it('let the sender rename it, answer a thread, and say nothing', async () => {
    const made = await house()
    const named = await made.confirm(await made.uploaded(), { fileName: 'dog.png' })
    expect(named.body['message']).toMatchObject({
      msg: '',
      file: { name: 'dog.png' },
      attachments: [{ title: 'dog.png' }],
    })
    const { _id } = named.body['message'] as { _id: string }
    const reply = await made.confirm(await made.uploaded(), { tmid: _id })
    expect(reply.body['message']).toMatchObject({ tmid: _id })
    const notes = (await made.media(made.alice, text)).body['file'] as { _id: string }
    const plain = (await made.confirm(notes._id)).body['message'] as { attachments: object[] }
    expect(plain.attachments[0]).not.toHaveProperty('image_url')
  })

  it('are for who may write in the room, and for the sender alone', async () => {
    const made = await house()
    expect((await made.media(made.carol)).body['errorType']).toBe('error-not-allowed')
    const id = await made.uploaded()
    for (const [fileId, as, rid] of [
      [id, made.bob, 'DEN'],
      [id, made.alice, 'TOWN'],
      ['nothing', made.alice, 'DEN'],
    ] as const) {
      expect((await made.confirm(fileId, {}, as, rid)).body['errorType']).toBe('invalid-file')
    }
    expect(await made.store.history({ roomId: 'DEN', limit: 9, threads: true })).toEqual([])
  })

  it('keep a file without a message for a day', async () => {
    const made = await house()
    const [id, kept] = [await made.uploaded(), await made.uploaded()]
    await made.confirm(kept)
    made.clock.time += 24 * HOUR - 1
    await made.uploaded()
    expect((await made.read(id, made.bob)).status).toBe(200)
    made.clock.time += 1
    await made.uploaded()
    expect((await made.read(id, made.bob)).status).toBe(403)
    expect((await made.read(kept, made.bob)).status).toBe(200)
    expect((await made.confirm(id)).body).toEqual({
      success: false,
      error: 'Invalid file [invalid-file]',
      errorType: 'invalid-file',
    })
  })

  it('take no file that is too large, nor one that a browser would run', async () => {
    const made = await house()
    const large = new UploadedFile('a', 'application/zip', new Uint8Array(5 * 1024 * 1024 + 1))
    expect((await made.media(made.alice, large)).body['errorType']).toBe('error-size-not-allowed')
    const page = new UploadedFile('a.html', 'text/html', new Uint8Array([1]))
    expect((await made.media(made.alice, page)).body['errorType']).toBe('error-type-not-allowed')
    expect((await made.send('/api/v1/rooms.media/:rid', { rid: 'DEN' }, { file: 'text' })).status).toBe(400)
  })
})

describe('rooms.upload', () => {
  it('takes the file and its message at once', async () => {
    const made = await house()
    const upload = (as: User) =>
      made.send('/api/v1/rooms.upload/:rid', { rid: 'DEN' }, { file, msg: 'look', description: 'a cat' }, as)
    const { body } = await upload(made.alice)
    expect(body).toMatchObject({
      success: true,
      message: { msg: 'look', file: { name: 'cat.png' }, attachments: [{ description: 'a cat' }] },
    })
    const { file: shown } = body['message'] as { file: { _id: string } }
    expect((await made.read(shown._id, made.bob)).status).toBe(200)
    expect((await upload(made.carol)).body['errorType']).toBe('error-not-allowed')
  })
})
