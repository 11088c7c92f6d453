// A write-ahead log that is cut off or has a bit turned over: the database opens as it was after some commit, whole.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { runProgram } from '../programs/run.ts'
import { temporaryDirectory } from '../world.ts'
import { checkDatabase } from './kill-rounds.ts'

/** Of the log: a header, and before each page a header of its own. */
const LOG_HEADER = 32
const FRAME = 24 + 4096

/** A database of which a killed process left a log; and a way to look at it with another log. */
async function leftBehind() {
  const directory = temporaryDirectory()
  const path = join(directory, 'quindar.db')
  expect(await runProgram('appender', [path, 'before', '5']).ended).toBe(0)
  const program = runProgram('appender', [path, 'torn'])
  await program.until((lines) => lines.length > 40)
  program.child.kill('SIGKILL')
  await program.ended
  const log = readFileSync(`${path}-wal`)
  const copy = join(directory, 'copy')
  const lookWith = (changed: Buffer): number => {
    rmSync(copy, { recursive: true, force: true })
    mkdirSync(copy)
    copyFileSync(path, join(copy, 'quindar.db'))
    writeFileSync(join(copy, 'quindar.db-wal'), changed)
    checkDatabase(join(copy, 'quindar.db'), new Set())
    const database = new DatabaseSync(join(copy, 'quindar.db'))
    const { seq } = database.prepare('SELECT seq FROM rooms').get() as { seq: number }
    database.close()
    return seq
  }
  return { log, lookWith }
}

test('a log that is cut off anywhere ends at an earlier commit', { timeout: 600_000 }, async () => {
  const { log, lookWith } = await leftBehind()
  const all = lookWith(log)
  expect(all).toBeGreaterThan(20)
  let last = 0
  for (let end = LOG_HEADER; end < log.length; end += FRAME) {
    for (const cut of [end - 1, end, end + 1, end + 512]) {
      const seq = lookWith(log.subarray(0, cut))
      expect(seq).toBeGreaterThanOrEqual(last)
      last = seq
    }
  }
  expect(lookWith(log.subarray(0, LOG_HEADER))).toBe(5)
  expect(last).toBeLessThanOrEqual(all)
})

test('a log of which a bit is wrong ends before it', { timeout: 600_000 }, async () => {
  const { log, lookWith } = await leftBehind()
  const all = lookWith(log)
  for (let frame = LOG_HEADER; frame + FRAME <= log.length; frame += FRAME) {
    for (const at of [frame, frame + 8, frame + 24, frame + FRAME - 1]) {
      const changed = Buffer.from(log)
      changed[at] = (changed[at] ?? 0) ^ 1
      const seq = lookWith(changed)
      expect(seq).toBeGreaterThanOrEqual(5)
      expect(seq).toBeLessThanOrEqual(all)
    }
  }
})
