// Files to the real server and back, by both generations of its routes, from Node and from a page in Chromium.
import { expect, test } from 'vitest'
import { connect, filesOf, type Client, type Progress, type Room } from 'quindar'
import { launchBrowser, serveStatic, startPeer, startServer } from '@quindar/testkit'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { openAsBlob } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const MIB = 1024 * 1024

const releases = [{}, { compat: 3 }, { compat: 5 }, { compat: 6 }, { compat: 7 }, { compat: 9 }] as const

test.for(releases)('a file is sent with its words and progress, and opened again, on %j', async (release) => {
  await using server = await startServer({ ...release, limits: 'none' })
  await using clients = new AsyncDisposableStack()
  const as = async (name: string) => {
    const rc = await connect(server.url, { user: name, password: name })
    clients.defer(() => rc.close())
    return rc
  }
  const [alice, bob] = await Promise.all([as('alice'), as('bob')])
  const [hers, his] = [await alice.room('#general'), await bob.room('#general')]
  const heard = new Promise<string>((resolve) => his.on('message', ({ text }) => resolve(text)))
  await his.history({ limit: 1 })
  const told: Progress[] = []
  const content = new Uint8Array(MIB).map((_, n) => n % 251)
  const file = new File([content], '猫 "1".bin', { type: 'application/x-cat' })
  const sent = await hers.upload(file, { text: 'look', onProgress: (progress) => told.push(progress) })
  expect(sent).toMatchObject({ text: 'look', roomId: 'GENERAL', author: { username: 'alice' } })
  expect(sent.at).toBeInstanceOf(Date)
  expect(told.length).toBeGreaterThan(1)
  expect(told.at(-1)!.sent).toBe(told.at(-1)!.total)
  expect(told.at(-1)!.total).toBeGreaterThan(MIB)
  expect(await heard).toBe('look')
  const [shown] = filesOf(sent)
  expect(shown).toMatchObject({ name: '猫 "1".bin', type: 'application/x-cat', size: MIB })
  const blob = await bob.download(shown!)
  expect(blob.type).toBe('application/x-cat')
  expect(Buffer.from(await blob.arrayBuffer()).equals(content)).toBe(true)
})

test('in Node a file of the disk is sent as it lies there; in a thread, under another name', async () => {
  await using server = await startServer()
  const folder = await mkdtemp(join(tmpdir(), 'quindar-upload-'))
  await writeFile(join(folder, 'a.txt'), 'meow')
  const rc = await connect(server.url, { user: 'alice', password: 'alice' })
  const general = await rc.room('#general')
  const first = await general.send('a thread')
  const file = await openAsBlob(join(folder, 'a.txt'), { type: 'text/plain' })
  const sent = await general.upload(file, { threadId: first.id, name: 'b.txt', description: 'a cat' })
  expect(sent).toMatchObject({ threadId: first.id, text: '', raw: { attachments: [{ description: 'a cat' }] } })
  expect(filesOf(sent)).toMatchObject([{ name: 'b.txt', type: 'text/plain', size: 4 }])
  await rc.close()
  await rm(folder, { recursive: true })
})

test('too large, of a type that is not taken, or for a stranger: three refusals, and nothing is in the room', async () => {
  await using server = await startServer()
  const rc = await connect(server.url, { user: 'alice', password: 'alice' })
  const general = await rc.room('#general')
  await expect(general.upload(new Blob([new Uint8Array(5 * MIB + 1)]))).rejects.toMatchObject({
    code: 'file-refused',
    limit: 'size',
    message: expect.stringContaining('its size is 5 MiB, and it takes 5 MiB at most') as string,
  })
  const svg = new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' })
  await expect(general.upload(svg)).rejects.toMatchObject({ code: 'file-refused', limit: 'type' })
  // What its settings do not name, the server refuses itself.
  const script = new File(['1'], 'a.js', { type: 'application/x-javascript' })
  await expect(general.upload(script)).rejects.toMatchObject({ code: 'file-refused', limit: 'type' })
  const elsewhere = await rc.room({ id: 'nowhere' })
  await expect(elsewhere.upload(new Blob(['x']))).rejects.toMatchObject({ error: 'error-not-allowed' })
  expect((await general.history()).filter((message) => filesOf(message).length > 0)).toEqual([])
  await rc.close()
})

