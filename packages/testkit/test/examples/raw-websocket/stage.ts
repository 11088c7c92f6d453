// What a run of the recipe needs around it: a server whose time a test moves, the relay that sees every frame, a second
// client that hears the room live. And what the run must have been.

import { connect, type Client, type Message } from 'quindar'
import { expect } from 'vitest'
import { fakeClock, startServer, type TestServer } from '@quindar/testkit'
import { fiveFrames, type Filling } from './five-frames.ts'
import { relayTo, type Passed, type Relay } from './relay.ts'

export const DIALECTS = ['meteor', 'streamer'] as const

/** After which the server asks. */
const SILENCE_MS = { meteor: 15_000, streamer: 30_000 }

/** For `expect.poll`: how slow a machine may be. */
export const PATIENTLY = { timeout: 30_000 }

export interface Stage extends AsyncDisposable {
  readonly server: TestServer
  readonly relay: Relay
  /** Bob's client, in the room. */
  readonly witness: Client
  /** What bob's client heard in `#general`, live. */
  readonly heard: readonly Message[]
  /** Lets the server's time go by until it asks the silent socket whether it is there. */
  readonly untilPing: () => Promise<void>
}

export async function setStage(dialect: (typeof DIALECTS)[number]): Promise<Stage> {
  const time = fakeClock()
  const server = await startServer({
    dialect,
    clock: {
      now: time.now,
      monotonic: time.now,
      after(ms, task) {
        const timer = time.setTimeout(task, ms)
        return { stop: () => time.clearTimeout(timer) }
      },
      endOfTurn: (task) => void setImmediate(task),
    },
  })
  const relay = await relayTo(server.url)
  const witness = await connect(server.url, { user: 'bob', password: 'bob' })
  const heard: Message[] = []
  const general = await witness.room('#general')
  general.on('message', (message) => heard.push(message))
  // A session's frames are served in their order: this answer says that bob is subscribed.
  await witness.call('rooms/get')
  return {
    server,
    relay,
    witness,
    heard,
    untilPing: () => time.advance(SILENCE_MS[dialect]),
    [Symbol.asyncDispose]: async () => {
      await witness.close()
      await relay[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** A token as the answer gets it: from the REST API. */
export async function tokenOf(server: string, user: string): Promise<string> {
  const answer = await fetch(`${server}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password: user }),
  })
  const { data } = (await answer.json()) as { data: { authToken: string } }
  return data.authToken
}

type ServerFrame = { msg?: string; id?: string; subs?: string[]; error?: unknown; result?: unknown }

/** The frames of the answer and no others, byte by byte; each after the server's answer that it needs. */
export function expectTheFiveFrames(conversation: readonly Passed[], filling: Filling): void {
  const { connect: hello, pong, login, sub, sendMessage } = fiveFrames(filling)
  const steps = conversation.flatMap(({ from, text }) => {
    if (from === 'client') return text === pong ? [] : [text]
    const { msg, id, subs, error } = JSON.parse(text) as ServerFrame
    if (error !== undefined) return [`refused: ${text}`]
    if (msg === 'connected') return ['connected']
    if (msg === 'result') return [`result ${id}`]
    return msg === 'ready' && subs?.includes('unique-id') ? ['ready unique-id'] : []
  })
  expect(steps).toEqual([hello, 'connected', login, 'result 42', sub, 'ready unique-id', sendMessage, 'result 42'])
}

/** Every ping has its pong, and nothing is ponged that was not asked. Returns how many. */
export function pongsOf(conversation: readonly Passed[]): number {
  const pings = conversation.filter(({ from, text }) => from === 'server' && text.startsWith('{"msg":"ping"'))
  const pongs = conversation.filter(({ from, text }) => from === 'client' && text === '{"msg":"pong"}')
  expect(pongs).toHaveLength(pings.length)
  return pongs.length
}

/** The room really holds the message, once, and bob's client heard of it once, live. */
export async function expectOneMessage({ witness, heard }: Stage, id: string): Promise<void> {
  await expect.poll(() => heard.filter((message) => message.id === id), PATIENTLY).toHaveLength(1)
  const general = await witness.room('#general')
  const kept = (await general.history({ limit: 50 })).filter((message) => message.text === 'Hello World!')
  expect(kept.map((message) => [message.id, message.roomId, message.author.username])).toEqual([
    [id, 'GENERAL', 'alice'],
  ])
}
