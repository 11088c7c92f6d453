// The command behind `npm start`: flags in, a server out, one sentence when that cannot be, and a clean end.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { compareReleases, NEWEST_RELEASE } from 'quindar/protocol'
import { HELP, readCommandLine } from './command-line.ts'
import { createServer, type QuindarServer, type ServerOptions } from './server.ts'
import { Refusal } from './domain/refusal.ts'
import { ListenError } from './net/listen.ts'
import { PagesError } from './net/pages.ts'
import { StoreFailure, StoreOpenError } from './store/port.ts'

const EXIT = { failed: 1, wrongFlags: 2, storeLost: 3 }
/** Their messages are sentences for whoever started us. */
const EXPECTED = [StoreOpenError, PagesError, ListenError, StoreFailure]
/** How long the sockets may take to go when the database is lost: they are told what they can be told. */
const LAST_WORDS_MS = 2_000

const command = readCommandLine(process.argv.slice(2), process.env)
switch (command.kind) {
  case 'help':
    process.stdout.write(HELP)
    break
  case 'version':
    process.stdout.write(`${version()}\n`)
    break
  case 'wrong':
    end(EXIT.wrongFlags, command.sentence)
    break
  case 'serve':
    await serve(command.options)
}

async function serve(options: ServerOptions): Promise<void> {
  let server: QuindarServer | undefined
  const starting = createServer({
    ...options,
    ...(options.data !== undefined && { data: resolve(options.data) }),
    ...(options.pages !== undefined && { pages: resolve(options.pages) }),
    report: tell,
    onFatal: (failure) => void giveUp(failure, server),
  })
  // Before it has started, because starting takes a while.
  stopWhenTold(starting)
  try {
    server = await starting
  } catch (error) {
    return end(EXIT.failed, sentenceOf(error))
  }
  console.log(`Quindar is ready at ${readableUrl(server, options.host)}`)
  if (options.compat !== undefined) console.log(playing(server.domain.edition.release))
}

/** Under the line that programs wait for: which Rocket.Chat it is. */
function playing(release: string): string {
  const unseen = compareReleases(release, NEWEST_RELEASE) > 0
  return `It plays Rocket.Chat ${release}${unseen ? ', as announced: nobody here has seen it' : ''}.`
}

/** A fault of ours comes with its stack; what the disk did to us is a sentence, and once is enough when it is the last. */
function tell(fault: unknown): void {
  if (!(fault instanceof StoreFailure)) console.error(fault)
  else if (!fault.fatal) console.error(fault.message)
}

/** The first time it is asked for: cleanly. A second signal: at once. */
function stopWhenTold(starting: Promise<QuindarServer>): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    // What keeps it from starting ends it anyway, with a sentence.
    starting.then(
      (server) =>
        server.close().then(
          () => process.exit(0),
          (error: unknown) => end(EXIT.failed, sentenceOf(error)),
        ),
      () => undefined,
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(EXIT.failed)
      stop()
    })
  }
  // Started by a program that keeps a channel to us, we live as long as the channel; it may have ended already.
  process.on('disconnect', stop)
  if (process.connected === false) stop()
}

/** Nothing can be acknowledged any more: a new process recovers what was. */
async function giveUp(failure: StoreFailure, server: QuindarServer | undefined): Promise<void> {
  console.error(failure.message)
  const patience = setTimeout(() => process.exit(EXIT.storeLost), LAST_WORDS_MS)
  await server?.close().catch(() => undefined)
  clearTimeout(patience)
  process.exit(EXIT.storeLost)
}

function end(code: number, sentence: string): void {
  console.error(sentence)
  process.exit(code)
}

function sentenceOf(error: unknown): string {
  if (EXPECTED.some((kind) => error instanceof kind)) return (error as Error).message
  if (error instanceof Refusal) return `The first start could not be finished: ${error.reason}.`
  return `The server could not start, for a reason that nobody foresaw: ${error instanceof Error ? error.message : String(error)}`
}

/** People type `localhost`, and for the machine itself it is the same. */
function readableUrl({ url }: QuindarServer, host = '127.0.0.1'): string {
  return host === '127.0.0.1' ? url.replace('127.0.0.1', 'localhost') : url
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
