// What can be found where the database should be, and what is said about it.

import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { StoreOpenError, type Store } from '../../../src/store/port.ts'
import { assertSqliteVersion, openDatabase, openForReading } from '../../../src/store/sqlite/database.ts'
import { openSqliteStore } from '../../../src/store/sqlite/driver.ts'
import { openSqliteInLoop } from '../../../src/store/sqlite/in-loop.ts'
import { SCHEMA_VERSION } from '../../../src/store/sqlite/schema.ts'
import { asNobody, runProgram } from '../programs/run.ts'
import { addRoom, addUsers, append, closing, message, realClock, seeded, temporaryDirectory, user } from '../world.ts'

const openers = [
  {
    name: 'in threads',
    open: (path: string, seed = 1) => openSqliteStore({ path, clock: realClock, random: seeded(seed) }),
  },
  {
    name: 'in the loop',
    open: (path: string, seed = 1) =>
      new Promise<Store>((resolve) => resolve(openSqliteInLoop({ path, clock: realClock, random: seeded(seed) }))),
  },
]

async function refusal(opening: Promise<Store>): Promise<string> {
  const error: unknown = await closing(opening).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StoreOpenError)
  return (error as StoreOpenError).message
}

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}

describe.each(openers)('a database opened $name', ({ open }) => {
  test('is made with its directory, for its owner alone, and closed to one file', async () => {
    const directory = join(temporaryDirectory(), 'some where', '数据')
    const path = join(directory, 'quindar.db')
    const store = await closing(open(path))
    await addUsers(store, 'alice')
    expect((await store.user({ username: 'alice' }))?.id).toBe('id-alice')
    expect(readdirSync(directory).toSorted()).toEqual([
      'quindar.db',
      'quindar.db-shm',
      'quindar.db-wal',
      'quindar.db.lock',
    ])
    expect(mode(directory)).toBe('700')
    for (const name of readdirSync(directory)) expect([name, mode(join(directory, name))]).toEqual([name, '600'])
    await store.close()
    expect(readdirSync(directory)).toEqual(['quindar.db'])
  })

  test('keeps the mode of a directory that was there', async () => {
    const directory = temporaryDirectory()
    chmodSync(directory, 0o755)
    await closing(open(join(directory, 'quindar.db')))
    expect(mode(directory)).toBe('755')
  })

  test('has after it is opened again what it had, the same epoch, and a time that does not go back', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    const first = await open(path, 1)
    await addUsers(first, 'alice')
    await addRoom(first, 'R', ['alice'])
    const { message: written, room } = await append(first, 'x', 'R', 'alice', 5000)
    await first.close()
    const second = await closing(open(path, 2))
    expect(second.epoch).toBe(first.epoch)
    expect(await second.message({ id: 'x' })).toEqual(written)
    expect(await second.room({ id: 'R' })).toEqual(room)
    const { message: next } = await append(second, 'y', 'R', 'alice', 4000)
    expect(next).toMatchObject({ seq: 2, sentAt: 4000, updatedAt: 5000 })
  })

  test.each([
    ['a user', (store: Store) => store.setStatus({ userId: 'id-alice', statusText: 'new', at: 5000 })],
    [
      'a room',
      (store: Store) => store.appendMessage({ message: message('x', 'R', 'bob'), at: 5000, requireMembership: false }),
    ],
    ['a membership', (store: Store) => store.markRead({ roomId: 'R', userId: 'id-alice', at: 5000 })],
    ['a loss', (store: Store) => store.leaveRoom({ roomId: 'R', userId: 'id-alice', at: 5000 })],
  ])('knows the latest time when it is %s that moved last', async (_, move) => {
    const path = join(temporaryDirectory(), 'quindar.db')
    const first = await open(path)
    await addUsers(first, 'alice')
    await addRoom(first, 'R', ['alice'])
    await move(first)
    await first.close()
    const second = await closing(open(path))
    expect(await second.createUser({ user: user('dave') })).toMatchObject({ user: { updatedAt: 5000 } })
  })

  test('has an epoch of its own', async () => {
    const directory = temporaryDirectory()
    const first = await closing(open(join(directory, 'a.db'), 1))
    const second = await closing(open(join(directory, 'b.db'), 2))
    expect(first.epoch).not.toBe(second.epoch)
  })

  test('is refused while another store has it, and free when that one is closed', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    const first = await open(path)
    expect(await refusal(open(path))).toBe(
      `The database ${path} is in use by another process: stop that one, or choose another directory.`,
    )
    await addUsers(first, 'alice')
    await first.close()
    const second = await closing(open(path))
    expect((await second.user({ username: 'alice' }))?.id).toBe('id-alice')
  })

  test('is refused while another process has it, and free when that one is killed', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    const program = runProgram('appender', [path])
    await program.until((lines) => lines.length > 3)
    expect(await refusal(open(path))).toBe(
      `The database ${path} is in use by another process: stop that one, or choose another directory.`,
    )
    program.child.kill('SIGKILL')
    await program.ended
    const store = await closing(open(path))
    expect((await store.room({ id: 'R' }))?.messageCount).toBeGreaterThanOrEqual(3)
  })

  test('is refused to another process, which says so in one sentence', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    await closing(open(path))
    const program = runProgram('appender', [path])
    expect(await program.ended).toBe(1)
    expect(program.lines).toEqual([
      `refused The database ${path} is in use by another process: stop that one, or choose another directory.`,
    ])
  })

  test('is refused when it was written by a newer version, and left as it is', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    await (await open(path)).close()
    const database = new DatabaseSync(path)
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
    database.close()
    expect(await refusal(open(path))).toBe(
      `${path} was written by a newer version of this server (schema ${SCHEMA_VERSION + 1}, this one knows ${SCHEMA_VERSION}): install that version, or choose another directory.`,
    )
    const after = new DatabaseSync(path)
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: SCHEMA_VERSION + 1 })
    after.close()
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  test('is refused when it is another program’s', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    const other = new DatabaseSync(path)
    other.exec('CREATE TABLE places (id INTEGER)')
    other.close()
    expect(await refusal(open(path))).toBe(`${path} is a database of another program: choose another directory.`)
    expect(readdirSync(join(path, '..'))).toEqual(['quindar.db'])
  })

  test('is refused when it is no database', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    writeFileSync(path, 'To whom it may concern. '.repeat(400))
    expect(await refusal(open(path))).toBe(`${path} is not a database: move it away, or choose another directory.`)
    expect(readdirSync(join(path, '..'))).toEqual(['quindar.db'])
  })

  test('is made in a file that is empty', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    writeFileSync(path, '')
    const store = await closing(open(path))
    expect(await store.users({ ids: [] })).toEqual([])
  })

  test('is refused when a part of its path is a file', async () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'file'), '')
    const path = join(directory, 'file', 'deep', 'quindar.db')
    expect(await refusal(open(path))).toBe(
      `${join(directory, 'file', 'deep')} cannot be written (a part of the path is a file): make it writable, or choose another directory.`,
    )
  })

  test('is refused when a directory is in its place', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    mkdirSync(path)
    expect(await refusal(open(path))).toBe(
      `${path} cannot be written (it is a directory): make it writable, or choose another directory.`,
    )
  })
})

