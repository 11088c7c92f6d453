// The command, as a process of its own.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export class Program {
  readonly child: ChildProcess
  out = ''
  errors = ''
  /** Exit code and signal. */
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>

  /** @param under What starts it, for a program that runs in narrower bounds than ours. */
  constructor(args: readonly string[], options: { cwd?: string; under?: readonly string[] } = {}) {
    const flags = ['--conditions=@quindar/source', '--disable-warning=ExperimentalWarning']
    const [command = '', ...rest] = [...(options.under ?? []), process.execPath, ...flags, MAIN, ...args]
    this.child = spawn(command, rest, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, PORT: '0' },
      ...(options.cwd !== undefined && { cwd: options.cwd }),
    })
    this.child.stdout?.on('data', (data) => (this.out += String(data)))
    this.child.stderr?.on('data', (data) => (this.errors += String(data)))
    this.exit = this.ended()
  }

  /** Its end, with everything read that it said. Node tells no `close` of a child whose channel we have ended. */
  private async ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    const { stdout, stderr } = this.child
    const [exit] = await Promise.all([
      once(this.child, 'exit'),
      ...[stdout, stderr].flatMap((stream) => (stream ? [once(stream, 'end')] : [])),
    ])
    return { code: exit[0] as number | null, signal: exit[1] as NodeJS.Signals | null }
  }

  /** The address that it printed. @throws when it ended instead. */
  async ready(): Promise<string> {
    for (;;) {
      const url = /^Quindar is ready at (\S+)$/m.exec(this.out)?.[1]
      if (url !== undefined) return url
      await Promise.race([
        once(this.child.stdout ?? this.child, 'data'),
        this.exit.then(() => {
          throw new Error(`It ended before it was ready: ${this.errors}`)
        }),
      ])
    }
  }
}

/** Starts a program that may write no file longer than `bytes`: what a full or broken disk looks like from inside. */
export function withSmallFiles(bytes: number): readonly string[] {
  return ['sh', '-c', `ulimit -f ${bytes / 512}; exec "$0" "$@"`]
}

/** An empty directory, and the way to be rid of it. */
export function temporaryDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'quindar-main-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
