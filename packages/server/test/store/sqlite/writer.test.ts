// Batches on a real database, in the loop: what leaves, what is undone, and what ends the writer.

import { describe, expect, onTestFinished, test } from 'vitest'
import type { StoreFailure } from '../../../src/store/port.ts'
import type { Answered, Asked } from '../../../src/store/sqlite/batch.ts'
import type { Connection } from '../../../src/store/sqlite/connection.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { runReads } from '../../../src/store/sqlite/reader.ts'
import { Writer } from '../../../src/store/sqlite/writer.ts'
import { author, message, temporaryDirectory, user } from '../world.ts'

interface Idle {
  readonly ms: number
  readonly task: () => void
  stopped: boolean
}

function setUp(path = ':memory:') {
  const { connection, close } = openDatabase(path, 'epoch')
  onTestFinished(() => close())
  const idle: Idle[] = []
  const fatal: StoreFailure[] = []
  const clock = {
    after: (ms: number, task: () => void) => {
      const timer: Idle = { ms, task, stopped: false }
      idle.push(timer)
      return { stop: () => void (timer.stopped = true) }
    },
  }
  const writer = new Writer({ connection, clock, onFatal: (failure) => void fatal.push(failure) })
  let id = 0
  const asked = (name: string, input: unknown): Asked => ({ id: (id += 1), name, input })
  const prepare = (): void => {
    const members = [{ membershipId: 'm', user: author('alice'), roles: [] }]
    const room = { id: 'R', type: 'channel', name: 'r', readOnly: false, isDefault: false }
    writer.run([asked('createUser', { user: user('alice') }), asked('createRoom', { room, members, at: 100 })])
  }
  const post = (messageId: string, text = 'hi'): Asked =>
    asked('appendMessage', { message: message(messageId, 'R', 'alice', { text }), at: 200, requireMembership: true })
  const ghost = (): Asked =>
    asked('joinRoom', { roomId: 'R', membershipId: 'g', user: author('ghost'), roles: [], at: 300 })
  return { connection, writer, idle, fatal, asked, prepare, post, ghost }
}

function outcomes(answers: readonly Answered[]): unknown[] {
  return answers.map(({ answer, failure }) => failure ?? (answer as { outcome: string }).outcome)
}

/** From now on the database refuses to commit, or to do whatever `when` says, as a broken disk does. */
function breakAt(connection: Connection, when: string, error: unknown): () => void {
  const run = connection.run.bind(connection)
  connection.run = (sql, ...parameters) => {
    if (sql.startsWith(when)) throw error
    return run(sql, ...parameters)
  }
  return () => void (connection.run = run)
}

function sqliteError(errcode: number, text: string): Error {
  return Object.assign(new Error(text), { code: 'ERR_SQLITE_ERROR', errcode, errstr: text })
}

function count(connection: Connection, table: string): number | undefined {
  return connection.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n
}

