// Who loses what: the same talk under the same faults with this client and with others, each used as its own documents
// say. Counts, no times: what was said and never heard, or heard twice; what was sent, and how that ended.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { PEERS, peerFolder, seededRandom, startFaultProxy, startServer, type PeerName } from '@quindar/testkit'
import type { Told } from './program.ts'
import { SCHEDULES, TALK_MS, type Schedule } from './schedules.ts'
import { ROOM } from './subject.ts'

const SEED = Number(process.env['SEED'] ?? 1)
/** Milliseconds after the talk in which everything may still come right. */
const SETTLING_MS = Number(process.env['SETTLING'] ?? 60_000)
/** Milliseconds between what others say, and between what the subject says. */
const THEIRS_MS = 200
const MINE_MS = 400

/** File in `subjects/` → what it is called, and the package that it needs. */
const SUBJECTS: Readonly<Record<string, PeerName | undefined>> = {
  quindar: undefined,
  'raw-websocket': undefined,
  rxjs: 'rocket.chat.realtime.api.rxjs',
  sdk: '@rocket.chat/sdk',
  'ddp-client': '@rocket.chat/ddp-client',
  simpleddp: 'simpleddp',
  asteroid: 'asteroid',
}

interface Counts {
  /** Said by others while the subject was in the room. */
  readonly said: number
  /** … and never heard. */
  readonly lost: number
  /** Callbacks too many. */
  readonly doubled: number
  /** Sent by the subject. */
  readonly sent: number
  /** … which are in the room in the end, and which are there more than once. */
  readonly arrived: number
  readonly twice: number
  /** … of which it was told that they have arrived; that they have not, or that nobody knows; and nothing, ever. */
  readonly answered: number
  readonly refused: number
  readonly hung: number
  /** Errors that nobody could catch. */
  readonly thrown: number
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, Math.max(0, ms)))

/** @param file Of the subject. */
export async function countDeliveries(file: string, { server: options = {}, play }: Schedule): Promise<Counts> {
  await using server = await startServer(options)
  await using proxy = await startFaultProxy(server.url, SEED)
  const bob = (await server.domain.users.byUsername('bob'))!
  const program = fileURLToPath(new URL('program.ts', import.meta.url))
  const child = fork(program, [file, proxy.url], {
    execArgv: ['--conditions=@quindar/source', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const told: Record<'heard' | 'answered' | 'refused', string[]> = { heard: [], answered: [], refused: [] }
  const thrown: string[] = []
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: Told) => {
      if (message.kind === 'ready') resolve()
      else if (message.kind === 'thrown') thrown.push(message.why)
      else told[message.kind].push(message.text)
    })
    child.on('exit', () => reject(new Error(`${file} has ended: ${thrown.join(' ')}`)))
  })
  await ready

  const begun = performance.now()
  const at = (ms: number): Promise<void> => wait(begun + ms - performance.now())
  const theirs: string[] = []
  const mine: string[] = []
  const talk = async (): Promise<void> => {
    for (let time = 0; time < TALK_MS; time += THEIRS_MS) {
      await at(time)
      theirs.push(`theirs ${theirs.length}.`)
      await server.domain.messages.send(bob, { roomId: ROOM, text: theirs.at(-1)! })
      if (time % MINE_MS > 0) continue
      mine.push(`mine ${mine.length}.`)
      child.send(mine.at(-1)!)
    }
  }
  await Promise.all([talk(), play(proxy, at, seededRandom(SEED))])

  const count = (list: readonly string[], text: string): number => list.filter((one) => one === text).length
  const isSettled = (text: string): boolean => told.answered.includes(text) || told.refused.includes(text)
  // What was refused may arrive all the same, where the client goes on trying.
  const isDone = (): boolean =>
    theirs.every((text) => told.heard.includes(text)) && mine.every((text) => told.answered.includes(text))
  for (const end = performance.now() + SETTLING_MS; performance.now() < end && !isDone();) await wait(100)
  // What comes twice may come late.
  await wait(1_000)
  child.removeAllListeners('exit')
  child.kill('SIGKILL')

  const page = await server.domain.ground.store.history({ roomId: ROOM, limit: 1_000, threads: true })
  const rows = page.map(({ text }) => text)
  return {
    said: theirs.length,
    lost: theirs.filter((text) => !told.heard.includes(text)).length,
    doubled: theirs.reduce((sum, text) => sum + Math.max(0, count(told.heard, text) - 1), 0),
    sent: mine.length,
    arrived: mine.filter((text) => rows.includes(text)).length,
    twice: mine.filter((text) => count(rows, text) > 1).length,
    answered: mine.filter((text) => told.answered.includes(text)).length,
    refused: mine.filter((text) => told.refused.includes(text)).length,
    hung: mine.filter((text) => !isSettled(text)).length,
    thrown: thrown.length,
  }
}

const COLUMNS = [
  'said',
  'lost',
  'doubled',
  'sent',
  'arrived',
  'twice',
  'answered',
  'refused',
  'hung',
  'thrown',
] as const satisfies readonly (keyof Counts)[]

/** Prints the tables as docs/delivery.md has them. */
export async function benchDelivery(): Promise<void> {
  console.log(`\nDelivery, seed ${SEED}: ${TALK_MS / 1_000} s of talk, ${SETTLING_MS / 1_000} s to come right`)
  const names = new Map<string, string>()
  for (const [file, peer] of Object.entries(SUBJECTS)) {
    const version = peer && (PEERS[peer].packages as Record<string, string>)[peer]
    names.set(file, peer ? `${peer} ${version}` : file.replace('-', ' '))
    if (peer) peerFolder(peer)
  }
  const sums = new Map([...names.values()].map((name) => [name, NOTHING]))
  for (const schedule of SCHEDULES) {
    printHead(schedule.name)
    // Side by side: they wait most of the time.
    const runs = [...names].map(async ([file, name]) => ({ name, counts: await countDeliveries(file, schedule) }))
    for (const { name, counts } of await Promise.all(runs)) {
      printRow(name, counts)
      sums.set(name, sumOf(sums.get(name) ?? NOTHING, counts))
    }
  }
  printHead('all of it together')
  for (const [name, counts] of sums) printRow(name, counts)
}

const NOTHING = Object.fromEntries(COLUMNS.map((column) => [column, 0])) as unknown as Counts

const sumOf = (one: Counts, other: Counts): Counts =>
  Object.fromEntries(COLUMNS.map((column) => [column, one[column] + other[column]])) as unknown as Counts

function printHead(title: string): void {
  console.log(`\n### ${title[0]?.toUpperCase()}${title.slice(1)}\n`)
  console.log(`|  | ${COLUMNS.join(' | ')} |`)
  console.log(`| --- |${' ---: |'.repeat(COLUMNS.length)}`)
}

function printRow(name: string, counts: Counts): void {
  console.log(`| ${name} | ${COLUMNS.map((column) => counts[column]).join(' | ')} |`)
}
