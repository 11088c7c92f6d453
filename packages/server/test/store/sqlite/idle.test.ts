import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../world.ts'
import { outcomes, setUp, sqliteError } from './rig.ts'

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
