// A server inside another program: what its options do, and how it ends.

import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createServer, ListenError, type Clock, type QuindarServer, type ServerOptions } from '../../src/index.ts'
import { systemClock, systemRandomness } from '../../src/entry-clock.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { StoreFailure, StoreOpenError, type Store } from '../../src/store/port.ts'
import { plainPasswords } from '../domain/world.ts'
import { Client, until } from '../net/carrier.ts'

const servers: QuindarServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function start(options: ServerOptions = {}): Promise<QuindarServer> {
  const server = await createServer({ passwords: plainPasswords, ...options })
  servers.push(server)
  return server
}

async function connect(server: QuindarServer): Promise<Client> {
  const client = await Client.open(`${server.url.replace('http', 'ws')}/websocket`)
  client.say({ msg: 'connect', version: '1', support: ['1'] })
  await client.until(({ msg }) => msg === 'connected')
  return client
}

async function logIn(server: QuindarServer, username: string): Promise<Client> {
  const client = await connect(server)
  client.say({ msg: 'method', id: 'l', method: 'login', params: [{ user: { username }, password: username }] })
  const { error } = await client.until(({ msg, id }) => msg === 'result' && id === 'l')
  if (error) throw new Error(JSON.stringify(error))
  return client
}

/** A store whose sends wait until they are let go. */
function stallingStore(): { store: Store; letGo: () => void; asked: Promise<void> } {
  const memory = createMemoryStore({ clock: systemClock, random: systemRandomness })
  let letGo: () => void = () => undefined
  let ask: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  const asked = new Promise<void>((resolve) => (ask = resolve))
  const store: Store = {
    ...memory,
    async appendMessage(input) {
      if (input.message.text === 'slow') {
        ask()
        await gate
      }
      return memory.appendMessage(input)
    },
  }
  return { store, letGo, asked }
}

describe('a server', () => {
  it('listens on a free port of this machine alone, without anybody in it', async () => {
    const server = await start()
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
    expect(server.port).toBeGreaterThan(0)
    expect(await server.domain.users.byUsername('alice')).toBeUndefined()
    await expect(logIn(server, 'alice')).rejects.toThrow('User not found')
  })

  it.each([
    ['/', ''],
    ['chat', '/chat'],
    ['/chat/', '/chat'],
    ['/a/b', '/a/b'],
  ])('takes the path prefix %j for %j', async (pathPrefix, normal) => {
    const server = await start({ pathPrefix })
    expect(server.url).toBe(`http://127.0.0.1:${server.port}${normal}`)
    expect((await fetch(`${server.url}/api/info`)).status).toBe(200)
  })

  it('makes the demo and an administrator when it is told to', async () => {
    const server = await start({ demo: true, admin: { username: 'ada', password: 'ada' } })
    for (const username of ['alice', 'bob', 'carol', 'admin', 'ada']) (await logIn(server, username)).socket.terminate()
    expect((await server.domain.users.byUsername('ada'))?.roles).toContain('admin')
    expect(await server.domain.rooms.byIdOrName('GENERAL')).toMatchObject({ name: 'general' })
  })

  it('has no limits unless it is given some', async () => {
    const free = await connect(await start())
    const strict = await connect(await start({ limits: 'strict' }))
    const refused = async (client: Client): Promise<number> => {
      for (let index = 0; index < 12; index++)
        client.say({ msg: 'method', id: String(index), method: 'rooms/get', params: [] })
      let count = 0
      for (let index = 0; index < 12; index++) {
        const { error } = await client.until(({ msg }) => msg === 'result')
        if ((error as { error?: unknown } | undefined)?.error === 'too-many-requests') count++
      }
      return count
    }
    expect(await refused(free)).toBe(0)
    expect(await refused(strict)).toBe(2)
  })

  it('limits subscriptions like calls, four times as many of streams', async () => {
    const client = await connect(await start({ limits: 'developer' }))
    for (let index = 0; index < 41; index++) {
      client.say({ msg: 'sub', id: String(index), name: 'stream-notify-all', params: ['x', false] })
      client.say({ msg: 'unsub', id: String(index) })
    }
    let refused: unknown
    await client.until(({ msg, id, error }) => {
      if (msg === 'nosub' && error) refused = [id, (error as { error: unknown }).error]
      return refused !== undefined
    })
    expect(refused).toEqual(['40', 'too-many-requests'])
  })

  it('speaks the dialect that it is told to', async () => {
    const server = await start({ dialect: 'streamer' })
    const client = await Client.open(`${server.url.replace('http', 'ws')}/websocket`)
    expect(await client.next()).toBe('{"server_id":"0"}')
  })

  it('counts its connections', async () => {
    const server = await start()
    const client = await connect(server)
    expect(server.connections).toBe(1)
    await client.close()
    while (server.connections > 0) await new Promise<void>((resolve) => void setImmediate(resolve))
  })

  it('refuses to be reached by others while demo passwords exist, unless it is meant', async () => {
    await expect(start({ host: '0.0.0.0', demo: true })).rejects.toThrow(ListenError)
    await expect(start({ host: '0.0.0.0', demo: true })).rejects.toThrow(/--allow-demo-on-network/)
    expect((await start({ host: '0.0.0.0', demo: true, allowDemoOnNetwork: true })).url).toMatch(
      /^http:\/\/localhost:\d+$/,
    )
    expect((await start({ host: '0.0.0.0' })).url).toMatch(/^http:\/\/localhost:\d+$/)
    expect((await start({ host: 'localhost', demo: true })).url).toMatch(/^http:\/\/localhost:\d+$/)
  })

  it('says why it cannot listen, and leaves nothing open', async () => {
    const { port } = await start()
    await expect(start({ port })).rejects.toThrow(
      new ListenError(
        `Port ${port} of 127.0.0.1 is taken by another program: stop that one, or choose another with --port.`,
      ),
    )
    let closed = false
    const memory = createMemoryStore({ clock: systemClock, random: systemRandomness })
    const store: Store = { ...memory, close: async () => ((closed = true), memory.close()) }
    await expect(start({ port, store })).rejects.toThrow(ListenError)
    expect(closed).toBe(true)
  })

  it('says why it cannot open a database', async () => {
    await expect(start({ data: '/dev/null/below' })).rejects.toThrow(StoreOpenError)
  })

  it('tells, once, that its database cannot go on', async () => {
    const memory = createMemoryStore({ clock: systemClock, random: systemRandomness })
    let fail: (failure: StoreFailure) => void = () => undefined
    const heard: StoreFailure[] = []
    await start({
      store: { ...memory, onFatal: (listener) => void (fail = listener) },
      onFatal: (failure) => heard.push(failure),
    })
    const failure = new StoreFailure('gone', { fatal: true })
    fail(failure)
    expect(heard).toEqual([failure])
  })
})