describe('a batch', () => {
  test('is answered operation by operation, under their ids', () => {
    const { writer, prepare, post } = setUp()
    prepare()
    const batch = [post('x'), post('y'), post('x')]
    const answers = writer.run(batch)
    expect(answers.map((one) => one.id)).toEqual(batch.map((one) => one.id))
    expect(outcomes(answers)).toEqual(['appended', 'appended', 'duplicate'])
  })

  test('undoes an operation that fails, wherever in it that happens, and only that one', () => {
    const { writer, connection, prepare, post, ghost } = setUp()
    prepare()
    const answers = writer.run([post('x'), ghost(), post('y')])
    const failure = { message: 'The store could not carry out joinRoom: FOREIGN KEY constraint failed.', fatal: false }
    expect(outcomes(answers)).toEqual(['appended', failure, 'appended'])
    expect(answers.map(({ answer }) => (answer as { message?: { seq: number } } | undefined)?.message?.seq)).toEqual([
      1,
      undefined,
      2,
    ])
    expect(count(connection, 'messages')).toBe(2)
    expect(count(connection, 'memberships')).toBe(1)
    expect(connection.latest).toBe(200)
    expect(connection.database.isTransaction).toBe(false)
  })

  test('says what it does not know', () => {
    const { writer, asked } = setUp()
    expect(writer.run([asked('dropEverything', {})])).toEqual([
      {
        id: 1,
        failure: {
          message: 'The store could not carry out dropEverything: there is no operation of this name.',
          fatal: false,
        },
      },
    ])
  })

  test('fails as a whole when it cannot be committed, and the next one works', () => {
    const { writer, connection, prepare, post, fatal } = setUp()
    prepare()
    const mend = breakAt(connection, 'COMMIT', sqliteError(13, 'database or disk is full'))
    const full = { message: 'The disk is full: nothing was written. Free some space, then try again.', fatal: false }
    expect(outcomes(writer.run([post('x'), post('y')]))).toEqual([full, full])
    mend()
    expect(connection.database.isTransaction).toBe(false)
    expect(connection.latest).toBe(100)
    expect(count(connection, 'messages')).toBe(0)
    expect(outcomes(writer.run([post('x')]))).toEqual(['appended'])
    expect(fatal).toEqual([])
  })

  test('on a disk that is really full is undone with its neighbours, and works again when there is space', () => {
    const { writer, connection, prepare, post } = setUp()
    prepare()
    const pages = connection.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0
    connection.database.exec(`PRAGMA max_page_count = ${pages + 3}`)
    const answers = outcomes(writer.run([post('small'), post('large', 'x'.repeat(100_000)), post('after')]))
    const full = { message: 'The disk is full: nothing was written. Free some space, then try again.', fatal: false }
    expect(answers).toEqual([full, full, full])
    expect(count(connection, 'messages')).toBe(0)
    expect(outcomes(runReads(connection, [{ id: 1, name: 'room', input: { id: 'R' } }]))).toEqual([undefined])
    expect(outcomes(writer.run([post('small')]))).toEqual(['appended'])
    connection.database.exec('PRAGMA max_page_count = 1000000')
    expect(outcomes(writer.run([post('large', 'x'.repeat(100_000))]))).toEqual(['appended'])
    expect(connection.get('SELECT seq FROM rooms')).toEqual({ seq: 2 })
  })

  test.each([
    [
      1034,
      'The disk did not confirm a write (fsync failed): stop here, check the disk, and start again to recover what was acknowledged.',
    ],
    [
      1290,
      'The disk did not confirm a write (fsync failed): stop here, check the disk, and start again to recover what was acknowledged.',
    ],
    [
      778,
      'The database cannot go on (broken): stop here, check the disk, and start again to recover what was acknowledged.',
    ],
    [
      11,
      'The database cannot go on (broken): stop here, check the disk, and start again to recover what was acknowledged.',
    ],
    [
      8,
      'The database cannot go on (broken): stop here, check the disk, and start again to recover what was acknowledged.',
    ],
    [
      14,
      'The database cannot go on (broken): stop here, check the disk, and start again to recover what was acknowledged.',
    ],
    [
      15,
      'The database cannot go on (broken): stop here, check the disk, and start again to recover what was acknowledged.',
    ],
    [
      26,
      'The database cannot go on (broken): stop here, check the disk, and start again to recover what was acknowledged.',
    ],
  ])('is the last one when the disk breaks (%i): nothing is tried again', (code, sentence) => {
    const { writer, connection, prepare, post } = setUp()
    prepare()
    const mend = breakAt(connection, 'COMMIT', sqliteError(code, 'broken'))
    const failure = { message: sentence, fatal: true }
    expect(outcomes(writer.run([post('x'), post('y')]))).toEqual([failure, failure])
    mend()
    expect(outcomes(writer.run([post('z')]))).toEqual([failure])
    expect(count(connection, 'messages')).toBe(0)
  })

  test.each([5, 19, 18, 7])('that fails for a reason that passes (%i) is not the last one', (code) => {
    const { writer, connection, prepare, post } = setUp()
    prepare()
    const mend = breakAt(connection, 'COMMIT', sqliteError(code, 'passes'))
    const message = 'The store could not carry out appendMessage: passes.'
    expect(outcomes(writer.run([post('x')]))).toEqual([{ message, fatal: false }])
    mend()
    expect(outcomes(writer.run([post('x')]))).toEqual(['appended'])
  })

  test('that cannot begin says what it was to do, each thing once', () => {
    const { writer, connection, asked, post } = setUp()
    breakAt(connection, 'BEGIN', sqliteError(5, 'database is locked'))
    const answers = outcomes(writer.run([post('x'), post('y'), asked('setMark', { key: 'a', value: 'b' })]))
    const message = 'The store could not carry out appendMessage, setMark: database is locked.'
    expect(answers).toEqual([1, 2, 3].map(() => ({ message, fatal: false })))
  })

  test('is the last one when the disk breaks inside of one of its operations', () => {
    const { writer, connection, prepare, post } = setUp()
    prepare()
    const insert = connection.run.bind(connection)
    connection.run = (sql, ...parameters) => {
      if (sql.includes('INSERT INTO messages') && parameters[0] === 'y') throw sqliteError(10, 'disk I/O error')
      return insert(sql, ...parameters)
    }
    const answers = outcomes(writer.run([post('x'), post('y'), post('z')]))
    expect(answers).toEqual([1, 2, 3].map(() => expect.objectContaining({ fatal: true }) as unknown))
    expect(count(connection, 'messages')).toBe(0)
    expect(outcomes(writer.run([post('x')]))).toMatchObject([{ fatal: true }])
  })

  test('is the last one when it cannot even be undone', () => {
    const { writer, connection, prepare, post } = setUp()
    prepare()
    const mend = breakAt(connection, 'COMMIT', sqliteError(13, 'full'))
    const mendMore = breakAt(connection, 'ROLLBACK', sqliteError(10, 'broken'))
    expect(outcomes(writer.run([post('x')]))).toMatchObject([{ fatal: false }])
    mendMore()
    mend()
    expect(outcomes(writer.run([post('x')]))).toMatchObject([{ fatal: true }])
    connection.run('ROLLBACK')
  })
})

