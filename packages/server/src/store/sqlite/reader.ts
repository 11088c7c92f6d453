// Carries out reads in batches, each batch on one snapshot. The snapshot is taken after everything in the batch was
// asked, so that whoever heard that a write is on disk, and then reads, sees it.

import { failed, namesOf, type Answered, type Asked } from './batch.ts'
import type { Connection } from './connection.ts'
import { toStoreFailure } from './failure.ts'
import { reads } from './operations/all.ts'
import type { Operate } from './writer.ts'

const operations = new Map(Object.entries(reads as unknown as Record<string, Operate>))

export function runReads(connection: Connection, batch: readonly Asked[]): Answered[] {
  try {
    connection.run('BEGIN')
    const answers = batch.map((asked) => carryOut(connection, asked))
    connection.run('COMMIT')
    return answers
  } catch (error) {
    if (connection.database.isTransaction) connection.run('ROLLBACK')
    const failure = toStoreFailure(error, namesOf(batch))
    return batch.map(({ id }) => failed(id, failure))
  }
}

function carryOut(connection: Connection, { id, name, input }: Asked): Answered {
  try {
    const operate = operations.get(name)
    if (!operate) throw new RangeError(`there is no operation of this name`)
    return { id, answer: operate(connection, input) }
  } catch (error) {
    return failed(id, toStoreFailure(error, name))
  }
}
