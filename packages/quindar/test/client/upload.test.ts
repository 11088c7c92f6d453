// Files sent into rooms: what is refused before it leaves, by which way they go, and what becomes of a no.
import { beforeAll, describe, expect, test } from 'vitest'
import { FileRefusedError } from 'quindar'
import { checkFile, fileLimitsOf } from '../../src/client/files/upload-limits.ts'
import '../../src/client/files/upload.ts'
import { answer, later, rig, settle } from './rig.ts'

const MIB = 1024 * 1024

describe('limits', () => {
  const limits = fileLimitsOf([
    { _id: 'FileUpload_MaxFileSize', value: 5 * MIB },
    { _id: 'FileUpload_MediaTypeWhiteList', value: ' image/*, text/plain,,' },
    { _id: 'FileUpload_MediaTypeBlackList', value: 'image/svg+xml' },
  ])

  test('are read from the settings; what is missing is allowed', () => {
    expect(limits).toEqual({
      enabled: true,
      maxSize: 5 * MIB,
      types: ['image/*', 'text/plain'],
      refusedTypes: ['image/svg+xml'],
    })
    expect(fileLimitsOf([])).toEqual({ enabled: true, maxSize: Infinity, types: [], refusedTypes: [] })
    expect(fileLimitsOf([{ _id: 'FileUpload_MaxFileSize', value: -1 }]).maxSize).toBe(Infinity)
    expect(fileLimitsOf([{ _id: 'FileUpload_MaxFileSize', value: 0 }]).maxSize).toBe(0)
    expect(fileLimitsOf([{ _id: 'FileUpload_Enabled', value: false }]).enabled).toBe(false)
  })

  test.each([
    [5 * MIB, 'image/png', undefined],
    [5 * MIB + 1, 'image/png', 'its size is 5 MiB, and it takes 5 MiB at most'],
    [12.34 * MIB, 'image/png', 'its size is 12.3 MiB, and it takes 5 MiB at most'],
    [1, 'IMAGE/PNG; a=b', undefined],
    [1, 'text/plain;charset=utf-8', undefined],
    [1, 'image/svg+xml', 'its type is image/svg+xml, which it does not take'],
    [1, 'images/png', 'its type is images/png, and it takes image/*, text/plain'],
    [1, 'text/html', 'its type is text/html, and it takes image/*, text/plain'],
    [1, '', 'its type is application/octet-stream, and it takes image/*, text/plain'],
  ])('%d bytes of %s: %s', (size, type, why) => {
    const said = (): string => {
      try {
        checkFile({ size, type }, 'a.bin', limits)
        return 'taken'
      } catch (error) {
        const { limit, message } = error as FileRefusedError
        return `${limit}: ${message}`
      }
    }
    const limit = why?.includes('size') ? 'size' : 'type'
    expect(said()).toBe(why ? `${limit}: The server does not take "a.bin": ${why} (ERRORS.md#file-refused)` : 'taken')
  })

  test('a server that takes no files says so of each', () => {
    const none = fileLimitsOf([{ _id: 'FileUpload_Enabled', value: false }])
    expect(() => checkFile({ size: 1, type: '' }, 'a.bin', none)).toThrow('or any file: an administrator can switch on')
  })

  test('of every size are said as people say them', () => {
    const limit = (maxSize: number) => () =>
      checkFile({ size: 2 ** 60, type: '' }, 'x', { ...fileLimitsOf([]), maxSize })
    for (const [maxSize, words] of [
      [0, '0 bytes'],
      [1_023, '1023 bytes'],
      [1_024, '1 KiB'],
      [1_536, '1.5 KiB'],
      [3 * 1_024 ** 3, '3 GiB'],
      [2_000 * 1_024 ** 3, '2000 GiB'],
    ] as const)
      expect(limit(maxSize)).toThrow(`and it takes ${words} at most`)
  })
})

type Reply = [status: number, body: object | string]
const SETTINGS: Reply = [200, { success: true, settings: [{ _id: 'FileUpload_MaxFileSize', value: 10 }] }]
const MESSAGE = {
  _id: 'm1',
  rid: 'GENERAL',
  msg: 'look',
  ts: '2026-11-22T12:00:00.000Z',
  u: { _id: 'u1', username: 'a' },
}

