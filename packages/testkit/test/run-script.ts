// Runs a program of `scripts/` as `npm run` does.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

export interface Ended {
  readonly code: number
  readonly output: string
  readonly errors: string
}

/** @param name `probe` for `scripts/probe.mjs`. */
export function runScript(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const line = ['--conditions=@quindar/source', '--disable-warning=ExperimentalWarning', `scripts/${name}.mjs`, ...args]
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      line,
      { cwd: root, env: { ...process.env, ...env } },
      (_, output, errors) => {
        done({ code: child.exitCode ?? -1, output, errors })
      },
    )
  })
}
