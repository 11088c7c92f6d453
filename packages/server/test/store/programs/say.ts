// A line to whoever runs this process, handed over before the call returns: what was said is known even if the process
// is killed right after.

import { writeSync } from 'node:fs'

export function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`)
      return
    } catch (error) {
      // The pipe is full: whoever reads it is slow.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}
