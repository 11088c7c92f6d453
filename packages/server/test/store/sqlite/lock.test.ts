import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockDatabase } from '../../../src/store/sqlite/lock.ts'
import { runProgram } from '../programs/run.ts'
import { temporaryDirectory } from '../world.ts'

test('of four processes that fight for a database only one ever has it', async () => {
  const path = join(temporaryDirectory(), 'quindar.db')
  const programs = Array.from({ length: 4 }, () => runProgram('contender', [path, '400']))
  const codes = await Promise.all(programs.map((program) => program.ended))
  expect(codes).toEqual([0, 0, 0, 0])
  expect(programs.flatMap((program) => program.lines)).toEqual(['done', 'done', 'done', 'done'])
  expect(existsSync(`${path}.lock`)).toBe(false)
})

/** Files below a folder that this process has open, where the system tells. */
function openFiles(folder: string): string[] {
  const all = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd') : []
  return all
    .flatMap((descriptor) => {
      try {
        return [readlinkSync(`/proc/self/fd/${descriptor}`)]
      } catch {
        // The one that was open to read the list.
        return []
      }
    })
    .filter((path) => path.startsWith(folder))
}

test('a lock that is let go of leaves no file, there or open, and can be had again', () => {
  const folder = temporaryDirectory()
  const path = join(folder, 'quindar.db')
  for (let time = 0; time < 2; time++) {
    const lock = lockDatabase(path)
    expect(existsSync(`${path}.lock`)).toBe(true)
    lock.release()
    expect([readdirSync(folder), openFiles(folder)]).toEqual([[], []])
  }
})
