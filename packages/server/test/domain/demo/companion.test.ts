// Houston answers whoever speaks to it, and nobody else.
import { describe, expect, it } from 'vitest'
import { startCompanion } from '../../../src/domain/demo/companion.ts'
import { answerTo } from '../../../src/domain/demo/companion-words.ts'
import { makeDemo } from '../../../src/domain/demo/demo.ts'
import type { BusEvent } from '../../../src/domain/events.ts'
import { plainPasswords, START, world, type World } from '../world.ts'

interface Scene extends World {
  readonly faults: unknown[]
  /** Lets the time pass until nobody waits any more. */
  readonly wait: () => Promise<number>
  readonly say: (username: string, roomId: string, text: string, threadId?: string) => Promise<string>
  readonly direct: (one: string, other: string) => Promise<string>
  /** What Houston has said since the start. */
  readonly said: () => string[]
  readonly stop: () => void
}

async function scene(): Promise<Scene> {
  const made = world()
  const waiting: { due: number; task: () => void }[] = []
  Object.assign(made.clock, {
    after(ms: number, task: () => void) {
      const timer = { due: made.clock.time + ms, task }
      waiting.push(timer)
      return { stop: () => void waiting.splice(waiting.indexOf(timer), waiting.includes(timer) ? 1 : 0) }
    },
  })
  await makeDemo(made.domain.ground, 'town', plainPasswords)
  made.events.length = 0
  const faults: unknown[] = []
  const stop = await startCompanion(made.domain, (fault) => faults.push(fault))
  const { domain } = made
  const user = async (username: string) => {
    const found = await domain.users.byUsername(username)
    if (!found) throw new Error(`nobody is called ${username}`)
    return found
  }
  const settle = async () => {
    for (let turn = 0; turn < 200; turn++) await Promise.resolve()
  }
  return {
    ...made,
    faults,
    stop,
    async wait() {
      const from = made.clock.time
      await settle()
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        made.clock.time = next.due
        next.task()
        await settle()
      }
      return made.clock.time - from
    },
    async say(username, roomId, text, threadId) {
      const thread = threadId === undefined ? {} : { threadId }
      return (await domain.messages.send(await user(username), { roomId, text, ...thread })).id
    },
    direct: async (one, other) => (await domain.rooms.openDirect(await user(one), [other])).id,
    said: () => made.events.flatMap(spoken),
  }
}

function spoken(event: BusEvent): string[] {
  return event.type === 'message' && event.change === 'sent' && event.message.author.username === 'houston'
    ? [event.message.text]
    : []
}

