// The SQLite store against the in-memory one: whatever is asked in whatever order, both answer the same. The two share
// nothing but the port, the folding of names and the rules of threads, so each is the other's model.

import fc from 'fast-check'
import { expect } from 'vitest'
import { StoreFailure, type Store } from '../../src/store/port.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { openSqliteInLoop } from '../../src/store/sqlite/in-loop.ts'
import { everybody, mention, realClock, seeded, user } from './world.ts'

type Command = readonly [name: string, input: unknown]

const usernames = ['alice', 'Bob', 'bob', 'ÇELİK', '小明', 'ghost']
const username = fc.constantFrom(...usernames)
const userId = username.map((name) => `id-${name}`)
const author = username.map((name) => ({ id: `id-${name}`, username: name, name: `${name} the tester` }))
const roomId = fc.constantFrom('R1', 'R2', 'D1', 'D2')
const roomName = fc.constantFrom('general', 'GENERAL', 'ça%_\\', '房间')
const messageId = fc.integer({ min: 1, max: 12 }).map((index) => `x${index}`)
const membershipId = fc.integer({ min: 1, max: 20 }).map((index) => `m${index}`)
const at = fc.integer({ min: 50, max: 300 })
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom("' OR 1=1 --", '%', '{"$ne":null}'),
)
const roles = fc.subarray(['owner', 'moderator'] as const)
const emoji = fc.constantFrom(':a:', ':b:', '__proto__')
const filter = fc.option(fc.oneof(text, fc.constantFrom('b', 'G', 'ç')), { nil: undefined })
const mentions = fc.array(fc.oneof(username.map(mention), fc.constantFrom(everybody('all'), everybody('here'))), {
  maxLength: 3,
})
const options = { requiredKeys: [] as never[] }

const newMessage = fc
  .record({
    id: messageId,
    roomId,
    author,
    text,
    mentions,
    channels: fc.constant([]),
    urls: fc.constant([]),
    sentAt: at,
  })
  .chain((required) =>
    fc
      .record(
        { threadId: messageId, showInRoom: fc.boolean(), alias: text, customFields: fc.dictionary(text, text) },
        options,
      )
      .map((more) => ({ ...required, ...more })),
  )
const systemMessage = fc.record({ id: messageId, type: fc.constantFrom('uj', 'ul'), author, text })
const changes = fc.record({ text, mentions, showInRoom: fc.boolean() }, options)

function optional<T>(key: string, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.option(value).map((one) => (one === null ? {} : { [key]: one }))
}
/** Of few rooms and people, so that it holds often enough. */
const judged = fc
  .record({ roomId: fc.constantFrom('R1', 'R2'), authorId: fc.constantFrom('id-alice', 'id-bob') })
  .chain((one) => merged(fc.constant(one), optional('membershipId', membershipId)))
const editor = author.map(({ id, username: name }) => ({ id, username: name }))

function merged(...parts: fc.Arbitrary<object>[]): fc.Arbitrary<object> {
  return fc.tuple(...parts).map((all) => Object.assign({}, ...all) as object)
}
function command(name: keyof Store, input: fc.Arbitrary<unknown>): fc.Arbitrary<Command> {
  return input.map((one) => [name, one] as const)
}

const members = fc.array(fc.record({ membershipId, user: author, roles }), { maxLength: 4 })
const room = fc
  .record({ id: roomId, type: fc.constantFrom('channel', 'group'), name: roomName, readOnly: fc.boolean() })
  .chain((one) => merged(fc.constant({ ...one, isDefault: false }), optional('creator', author)))

