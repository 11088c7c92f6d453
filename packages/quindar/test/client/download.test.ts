// Files of messages: where they are, and to whom the token goes.
import { describe, expect, test } from 'vitest'
import { filesOf, type Message } from 'quindar'
import '../../src/client/files/download.ts'
import { later, outcome, rig, settle } from './rig.ts'

const SITE = 'http://localhost:3000/chat'
const LOGIN = { 'X-Auth-Token': 'token-u1', 'X-User-Id': 'u1' }

describe('the files of a message', () => {
  const of = (raw: object) => filesOf({ raw: raw as Message['raw'] })

  test('have the links that the server has given them', () => {
    const files = [
      { _id: 'F1', name: 'a b.png', type: 'image/png', size: 7 },
      { _id: 'F2', name: 'thumb-a b.png', type: 'image/png' },
      { _id: 'F3', name: 'a/b?.txt', type: 'text/plain' },
    ]
    const attachments = [
      { title_link: '/file-upload/F1/a%20b.png', image_url: '/file-upload/F2/thumb' },
      {},
      { title_link: 7 },
    ]
    expect(of({ files, attachments })).toEqual([
      { id: 'F1', name: 'a b.png', type: 'image/png', size: 7, link: '/file-upload/F1/a%20b.png' },
      { id: 'F2', name: 'thumb-a b.png', type: 'image/png', size: undefined, link: '/file-upload/F2/thumb' },
      { id: 'F3', name: 'a/b?.txt', type: 'text/plain', size: undefined, link: '/file-upload/F3/a%2Fb%3F.txt' },
    ])
  })

  test('are one where old servers tell only one, and none where there are none', () => {
    expect(of({ file: { _id: 'F', name: 'a', type: 't' } })).toEqual([
      { id: 'F', name: 'a', type: 't', size: undefined, link: '/file-upload/F/a' },
    ])
    expect(of({})).toEqual([])
    expect(filesOf({ raw: undefined })).toEqual([])
  })
})

/** A server over HTTP that answers each address in turn, and who was told what. */
async function stage(answers: Record<string, Response | Error>) {
  const seen: [url: string, init: RequestInit][] = []
  const fetch = (url: string, init: RequestInit = {}) => {
    const { headers, redirect } = init
    seen.push([url, { ...(headers && { headers }), ...(redirect && { redirect }) }])
    const answer = answers[url] ?? new Response('nothing here', { status: 404 })
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const { rc, openAs, clock } = rig({ token: 'T' }, { fetch }, SITE)
  await openAs()
  return { rc, seen, clock }
}

const moved = (location: string, status = 302) => new Response(null, { status, headers: { location } })
const manual = { redirect: 'manual' }

test('a file is opened with the login, whichever way it is named', async () => {
  for (const file of ['/file-upload/F/a.txt', { link: '/file-upload/F/a.txt' }, `${SITE}/file-upload/F/a.txt`]) {
    const type = 'text/plain'
    const content = new Response('meow', { headers: { 'content-type': type } })
    const { rc, seen } = await stage({ [`${SITE}/file-upload/F/a.txt`]: content })
    const blob = await rc.download(file)
    expect([await blob.text(), blob.type]).toEqual(['meow', type])
    expect(seen).toEqual([[`${SITE}/file-upload/F/a.txt`, { ...manual, headers: LOGIN }]])
  }
})

test.each(['https://example.com/a.txt', '//example.com/a.txt', `${SITE}.example.com/a.txt`, 'file-upload/F/a.txt', ''])(
  'what is not on this server is not asked for: %s',
  async (link) => {
    const { rc, seen } = await stage({})
    await expect(rc.download(link)).rejects.toMatchObject({
      code: 'connection-failed',
      message: `${link} is not on ${SITE}: open it without this client (ERRORS.md#connection-failed)`,
    })
    expect(seen).toEqual([])
  },
)

test('sent on to somebody else it goes without the token; sent on within the server, with it', async () => {
  const { rc, seen } = await stage({
    [`${SITE}/file-upload/F/a`]: moved('/chat/files/a', 301),
    [`${SITE}/files/a`]: moved('https://s3.example.com/a?signed', 307),
    'https://s3.example.com/a?signed': new Response('meow'),
  })
  expect(await (await rc.download('/file-upload/F/a')).text()).toBe('meow')
  expect(seen).toEqual([
    [`${SITE}/file-upload/F/a`, { ...manual, headers: LOGIN }],
    [`${SITE}/files/a`, { ...manual, headers: LOGIN }],
    ['https://s3.example.com/a?signed', { ...manual, headers: {} }],
  ])
})

test('a browser, which does not say where it is sent on to, asks again with no headers to take there', async () => {
  const opaque = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' })
  const { rc, seen } = await stage({
    [`${SITE}/file-upload/F/a`]: opaque,
    [`${SITE}/file-upload/F/a?rc_uid=u1&rc_token=token-u1`]: new Response('meow'),
  })
  expect(await (await rc.download('/file-upload/F/a')).text()).toBe('meow')
  expect(seen[1]).toEqual([`${SITE}/file-upload/F/a?rc_uid=u1&rc_token=token-u1`, {}])
})

test('sent on and on it gives up after five', async () => {
  const { rc, seen } = await stage({ [`${SITE}/file-upload/F/a`]: moved('/chat/file-upload/F/a') })
  await expect(rc.download('/file-upload/F/a')).rejects.toMatchObject({
    code: 'connection-failed',
    message: '/file-upload/F/a is sent on and on: nothing can be opened there (ERRORS.md#connection-failed)',
  })
  expect(seen).toHaveLength(5)
})

test('who may not read it hears what the server said', async () => {
  const { rc } = await stage({ [`${SITE}/file-upload/F/a`]: new Response('Forbidden', { status: 403 }) })
  await expect(rc.download('/file-upload/F/a')).rejects.toMatchObject({ name: 'MethodError', error: 403 })
})

test('a server that cannot be reached, or does not let the page read, is an error with a sentence', async () => {
  const { rc } = await stage({ [`${SITE}/file-upload/F/a`]: new TypeError('Failed to fetch') })
  await expect(rc.download('/file-upload/F/a')).rejects.toMatchObject({
    name: 'ConnectionError',
    message: `${SITE} answers over WebSocket, but not to HTTP requests: if a browser refused them, open files in a page of its own origin, or have a server of your own ask for them (ERRORS.md#connection-failed)`,
  })
})

test('the time counts from the last of it that has arrived', async () => {
  let feed: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (feed = controller) })
  const { rc, clock } = await stage({ [`${SITE}/file-upload/F/a`]: new Response(body) })
  const blob = later(rc.download('/file-upload/F/a', { timeout: 1_000 }))
  await settle()
  for (const letter of 'meow') {
    await clock.advance(999)
    feed!.enqueue(new TextEncoder().encode(letter))
    await settle()
  }
  await clock.advance(999)
  expect(await outcome(blob)).toBe('pending')
  await clock.advance(1)
  expect(await outcome(blob)).toMatchObject({ error: { code: 'timeout' } })
})

test('an empty file is one', async () => {
  const { rc } = await stage({ [`${SITE}/file-upload/F/a`]: new Response(null, { status: 204 }) })
  expect((await rc.download('/file-upload/F/a')).size).toBe(0)
})

test('a signal ends it', async () => {
  const { rc, seen } = await stage({})
  const over = AbortSignal.abort(new Error('enough'))
  await expect(rc.download('/file-upload/F/a', { signal: over })).rejects.toThrow('enough')
  expect(seen).toEqual([])
})