describe('Houston', () => {
  it('answers a direct message after a human-like pause, typing meanwhile', async () => {
    const { direct, say, wait, said, events, faults } = await scene()
    const room = await direct('alice', 'houston')
    await say('alice', room, 'hello')
    expect(said()).toEqual([])
    const took = await wait()
    expect(said()).toEqual(['Hello Alice! Say `help` and I tell you what I can do.'])
    expect(took).toBe(600 + 'Hello Alice! Say `help` and I tell you what I can do.'.length * 12)
    const typing = events.flatMap((event) =>
      event.type === 'activity' && event.event === 'typing' ? [event.args] : [],
    )
    expect(typing).toEqual([
      ['houston', true],
      ['houston', false],
    ])
    expect(faults).toEqual([])
  })

  it('answers by name in a channel that it is in, in the thread in which it was asked', async () => {
    const { domain, say, wait, said, events } = await scene()
    const frontend = await domain.rooms.byIdOrName('frontend')
    const parent = await say('bob', frontend?.id ?? '', 'a thread')
    await say('bob', frontend?.id ?? '', '@houston echo in here', parent)
    await wait()
    expect(said()).toEqual(['in here'])
    const answer = events.find((event) => spoken(event).length > 0)
    expect(answer).toMatchObject({ message: { threadId: parent } })
  })

  it('keeps quiet when nobody means it: others’ talk, reactions, edits, its own words, other bots', async () => {
    const { domain, say, wait, said, direct, user } = await scene()
    const id = await say('alice', 'GENERAL', 'hello everybody, not houston')
    const room = await direct('alice', 'houston')
    const asked = await say('alice', room, 'hello')
    await wait()
    expect(said()).toHaveLength(1)
    const alice = await domain.users.byUsername('alice')
    if (!alice) throw new Error('no alice')
    await domain.messages.edit(alice, asked, 'hello again')
    await domain.messages.react(alice, id, ':wave:', true)
    const robot = await domain.users.create({
      username: 'robot',
      name: 'Robot',
      roles: ['bot'],
      type: 'bot',
      passwordDigest: 'x',
    })
    await domain.messages.send(robot, { roomId: (await domain.rooms.openDirect(robot, ['houston'])).id, text: 'hello' })
    await wait()
    expect(said()).toHaveLength(1)
    expect(await user('dave')).toBeDefined()
  })

  it('answers the last of several questions, once', async () => {
    const { direct, say, wait, said } = await scene()
    const room = await direct('bob', 'houston')
    await say('bob', room, 'echo one')
    await say('bob', room, 'echo two')
    await wait()
    expect(said()).toEqual(['two'])
  })

  it('is seen as online, until it is stopped; then it says nothing more', async () => {
    const { domain, direct, say, wait, said, stop } = await scene()
    const me = await domain.users.byUsername('houston')
    expect(domain.presence.statusOf(me?.id ?? '')).toBe('online')
    const room = await direct('bob', 'houston')
    await say('bob', room, 'hello')
    stop()
    await say('bob', room, 'hello?')
    expect(await wait()).toBe(0)
    expect(said()).toEqual([])
    expect(domain.presence.statusOf(me?.id ?? '')).toBe('offline')
  })

  it('says nothing more when it is stopped in the middle of thinking', async () => {
    const { domain, direct, say, wait, said, stop } = await scene()
    const room = await direct('bob', 'houston')
    const { users } = domain
    // It has read, and asks who it was; the server is closed before it knows.
    const byId = (id: string) => {
      stop()
      return users.byId(id)
    }
    Object.assign(domain, { users: { ...users, byId } })
    await say('bob', room, 'hello')
    expect(await wait()).toBe(600)
    expect(said()).toEqual([])
  })

  it('reports what goes wrong, and goes on', async () => {
    const { domain, direct, say, wait, said, faults } = await scene()
    const room = await direct('bob', 'houston')
    const { users } = domain
    Object.assign(domain, { users: { ...users, byId: () => Promise.reject(new Error('no disk')) } })
    await say('bob', room, 'hello')
    await wait()
    expect(faults).toEqual([new Error('no disk')])
    Object.assign(domain, { users })
    await say('bob', room, 'echo still here')
    await wait()
    expect(said()).toEqual(['still here'])
  })

  it('is not there where there is no such bot', async () => {
    const { domain } = world()
    await makeDemo(domain.ground, 'people', plainPasswords)
    const stop = await startCompanion(domain, () => {})
    stop()
    await domain.users.create({ username: 'houston', name: 'Somebody', roles: ['user'], passwordDigest: 'x' })
    await startCompanion(domain, () => {})
    expect(domain.presence.present()).toEqual([])
  })
})

describe('its words', () => {
  const asked = { name: 'Carol', now: START, chance: () => 0.5 }
  it.each([
    ['@houston', 'Yes, Carol? Say `help` and I tell you what I can do.'],
    ['@houston: what time is it?', 'It is 2026-11-22 12:00 UTC where I am.'],
    ['现在几点?', '我这里是 UTC 2026-11-22 12:00。'],
    ['roll a dice', ':game_die: 4'],
    ['@houston 掷骰子', ':game_die: 4'],
    ['echo  hello help', 'hello help'],
    ['thanks!', 'You are welcome, Carol.'],
    ['谢谢', '不客气,Carol。'],
    ['你好', '你好,Carol!说“帮助”,我就告诉你我会什么。'],
    ['this', 'Copy that, Carol. I am only a bot and know few words: say `help` to see them.'],
    ['为什么', '收到,Carol。我只是个机器人,不太懂这句话。说“帮助”看看我会什么。'],
    ['帮助', '可以问我*时间*,让我掷*骰子*,看一段*代码*,或者 `echo` 一句话。打个招呼也行。'],
  ])('%s → %s', (text, answer) => {
    expect(answerTo(text, asked)).toBe(answer)
  })

  it('shows code in a fence', () => {
    expect(answerTo('show me some code', asked)).toMatch(/^Here you are:\n```js\n[^]+\n```$/)
    expect(answerTo('来点代码', asked)).toMatch(/^给你:\n```js\n[^]+\n```$/)
  })
})
