import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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
