// What the tests of the store stand on: the three stores, a clock, seeded chance, and short words for long inputs.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Clock, Randomness } from '../../src/clock.ts'
import type { Author, Mention, Role, User } from '../../src/domain/entities.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import type { NewMessage, Store, SystemMessage } from '../../src/store/port.ts'
import { openSqliteStore } from '../../src/store/sqlite/driver.ts'
import { openSqliteInLoop } from '../../src/store/sqlite/in-loop.ts'

export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms)
    return { stop: () => clearTimeout(timer) }
  },
  endOfTurn: (task) => void setImmediate(task),
}

/** Bytes that are the same for the same seed (xorshift32). */
export function seeded(seed: number): Randomness {
  let state = seed * 2_654_435_761 + 1
  return {
    bytes: (count) =>
      Uint8Array.from({ length: count }, () => {
        state ^= state << 13
        state ^= state >>> 17
        state ^= state << 5
        return state & 0xff
      }),
  }
}

/** A directory of the test's own, gone when it is over. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'quindar-store-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

export type OpenStore = () => Promise<Store>

/** Every store there is. Each call opens an empty one, closed when the test is over. */
export const stores: readonly { readonly name: string; readonly open: OpenStore }[] = [
  {
    name: 'the in-memory store',
    open: () => closing(createMemoryStore({ clock: realClock, random: seeded(1) })),
  },
  {
    name: 'the SQLite store in the event loop',
    open: () => closing(openSqliteInLoop({ clock: realClock, random: seeded(2) })),
  },
  {
    name: 'the SQLite store in threads',
    open: () => {
      const path = join(temporaryDirectory(), 'quindar.db')
      return closing(openSqliteStore({ path, clock: realClock, random: seeded(3) }))
    },
  },
]

export async function closing(opening: Store | Promise<Store>): Promise<Store> {
  const store = await opening
  onTestFinished(() => store.close())
  return store
}

export function user(username: string, more: Partial<User> = {}): User {
  return {
    id: `id-${username}`,
    username,
    name: `${username} the tester`,
    emails: [],
    roles: ['user'],
    active: true,
    type: 'user',
    statusDefault: 'online',
    statusText: '',
    createdAt: 10,
    updatedAt: 10,
    ...more,
  }
}

export function author(username: string): Author {
  return { id: `id-${username}`, username, name: `${username} the tester` }
}

export function member(username: string, roles: readonly Role[] = []) {
  return { membershipId: `m-${username}`, user: author(username), roles }
}

export async function addUsers(store: Store, ...usernames: string[]): Promise<void> {
  for (const username of usernames) await store.createUser({ user: user(username) })
}

/** A channel (unless said otherwise) `roomId` at time 100; the first of `usernames` made it and owns it. */
export async function addRoom(
  store: Store,
  roomId: string,
  usernames: readonly string[],
  more: { type?: 'channel' | 'group'; name?: string } = {},
) {
  const [first = 'nobody'] = usernames
  const made = await store.createRoom({
    room: {
      id: roomId,
      type: 'channel',
      name: roomId.toLowerCase(),
      readOnly: false,
      isDefault: false,
      creator: author(first),
      ...more,
    },
    members: usernames.map((username) => ({
      membershipId: `${roomId}-${username}`,
      user: author(username),
      roles: username === first ? ['owner'] : [],
    })),
    at: 100,
  })
  if (made.outcome !== 'created') throw new Error(made.outcome)
  return made
}

/** Who takes a message back where it does not matter who does. */
export const deletedBy = { id: 'id-alice', username: 'alice' }

export function message(id: string, roomId: string, username: string, more: Partial<NewMessage> = {}): NewMessage {
  return {
    id,
    roomId,
    author: author(username),
    text: `text of ${id}`,
    mentions: [],
    channels: [],
    urls: [],
    sentAt: 200,
    ...more,
  }
}

/** Appends and expects it to work. Sent at `at`, unless `more` says otherwise. */
export async function append(
  store: Store,
  id: string,
  roomId: string,
  username: string,
  at: number,
  more: Partial<NewMessage> = {},
) {
  const wanted = message(id, roomId, username, { sentAt: at, ...more })
  const answer = await store.appendMessage({ message: wanted, at, requireMembership: true })
  if (answer.outcome !== 'appended') throw new Error(answer.outcome)
  return answer
}

export function mention(username: string): Mention {
  return { id: `id-${username}`, username, name: `${username} the tester`, type: 'user' }
}

export function everybody(word: 'all' | 'here'): Mention {
  return { id: word, username: word, type: 'group' }
}

export function system(id: string, username: string, type: SystemMessage['type'] = 'uj'): SystemMessage {
  return { id, type, author: author(username), text: username }
}
