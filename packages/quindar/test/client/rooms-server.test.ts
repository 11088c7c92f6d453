// Rooms with what is new in them, threads, replies, typing, finding: with the real server, as it is and as it plays
// releases of Rocket.Chat.
import { afterEach, describe, expect, test } from 'vitest'
import { connect, type Client, type JoinedRoom, type RoomList } from 'quindar'
import type { MajorRelease } from 'quindar/protocol'
import { startServer } from '@quindar/testkit'
import { cable, type Cable } from './cable.ts'

const clients: Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

async function as(url: string, name: string, wire?: Cable): Promise<Client> {
  const rc = await connect(url, { user: name, password: name, ...(wire && { ports: wire.ports }) })
  clients.push(rc)
  return rc
}

const PATIENTLY = { timeout: 10_000 }

function inShort({ kind, name, slug, unread, mentions, alert, lastMessage, mayWrite }: JoinedRoom): unknown {
  return { kind, name, slug, unread, mentions, alert, said: lastMessage?.text, mayWrite }
}

function general(list: RoomList): JoinedRoom {
  return list.getSnapshot().find(({ slug }) => slug === 'general')!
}

const EDITIONS: readonly (readonly [string, { compat?: MajorRelease }])[] = [
  ['this server', {}],
  ...([3, 5, 7, 9] as const).map((compat) => [`Rocket.Chat ${compat}`, { compat }] as const),
]

