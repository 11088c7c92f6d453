// Runs a snippet as a program of its own, in the way that a reader would: a file's text, given to Node.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** What a program said, and how it ended. */
export interface Outcome {
  readonly code: number
  readonly output: string
  readonly errors: string
}

/**
 * Runs `code` as if it stood in a folder, so that the packages are found by their names.
 * @param folder @default the repository
 */
export function runCode(code: string, folder?: string): Promise<Outcome> {
  return run(
    ['--conditions=@quindar/source', '--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-'],
    code,
    folder,
  )
}

/** Runs Node with these arguments, to its end. */
export function run(args: readonly string[], input = '', folder = root): Promise<Outcome> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: folder })
    const outcome = { code: -1, output: '', errors: '' }
    child.stdout.on('data', (data: Buffer) => (outcome.output += data.toString()))
    child.stderr.on('data', (data: Buffer) => (outcome.errors += data.toString()))
    child.on('error', failed)
    child.on('close', (code) => done({ ...outcome, code: code ?? -1 }))
    child.stdin.end(input)
  })
}
