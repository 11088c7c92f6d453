// What an older server left becomes what this one reads.

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openSqliteInLoop } from '../../../src/store/sqlite/in-loop.ts'
import { migrate, SCHEMA_VERSION } from '../../../src/store/sqlite/schema.ts'
import { append, author, closing, message, realClock, seeded, temporaryDirectory, user } from '../world.ts'

/** A database of the first version: alice in R, and her message `x` at 200. */
function firstVersion(path: string): void {
  const database = new DatabaseSync(path)
  migrate(database, 'an epoch of long ago', 1)
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
  const insert = (table: string, row: Record<string, string | number>) =>
    database
      .prepare(
        `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
          .map(() => '?')
          .join(', ')})`,
      )
      .run(...Object.values(row))
  insert('users', {
    id: 'id-alice',
    username_key: 'alice',
    name_key: 'alice the tester',
    updated_at: 10,
    document: JSON.stringify(user('alice')),
  })
  insert('rooms', {
    id: 'R',
    type: 'channel',
    name_key: 'r',
    member_count: 1,
    message_count: 1,
    last_message_id: 'x',
    last_message_at: 200,
    seq: 1,
    updated_at: 200,
    document: JSON.stringify({
      id: 'R',
      type: 'channel',
      name: 'r',
      readOnly: false,
      isDefault: false,
      createdAt: 100,
    }),
  })
  insert('memberships', {
    id: 'R-alice',
    room_id: 'R',
    user_id: 'id-alice',
    is_owner: 1,
    open: 1,
    alert: 0,
    unread: 0,
    user_mentions: 0,
    group_mentions: 0,
    read_at: 200,
    updated_at: 200,
    document: JSON.stringify({ id: 'R-alice', roomId: 'R', userId: 'id-alice', username: 'alice', roles: ['owner'] }),
  })
  insert('messages', {
    id: 'x',
    room_id: 'R',
    seq: 1,
    first_seq: 1,
    sent_at: 200,
    is_system: 0,
    in_room: 1,
    document: JSON.stringify({ ...message('x', 'R', 'alice'), reactions: {}, updatedAt: 200, seq: 1 }),
  })
  insert('login_tokens', { token_hash: 'old', user_id: 'id-alice', created_at: 20, expires_at: 30 })
  database.close()
}

test('a database of the first version, from before threads were counted, becomes one of today', async () => {
  const path = join(temporaryDirectory(), 'quindar.db')
  firstVersion(path)
  const store = await closing(openSqliteInLoop({ path, clock: realClock, random: seeded(1) }))
  expect(store.epoch).toBe('an epoch of long ago')
  expect(await store.message({ id: 'x' })).toMatchObject({ text: 'text of x', author: author('alice'), seq: 1 })
  expect(await store.indexMessages({ most: 10 })).toEqual({ done: true })
  expect(await store.searchMessages({ roomId: 'R', query: 'text', offset: 0, limit: 5 })).toHaveLength(1)
  const membership = await store.membership({ roomId: 'R', userId: 'id-alice' })
  expect(membership).toMatchObject({ roles: ['owner'], open: true, readAt: 200 })
  expect(membership).not.toHaveProperty('unreadThreads')
  expect(membership).not.toHaveProperty('lastReplyAt')

  await append(store, 'a', 'R', 'alice', 210, { threadId: 'x' })
  expect(await store.message({ id: 'x' })).toMatchObject({ thread: { replyCount: 1, followers: ['id-alice'] }, seq: 3 })
  expect(await store.membership({ roomId: 'R', userId: 'id-alice' })).toMatchObject({ lastReplyAt: 210 })
  await store.addLoginToken({ userId: 'id-alice', tokenHash: 'new', createdAt: 40, expiresAt: 90 })
  expect(await store.loginToken({ tokenHash: 'old' })).toBeUndefined()
  await store.close()
  const database = new DatabaseSync(path, { readOnly: true })
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: SCHEMA_VERSION })
  database.close()
})
