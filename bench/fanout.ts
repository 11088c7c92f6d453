// Fan-out: what it costs to tell 1 000 sockets (20 each of 50 users, all in one room) of a message, beside the bare
// limit. All servers run at once and are measured in turn, in shuffled rounds; figures are compared inside a round.
//
// The first figure is the CPU time of the whole server process (its threads, its share of the kernel) per delivered
// message: it moves least with the machine's mood. Ours goes through `sendMessage`: rights, counters, the disk.

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { openSocket, type BenchSocket } from './socket.ts'

const SOCKETS = 1_000
const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const SECONDS = 2
const WINDOWS = [1, 8]
/** How many times as CPU-efficient as the prepared frame we want to be, by messages in flight. */
const AIMS: Record<number, number> = { 1: 0.9, 8: 3.5 }
const PING = '{"msg":"ping"}'
const SERVERS = { quindar: ['quindar.ts'], prepared: ['plain.ts', 'prepared'], stringify: ['plain.ts', 'stringify'] }
type Name = keyof typeof SERVERS

interface Subject {
  name: Name
  child: ChildProcess
  publish(text: string): void
  /** Called with the text of every delivery. */
  onDelivery: (payload: Buffer) => void
  close(): void
}

interface Measurement {
  cpuPerMessage: number
  deliveredPerSecond: number
  /** Milliseconds from sending until the first socket has seen it (median): what comes before the fan-out. */
  first: number
  /** Milliseconds from sending until a socket has seen it. */
  p50: number
  p99: number
}

async function start(name: Name): Promise<Subject> {
  const [file, ...args] = SERVERS[name]
  const child = fork(new URL(`servers/${file}`, import.meta.url), args, { execArgv: ['--conditions=@quindar/source'] })
  const { port, logins, roomId = 'BENCH' } = await answerOf<{ port: number; logins?: string[]; roomId?: string }>(child)
  const subject: Subject = { name, child, publish: () => {}, onDelivery: () => {}, close: () => child.disconnect() }
  const deliver = (payload: Buffer): void => subject.onDelivery(payload)
  for (let index = 0; index < SOCKETS; index++) {
    const token = logins?.[index % logins.length]
    hear(token ? await subscribe(port, token, roomId) : await openSocket(port, '/'), deliver)
  }
  // A publisher each for those in flight: one session is one queue, its next call starts when the last is done.
  const publishers: BenchSocket[] = []
  for (let index = 0; index < Math.max(...WINDOWS); index++) {
    publishers.push(logins ? await logIn(port, logins[index]!) : await openSocket(port, '/publish'))
    hear(publishers[index]!, () => {})
  }
  let id = 0
  subject.publish = (text) => {
    const params = [{ rid: roomId, msg: text }]
    const publisher = publishers[++id % publishers.length]!
    publisher.send(JSON.stringify({ msg: 'method', method: 'sendMessage', id: String(id), params }))
  }
  return subject
}

/** From now on a frame is a delivery or DDP's ping: each socket reads alike, so that all that differs is the server. */
function hear(socket: BenchSocket, deliver: (payload: Buffer) => void): void {
  socket.onFrame = (payload) => {
    if (payload.length > PING.length) deliver(payload)
    else socket.send('{"msg":"pong"}')
  }
}

/** A socket that is logged in: the frames of the recipe. */
async function logIn(port: number, token: string): Promise<BenchSocket> {
  const socket = await openSocket(port, '/websocket')
  socket.send('{"msg":"connect","version":"1","support":["1"]}')
  socket.send(JSON.stringify({ msg: 'method', method: 'login', id: 'login', params: [{ resume: token }] }))
  await frameWith(socket, '"id":"login"', '"token"')
  return socket
}

async function subscribe(port: number, token: string, roomId: string): Promise<BenchSocket> {
  const socket = await logIn(port, token)
  socket.send(JSON.stringify({ msg: 'sub', id: 's', name: 'stream-room-messages', params: [roomId, false] }))
  await frameWith(socket, '"msg":"ready"', '"s"')
  return socket
}

function frameWith(socket: BenchSocket, ...parts: string[]): Promise<void> {
  return new Promise((resolve) => {
    socket.onFrame = (payload) => {
      if (parts.every((part) => payload.includes(part))) resolve()
    }
  })
}

