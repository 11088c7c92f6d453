// The SQLite store without threads: the same operations, run in the event loop. For tests, the simulation and databases
// in memory, where there is no disk to wait for.

import type { Clock, Randomness } from '../../clock.ts'
import type { StoreFailure, Store } from '../port.ts'
import type { Asked } from './batch.ts'
import { openDatabase } from './database.ts'
import { newEpoch } from '../epoch.ts'
import { Lane } from './lane.ts'
import { writes as operations } from './operations/all.ts'
import { Proxy } from './proxy.ts'
import { runReads } from './reader.ts'
import { Writer } from './writer.ts'

export interface InLoopOptions {
  readonly clock: Pick<Clock, 'after'>
  readonly random: Randomness
  /** A file, made when there is none. @default ':memory:' */
  readonly path?: string
  /** Names the history of a database that is made here. @default 32 hexadecimal digits out of `random` */
  readonly epoch?: string
}

/** The names of the operations that write. */
export const WRITES: ReadonlySet<string> = new Set(Object.keys(operations))

/** @throws StoreOpenError */
export function openSqliteInLoop(options: InLoopOptions): Store {
  const { clock, random, path = ':memory:' } = options
  const { connection, epoch, close } = openDatabase(path, options.epoch ?? newEpoch(random))
  const proxy = new Proxy()
  const onFatal = (failure: StoreFailure): void => proxy.die(failure, [writes, reads])
  const writer = new Writer({ connection, clock, onFatal })
  const common = { whenTurnEnds: queueMicrotask, onFatal }
  const writes: Lane = new Lane({
    ...common,
    post: (text) => writes.receive(JSON.stringify(writer.run(JSON.parse(text) as Asked[]))),
  })
  const reads: Lane = new Lane({
    ...common,
    post: (text) => reads.receive(JSON.stringify(runReads(connection, JSON.parse(text) as Asked[]))),
  })
  let closed: Promise<void> | undefined
  return {
    ...proxy.operations({ writes, reads }),
    epoch,
    close() {
      proxy.close()
      closed ??= Promise.resolve().then(() => {
        writes.flush()
        reads.flush()
        writer.stop()
        close()
      })
      return closed
    },
  }
}
