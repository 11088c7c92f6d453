// A process that appends to the database named by its argument, eight messages at a time, until it is killed or the
// store fails. Each line that it prints is true when it is printed: `ready`, `acked ID`, `full ID`, `fatal SENTENCE`,
// `refused SENTENCE`.

import { StoreFailure, StoreOpenError } from '../../../src/store/port.ts'
import { openSqliteStore } from '../../../src/store/sqlite/driver.ts'
import { say } from './say.ts'

const [path = '', prefix = 'x', limit = 'Infinity', lanes = '8'] = process.argv.slice(2)
const author = { id: 'id-alice', username: 'alice', name: 'alice the tester' }

async function main(): Promise<void> {
  const store = await openSqliteStore({
    path,
    clock: { endOfTurn: (task) => void setImmediate(task) },
    random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
  })
  store.onFatal((failure) => {
    say(`fatal ${failure.message}`)
    process.exitCode = 1
    void store.close()
  })
  const user = { ...author, emails: [], roles: ['user'], active: true, type: 'user' } as const
  const times = { createdAt: 1, updatedAt: 1 }
  await store.createUser({ user: { ...user, ...times, statusDefault: 'online', statusText: '' } })
  const room = { id: 'R', type: 'channel', name: 'r', readOnly: false, isDefault: false } as const
  await store.createRoom({ room, members: [{ membershipId: 'm', user: author, roles: [] }], at: 1 })
  say('ready')

  let next = 0
  let alive = true
  async function lane(): Promise<void> {
    while (alive && next < Number(limit)) {
      const id = `${prefix}-${(next += 1)}`
      const message = {
        id,
        roomId: 'R',
        author,
        text: `text of ${id}`,
        mentions: [],
        channels: [],
        urls: [],
        sentAt: next,
      }
      try {
        await store.appendMessage({ message, at: next, requireMembership: true })
        say(`acked ${id}`)
      } catch (error) {
        if (!(error instanceof StoreFailure)) throw error
        if (error.fatal) alive = false
        else say(`full ${id} ${error.message}`)
      }
    }
  }
  await Promise.all(Array.from({ length: Number(lanes) }, lane))
  await store.close()
}

try {
  await main()
} catch (error) {
  if (!(error instanceof StoreOpenError)) throw error
  say(`refused ${error.message}`)
  process.exitCode = 1
}
