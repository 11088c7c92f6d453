// Rounds of: a process appends to one and the same database, is killed in the middle of it, and what it left is checked.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import { runProgram } from '../programs/run.ts'
import { seeded, temporaryDirectory } from '../world.ts'

export async function killRounds(rounds: number, seed: number): Promise<{ rounds: number; acked: number }> {
  const directory = temporaryDirectory()
  const path = join(directory, 'quindar.db')
  const random = seeded(seed)
  const acked = new Set<string>()
  expect(await runProgram('appender', [path, 'first', '5']).ended).toBe(0)
  for (let round = 0; round < rounds; round += 1) {
    const [byte = 0] = random.bytes(1)
    const program = runProgram('appender', [path, `r${round}`])
    await program.until((lines) => lines.length > 1 + (byte % 90))
    program.child.kill('SIGKILL')
    expect(await program.ended).toBe('SIGKILL')
    for (const line of program.lines) if (line.startsWith('acked ')) acked.add(line.slice('acked '.length))
    checkDatabase(path, acked)
  }
  expect(readdirSync(directory)).toContain('quindar.db')
  return { rounds, acked: acked.size }
}

/** Every acknowledged message is there once, the log has no hole, and the file is whole. */
export function checkDatabase(path: string, acked: ReadonlySet<string>): void {
  const database = new DatabaseSync(path)
  try {
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
    const messages = database.prepare('SELECT id, seq, document FROM messages ORDER BY seq').all() as {
      id: string
      seq: number
      document: string
    }[]
    const stored = new Set(messages.map((message) => message.id))
    expect([...acked].filter((id) => !stored.has(id))).toEqual([])
    expect(stored.size).toBe(messages.length)
    expect(messages.map((message) => message.seq)).toEqual(messages.map((_, index) => index + 1))
    const whole = messages.every(({ id, seq, document }) => {
      const message = JSON.parse(document) as { id: string; seq: number; text: string }
      return message.id === id && message.seq === seq && message.text === `text of ${id}`
    })
    expect(whole).toBe(true)
    const count = messages.length
    const room = { seq: count, message_count: count, last_message_id: messages.at(-1)?.id }
    if (count > 0) expect(database.prepare('SELECT seq, message_count, last_message_id FROM rooms').get()).toEqual(room)
  } finally {
    database.close()
  }
}
