// This project's server as `npm start` runs it, limits off: SQLite on disk, 50 users in one channel. It prints logins.

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from '@quindar/server'
import { startProfile } from '../profile.ts'

const USERS = 50
const data = mkdtempSync(join(tmpdir(), 'quindar-bench-'))
const server = await createServer({ data })
const { users, rooms, authentication } = server.domain
const names = Array.from({ length: USERS }, (_, index) => `user${index}`)
const digestOf = (password: string): string => createHash('sha256').update(password).digest('hex')

const made = []
for (const username of names) {
  made.push(await users.create({ username, name: username, roles: ['user'], passwordDigest: digestOf(username) }))
}
const room = await rooms.create(made[0]!, { type: 'channel', name: 'bench', usernames: names, readOnly: false })
const logins = []
for (const username of names) {
  const login = await authentication.authenticate({ how: 'password', user: { username }, digest: digestOf(username) })
  logins.push(login.token)
}

let stopProfile: (() => Promise<string[]>) | undefined

async function answer(question: unknown): Promise<object> {
  if (question === 'profile') {
    stopProfile = await startProfile()
    return {}
  }
  if (question === 'profiled') return { profile: await stopProfile!() }
  return { cpu: process.cpuUsage() }
}

process.on('message', (question) => {
  void answer(question).then((message) => process.send!(message))
})
process.on('disconnect', () => {
  void server.close().then(() => {
    rmSync(data, { recursive: true, force: true })
    process.exit()
  })
})
process.send!({ port: server.port, logins, roomId: room.id })
