// The demo's agent: answers after a pause, typing meanwhile, and only where no person is there to answer.

import { expect, it } from 'vitest'
import { createLocalBus } from '../../src/bus/local.ts'
import { makeLivechatDemo } from '../../src/domain/demo/livechat.ts'
import { createDomain } from '../../src/domain/domain.ts'
import type { BusEvent } from '../../src/domain/events.ts'
import { startEchoAgent } from '../../src/domain/livechat/echo-agent.ts'
import { watchAgents } from '../../src/domain/livechat/watch.ts'
import { digestOf } from '../../src/domain/password-digest.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { settled, TestClock } from '../ddp/clock.ts'
import { plainPasswords, testRandom } from '../domain/world.ts'

const TOKEN = 'TOKEN-OF-A-VISITOR'

async function stage({ demo = true } = {}) {
  const clock = new TestClock()
  const random = testRandom()
  const faults: unknown[] = []
  const bus = createLocalBus((fault) => faults.push(fault))
  const store = createMemoryStore({ clock, random })
  const domain = createDomain({ store, bus, clock, random }, { limits: 'none', passwords: plainPasswords })
  const person = (username: string, roles: readonly ['user'] | readonly ['admin', 'user'] = ['user']) =>
    domain.users.create({ username, name: username, roles, passwordDigest: digestOf(username) })
  const alice = await person('alice')
  await person('admin', ['admin', 'user'])
  if (demo) await makeLivechatDemo(domain)
  const events: BusEvent[] = []
  bus.subscribe((event) => events.push(event))
  const report = (fault: unknown) => faults.push(fault)
  const stops = [await startEchoAgent(domain, report), await watchAgents(domain, report)]
  const pass = async (ms: number) => {
    clock.advance(ms)
    await settled()
    await settled()
  }
  const { visitor } = await domain.livechat.visitors.register({ token: TOKEN, name: 'Vera' })
  const open = async () => (await domain.livechat.chats.open(visitor, { source: 'api', roomId: 'R' })).room
  const say = (text: string) => domain.livechat.talking.say(visitor, 'R', { text })
  const said = async () =>
    (await store.history({ roomId: 'R', limit: 50, threads: true }))
      .filter(({ type, author }) => type === undefined && author.username === 'echo')
      .map(({ text }) => text)
      .toReversed()
  const typing = () =>
    events.flatMap((event) => (event.type === 'activity' && event.event === 'typing' ? [event.args[1]] : []))
  return { clock, domain, alice, stops, pass, open, say, said, typing, faults, store, events }
}

it('greets, and says back what it hears, after a pause in which it types', async () => {
  const made = await stage()
  const room = await made.open()
  expect(room.chat?.servedBy?.username).toBe('echo')
  expect(await made.domain.livechat.agents.card(room.chat?.servedBy?.id ?? '')).toMatchObject({ status: 'online' })
  await made.pass(699)
  expect([made.typing(), await made.said()]).toEqual([[], []])
  await made.pass(1)
  expect([made.typing(), await made.said()]).toEqual([[true], []])
  await made.pass(3_000)
  const greeting = 'Hello Vera! I am a bot that says back what it hears. 你好！'
  expect([made.typing(), await made.said()]).toEqual([[true, false], [greeting]])

  await made.say('one')
  await made.pass(500)
  await made.say('two')
  await made.pass(700)
  expect(await made.said()).toEqual([greeting])
  await made.pass(600)
  expect(await made.said()).toEqual([greeting, 'You said: two'])
  await made.say('你好吗')
  await made.pass(700)
  await made.pass(600)
  expect((await made.said()).at(-1)).toBe('您说的是：你好吗')
  await made.say('x'.repeat(501))
  await made.pass(700)
  await made.pass(3_000)
  expect((await made.said()).at(-1)).toBe(`You said: ${'x'.repeat(500)} …`)
  expect(made.faults).toEqual([])
})

it('says nothing any more once the chat has ended, or the server stops', async () => {
  const made = await stage()
  await made.open()
  await made.say('hello')
  const visitor = await made.domain.livechat.visitors.byToken(TOKEN)
  if (visitor) await made.domain.livechat.chats.close(visitor, 'R')
  expect(made.clock.waiting).toBe(0)
  await made.pass(10_000)
  expect(await made.said()).toEqual([])

  const stopped = await stage()
  await stopped.open()
  expect(stopped.clock.waiting).toBe(1)
  for (const stop of stopped.stops) stop()
  expect(stopped.clock.waiting).toBe(0)
  await stopped.say('hello')
  expect(stopped.clock.waiting).toBe(0)
})

it('leaves the chat to a person who is there and available, and to nobody who is not both', async () => {
  const away = await stage()
  away.domain.presence.connect('s', away.alice)
  expect((await away.open()).chat?.servedBy?.username).toBe('echo')

  const absent = await stage()
  await absent.domain.livechat.agents.setStatus(absent.alice, absent.alice.id, 'available')
  expect((await absent.open()).chat?.servedBy?.username).toBe('echo')

  const here = await stage()
  here.domain.presence.connect('s', here.alice)
  await here.domain.livechat.agents.setStatus(here.alice, here.alice.id, 'available')
  expect((await here.open()).chat?.servedBy?.username).toBe('alice')
  await here.say('hello')
  await here.pass(10_000)
  expect(await here.said()).toEqual([])
})

it('is made once, with people who may answer and a room for what is left', async () => {
  const { domain, store } = await stage()
  expect((await store.agents({})).map(({ username, status, type }) => [username, status, type])).toEqual([
    ['alice', 'not-available', 'user'],
    ['echo', 'available', 'bot'],
  ])
  expect(await store.room({ name: 'offline-messages' })).toMatchObject({ type: 'group', memberCount: 1 })
  expect(await makeLivechatDemo(domain)).toBe(false)
  const bare = await stage({ demo: false })
  expect(await bare.store.agents({})).toEqual([])
  await expect(bare.open()).rejects.toMatchObject({ code: 'no-agent-online' })
})

it('visitors hear when their agent comes and goes', async () => {
  const made = await stage()
  made.domain.presence.connect('s', made.alice)
  await made.domain.livechat.agents.setStatus(made.alice, made.alice.id, 'available')
  await made.open()
  made.events.length = 0
  made.domain.presence.set('s', 'away')
  await made.pass(0)
  made.domain.presence.disconnect('s')
  await made.pass(0)
  expect(made.events.filter(({ type }) => type === 'chat')).toEqual([
    { type: 'chat', roomId: 'R', told: { what: 'agent-status', status: 'away' } },
    { type: 'chat', roomId: 'R', told: { what: 'agent-status', status: 'offline' } },
  ])

  // Who is an agent no longer is nobody's news.
  await made.domain.livechat.agents.remove(made.alice.id)
  made.events.length = 0
  made.domain.presence.connect('s', made.alice)
  await made.pass(0)
  expect(made.events.filter(({ type }) => type === 'chat')).toEqual([])
})