describe.each(EDITIONS)('with %s', (_, options) => {
  test('the list of rooms tells what is new, and what was new while the cable was out', async () => {
    await using server = await startServer({ ...options, limits: 'none' })
    const wire = cable()
    const [alice, bob] = await Promise.all([as(server.url, 'alice', wire), as(server.url, 'bob')])
    const list = await alice.rooms()
    expect(list.getSnapshot().map(inShort)).toEqual([
      {
        kind: 'channel',
        name: 'general',
        slug: 'general',
        unread: 0,
        mentions: 0,
        alert: false,
        said: expect.any(String) as string,
        mayWrite: true,
      },
    ])
    const calls = wire.calls.length
    const room = await alice.room('#general')
    expect(room.id).toBe(list.getSnapshot()[0]?.id)
    expect(await alice.room({ id: room.id })).toBe(room)
    expect(wire.calls.slice(calls)).toEqual([])

    let told = 0
    const stop = list.subscribe(() => told++)
    const his = await bob.room('#general')
    await his.send('@alice come here')
    await expect
      .poll(() => inShort(general(list)), PATIENTLY)
      .toMatchObject({ unread: 1, mentions: 1, alert: true, said: '@alice come here' })
    expect(told).toBeGreaterThan(0)
    expect(list.getSnapshot()).toBe(list.getSnapshot())

    wire.pull()
    const direct = await bob.room('@alice')
    await direct.send('psst')
    await his.send('second')
    wire.plug()
    alice.retryNow()
    await expect.poll(() => list.getSnapshot().length, PATIENTLY).toBe(2)
    const saidIn = (): unknown =>
      Object.fromEntries(list.getSnapshot().map(({ kind, lastMessage }) => [kind, lastMessage?.text]))
    await expect.poll(saidIn, PATIENTLY).toEqual({ channel: 'second', direct: 'psst' })
    await expect
      .poll(() => list.find(direct.id), PATIENTLY)
      .toMatchObject({ slug: undefined, username: 'bob', userId: bob.user!.id, unread: 1 })
    expect((await alice.room('@bob')).id).toBe(direct.id)

    await room.markRead()
    await expect.poll(() => inShort(general(list)), PATIENTLY).toMatchObject({ unread: 0, mentions: 0, alert: false })
    stop()
  })

  test('a thread is its answers, live and by pages, and one answers in it', async () => {
    await using server = await startServer({ ...options, limits: 'none' })
    const [alice, bob] = await Promise.all([as(server.url, 'alice'), as(server.url, 'bob')])
    const [hers, his] = await Promise.all([alice.room('#general'), bob.room('#general')])
    const question = await hers.send('question')
    for (let count = 0; count < 5; count++) {
      const { at } = await his.reply(question, `answer ${count}`)
      // Of one millisecond, only a server that numbers its messages knows the order.
      while (Date.now() <= at.getTime()) await new Promise(setImmediate)
    }
    await his.send('aside')
    const thread = await hers.thread(question.id)
    expect(await hers.thread(question.id)).toBe(thread)
    const heard: string[] = []
    thread.on('message', ({ text }) => heard.push(text))
    thread.timeline.subscribe(() => {})
    const texts = (): string[] => thread.timeline.getSnapshot().messages.map(({ text }) => text)
    expect(await thread.timeline.loadOlder({ limit: 3 })).toBe(3)
    expect(texts()).toEqual(['answer 2', 'answer 3', 'answer 4'])
    expect(thread.timeline.getSnapshot()).toMatchObject({ hasOlder: true, head: { text: 'question' } })
    expect(await thread.timeline.loadOlder({ limit: 3 })).toBe(2)
    expect(thread.timeline.getSnapshot().hasOlder).toBe(false)
    const mine = await thread.send('thanks')
    expect(mine).toMatchObject({ threadId: question.id, status: 'sent' })
    // An answer to an answer belongs to the same thread.
    await his.reply(mine, 'you are welcome')
    await his.send('another aside')
    await his.reply(question, 'for all', { alsoInRoom: true })
    await expect
      .poll(texts, PATIENTLY)
      .toEqual(['answer 0', 'answer 1', 'answer 2', 'answer 3', 'answer 4', 'thanks', 'you are welcome', 'for all'])
    expect(heard).toEqual(['thanks', 'you are welcome', 'for all'])
    await hers.delete(mine.id)
    await expect.poll(() => texts().includes('thanks'), PATIENTLY).toBe(false)
    const heads = await hers.threads()
    expect(heads.map(({ id, text }) => [id, text])).toEqual([[question.id, 'question']])
    await hers.edit(question.id, 'the question')
    await expect.poll(() => thread.timeline.getSnapshot().head?.text, PATIENTLY).toBe('the question')
  })

  test('who is typing is told, words, people and rooms are found, members come in pages', async () => {
    await using server = await startServer({ ...options, limits: 'none' })
    const [alice, bob] = await Promise.all([as(server.url, 'alice'), as(server.url, 'bob')])
    const [hers, his] = await Promise.all([alice.room('#general'), bob.room('#general')])
    const story: string[] = []
    hers.on('typing', ({ username, typing }) => story.push(`${username} ${typing}`))
    await hers.send('红烧肉 for a kangaroo')
    await hers.send('nothing')
    // Subscriptions go before what is called after them, but for the event that the release decides.
    await expect
      .poll(async () => {
        await his.typing()
        return story
      }, PATIENTLY)
      .toEqual(['bob true'])
    await his.typing(false)
    await expect.poll(() => story, PATIENTLY).toEqual(['bob true', 'bob false'])

    expect((await his.search('kangaroo')).map(({ text }) => text)).toEqual(['红烧肉 for a kangaroo'])
    expect((await his.search('wallaby')).length).toBe(0)
    expect(await bob.users.find('caro')).toMatchObject([{ username: 'carol', name: expect.any(String) as string }])
    const found = await bob.search('caro')
    expect(found).toMatchObject({ users: [{ username: 'carol' }], rooms: [] })
    const carol = await bob.users.info({ username: 'carol' })
    expect(carol).toMatchObject({ id: found.users[0]!.id, username: 'carol', bot: false, roles: ['user'] })
    expect(await bob.users.info({ id: carol.id })).toEqual(carol)
    await expect(bob.users.info({ username: 'nobody-here' })).rejects.toMatchObject({ name: 'MethodError' })

    const first = await hers.members({ limit: 2 })
    const rest = await hers.members({ limit: 2, skip: 2 })
    expect(first.total).toBe(rest.total)
    expect([...first.members, ...rest.members].map(({ username }) => username).sort()).toEqual(
      ['admin', 'alice', 'bob', 'carol'].slice(0, first.total),
    )
    expect((await hers.members({ filter: 'caro' })).members.map(({ username }) => username)).toEqual(['carol'])
  })
})

