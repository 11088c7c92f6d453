// E-mail without a mail server: each is a file that mail programs open, in a folder beside the database. What sends mail
// can take it from there.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Randomness } from './clock.ts'
import type { SendMail } from './domain/mail.ts'

export function mailFolder(directory: string, clock: Clock, random: Randomness): SendMail {
  return async ({ to, subject, text }) => {
    const date = new Date(clock.now())
    const lines = [
      `Date: ${date.toUTCString()}`,
      `To: ${to}`,
      `Subject: ${subject}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      text,
    ]
    const name = `${date.toISOString().replaceAll(':', '-')}-${Buffer.from(random.bytes(4)).toString('hex')}.eml`
    await mkdir(directory, { recursive: true })
    // Nobody but whoever runs the server reads other people's mail.
    await writeFile(join(directory, name), lines.join('\r\n'), { flag: 'wx', mode: 0o600 })
  }
}
