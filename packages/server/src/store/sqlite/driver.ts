// The SQLite store of a server: a thread that writes and a thread that reads, so that the event loop never waits for a
// disk.

import type { Clock, Randomness } from '../../clock.ts'
import { newEpoch } from '../epoch.ts'
import type { Store, StoreFailure } from '../port.ts'
import { Lane } from './lane.ts'
import { Proxy } from './proxy.ts'
import { startThread, type Thread } from './thread.ts'

export interface SqliteStoreOptions {
  /** The database file; its directory is made when there is none. */
  readonly path: string
  readonly clock: Pick<Clock, 'endOfTurn'>
  readonly random: Randomness
}

/** @throws StoreOpenError */
export async function openSqliteStore({ path, clock, random }: SqliteStoreOptions): Promise<Store> {
  const proxy = new Proxy()
  const whenTurnEnds = (task: () => void): void => clock.endOfTurn(task)
  const onFatal = (failure: StoreFailure): void => proxy.die(failure, [writes, reads])
  const writes: Lane = new Lane({ whenTurnEnds, onFatal, post: (text) => writer.post(text) })
  const reads: Lane = new Lane({ whenTurnEnds, onFatal, post: (text) => reader.post(text) })
  const wanted = newEpoch(random)
  const start = (role: 'writer' | 'reader', lane: Lane): Promise<Thread> =>
    startThread({ role, path, epoch: wanted }, { onAnswers: (text) => lane.receive(text), onFatal })

  const [writing, reading] = await Promise.allSettled([start('writer', writes), start('reader', reads)])
  if (writing.status === 'rejected' || reading.status === 'rejected') {
    const started = [writing, reading].flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    await Promise.all(started.map((thread) => thread.close()))
    throw [writing, reading].flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))[0]
  }
  const writer = writing.value
  const reader = reading.value

  async function shutDown(): Promise<void> {
    if (proxy.isDead) {
      await Promise.all([writer.terminate(), reader.terminate()])
      return
    }
    writes.flush()
    reads.flush()
    // The writer closes last, so that its is the last connection: that one tidies the files up.
    await reader.close()
    await writer.close()
  }

  let closed: Promise<void> | undefined
  return {
    ...proxy.operations({ writes, reads }),
    epoch: writer.epoch,
    close() {
      proxy.close()
      closed ??= shutDown()
      return closed
    },
  }
}
