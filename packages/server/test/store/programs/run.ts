// Runs one of the programs beside this file as a process of its own, and tells its lines one by one.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export interface Program {
  readonly child: ChildProcess
  /** Everything it has said so far. */
  readonly lines: readonly string[]
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
  /** Resolves as soon as `fits` holds of all lines so far; rejects when the program ends before. */
  until(fits: (lines: readonly string[]) => boolean): Promise<void>
}

export function runProgram(name: string, args: readonly string[], wrapper: readonly string[] = []): Program {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
  const [command = process.execPath, ...rest] = [...wrapper, process.execPath, file, ...args]
  // Programs start twenty times in a row: what was compiled once is kept.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(process.cwd(), 'node_modules', '.cache', 'store-programs') }
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'], env })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const waiting = new Set<() => void>()
  let over = false
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const look of waiting) look()
  })
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => {
      over = true
      resolve(code ?? signal ?? 'unknown')
      for (const look of waiting) look()
    })
  })
  const until = (fits: (seen: readonly string[]) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (fits(lines)) resolve()
        else if (over) reject(new Error(`${name} ended after: ${lines.slice(-5).join(' | ')}`))
        else return
        waiting.delete(look)
      }
      waiting.add(look)
      look()
    })
  return { child, lines, ended, until }
}

/** Why faults cannot be injected into system calls here, or undefined when they can. */
export function whyNoInjection(): string | undefined {
  const [, ...rest] = injecting('/dev/null', 'fsync:error=EIO')
  const tried = spawnSync('strace', [...rest, 'true'], { encoding: 'utf8' })
  if (tried.error) return `strace is not here (${tried.error.message})`
  return tried.status === 0 ? undefined : `strace cannot trace here (${tried.stderr.trim()})`
}

/** The command line in front of a program whose system calls go wrong as `inject` says; `log` gets a line for each. */
export function injecting(log: string, ...inject: readonly string[]): string[] {
  const calls = inject.map((one) => one.split(':')[0] ?? '').join(',')
  const faults = inject.flatMap((one) => ['-e', `inject=${one}`])
  return ['strace', '-f', '--seccomp-bpf', '-qq', '-o', log, '-e', `trace=${calls}`, ...faults]
}

/** The command line in front of a program that has no rights of its own; undefined where that cannot be had. */
export function asNobody(): string[] | undefined {
  const identity = ['--reuid=65534', '--regid=65534', '--clear-groups']
  const tried = spawnSync('setpriv', [...identity, process.execPath, '--check', fileURLToPath(import.meta.url)])
  return tried.status === 0 ? ['setpriv', ...identity] : undefined
}
