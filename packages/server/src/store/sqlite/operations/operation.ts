// What an operation is here: a plain synchronous function on a connection. Whoever runs it has opened a transaction;
// what it throws undoes it alone.

import type { StoreReads, StoreWrites } from '../../port.ts'
import type { Connection } from '../connection.ts'

export type WriteOperation<Name extends keyof StoreWrites> = (
  connection: Connection,
  input: StoreWrites[Name][0],
) => StoreWrites[Name][1]

export type ReadOperation<Name extends keyof StoreReads> = (
  connection: Connection,
  input: StoreReads[Name][0],
) => StoreReads[Name][1]
