// A thread of the SQLite store: the writer, or the reader. What has come in while one batch was carried out is the next.

import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import type { Timer } from '../../clock.ts'
import { failed, namesOf, type Answered, type Asked } from './batch.ts'
import type { Connection } from './connection.ts'
import { openDatabase, openForReading } from './database.ts'
import { toStoreFailure } from './failure.ts'
import { runReads } from './reader.ts'
import { CLOSE, type FromThread, type ThreadData } from './thread.ts'
import { Writer } from './writer.ts'

/** So many operations at most are one batch, so that the first does not wait for ever. */
const LARGEST_BATCH = 1_000

interface Worker {
  run(batch: readonly Asked[]): Answered[]
  close(): void
}

function after(ms: number, task: () => void): Timer {
  const timer = setTimeout(task, ms)
  return { stop: () => clearTimeout(timer) }
}

function startWriter(port: MessagePort, data: ThreadData): Worker {
  const say = (message: FromThread): void => port.postMessage(message)
  const { connection, epoch, close } = openDatabase(data.path, data.epoch)
  const writer = new Writer({ connection, clock: { after }, onFatal: ({ message }) => say({ fatal: message }) })
  say({ ready: { epoch } })
  return {
    run: (batch) => writer.run(batch),
    close: () => {
      writer.stop()
      close()
    },
  }
}

/** The reader starts beside the writer, and opens the database when it is asked: by then the writer has made it. */
function startReader(port: MessagePort, data: ThreadData): Worker {
  let connection: Connection | undefined
  port.postMessage({ ready: { epoch: data.epoch } } satisfies FromThread)
  return {
    run: (batch) => runReads((connection ??= openForReading(data.path)), batch),
    close: () => connection?.database.close(),
  }
}

/** Adds what else has come in. Answers whether closing was asked behind it. */
function drain(port: MessagePort, batch: Asked[]): boolean {
  while (batch.length < LARGEST_BATCH) {
    const next: { message: string } | undefined = receiveMessageOnPort(port)
    if (!next) return false
    if (next.message === CLOSE) return true
    batch.push(...(JSON.parse(next.message) as Asked[]))
  }
  return false
}

function work(port: MessagePort, data: ThreadData): void {
  let worker: Worker
  try {
    worker = data.role === 'writer' ? startWriter(port, data) : startReader(port, data)
  } catch (error) {
    port.postMessage({ refused: error instanceof Error ? error.message : String(error) } satisfies FromThread)
    return
  }
  const finish = (): void => {
    try {
      worker.close()
    } catch (error) {
      port.postMessage({ fatal: toStoreFailure(error, 'closing').message } satisfies FromThread)
    }
    port.close()
  }
  port.on('message', (text: string) => {
    if (text === CLOSE) return finish()
    const batch = JSON.parse(text) as Asked[]
    const closing = drain(port, batch)
    port.postMessage(answerText(worker, batch))
    if (closing) finish()
  })
}

function answerText(worker: Worker, batch: readonly Asked[]): string {
  try {
    return JSON.stringify(worker.run(batch))
  } catch (error) {
    const failure = toStoreFailure(error, namesOf(batch))
    return JSON.stringify(batch.map(({ id }) => failed(id, failure)))
  }
}

if (parentPort) work(parentPort, workerData as ThreadData)