/** A server over HTTP: by the beginning of its path, how each route answers. */
async function stage(routes: Record<string, Reply | Reply[]>, version?: string) {
  const seen: { path: string; fields: Record<string, unknown> }[] = []
  const all = {
    '/api/info': [version ? 200 : 404, { version }] as Reply,
    '/api/v1/settings.public': SETTINGS,
    ...routes,
  }
  const reply = (path: string): Reply => {
    const [, found] = Object.entries(all).find(([begin]) => path.startsWith(begin)) ?? []
    if (!found) return [404, { success: false, error: 'API endpoint does not exist' }]
    return (Array.isArray(found[0]) ? (found.length > 1 ? found.shift() : found[0]) : found) as Reply
  }
  const fetch = async (url: string, init: RequestInit = {}) => {
    const path = url.replace('http://localhost:3000', '')
    // Read as a server does: `fetch` has made a request of it.
    const type = new Headers(init.headers).get('content-type')
    const body = init.body as ReadableStream | string | undefined
    const fields = !body
      ? {}
      : typeof body === 'string'
        ? (JSON.parse(body) as Record<string, unknown>)
        : Object.fromEntries(await new Response(body, { headers: { 'content-type': type! } }).formData())
    seen.push({ path, fields })
    const [status, answered] = reply(path)
    return new Response(typeof answered === 'string' ? answered : JSON.stringify(answered), { status })
  }
  const made = rig({ token: 'T' }, { fetch })
  const socket = await made.openAs()
  const general = await made.rc.room({ id: 'GENERAL' })
  return { ...made, socket, general, seen, paths: () => seen.map(({ path }) => path) }
}

/** What it rejects with. */
const failure = (promise: Promise<unknown>): Promise<FileRefusedError> =>
  promise.then(
    () => expect.fail('It was done.'),
    (error: unknown) => error as FileRefusedError,
  )

const cat = () => new File(['meow'], 'cat.txt', { type: 'text/plain' })

/** Loaded on demand is what loading takes time for: not in the tests. */
beforeAll(async () => {
  const { general } = await stage({ '/api/v1/rooms.media/': [400, {}] })
  await general.upload(cat()).catch(() => {})
})

const TWICE: Record<string, Reply> = {
  '/api/v1/rooms.media/': [200, { success: true, file: { _id: 'F/1', url: '/file-upload/F/cat.txt' } }],
  '/api/v1/rooms.mediaConfirm/': [200, { success: true, message: MESSAGE }],
}
const ONCE: Record<string, Reply> = { '/api/v1/rooms.upload/': [200, { success: true, message: MESSAGE }] }

test('newer releases get the file, and then the message for it', async () => {
  const { general, seen, paths } = await stage(TWICE, '8.8')
  const options = { text: 'look', description: 'a cat', threadId: 't1', name: 'katze.txt' }
  const message = await general.upload(cat(), options)
  expect(message).toMatchObject({ id: 'm1', text: 'look', at: new Date('2026-11-22T12:00:00.000Z') })
  expect(paths().slice(-2)).toEqual(['/api/v1/rooms.media/GENERAL', '/api/v1/rooms.mediaConfirm/GENERAL/F%2F1'])
  const file = seen.at(-2)!.fields['file'] as File
  expect([file.name, file.type, await file.text()]).toEqual(['katze.txt', 'text/plain', 'meow'])
  expect(seen.at(-1)!.fields).toEqual({ msg: 'look', description: 'a cat', tmid: 't1', fileName: 'katze.txt' })
})

test('older ones get all at once, the words before the file', async () => {
  const { general, seen, paths } = await stage({ ...ONCE, ...TWICE }, '6.9')
  await general.upload(cat(), { text: 'look', threadId: 't1' })
  expect(paths().at(-1)).toBe('/api/v1/rooms.upload/GENERAL')
  const { fields } = seen.at(-1)!
  expect(Object.keys(fields)).toEqual(['msg', 'tmid', 'file'])
  expect(fields).toMatchObject({ msg: 'look', tmid: 't1' })
  await general.upload(cat())
  expect(Object.keys(seen.at(-1)!.fields)).toEqual(['file'])
})

test('6.10 has both, and gets them the new way', async () => {
  const { general, paths } = await stage({ ...ONCE, ...TWICE }, '6.10')
  await general.upload(cat())
  expect(paths().at(-1)).toContain('mediaConfirm')
})

test('where nobody says which release it is, what answers decides, once', async () => {
  const { general, paths } = await stage(ONCE)
  await general.upload(cat())
  await general.upload(cat())
  expect(paths().filter((path) => path.includes('/rooms.'))).toEqual([
    '/api/v1/rooms.media/GENERAL',
    '/api/v1/rooms.upload/GENERAL',
    '/api/v1/rooms.upload/GENERAL',
  ])
})

test('a server that has neither way says so in one error', async () => {
  const { general } = await stage({}, '8.8')
  await expect(general.upload(cat())).rejects.toMatchObject({ code: 'not-supported', serverVersion: '8.8' })
})

