// The command, as a process of its own.

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MAIN = new URL('../../src/main.ts', import.meta.url)

export class Program {
  readonly child: ChildProcess
  out = ''
  errors = ''
  /** Exit code and signal. */
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>

  constructor(args: readonly string[], cwd?: string) {
    this.child = fork(MAIN, args, {
      execArgv: ['--conditions=@quindar/source', '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, PORT: '0' },
      ...(cwd !== undefined && { cwd }),
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

/** An empty directory, and the way to be rid of it. */
export function temporaryDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'quindar-main-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
