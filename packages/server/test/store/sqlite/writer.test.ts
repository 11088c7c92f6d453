// Batches: what leaves, what is undone, and what ends the writer.

import { describe, expect, test } from 'vitest'
import { runReads } from '../../../src/store/sqlite/reader.ts'
import { breakAt, count, outcomes, setUp, sqliteError } from './rig.ts'

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