test('a refusal about the file, the room or the user is no reason to try the other way', async () => {
  const { general, paths } = await stage({
    ...ONCE,
    '/api/v1/rooms.media/': [400, { success: false, error: 'no', errorType: 'error-not-allowed' }],
  })
  await expect(general.upload(cat())).rejects.toMatchObject({ error: 'error-not-allowed' })
  expect(paths().filter((path) => path.includes('/rooms.'))).toEqual(['/api/v1/rooms.media/GENERAL'])
})

test('what is too large is not sent, and the settings are asked for once in five minutes', async () => {
  const { general, clock, paths } = await stage(TWICE, '8.8')
  const large = new File(['12345678901'], 'eleven.txt')
  const error = await failure(general.upload(large))
  expect(error).toBeInstanceOf(FileRefusedError)
  expect([error.limit, error.message]).toEqual([
    'size',
    'The server does not take "eleven.txt": its size is 11 bytes, and it takes 10 bytes at most (ERRORS.md#file-refused)',
  ])
  await general.upload(new File(['1234567890'], 'ten.txt'))
  const asked = () => paths().filter((path) => path.includes('settings.public'))
  expect(asked()).toEqual([
    '/api/v1/settings.public?_id=FileUpload_Enabled%2CFileUpload_MaxFileSize%2CFileUpload_MediaTypeWhiteList%2CFileUpload_MediaTypeBlackList',
  ])
  await clock.advance(299_000)
  await general.upload(cat())
  expect(asked()).toHaveLength(1)
  await clock.advance(2_000)
  await later(general.upload(cat())).catch(() => {})
  expect(asked()).toHaveLength(2)
})

test.each<[string, Reply]>([
  ['does not know the parameter', [200, { success: true, settings: [{ _id: 'Accounts_A', value: 1 }] }]],
  ['does not have the route', [404, { success: false, error: 'API endpoint does not exist' }]],
])('a server that %s is asked for all settings over DDP', async (_, reply) => {
  const { general, socket } = await stage({ ...TWICE, '/api/v1/settings.public': reply }, '8.8')
  const sent = later(general.upload(new File(['12345678901'], 'eleven.txt')))
  await expect.poll(() => socket.sentOf('method').at(-1)?.method).toBe('public-settings/get')
  await answer(socket, 'public-settings/get', [{ _id: 'FileUpload_MaxFileSize', value: 10 }])
  expect(await failure(sent)).toMatchObject({ code: 'file-refused' })
})

test('a server that tells no settings decides by itself', async () => {
  const { general, socket } = await stage({ ...TWICE, '/api/v1/settings.public': [403, {}] }, '8.8')
  const sent = later(general.upload(new File(['12345678901'], 'eleven.txt')))
  await expect.poll(() => socket.sentOf('method').at(-1)?.method).toBe('public-settings/get')
  const call = socket.sentOf('method').at(-1)!
  socket.receive({ msg: 'result', id: call.id, error: { error: 404 } })
  expect(await sent).toMatchObject({ id: 'm1' })
})

test.each<[Reply, string, string]>([
  [[413, 'Request Entity Too Large'], 'size', 'its size is refused: HTTP 413 without JSON'],
  [[400, { error: 'too big', errorType: 'error-file-too-large' }], 'size', 'its size is refused: too big'],
  [[400, { error: 'too big', errorType: 'error-size-not-allowed' }], 'size', 'its size is refused: too big'],
  [[400, { error: 'not that', errorType: 'error-invalid-file-type' }], 'type', 'its type is refused: not that'],
  [[400, { error: 'not that', errorType: 'error-type-not-allowed' }], 'type', 'its type is refused: not that'],
  [[400, { error: 'no files', errorType: 'error-file-upload-disabled' }], 'disabled', 'or any file: an administrator'],
])('a refusal of the server is one of the file too: %j', async (reply, limit, words) => {
  const { general } = await stage({ '/api/v1/rooms.media/': reply }, '8.8')
  const error = await failure(general.upload(cat()))
  expect(error).toMatchObject({ code: 'file-refused', limit })
  expect(error.message).toContain(words)
})

test('a signal ends it before anything is asked, and while it is on its way', async () => {
  const { general, seen } = await stage(TWICE, '8.8')
  const over = new AbortController()
  over.abort(new Error('enough'))
  const before = seen.length
  expect(await failure(general.upload(cat(), { signal: over.signal }))).toEqual(new Error('enough'))
  expect(seen).toHaveLength(before)
  const during = new AbortController()
  const onProgress = () => during.abort(new Error('changed my mind'))
  expect(await failure(general.upload(cat(), { signal: during.signal, onProgress }))).toEqual(
    new Error('changed my mind'),
  )
  await settle()
  expect(seen.some(({ path }) => path.includes('mediaConfirm'))).toBe(false)
})