/** Keeps `inFlight` messages under way for some seconds: the next goes out when every socket has seen one. */
async function measure(subject: Subject, inFlight: number): Promise<Measurement> {
  const before = await cpuOf(subject.child)
  const seen = new Map<number, { at: number; count: number }>()
  const firsts: number[] = []
  const latencies: number[] = []
  let next = 0
  let delivered = 0
  let finish: () => void = () => {}
  const finished = new Promise<void>((resolve) => (finish = resolve))
  const startedAt = performance.now()
  const send = (): void => {
    seen.set(next, { at: performance.now(), count: 0 })
    subject.publish(`bench ${String(next++).padStart(8, '0')} ${'x'.repeat(60)}`)
  }
  subject.onDelivery = (payload) => {
    const at = payload.indexOf('bench ') + 6
    const entry = seen.get(Number(payload.toString('latin1', at, at + 8)))
    if (!entry) return
    delivered++
    if (entry.count === 0) firsts.push(performance.now() - entry.at)
    if (delivered % 16 === 0) latencies.push(performance.now() - entry.at)
    if (++entry.count < SOCKETS) return
    seen.delete(Number(payload.toString('latin1', at, at + 8)))
    if (performance.now() - startedAt < SECONDS * 1_000) send()
    else if (seen.size === 0) finish()
  }
  for (let index = 0; index < inFlight; index++) send()
  await finished
  const seconds = (performance.now() - startedAt) / 1_000
  const after = await cpuOf(subject.child)
  latencies.sort((left, right) => left - right)
  return {
    cpuPerMessage: (after - before) / delivered,
    deliveredPerSecond: delivered / seconds,
    first: median(firsts),
    p50: latencies[Math.floor(latencies.length * 0.5)]!,
    p99: latencies[Math.floor(latencies.length * 0.99)]!,
  }
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const over = new AbortController()
  const ended = once(child, 'exit', { signal: over.signal }).then(([code]) => {
    throw new Error(`A server of the benchmark ended with ${String(code)}`)
  })
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [T]
  ended.catch(() => {})
  over.abort()
  return message
}

function ask<T>(child: ChildProcess, question: string): Promise<T> {
  child.send(question)
  return answerOf<T>(child)
}

async function cpuOf(child: ChildProcess): Promise<number> {
  const { cpu } = await ask<{ cpu: NodeJS.CpuUsage }>(child, 'cpu')
  return cpu.user + cpu.system
}

/** A missed aim is shown with what the server's main thread did in one more round. */
async function explain(subject: Subject, inFlight: number): Promise<void> {
  await ask(subject.child, 'profile')
  await measure(subject, inFlight)
  const { profile } = await ask<{ profile: string[] }>(subject.child, 'profiled')
  for (const line of profile) console.log(line)
}

function median(values: number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!
}

function shuffled<T>(values: T[]): T[] {
  return values
    .map((value) => ({ value, key: Math.random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value)
}

export async function benchFanout(): Promise<void> {
  console.log(`\nFan-out to ${SOCKETS} sockets of 50 users, ${ROUNDS} rounds of ${SECONDS} s, load ${load()}`)
  const subjects = []
  for (const name of Object.keys(SERVERS) as Name[]) subjects.push(await start(name))
  const results = new Map<string, Measurement[]>()
  for (const { name } of subjects) for (const inFlight of WINDOWS) results.set(`${name} ${inFlight}`, [])
  for (let round = 0; round <= ROUNDS; round++) {
    for (const inFlight of WINDOWS) {
      for (const subject of shuffled(subjects)) {
        const measurement = await measure(subject, inFlight)
        // The first round warms up.
        if (round > 0) results.get(`${subject.name} ${inFlight}`)!.push(measurement)
      }
    }
  }
  for (const inFlight of WINDOWS) {
    const { efficiency, slowness } = report(inFlight, (name) => results.get(`${name} ${inFlight}`)!)
    const aim = AIMS[inFlight]!
    const met = efficiency >= aim && slowness <= 1
    console.log(`  the aim is ${aim}× the prepared frame and no worse p99: ${met ? 'met' : 'missed; one more round'}`)
    if (!met) await explain(subjects[0]!, inFlight)
  }
  console.log(`load at the end ${load()}`)
  for (const subject of subjects) subject.close()
}

/** Prints the figures; answers how we compare with the prepared frame: CPU-efficiency, and p99 as a multiple of its. */
function report(inFlight: number, of: (name: Name) => Measurement[]): { efficiency: number; slowness: number } {
  console.log(`\n${inFlight} in flight                CPU-µs/message   delivered/s   first ms   p50 ms   p99 ms`)
  for (const name of Object.keys(SERVERS) as Name[]) {
    const column = (key: keyof Measurement, digits: number): string =>
      median(of(name).map((measurement) => measurement[key])).toFixed(digits)
    console.log(
      `  ${name.padEnd(24)}${column('cpuPerMessage', 2).padStart(14)}${column('deliveredPerSecond', 0).padStart(14)}` +
        `${column('first', 1).padStart(11)}${column('p50', 1).padStart(9)}${column('p99', 1).padStart(9)}`,
    )
  }
  const ratioTo = (other: Name, key: keyof Measurement): number =>
    median(of('quindar').map((ours, round) => of(other)[round]![key] / ours[key]))
  for (const other of ['prepared', 'stringify'] as const) {
    console.log(
      `  quindar is ${ratioTo(other, 'cpuPerMessage').toFixed(2)}× as CPU-efficient as ${other}; ` +
        `its p99 is ${(1 / ratioTo(other, 'p99')).toFixed(2)}× that of ${other}`,
    )
  }
  return { efficiency: ratioTo('prepared', 'cpuPerMessage'), slowness: 1 / ratioTo('prepared', 'p99') }
}

function load(): string {
  return loadavg()
    .map((value) => value.toFixed(2))
    .join(' ')
}
