// Keys of the server's own.

import type { ReadOperation, WriteOperation } from './operation.ts'

export const setMark: WriteOperation<'setMark'> = (connection, { key, value }) => {
  connection.run(
    'INSERT INTO marks (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  )
}

export const mark: ReadOperation<'mark'> = (connection, { key }) =>
  connection.get<{ value: string }>('SELECT value FROM marks WHERE key = ?', key)?.value
