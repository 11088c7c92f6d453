// The two bots as processes, beside a real server that has Rocket.Chat's limits: what they answer, whom they leave alone,
// and that they end when they are asked to.
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { connect, type Client, type Room } from 'quindar'
import { startServer } from '@quindar/testkit'

const BOTS = fileURLToPath(new URL('../../../../../examples/bots/', import.meta.url))
const PATIENTLY = { timeout: 30_000 }

interface Running {
  readonly process: ChildProcess
  readonly output: () => string
  /** Asks it to end; resolves with its exit code. */
  readonly end: () => Promise<number | null>
}

const running: ChildProcess[] = []
const clients: Client[] = []
afterEach(async () => {
  for (const bot of running.splice(0)) bot.kill('SIGKILL')
  for (const client of clients.splice(0)) await client.close()
})

async function start(bot: 'echo' | 'growing', url: string, user: string): Promise<Running> {
  const child = spawn(process.execPath, ['--conditions=@quindar/source', `${BOTS}${bot}.ts`, url], {
    env: { ...process.env, BOT_USER: user, BOT_PASSWORD: user, NODE_NO_WARNINGS: '1' },
  })
  running.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await expect.poll(() => output, PATIENTLY).toBe(`${user} listens\n`)
  return {
    process: child,
    output: () => output,
    end() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

async function as(url: string, name: string, bot = false): Promise<Client> {
  const rc = await connect(url, { user: name, password: name, bot })
  clients.push(rc)
  return rc
}

/** Speaks until the bot hears it: what is said before it listens is not for it. */
async function wake(room: Room, said: readonly string[]): Promise<void> {
  const answered = async (): Promise<boolean> => {
    if (!said.some((line) => line.startsWith('bob'))) await room.send('hello?')
    return said.some((line) => line.startsWith('bob'))
  }
  await expect.poll(answered, { ...PATIENTLY, interval: 1_000 }).toBe(true)
}

/** What is said in a room, by whom. */
function listen(room: Room): string[] {
  const heard: string[] = []
  room.on('message', ({ author, text }) => heard.push(`${author.username}: ${text}`))
  room.on('edited', ({ text }) => heard.push(`edited: ${text}`))
  return heard
}

describe('the echo bot', () => {
  it('answers direct messages and mentions, all of them under the limits, no bots and not itself, and ends', async () => {
    await using server = await startServer({ limits: 'strict' })
    const bot = await start('echo', server.url, 'bob')
    const [alice, carol] = await Promise.all([as(server.url, 'alice'), as(server.url, 'carol', true)])
    const direct = await alice.room('@bob')
    const said = listen(direct)
    await wake(direct, said)
    const texts = ['one', 'two', 'three', 'four', 'five', 'six']
    // More than a server takes in a second: both wait.
    await Promise.all(texts.map((text) => direct.send(text)))
    await expect
      .poll(() => said.filter((line) => /^bob: (?!.*hello)/.test(line)), PATIENTLY)
      .toEqual(texts.map((text) => `bob: You said: ${text}`))

    const [hers, bots] = await Promise.all([alice.room('#general'), carol.room('#general')])
    const heard = listen(hers)
    // Another bot, which says so.
    await bots.send('@bob hello, colleague')
    const named = await hers.send('@bob are you there?')
    const thread = await hers.thread(named.id)
    thread.timeline.subscribe(() => {})
    await thread.timeline.loadOlder()
    const answers = (): string[] => thread.timeline.getSnapshot().messages.map(({ text }) => text)
    await expect.poll(answers, PATIENTLY).toEqual(['You said: are you there?'])
    expect(thread.timeline.getSnapshot().messages[0]).toMatchObject({ bot: true, author: { username: 'bob' } })
    expect(heard.filter((line) => line.startsWith('bob'))).toEqual(['bob: You said: are you there?'])

    expect(await bot.end()).toBe(0)
    expect(bot.output()).toBe('bob listens\nbob is gone\n')
  })
})

describe('the bot whose answer grows', () => {
  it('sends one message and edits it until it is whole; asked to end in the middle of it, it ends', async () => {
    await using server = await startServer({ limits: 'strict' })
    const bot = await start('growing', server.url, 'bob')
    const alice = await as(server.url, 'alice')
    const direct = await alice.room('@bob')
    const said = listen(direct)
    await wake(direct, said)
    await direct.send('why?')
    const whole = 'edited: You ask "why?". Nobody knows yet; but ask again, and the answer will have grown by then.'
    await expect.poll(() => said.at(-1), PATIENTLY).toBe(whole)
    const edits = said.slice(said.lastIndexOf('bob: …') + 1)
    expect(edits.length).toBeGreaterThan(1)
    for (const edit of edits.slice(0, -1)) {
      expect(edit.endsWith(' …')).toBe(true)
      expect(whole.startsWith(edit.slice(0, -2))).toBe(true)
    }
    await direct.send('and now?')
    await expect.poll(() => said.at(-1), PATIENTLY).toMatch(/^edited: You ask "and/)
    expect(await bot.end()).toBe(0)
    expect(bot.output()).toBe('bob listens\n')
  })
})

it.each(['echo', 'growing'])('%s is at most 40 lines', (bot) => {
  const lines = readFileSync(`${BOTS}${bot}.ts`, 'utf8').trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(40)
})
