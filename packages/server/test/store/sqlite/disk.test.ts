// A disk that is slow, that fails, that is full: injected into the system calls of a real process.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { injecting, runProgram, whyNoInjection } from '../programs/run.ts'
import { temporaryDirectory } from '../world.ts'
import { checkDatabase } from './kill-rounds.ts'

const impossible = whyNoInjection()

function acknowledged(lines: readonly string[]): Set<string> {
  return new Set(lines.flatMap((line) => (line.startsWith('acked ') ? [line.slice('acked '.length)] : [])))
}

/** A database that exists, so that what goes wrong goes wrong in appending. */
async function existingDatabase(): Promise<string> {
  const path = join(temporaryDirectory(), 'quindar.db')
  expect(await runProgram('appender', [path, 'before', '5']).ended).toBe(0)
  return path
}

describe('a disk', { timeout: 300_000 }, () => {
  test('that takes half a second for each fsync stops neither the event loop nor reads; what is asked meanwhile is one batch', async ({
    skip,
  }) => {
    if (impossible !== undefined) skip(impossible)
    const path = await existingDatabase()
    const log = join(temporaryDirectory(), 'strace.log')
    const wrapper = injecting(log, 'fsync:delay_enter=500000', 'fdatasync:delay_enter=500000')
    const program = runProgram('slow-disk', [path], wrapper)
    expect(await program.ended).toBe(0)
    expect(program.lines).toEqual(['turns went by', 'read', 'written', 'more written'])
    const syncs = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => /f(data)?sync\(/.test(line))
    expect(syncs.length).toBeGreaterThanOrEqual(2)
    expect(syncs.length).toBeLessThan(15)
  })

  test('that fails to sync ends all acknowledgements with a sentence, and nothing acknowledged is lost', async ({
    skip,
  }) => {
    if (impossible !== undefined) skip(impossible)
    const path = await existingDatabase()
    const wrapper = injecting('/dev/null', 'fsync:error=EIO:when=12+', 'fdatasync:error=EIO:when=12+')
    const program = runProgram('appender', [path, 'broken'], wrapper)
    expect(await program.ended).toBe(1)
    const acked = acknowledged(program.lines)
    expect(acked.size).toBeGreaterThan(0)
    expect(program.lines.slice(1 + acked.size)).toEqual([
      'fatal The disk did not confirm a write (fsync failed): stop here, check the disk, and start again to recover what was acknowledged.',
    ])
    expect(await runProgram('appender', [path, 'after', '5']).ended).toBe(0)
    checkDatabase(path, acked)
  })

  test('that is full refuses what does not fit, and takes more when there is space again', async ({ skip }) => {
    if (impossible !== undefined) skip(impossible)
    const path = await existingDatabase()
    const wrapper = injecting('/dev/null', 'pwrite64:error=ENOSPC:when=40..80')
    const program = runProgram('appender', [path, 'full', '200', '1'], wrapper)
    expect(await program.ended).toBe(0)
    const refused = program.lines.filter((line) => line.startsWith('full '))
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]).toMatch(
      /^full full-\d+ The disk is full: nothing was written\. Free some space, then try again\.$/,
    )
    expect(program.lines.at(-1)).toBe('acked full-200')
    checkDatabase(path, acknowledged(program.lines))
  })
})