describe('closing', () => {
  it('answers what is running, starts nothing new, and says goodbye with 1012', async () => {
    const { store, letGo, asked } = stallingStore()
    const server = await start({ demo: true, store })
    const client = await logIn(server, 'alice')
    client.say({
      msg: 'method',
      id: '1',
      method: 'sendMessage',
      params: [{ _id: 'slow-one', rid: 'GENERAL', msg: 'slow' }],
    })
    client.say({
      msg: 'method',
      id: '2',
      method: 'sendMessage',
      params: [{ _id: 'never', rid: 'GENERAL', msg: 'late' }],
    })
    await asked
    const closing = server.close()
    letGo()
    expect(await client.until(({ msg }) => msg === 'result')).toMatchObject({ id: '1', result: { _id: 'slow-one' } })
    expect(await client.closed).toEqual({ code: 1012, reason: 'The server is going down' })
    expect(client.left.some((text) => text.includes('"result"'))).toBe(false)
    await closing
  })

  it('waits five seconds for what is running, and no longer', async () => {
    const { store, letGo, asked } = stallingStore()
    const waiting: (() => void)[] = []
    const clock: Clock = {
      ...systemClock,
      after(ms, task) {
        if (ms !== 5_000) return systemClock.after(ms, task)
        waiting.push(task)
        return { stop: () => undefined }
      },
    }
    const faults: unknown[] = []
    const server = await start({ demo: true, store, clock, report: (fault) => faults.push(fault) })
    const client = await logIn(server, 'alice')
    client.say({ msg: 'method', id: '1', method: 'sendMessage', params: [{ rid: 'GENERAL', msg: 'slow' }] })
    await asked
    const closing = server.close()
    waiting[0]?.()
    expect((await client.closed).code).toBe(1012)
    expect(client.left.some((text) => text.includes('"result"'))).toBe(false)
    await closing
    // What was not waited for finds its store closed: that is told, and nobody hears a wrong answer.
    letGo()
    await until(() => faults.length > 0)
    expect(String(faults[0])).toContain('The store is closed.')
  })

  it('may be asked for again', async () => {
    const server = await start()
    await Promise.all([server.close(), server.close()])
    await server.close()
    await expect(fetch(server.url)).rejects.toThrow('fetch failed')
  })

  it('refuses who comes meanwhile', async () => {
    const { store, letGo, asked } = stallingStore()
    const server = await start({ demo: true, store })
    const client = await logIn(server, 'alice')
    client.say({ msg: 'method', id: '1', method: 'sendMessage', params: [{ rid: 'GENERAL', msg: 'slow' }] })
    await asked
    const closing = server.close()
    const late = new WebSocket(`${server.url.replace('http', 'ws')}/websocket`)
    const error = await new Promise<Error>((resolve) => late.once('error', resolve))
    expect(error.message).toBe('Unexpected server response: 503')
    letGo()
    await closing
  })
})