const writes = [
  command(
    'createUser',
    fc.record({ user: fc.tuple(username, at).map(([name, when]) => user(name, { updatedAt: when })) }),
  ),
  command('setStatus', merged(fc.record({ userId, at }), optional('statusText', text))),
  command('setPasswordHash', fc.record({ userId, passwordHash: text, at })),
  command('addLoginToken', fc.record({ userId, tokenHash: messageId, createdAt: at, expiresAt: at })),
  command('removeLoginTokens', merged(fc.record({ userId }), optional('tokenHash', messageId))),
  command('createRoom', fc.record({ room, members, at })),
  command('openDirectRoom', merged(fc.record({ roomId, members, at }), optional('openedBy', userId))),
  command(
    'joinRoom',
    merged(fc.record({ roomId, membershipId, user: author, roles, at }), optional('systemMessage', systemMessage)),
  ),
  command('leaveRoom', merged(fc.record({ roomId, userId, at }), optional('systemMessage', systemMessage))),
  command('markRead', merged(fc.record({ roomId, userId, at }), optional('threads', fc.boolean()))),
]
const logWrites = [
  command('appendMessage', fc.record({ message: newMessage, at, requireMembership: fc.boolean() })),
  command('appendMessage', fc.record({ message: newMessage, at, requireMembership: fc.constant(true) })),
  command('editMessage', merged(fc.record({ messageId, changes, editedBy: editor, at }), optional('judged', judged))),
  command('deleteMessage', merged(fc.record({ messageId, deletedBy: editor, at }), optional('judged', judged))),
  command(
    'setPin',
    merged(
      fc.record({ messageId, pinned: fc.boolean(), by: editor, at }),
      optional('note', systemMessage),
      optional('judged', judged),
    ),
  ),
  command('setStar', merged(fc.record({ messageId, userId, starred: fc.boolean(), at }), optional('judged', judged))),
  command(
    'setFollower',
    merged(fc.record({ messageId, userId, follows: fc.boolean(), at }), optional('judged', judged)),
  ),
  command('readThread', fc.record({ roomId, userId, threadId: messageId, at })),
  command(
    'placeRoom',
    merged(fc.record({ roomId, userId, at }), optional('open', fc.boolean()), optional('favorite', fc.boolean())),
  ),
  command(
    'setReaction',
    merged(fc.record({ messageId, emoji, username, at }), optional('wanted', fc.boolean()), optional('judged', judged)),
  ),
]
const page = fc.record({ offset: fc.integer({ min: -1, max: 3 }), limit: fc.integer({ min: -1, max: 4 }) })
const reads = [
  command(
    'user',
    fc.oneof(
      userId.map((id) => ({ id })),
      username.map((name) => ({ username: name })),
    ),
  ),
  command(
    'users',
    fc.oneof(
      fc.array(userId).map((ids) => ({ ids })),
      fc.array(username).map((names) => ({ usernames: names })),
    ),
  ),
  command(
    'credentials',
    userId.map((id) => ({ id })),
  ),
  command(
    'loginToken',
    messageId.map((tokenHash) => ({ tokenHash })),
  ),
  command(
    'room',
    fc.oneof(
      roomId.map((id) => ({ id })),
      roomName.map((name) => ({ name })),
    ),
  ),
  command(
    'channels',
    fc.tuple(page, filter).map(([one, part]) => ({ ...one, ...(part !== undefined && { filter: part }) })),
  ),
  command('membership', fc.record({ roomId, userId })),
  command('roomsOf', merged(fc.record({ userId }), optional('since', at))),
  command('membershipsOf', merged(fc.record({ userId }), optional('since', at))),
  command(
    'members',
    fc
      .tuple(roomId, page, filter)
      .map(([id, one, part]) => ({ roomId: id, ...one, ...(part !== undefined && { filter: part }) })),
  ),
  command('memberIds', fc.record({ roomId })),
  command('message', fc.record({ id: messageId })),
  command(
    'history',
    merged(
      fc.record({ roomId, limit: fc.nat(6), threads: fc.boolean() }),
      optional('before', at),
      optional('after', at),
      optional('inclusive', fc.boolean()),
    ),
  ),
  command(
    'markedMessages',
    merged(
      fc.record({
        roomId,
        by: fc.oneof(
          fc.constant('pin'),
          userId.map((id) => ({ starredBy: id })),
          userId.map((id) => ({ mentioning: id })),
        ),
      }),
      page,
    ),
  ),
  command('countBetween', fc.record({ roomId, after: at, before: at, threads: fc.boolean() })),
]

/** Users and rooms first, so that what follows meets something. */
export const story = fc.tuple(
  fc.array(fc.oneof(...writes.slice(0, 1)), { minLength: 3, maxLength: 6 }),
  fc.array(fc.oneof(...writes.slice(5, 8)), { minLength: 2, maxLength: 6 }),
  fc.array(fc.oneof(...writes, ...logWrites, ...logWrites, ...logWrites, ...reads), { minLength: 10, maxLength: 80 }),
)

export async function answer(store: Store, [name, input]: Command): Promise<unknown> {
  try {
    return await (store[name as keyof Store] as (input: unknown) => Promise<unknown>)(input)
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error
    return { rejected: true, fatal: error.fatal }
  }
}

/** Tells `runs` stories to both. A failure names the seed with which it comes again. */
export async function compareStores(runs: number, seed: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(story, async (chapters) => {
      const memory = createMemoryStore({ clock: realClock, random: seeded(1), delays: { upToTurns: 0 } })
      const sqlite = openSqliteInLoop({ clock: realClock, random: seeded(1) })
      try {
        for (const one of chapters.flat()) {
          expect([one, await answer(sqlite, one)]).toEqual([one, await answer(memory, one)])
        }
        for (const id of ['R1', 'R2', 'D1', 'D2']) {
          const whole: Command = ['history', { roomId: id, limit: 100, threads: true }]
          expect(await answer(sqlite, ['room', { id }])).toEqual(await answer(memory, ['room', { id }]))
          expect(await answer(sqlite, whole)).toEqual(await answer(memory, whole))
        }
      } finally {
        await Promise.all([memory.close(), sqlite.close()])
      }
    }),
    { numRuns: runs, seed },
  )
}
