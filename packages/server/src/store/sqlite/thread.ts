// One thread of the store as the event loop sees it: started, spoken with in texts, closed.

import { Worker } from 'node:worker_threads'
import { StoreFailure, StoreOpenError } from '../port.ts'

export interface ThreadData {
  readonly role: 'writer' | 'reader'
  readonly path: string
  /** Names the history of a database that is made now. */
  readonly epoch: string
}

/** What a thread says besides answers, which are texts. */
export type FromThread =
  { readonly ready: { readonly epoch: string } } | { readonly refused: string } | { readonly fatal: string }

/** The last thing that a thread is told. */
export const CLOSE = 'close'

export interface ThreadEvents {
  readonly onAnswers: (text: string) => void
  readonly onFatal: (failure: StoreFailure) => void
}

export interface Thread {
  readonly epoch: string
  post(text: string): void
  /** Finishes what was posted, and ends. */
  close(): Promise<void>
  /** Ends at once: nothing of what is under way counts. */
  terminate(): Promise<void>
}

/** Sources run as they are, what is built runs as built. */
function workerUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
}

/** @throws StoreOpenError */
export async function startThread(data: ThreadData, events: ThreadEvents): Promise<Thread> {
  const worker = new Worker(workerUrl(), { workerData: data, name: `store-${data.role}`, execArgv: [], stdin: false })
  const exited = new Promise<void>((resolve) => void worker.once('exit', () => resolve()))
  const fail = (reason: string): void => {
    events.onFatal(new StoreFailure(reason, { cause: undefined, fatal: true }))
  }
  let closing = false

  const ready = new Promise<string>((resolve, reject) => {
    worker.on('message', (message: string | FromThread) => {
      if (typeof message === 'string') events.onAnswers(message)
      else if ('ready' in message) resolve(message.ready.epoch)
      else if ('refused' in message) reject(new StoreOpenError(message.refused))
      else fail(message.fatal)
    })
    worker.on('error', (error: Error) => {
      reject(new StoreOpenError(`The thread of the store did not start (${error.message}).`, { cause: error }))
      fail(
        `The ${data.role} of the store has crashed (${error.message}): start again to recover what was acknowledged.`,
      )
    })
    void exited.then(() => {
      reject(new StoreOpenError('The thread of the store ended before it was ready.'))
      if (!closing) fail(`The ${data.role} of the store has ended: start again to recover what was acknowledged.`)
    })
  })

  try {
    const epoch = await ready
    return {
      epoch,
      post: (text) => worker.postMessage(text),
      async close() {
        closing = true
        worker.postMessage(CLOSE)
        await exited
      },
      async terminate() {
        closing = true
        await worker.terminate()
      },
    }
  } catch (error) {
    closing = true
    await worker.terminate()
    throw error
  }
}
