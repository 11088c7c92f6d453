// A writer on a real database, in the loop, with a disk that can be broken at will.

import { onTestFinished } from 'vitest'
import type { StoreFailure } from '../../../src/store/port.ts'
import type { Answered, Asked } from '../../../src/store/sqlite/batch.ts'
import type { Connection } from '../../../src/store/sqlite/connection.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { Writer } from '../../../src/store/sqlite/writer.ts'
import { author, message, user } from '../world.ts'

interface Idle {
  readonly ms: number
  readonly task: () => void
  stopped: boolean
}

export function setUp(path = ':memory:') {
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

export function outcomes(answers: readonly Answered[]): unknown[] {
  return answers.map(({ answer, failure }) => failure ?? (answer as { outcome: string }).outcome)
}

/** From now on the database refuses to commit, or to do whatever `when` says, as a broken disk does. */
export function breakAt(connection: Connection, when: string, error: unknown): () => void {
  const run = connection.run.bind(connection)
  connection.run = (sql, ...parameters) => {
    if (sql.startsWith(when)) throw error
    return run(sql, ...parameters)
  }
  return () => void (connection.run = run)
}

export function sqliteError(errcode: number, text: string): Error {
  return Object.assign(new Error(text), { code: 'ERR_SQLITE_ERROR', errcode, errstr: text })
}

export function count(connection: Connection, table: string): number | undefined {
  return connection.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n
}
