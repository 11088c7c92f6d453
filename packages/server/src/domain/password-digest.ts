// The form in which passwords come here: the lower-case hex SHA-256 of the text.

import { createHash } from 'node:crypto'

export function digestOf(password: string): string {
  return createHash('sha256').update(password).digest('hex')
}
