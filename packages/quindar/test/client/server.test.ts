// The client against the real server, over real sockets, in both dialects: what a user does on the first day.
import { afterEach, describe, expect, test } from 'vitest'
import { connect, createClient, InvalidCredentialsError, TokenExpiredError, type Client, type Message } from 'quindar'
import { startServer } from '@quindar/testkit'

const clients: Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

async function as(url: string, name: string): Promise<Client> {
  const rc = await connect(url, { user: name, password: name })
  clients.push(rc)
  return rc
}

/** The next event of a kind. */
function next<T>(on: (listener: (event: T) => void) => () => void): Promise<T> {
  return new Promise((resolve) => {
    const stop = on((event) => {
      stop()
      resolve(event)
    })
  })
}

describe.each(['meteor', 'streamer'] as const)('in the dialect of %s', (dialect) => {
  test('the ten lines: connect, listen, send, loop, close', async () => {
    await using server = await startServer({ dialect })
    const rc = await connect(server.url, { user: 'alice', password: 'alice' })
    const general = await rc.room('#general')
    const heard: string[] = []
    general.on('message', (message) => heard.push(`${message.author.name}: ${message.text}`))
    const sent = await general.send('Hello from the browser')
    expect(sent).toMatchObject({
      text: 'Hello from the browser',
      status: 'sent',
      author: { username: 'alice' },
      roomId: 'GENERAL',
    })
    expect(sent.at).toBeInstanceOf(Date)
    const over = new AbortController()
    const seen: string[] = []
    const loop = (async () => {
      for await (const message of general.messages({ signal: over.signal })) {
        seen.push(message.text)
        over.abort()
      }
    })()
    await expect
      .poll(async () => {
        if (!seen.length) await general.send('again')
        return seen
      })
      .toEqual(['again'])
    await loop
    expect(heard[0]).toMatch(/^alice.*: Hello from the browser$/i)
    await rc.close()
    await expect.poll(() => server.connections).toBe(0)
  })

  test('what one sends, edits, reacts to and deletes, the other sees, once and in order', async () => {
    await using server = await startServer({ dialect })
    const [alice, bob] = await Promise.all([as(server.url, 'alice'), as(server.url, 'bob')])
    const [hers, his] = await Promise.all([alice.room('#general'), bob.room('GENERAL')])
    const story: string[] = []
    for (const kind of ['message', 'edited', 'reactions'] as const) {
      his.on(kind, (message: Message) => story.push(`${kind} ${message.text} ${JSON.stringify(message.reactions)}`))
    }
    his.on('deleted', ({ id, message }) => story.push(`deleted ${id} ${message?.text}`))
    await his.history()
    const { id } = await hers.send('one')
    await hers.edit(id, 'uno')
    await hers.react(id, ':wave:')
    await hers.react(id, ':wave:', false)
    await hers.delete(id)
    await expect.poll(() => story.length).toBe(5)
    expect(story).toEqual([
      'message one {}',
      'edited uno {}',
      'reactions uno {":wave:":["alice"]}',
      'reactions uno {}',
      `deleted ${id} uno`,
    ])
  })

  test('the timeline is the history and what is said since, without doubles', async () => {
    await using server = await startServer({ dialect })
    const alice = await as(server.url, 'alice')
    const general = await alice.room('#general')
    general.timeline.subscribe(() => {})
    for (const text of ['a', 'b', 'c']) await general.send(text)
    while (general.timeline.getSnapshot().hasOlder) await general.timeline.loadOlder({ limit: 2 })
    const { messages } = general.timeline.getSnapshot()
    const whole = await general.history({ limit: 100 })
    expect(messages.map((message) => message.id)).toEqual(whole.map((message) => message.id))
    expect(messages.slice(-3).map((message) => message.text)).toEqual(['a', 'b', 'c'])
  })

  test('direct messages, members, typing and presence', async () => {
    await using server = await startServer({ dialect })
    const [alice, bob] = await Promise.all([as(server.url, 'alice'), as(server.url, 'bob')])
    const direct = await alice.room('@bob')
    expect((await bob.room('@alice')).id).toBe(direct.id)
    const general = await alice.room('#general')
    const { total, members } = await general.members()
    expect(total).toBe(members.length)
    expect(members.map((member) => member.username)).toEqual(expect.arrayContaining(['alice', 'bob', 'carol']))
    const typing = next((listener) => general.on('typing', listener))
    await general.history({ limit: 1 })
    await expect.poll(() => bob.user?.username).toBe('bob')
    await (await bob.room('#general')).typing()
    expect(await typing).toEqual({ username: 'bob', typing: true })
    const presence = await next<{ username: string }>((listener) => alice.presence.watch([bob.user!.id], listener))
    expect(presence).toMatchObject({ userId: bob.user!.id, username: 'bob' })
  })

  test('over REST it is the same user', async () => {
    await using server = await startServer({ dialect })
    const alice = await as(server.url, 'alice')
    expect(await alice.rest('GET /api/v1/me')).toMatchObject({ success: true, username: 'alice' })
    await expect(alice.rest('GET /api/v1/nowhere')).rejects.toMatchObject({
      name: 'MethodError',
      error: expect.anything() as unknown,
    })
  })

  test('a token logs in again until it is revoked', async () => {
    await using server = await startServer({ dialect })
    const first = await as(server.url, 'alice')
    const { token } = first.user!
    const second = await connect(server.url, { token })
    expect(second.user?.id).toBe(first.user?.id)
    await second.logout()
    await second.close()
    await expect(connect(server.url, { token })).rejects.toBeInstanceOf(TokenExpiredError)
  })
})

test('a wrong password rejects at once', async () => {
  await using server = await startServer()
  await expect(connect(server.url, { user: 'alice', password: 'wrong' })).rejects.toBeInstanceOf(
    InvalidCredentialsError,
  )
})

test('a server that goes away and comes back finds its client logged in and subscribed, with a gap told', async () => {
  const first = await startServer()
  const rc = createClient(first.url, { user: 'alice', password: 'alice', ports: { random: () => 0.1 } })
  clients.push(rc)
  await rc.ready()
  const stop = rc.stream('room-messages', 'GENERAL').on(() => {})
  await stop.ready
  const gap = next((listener) => rc.on('gap', listener))
  const expired = next((listener) => rc.on('sessionExpired', listener))
  await first.close()
  // Its memory is gone with it: the token is not valid any more.
  await using second = await startServer({ port: first.port })
  await expired
  const heard: string[] = []
  rc.stream('room-messages', 'GENERAL').on((message) => heard.push(message.msg))
  await rc.login({ user: 'alice', password: 'alice' })
  expect(await gap).toMatchObject({ roomId: 'GENERAL' })
  await (await (await as(second.url, 'bob')).room('#general')).send('welcome back')
  await expect.poll(() => heard).toEqual(['welcome back'])
})