/** What the page keeps for the test. */
interface World {
  rc: Client
  general: Room
  start: (url: string) => Promise<void>
  filesOf: typeof filesOf
}

const PAGE = `
import { connect, filesOf } from 'quindar'
globalThis.filesOf = filesOf
globalThis.start = async (url) => {
  globalThis.rc = await connect(url, { user: 'alice', password: 'alice' })
  globalThis.general = await rc.room({ id: 'GENERAL' })
}
`

test('in a page of another origin: progress, cancel, opening, and a browser that refuses', async () => {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await startServer())
  const peer = stack.use(
    await startPeer({
      // A Rocket.Chat that allows no other origins.
      async onConnect(socket) {
        await socket.next(({ msg }) => msg === 'connect')
        socket.send({ msg: 'connected', session: 's' })
        const login = await socket.next(({ msg }) => msg === 'method')
        const token = { id: 'u1', token: 'T', tokenExpires: new Date(2e12) }
        if ('id' in login) socket.send({ msg: 'result', id: String(login.id), result: token })
      },
    }),
  )
  const browser = await launchBrowser()
  stack.defer(() => browser.close())
  const folder = await mkdtemp(join(tmpdir(), 'quindar-page-'))
  stack.defer(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'page.js'), PAGE)
  const client = new URL('../../src/client/index.ts', import.meta.url).pathname
  await build({
    configFile: false,
    logLevel: 'silent',
    root: folder,
    resolve: { alias: { quindar: client } },
    build: { rolldownOptions: { input: join(folder, 'page.js'), output: { entryFileNames: 'page.js' } } },
  })
  await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html><script type="module" src="page.js"></script>')
  const pages = await serveStatic(join(folder, 'dist'))
  stack.defer(() => pages.close())
  const page = await browser.newPage()
  const start = async (url: string) => {
    await page.goto(`${pages.url}/index.html`)
    await page.waitForFunction(() => 'start' in globalThis)
    await page.evaluate((to) => (globalThis as unknown as World).start(to), url)
  }

  await start(server.url)
  const done = await page.evaluate(async () => {
    const { rc, general, filesOf: files } = globalThis as unknown as World
    const told: Progress[] = []
    const file = new File([new Uint8Array(3 * 1024 * 1024)], 'a.bin', { type: 'application/x-cat' })
    const sent = await general.upload(file, { text: 'from a page', onProgress: (progress) => told.push(progress) })
    const blob = await rc.download(files(sent)[0]!)
    const last = told.at(-1)!
    const over = new AbortController()
    const onProgress = (): void => over.abort(new Error('changed my mind'))
    const cancelled = await general
      .upload(file, { signal: over.signal, onProgress })
      .catch((error: unknown) => (error as Error).message)
    const shown = (await general.history()).filter((message) => files(message).length > 0)
    return {
      text: sent.text,
      opened: [blob.size, blob.type],
      whole: last.sent === last.total,
      cancelled,
      shown: shown.length,
    }
  })
  expect(done).toEqual({
    text: 'from a page',
    opened: [3 * MIB, 'application/x-cat'],
    whole: true,
    cancelled: 'changed my mind',
    shown: 1,
  })

  await start(peer.url)
  const refused = await page.evaluate(() => {
    const { general } = globalThis as unknown as World
    return general.upload(new Blob(['x']), { timeout: 5_000 }).catch((error: unknown) => String(error))
  })
  expect(refused).toContain(`ConnectionError: ${peer.url} answers over WebSocket, but not to HTTP requests: `)
  expect(refused).toContain('API_Enable_CORS')
  expect(refused).toContain('API_CORS_Origin')
})
