// Writes to the database named by its argument, and says what happens while the disk takes its time.

import { openSqliteStore } from '../../../src/store/sqlite/driver.ts'
import { say } from './say.ts'

const [path = ''] = process.argv.slice(2)
const store = await openSqliteStore({
  path,
  clock: { endOfTurn: (task) => void setImmediate(task) },
  random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
})
const writing = store.setMark({ key: 'first', value: 'written' }).then(() => say('written'))
const more: Promise<void>[] = []
let turns = 0
function turn(): void {
  turns += 1
  if (turns < 100) {
    setImmediate(turn)
    return
  }
  say('turns went by')
  void store.mark({ key: 'none' }).then(() => say('read'))
  for (let index = 0; index < 50; index += 1) more.push(store.setMark({ key: `more-${index}`, value: 'x' }))
}
turn()
await writing
await Promise.all(more)
say('more written')
await store.close()