describe('the writer', () => {
  test('copies the log into the database when nothing has been written for 200 ms', () => {
    const path = `${temporaryDirectory()}/quindar.db`
    const { writer, connection, idle, prepare, post } = setUp(path)
    prepare()
    writer.run([post('x')])
    expect(idle.map(({ ms, stopped }) => [ms, stopped])).toEqual([
      [200, true],
      [200, false],
    ])
    const log = () => connection.get<{ log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)')
    const before = log()
    expect(before?.checkpointed).toBeLessThan(before?.log ?? 0)
    idle[1]?.task()
    const after = log()
    expect(after?.checkpointed).toBe(after?.log)
    writer.run([post('y')])
    writer.stop()
    expect(idle[2]?.stopped).toBe(true)
  })

  test('that meets a broken disk while it tidies up says so at once, and writes no more', () => {
    const { writer, connection, idle, prepare, post, fatal } = setUp()
    prepare()
    connection.get = () => {
      throw sqliteError(1034, 'disk I/O error')
    }
    idle[0]?.task()
    expect(fatal.map((failure) => failure.fatal)).toEqual([true])
    expect(fatal[0]?.message).toContain('fsync failed')
    expect(outcomes(writer.run([post('x')]))).toMatchObject([{ fatal: true }])
  })

  test('that finds the disk full while it tidies up goes on', () => {
    const { writer, connection, idle, prepare, post, fatal } = setUp()
    prepare()
    const get = connection.get.bind(connection)
    connection.get = () => {
      throw sqliteError(13, 'full')
    }
    idle[0]?.task()
    connection.get = get
    expect(fatal).toEqual([])
    expect(outcomes(writer.run([post('x')]))).toEqual(['appended'])
  })
})

describe('a batch of reads', () => {
  test('answers each, also when one of them fails', () => {
    const { connection, prepare } = setUp()
    prepare()
    const answers = runReads(connection, [
      { id: 1, name: 'memberIds', input: { roomId: 'R' } },
      { id: 2, name: 'nothing', input: {} },
      { id: 3, name: 'user', input: { id: null } },
      { id: 4, name: 'user', input: { id: { $ne: null } } },
      { id: 5, name: 'mark', input: { key: 'x' } },
    ])
    expect(answers[0]).toEqual({ id: 1, answer: ['id-alice'] })
    expect(answers[1]?.failure?.message).toBe(
      'The store could not carry out nothing: there is no operation of this name.',
    )
    expect(answers[2]).toEqual({ id: 3, answer: undefined })
    expect(answers[3]?.failure?.fatal).toBe(false)
    expect(answers[4]).toEqual({ id: 5, answer: undefined })
    expect(connection.database.isTransaction).toBe(false)
  })

  test('fails as a whole when the database does not even begin', () => {
    const { connection } = setUp()
    breakAt(connection, 'BEGIN', sqliteError(10, 'disk I/O error'))
    const answers = runReads(connection, [
      { id: 1, name: 'mark', input: { key: 'x' } },
      { id: 2, name: 'mark', input: { key: 'y' } },
    ])
    expect(answers.map((one) => [one.id, one.failure?.fatal])).toEqual([
      [1, true],
      [2, true],
    ])
  })
})
