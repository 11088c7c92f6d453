// What the livechat tests play on: the real server, alice as its agent, visitors, and a storage like a browser's.
import { expect, onTestFinished } from 'vitest'
import { connect, MethodError, NotSupportedError, type Client } from 'quindar'
import {
  livechat,
  type Livechat,
  type LivechatEvents,
  type LivechatOptions,
  type LivechatStorage,
} from 'quindar/livechat'
import { startServer, type TestServer } from '@quindar/testkit'

/** What a server may be told. */
export type ServerOptions = NonNullable<Parameters<typeof startServer>[0]>

/** No method is left for visitors who come, and there is no REST. */
export async function cannotStart(chat: Livechat): Promise<void> {
  await expect(chat.start()).rejects.toThrow(NotSupportedError)
}

/** The code of a refusal that is a `MethodError`. */
export async function codeOf(refused: Promise<unknown>): Promise<unknown> {
  const error: unknown = await refused.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(MethodError)
  return (error as MethodError).error
}

/** For `expect.poll`: how slow a machine may be. */
export const PATIENTLY = { timeout: 20_000 }

/** Which release the servers of this file play; `undefined`: every generation at once. suite.deep.test.ts changes it. */
export const edition: { compat: ServerOptions['compat'] } = { compat: undefined }

export interface Stage {
  readonly server: TestServer
  readonly alice: Client
  /** Says something in a conversation, as alice; resolves with the message's id. */
  readonly reply: (roomId: string, text: string) => Promise<string>
  /** Ends a conversation, as alice. */
  readonly end: (roomId: string) => Promise<unknown>
  /** A visitor at this server. */
  readonly visitor: (options?: LivechatOptions) => Livechat
}

/** A server without anybody at the desk. */
export async function openServer(options: ServerOptions = {}): Promise<TestServer> {
  const { compat } = edition
  const server = await startServer({ limits: 'none', ...(compat !== undefined && { compat }), ...options })
  onTestFinished(() => server[Symbol.asyncDispose]())
  return server
}

/** A server with an agent at her desk. */
export async function setStage(options: ServerOptions = {}): Promise<Stage> {
  const server = await openServer(options)
  const { agents } = server.domain.livechat
  const user = await agents.add('alice')
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  onTestFinished(() => alice.close())
  await agents.setStatus(user, user.id, 'available')
  return {
    server,
    alice,
    async reply(roomId, text) {
      const { message } = await alice.rest('POST /api/v1/chat.sendMessage', { message: { rid: roomId, msg: text } })
      return message._id
    },
    end: (roomId) =>
      server.domain.edition.exact && (edition.compat ?? 9) < 6
        ? alice.call('livechat:closeRoom', roomId)
        : alice.rest('POST /api/v1/livechat/room.closeByUser', { rid: roomId }),
    visitor: (given) => visitorAt(server.url, given),
  }
}

export function visitorAt(url: string, options?: LivechatOptions): Livechat {
  const chat = livechat(url, options)
  onTestFinished(() => chat.destroy())
  return chat
}

/** Like `localStorage`. */
export function storage(): LivechatStorage & { readonly items: Map<string, string> } {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}

/** Everything that an event has told. */
export function collect<Name extends keyof LivechatEvents>(chat: Livechat, name: Name): LivechatEvents[Name][] {
  const told: LivechatEvents[Name][] = []
  chat.on(name, (event) => told.push(event))
  return told
}

/** What people have said, as the list shows it. */
export const said = (chat: Livechat): string[] =>
  chat.messages
    .getSnapshot()
    .filter(({ systemType }) => !systemType)
    .map(({ text }) => text)

/** What could not be sent, as the list shows it. */
export const failed = (chat: Livechat): string[] =>
  chat.messages
    .getSnapshot()
    .filter((message) => message.status === 'failed')
    .map(({ text }) => text)

export const status = (chat: Livechat): string => chat.state.getSnapshot().status

/** The conversation that is open. */
export function roomIdOf(chat: Livechat): string {
  const { roomId } = chat.state.getSnapshot()
  if (roomId === undefined) throw new Error('There is no conversation.')
  return roomId
}

/** Requests to livechat's routes find nothing: a server, or a proxy, without them. */
export function withoutRest(): Pick<LivechatOptions, 'fetch'> {
  return {
    fetch: (url, init) =>
      url.includes('/api/v1/livechat/')
        ? Promise.resolve(new Response('<h1>Not found</h1>', { status: 404 }))
        : fetch(url, init),
  }
}

/** How many seconds of the visitor's pass in one of ours, so that his deadlines pass while a test waits. */
const HURRY = 8

/** Deadlines of calls, in milliseconds: they pass no faster, so that a slow machine misses none of them. */
const DEADLINE_MS = 30_000

/** Time that runs faster. */
export function hurry(): Pick<LivechatOptions, 'now' | 'setTimeout' | 'clearTimeout'> {
  return {
    now: () => Date.now() * HURRY,
    setTimeout: (task, ms) => setTimeout(task, ms >= DEADLINE_MS ? ms : ms / HURRY),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  }
}

/** The socket goes through the bad network, requests do not. */
export function socketThrough(proxy: string): Pick<LivechatOptions, 'WebSocket'> {
  class Detour extends WebSocket {
    constructor(address: string) {
      super(address.replace(/^ws:\/\/[^/]+/, proxy.replace('http', 'ws')))
    }
  }
  return { WebSocket: Detour }
}
