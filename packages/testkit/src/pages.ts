// The built pages, for a test that looks at them: built now if a source has changed, as `npm start` does.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const BUILDER = fileURLToPath(new URL('../../../scripts/pages.mjs', import.meta.url))

/**
 * The folder of the built pages, for `startServer({ pages })`.
 * @throws what the build said when it failed.
 */
export function builtPages(): Promise<string> {
  return (folder ??= build())
}

/** Once for all the tests of a file: they look at the same pages, whatever is typed into an editor meanwhile. */
let folder: Promise<string> | undefined

function build(): Promise<string> {
  return new Promise((done, failed) => {
    execFile(process.execPath, [BUILDER], (error, built, output) => {
      if (error) failed(new Error(output.trim() || error.message))
      else done(built.trim())
    })
  })
}