test('in a read-only room who may write is known, before and after', async () => {
  await using server = await startServer({ limits: 'none' })
  const [alice, bob] = await Promise.all([as(server.url, 'alice'), as(server.url, 'bob')])
  const list = await bob.rooms()
  const { rid } = await alice.call('createChannel', 'announcements', ['bob'], true)
  await expect
    .poll(() => list.find(rid), PATIENTLY)
    .toMatchObject({ readOnly: true, mayWrite: false, slug: 'announcements', roles: [] })
  const room = await bob.room('#announcements')
  await expect(room.send('may I?')).rejects.toMatchObject({ error: 'error-not-allowed' })
  const hers = await alice.rooms()
  expect(hers.find(rid)).toMatchObject({ readOnly: true, mayWrite: true, roles: ['owner'] })
})

test('a reply that quotes shows what it answers, beside it', async () => {
  await using server = await startServer({ limits: 'none' })
  const [alice, bob] = await Promise.all([as(server.url, 'alice'), as(server.url, 'bob')])
  const question = await (await alice.room('#general')).send('Ready?')
  const answer = await (await bob.room('#general')).reply(question, 'yes', { quote: true })
  expect(answer.threadId).toBeUndefined()
  expect(answer.raw?.attachments).toMatchObject([{ text: 'Ready?', author_name: 'alice' }])
})

test('a room that one leaves is gone from the list; with the signal the list ends', async () => {
  await using server = await startServer({ limits: 'none' })
  const alice = await as(server.url, 'alice')
  const over = new AbortController()
  const list = await alice.rooms({ signal: over.signal })
  const { rid } = await alice.call('createPrivateGroup', 'crew', ['bob'])
  await expect.poll(() => list.find(rid), PATIENTLY).toMatchObject({ kind: 'group', memberCount: 2 })
  const bob = await as(server.url, 'bob')
  const his = await bob.rooms()
  expect(his.find(rid)).toBeDefined()
  await (await bob.room({ id: rid })).leave()
  await expect.poll(() => his.find(rid), PATIENTLY).toBeUndefined()
  over.abort()
  expect(list.getSnapshot()).toEqual([])
})

test('all that is said in one’s rooms is one loop, over drops too; what was edited is not said twice', async () => {
  await using server = await startServer({ limits: 'none' })
  const wire = cable()
  const [alice, bob] = await Promise.all([as(server.url, 'alice', wire), as(server.url, 'bob')])
  const over = new AbortController()
  const heard: string[] = []
  const loop = (async () => {
    for await (const { text, mentions } of alice.messages({ signal: over.signal })) {
      heard.push(`${text} ${mentions.map(({ username }) => username).join()}`)
    }
  })()
  const his = await bob.room('#general')
  await expect
    .poll(async () => {
      await his.send('ping')
      return heard.length > 0
    }, PATIENTLY)
    .toBe(true)
  // One more of those may still be on its way.
  const news = (): string[] => heard.filter((line) => line !== 'ping ')
  const first = await his.send('hello @alice')
  await his.edit(first.id, 'hello, @alice')
  await his.react(first.id, ':wave:')
  await expect.poll(news, PATIENTLY).toEqual(['hello @alice alice'])
  wire.pull()
  await (await bob.room('@alice')).send('while away')
  wire.plug()
  alice.retryNow()
  await expect.poll(news, PATIENTLY).toEqual(['hello @alice alice', 'while away '])
  over.abort()
  await loop
})
