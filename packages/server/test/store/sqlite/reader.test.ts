import { describe, expect, test } from 'vitest'
import { runReads } from '../../../src/store/sqlite/reader.ts'
import { breakAt, setUp, sqliteError } from './rig.ts'

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
