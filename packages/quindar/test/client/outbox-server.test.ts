// The outbox against the real server and a bad network: each message exactly once, in order, whatever is cut when.
// Rows 13, 14, 15, 26 and 53 of the faults.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { connect, createClient, type Client, type ConnectOptions, type Ports } from 'quindar'
import { fileStorage } from 'quindar/node'
import { duplicate, startFaultProxy, startServer, swallowResults, type FaultProxy } from '@quindar/testkit'

const PATIENTLY = { timeout: 30_000 }

const clients: Client[] = []
/** What the demo has said is older. */
let started = 0
beforeEach(() => {
  started = Date.now()
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

/** Time passes for these clients five times as fast, so that what they wait for by themselves does not take long. */
const HURRY = 5
const ports: Partial<Ports> = {
  now: () => Date.now() * HURRY,
  setTimeout: (task, ms) => setTimeout(task, ms / HURRY),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
}

async function as(url: string, options: Partial<ConnectOptions> = {}): Promise<Client> {
  const rc = await connect(url, {
    user: 'alice',
    password: 'alice',
    connectTimeout: 30_000 * HURRY,
    ports,
    ...options,
  } as ConnectOptions)
  clients.push(rc)
  return rc
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'quindar-outbox-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** What alice has said in the room since the server was made, by a client beside it all. */
async function said(url: string): Promise<string[]> {
  const bob = await as(url, { user: 'bob', password: 'bob', ports: {} })
  const history = await (await bob.room('#general')).history({ limit: 500 })
  await bob.close()
  return history.filter(({ at }) => at.getTime() >= started).map(({ text }) => text)
}

async function behindProxy(url: string): Promise<FaultProxy> {
  const proxy = await startFaultProxy(url)
  onTestFinished(() => proxy[Symbol.asyncDispose]())
  return proxy
}

test('row 14: the result is swallowed and the connection cut: sent again, it is one message', async () => {
  await using server = await startServer()
  const proxy = await behindProxy(server.url)
  const alice = await as(proxy.url)
  const general = await alice.room('#general')
  general.timeline.subscribe(() => {})
  proxy.rewrite = swallowResults('sendMessage')
  const sending = general.send('once', { timeout: Infinity })
  await expect.poll(async () => said(server.url), PATIENTLY).toEqual(['once'])
  proxy.cut()
  expect(await sending).toMatchObject({ text: 'once', status: 'sent' })
  expect(await said(server.url)).toEqual(['once'])
  expect(general.timeline.getSnapshot().messages).toMatchObject([{ text: 'once', status: 'sent' }])
})

test('row 15: results and echoes that come twice settle it once', async () => {
  await using server = await startServer()
  const proxy = await behindProxy(server.url)
  const alice = await as(proxy.url)
  const general = await alice.room('#general')
  const heard: string[] = []
  general.on('message', ({ text }) => heard.push(text))
  proxy.rewrite = duplicate()
  for (const text of ['one', 'two']) expect((await general.send(text, { timeout: Infinity })).status).toBe('sent')
  expect(heard).toEqual(['one', 'two'])
  expect(await said(server.url)).toEqual(['one', 'two'])
})

test('a hundred messages over ten cuts, each somewhere in a frame: each exactly once, in order', async () => {
  await using server = await startServer()
  const proxy = await behindProxy(server.url)
  const alice = await as(proxy.url)
  // The waits between ten attempts add up to a minute.
  alice.on('state', ({ status }) => status === 'waiting' && setTimeout(alice.retryNow, 20))
  const general = await alice.room('#general')
  const heard: string[] = []
  general.on('message', ({ text }) => heard.push(text))
  const texts = Array.from({ length: 100 }, (_, n) => `message ${n}`)
  let landed = 0
  let cuts = 0
  const sending = texts.map(async (text) => {
    const sent = await general.send(text, { timeout: Infinity })
    landed++
    if (landed % 10 === 5) {
      cuts++
      proxy.cutAfter(Math.floor(proxy.chance() * 400))
    }
    return sent.status
  })
  expect(new Set(await Promise.all(sending))).toEqual(new Set(['sent']))
  expect(cuts).toBe(10)
  expect(await said(server.url)).toEqual(texts)
  await expect.poll(() => heard, PATIENTLY).toHaveLength(100)
  expect(new Set(heard).size).toBe(100)
  expect((await alice.outbox()).getSnapshot()).toEqual([])
})

test("Rocket.Chat's rate limit is waited out: all land, in order, and nobody hears of it", async () => {
  await using server = await startServer({ limits: 'strict' })
  const alice = await as(server.url, { ports: {} })
  const general = await alice.room('#general')
  const texts = Array.from({ length: 8 }, (_, n) => `message ${n}`)
  const sent = await Promise.all(texts.map((text) => general.send(text, { timeout: Infinity })))
  expect(sent.map(({ text }) => text)).toEqual(texts)
  expect(await said(server.url)).toEqual(texts)
})

test('row 13: the server dies and comes back: what it had not acknowledged is sent again, once', async () => {
  const data = await folder()
  const first = await startServer({ data })
  const alice = await as(first.url)
  const general = await alice.room('#general')
  const early = await general.send('before', { timeout: Infinity })
  const sending = Promise.all(['one', 'two', 'three'].map((text) => general.send(text, { timeout: Infinity })))
  await first.close()
  await using second = await startServer({ data, port: first.port })
  expect((await sending).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent'])
  expect(early.status).toBe('sent')
  expect(await said(second.url)).toEqual(['before', 'one', 'two', 'three'])
})

test('row 53: what waits is sent by the next process on the same folder, once and in order', async () => {
  await using server = await startServer()
  const proxy = await behindProxy(server.url)
  const data = await folder()
  const first = await as(proxy.url, { storage: fileStorage(data) })
  const general = await first.room('#general')
  proxy.rewrite = swallowResults('sendMessage', Infinity)
  const texts = ['one', 'two', 'three']
  for (const text of texts) general.send(text).catch(() => {})
  await expect.poll(() => said(server.url), PATIENTLY).toEqual(['one'])
  await expect.poll(() => readdir(data), PATIENTLY).toHaveLength(3)
  // Killed, so to speak: nothing gets out of it any more.
  await proxy.listen(false)
  await first.close()
  // The address belongs to the message's server, so the next process goes the same way.
  await proxy.listen(true)
  proxy.rewrite = undefined
  const second = await as(proxy.url, { storage: fileStorage(data) })
  await expect.poll(async () => (await second.outbox()).getSnapshot(), PATIENTLY).toEqual([])
  expect(await said(server.url)).toEqual(texts)
  await expect.poll(() => readdir(data), PATIENTLY).toEqual([])
})

test('row 26: the token is revoked meanwhile: messages wait for their user', async () => {
  await using server = await startServer()
  const proxy = await behindProxy(server.url)
  const alice = await as(proxy.url)
  const general = await alice.room('#general')
  const expired = new Promise((resolve) => alice.on('sessionExpired', resolve))
  const other = await as(server.url, { token: alice.user!.token })
  await proxy.listen(false)
  await other.logout()
  const sending = general.send('for later', { timeout: Infinity })
  await proxy.listen(true)
  await expired
  await alice.login({ user: 'bob', password: 'bob' })
  expect((await alice.outbox()).getSnapshot()).toEqual([])
  await alice.login({ user: 'alice', password: 'alice' })
  expect(await sending).toMatchObject({ author: { username: 'alice' } })
  expect(await said(server.url)).toEqual(['for later'])
})

test('a folder that cannot be used is an event; messages are sent all the same', async () => {
  await using server = await startServer()
  const file = join(await folder(), 'a file')
  await writeFile(file, 'in the way')
  const alice = createClient(server.url, {
    user: 'alice',
    password: 'alice',
    storage: fileStorage(file),
  })
  clients.push(alice)
  const trouble = new Promise<{ error: { code: string } }>((resolve) => alice.on('storage', resolve))
  await alice.ready()
  await (await alice.room('#general')).send('all the same', { timeout: Infinity })
  expect((await trouble).error.code).toBe('storage-failed')
  expect(await said(server.url)).toEqual(['all the same'])
})
