// What the tests of the outbox stand on: a room, a server that answers by hand, and a storage that fails as it is told.
import type { ClientStorage, Message } from 'quindar'
import type { FakeClock, FakeSocket } from '@quindar/testkit'
import { settle } from './rig.ts'
import { wire } from './room-rig.ts'

/** The texts of the messages that were sent on a socket, in order. */
export function texts(socket: FakeSocket): string[] {
  return sends(socket).map(({ msg }) => msg)
}

/** Messages in short: `Hello pending`. */
export const states = (messages: readonly Message[]): string[] =>
  messages.map(({ text, status }) => `${text} ${status}`)

/** The documents that were sent. */
export function sends(socket: FakeSocket): { _id: string; rid: string; msg: string }[] {
  return socket
    .sentOf('method')
    .filter(({ method }) => method === 'sendMessage')
    .map(({ params }) => params?.[0] as never)
}

/** Answers the newest call that sends this message: with the message as it is stored, or with an error. */
export async function answerSend(socket: FakeSocket, id: string, error?: object): Promise<void> {
  const call = socket
    .sentOf('method')
    .findLast(({ params }) => (params?.[0] as { _id?: string } | undefined)?._id === id)
  if (!call) throw new Error(`${id} was not sent.`)
  const mine = { u: { _id: 'u1', username: 'alice' }, msg: sends(socket).find(({ _id }) => _id === id)?.msg }
  socket.receive({ msg: 'result', id: call.id, ...(error ? { error: error as never } : { result: wire(id, 5, mine) }) })
  await settle()
}

/** Lets the time pass on a connection that lives. */
export async function alive(clock: FakeClock, socket: FakeSocket, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 5_000) {
    await clock.advance(Math.min(left, 5_000))
    socket.receive({ msg: 'pong' })
  }
}

export const tooMany = (timeToReset: number): object => ({ error: 'too-many-requests', details: { timeToReset } })

export interface FakeStorage extends ClientStorage {
  readonly held: Map<string, string>
  /** Everything that was asked of it, in order: `set outbox/…/a`. */
  readonly asked: string[]
  /** Given, every call rejects with it. */
  broken: Error | undefined
  /** Does it answer? Otherwise calls hang until it does. */
  hangs: boolean
}

/** @param locks Has it locks? */
export function fakeStorage(locks = false): FakeStorage {
  const held = new Map<string, string>()
  const asked: string[] = []
  const waiting = new Map<string, Promise<void>>()

  async function ask<T>(what: string, answer: () => T): Promise<T> {
    asked.push(what)
    if (storage.broken) throw storage.broken
    if (storage.hangs) await new Promise<never>(() => {})
    await Promise.resolve()
    return answer()
  }

  const storage: FakeStorage = {
    held,
    asked,
    broken: undefined,
    hangs: false,
    entries: (prefix) => ask('entries', () => [...held].filter(([key]) => key.startsWith(prefix)).toReversed()),
    set: (key, value) => ask(`set ${key}`, () => void held.set(key, value)),
    delete: (key) => ask(`delete ${key}`, () => void held.delete(key)),
    lock: locks
      ? (name, task, signal) => {
          const turn = (waiting.get(name) ?? Promise.resolve()).then(() => (signal.aborted ? undefined : task()))
          waiting.set(
            name,
            turn.catch(() => {}),
          )
          return turn
        }
      : undefined,
  }
  return storage
}
