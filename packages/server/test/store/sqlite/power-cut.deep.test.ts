import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runProgram, whyNoInjection } from '../programs/run.ts'
import { seeded, temporaryDirectory } from '../world.ts'
import { checkDatabase } from './kill-rounds.ts'
import { Disk, readTrace, type Event } from './power-cut.ts'

const impossible = whyNoInjection()
const calls = 'pwrite64,write,fsync,fdatasync,ftruncate'

/** The calls of a process that appends to a database that exists. */
async function record(directory: string): Promise<{ disk: (honest: boolean) => Disk; events: Event[] }> {
  const path = join(directory, 'quindar.db')
  expect(await runProgram('appender', [path, 'before', '5']).ended).toBe(0)
  const honest = new Disk(directory, ['quindar.db'], true)
  const lying = new Disk(directory, ['quindar.db'], false)
  const log = join(temporaryDirectory(), 'strace.log')
  const strace = [
    'strace',
    '-f',
    '--seccomp-bpf',
    '-qq',
    '-y',
    '-xx',
    '-s',
    '1000000',
    '-o',
    log,
    '-e',
    `trace=${calls}`,
  ]
  expect(await runProgram('appender', [path, 'cut', '150', '3'], strace).ended).toBe(0)
  return { disk: (isHonest) => (isHonest ? honest : lying), events: readTrace(log) }
}

/** Cuts the power after every `step`th call, three ways each; answers how many databases had lost what was acknowledged. */
function cutEverywhere(disk: Disk, events: readonly Event[], step: number): { points: number; damaged: number } {
  const target = join(temporaryDirectory(), 'after')
  const random = seeded(7)
  const acked = new Set<string>()
  let points = 0
  let damaged = 0
  for (const [index, event] of events.entries()) {
    disk.apply(event)
    if (event.kind === 'said' && event.line.startsWith('acked ')) acked.add(event.line.slice('acked '.length))
    if (index % step !== 0) continue
    for (const luck of [0, 0.5, 1]) {
      points += 1
      rmSync(target, { recursive: true, force: true })
      disk.leave(target, luck, random)
      try {
        checkDatabase(join(target, 'quindar.db'), acked)
      } catch {
        damaged += 1
      }
    }
  }
  return { points, damaged }
}

describe('a power cut', () => {
  test(
    'at any moment loses nothing that was acknowledged, and leaves a whole database',
    { timeout: 600_000 },
    async ({ skip }) => {
      if (impossible !== undefined) skip(impossible)
      const { disk, events } = await record(temporaryDirectory())
      const { points, damaged } = cutEverywhere(disk(true), events, 3)
      expect(points).toBeGreaterThan(300)
      expect(damaged).toBe(0)
    },
  )

  test('on a disk that lies about syncing does: so the test above can fail', { timeout: 600_000 }, async ({ skip }) => {
    if (impossible !== undefined) skip(impossible)
    const { disk, events } = await record(temporaryDirectory())
    const { points, damaged } = cutEverywhere(disk(false), events, 20)
    expect(damaged).toBeGreaterThan(points / 10)
  })
})