test('a database is refused where nothing may be written', async ({ skip }) => {
  const outer = temporaryDirectory()
  const directory = join(outer, 'read-only')
  mkdirSync(directory)
  chmodSync(outer, 0o755)
  chmodSync(directory, 0o555)
  const wrapper = process.getuid?.() === 0 ? asNobody() : []
  if (!wrapper) skip('this is root, who may write everywhere, and nobody else can be asked')
  const path = join(directory, 'quindar.db')
  const program = runProgram('appender', [path], wrapper)
  expect(await program.ended).toBe(1)
  const below = runProgram('appender', [join(directory, 'below', 'quindar.db')], wrapper)
  expect(await below.ended).toBe(1)
  const sentence = 'cannot be written (permission is denied): make it writable, or choose another directory.'
  expect(program.lines).toEqual([`refused ${path} ${sentence}`])
  expect(below.lines).toEqual([`refused ${join(directory, 'below')} ${sentence}`])
  chmodSync(directory, 0o755)
})

test.skipIf(!existsSync('/proc/self'))('a database is refused where no directory can be made', () => {
  expect(() => openDatabase('/proc/quindar/deep/quindar.db', 'epoch')).toThrow(
    new StoreOpenError(
      '/proc/quindar/deep cannot be written (this file system takes no new directories): make it writable, or choose another directory.',
    ),
  )
})

describe('the lock', () => {
  test('of a process that was killed leaves a file that stops nobody', async () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    writeFileSync(`${path}.lock`, '')
    await (await openers[0]?.open(path))?.close()
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  test('whose file was removed still keeps no second store out of a new one', () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    const first = openDatabase(path, 'epoch')
    expect(() => openDatabase(path, 'epoch')).toThrow(StoreOpenError)
    unlinkSync(`${path}.lock`)
    first.close()
    expect(existsSync(path)).toBe(true)
    openDatabase(path, 'epoch').close()
  })
})

describe('the version of SQLite', () => {
  test.each(['3.51.3', '3.51.4', '3.52.0', '3.53.4', '4.0.0', '3.51.10'])('%s is good', (version) => {
    expect(() => assertSqliteVersion(version)).not.toThrow()
  })

  test.each(['3.51.2', '3.50.9', '3.9.99', '2.99.99', '3.51'])('%s is refused with a sentence', (version) => {
    expect(() => assertSqliteVersion(version)).toThrow(
      new StoreOpenError(
        `This Node carries SQLite ${version}, which can lose data; 3.51.3 is the oldest that cannot: install a newer Node.`,
      ),
    )
  })
})

describe('durability', () => {
  test('rests on settings that are really on', () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    const { connection, close } = openDatabase(path, 'epoch')
    const pragma = (name: string) => Object.values(connection.get<object>(`PRAGMA ${name}`) ?? {})[0] as unknown
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('wal_autocheckpoint')).toBe(16_384)
    expect(pragma('busy_timeout')).toBe(5_000)
    expect(pragma('application_id')).toBe(0x51_4e_44_52)
    expect(pragma('journal_size_limit')).toBe(67_108_864)
    expect(pragma('trusted_schema')).toBe(0)
    close()
  })

  test('is not in the hands of the reader, who cannot write', () => {
    const path = join(temporaryDirectory(), 'quindar.db')
    const { close } = openDatabase(path, 'epoch')
    const reader = openForReading(path)
    expect(reader.get('SELECT value FROM meta')).toEqual({ value: 'epoch' })
    expect(() => reader.run("INSERT INTO marks (key, value) VALUES ('a', 'b')")).toThrow('readonly')
    reader.database.close()
    close()
  })
})
