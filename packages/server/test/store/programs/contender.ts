// A process that takes and gives back the lock of the database named by its argument, as often as the second says, and
// tells when it finds that somebody else has it at the same time.

import { unlinkSync, writeFileSync } from 'node:fs'
import { StoreOpenError } from '../../../src/store/port.ts'
import { lockDatabase, type Lock } from '../../../src/store/sqlite/lock.ts'
import { say } from './say.ts'

const [path = '', times = '1'] = process.argv.slice(2)

function tryLock(): Lock | undefined {
  try {
    return lockDatabase(path)
  } catch (error) {
    if (error instanceof StoreOpenError) return undefined
    throw error
  }
}

for (let taken = 0; taken < Number(times);) {
  const lock = tryLock()
  if (!lock) continue
  taken += 1
  try {
    writeFileSync(`${path}.held`, '', { flag: 'wx' })
    unlinkSync(`${path}.held`)
  } catch {
    say('not alone')
  }
  lock.release()
}
say('done')
