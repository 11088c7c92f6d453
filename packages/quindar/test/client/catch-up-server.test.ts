// Catching up with the real server, over a cable that is pulled out: by every route, in both dialects.
import { afterEach, describe, expect, test } from 'vitest'
import { createClient, type Client, type Message, type Room } from 'quindar'
import { startServer } from '@quindar/testkit'
import { cable, type Cable } from './cable.ts'

const clients: Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

async function as(url: string, name: string, wire?: Cable): Promise<Client> {
  const rc = createClient(url, { user: name, password: name, ...(wire && { ports: wire.ports }) })
  clients.push(rc)
  await rc.ready()
  return rc
}

/** The next time that the client is ready. */
function nextReady(rc: Client): Promise<void> {
  return new Promise((resolve) => {
    const stop = rc.on('ready', () => {
      stop()
      resolve()
    })
  })
}

/** Everything that a room tells of, in order. */
function listen(room: Room): string[] {
  const story: string[] = []
  for (const kind of ['message', 'edited', 'reactions', 'changed'] as const) {
    room.on(kind, ({ text, late }: Message) => story.push(`${kind} ${text}${late ? ' late' : ''}`))
  }
  room.on('deleted', ({ message }) => story.push(`deleted ${message?.text}`))
  room.on('gap', ({ reason }) => story.push(`gap ${reason.message}`))
  return story
}

/** How a server may be asked what was missed: our own, Rocket.Chat over DDP, Rocket.Chat without the method. */
const ROUTES = {
  'by number': { options: {}, without: [], asked: 'quindar:changes' },
  'over DDP': { options: { compat: 6 }, without: [], asked: 'messages/get' },
  'over REST': { options: { compat: 6 }, without: ['messages/get'], asked: 'messages/get' },
} as const

describe.each(Object.entries(ROUTES))('%s', (_, { options, without, asked }) => {
  describe.each(['meteor', 'streamer'] as const)('in the dialect of %s', (dialect) => {
    test('what was sent, edited, reacted to and deleted while the cable was out is told once and in order', async () => {
      await using server = await startServer({ ...options, limits: 'none', dialect })
      const wire = cable()
      for (const method of without) wire.without.add(method)
      const [alice, bob] = await Promise.all([as(server.url, 'alice', wire), as(server.url, 'bob')])
      const [hers, his] = await Promise.all([alice.room('#general'), bob.room('#general')])
      const story = listen(hers)
      const raw: string[] = []
      alice.stream('room-messages', '__my_messages__').on((message) => raw.push(message.msg))
      const a = await his.send('a')
      await his.send('b')
      await expect.poll(() => [story.length, raw.length]).toEqual([2, 2])

      const ready = nextReady(alice)
      wire.pull()
      const c = await his.send('c')
      await his.edit(c.id, 'c, better')
      await his.edit(a.id, 'a, better')
      const d = await his.send('d')
      await his.send('e')
      await his.delete(d.id)
      wire.plug()
      await ready
      await his.send('f')
      await expect.poll(() => story.at(-1)).toBe('message f')
      await expect.poll(() => raw.at(-1)).toBe('f')
      expect(story.filter((line) => line.startsWith('message '))).toEqual([
        'message a',
        'message b',
        'message c, better',
        'message e',
        'message f',
      ])
      expect(story.filter((line) => !line.startsWith('message '))).toEqual(['edited a, better', 'deleted undefined'])
      expect(raw).toEqual(['a', 'b', 'c, better', 'e', 'a, better', 'f'])
      expect(wire.calls.filter((name) => /changes|messages.get/.test(name))).toEqual([asked])
    })
  })
})
