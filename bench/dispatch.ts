// Client dispatch: what an inbound stream frame costs from the socket's `message` event to the listener, beside
// JSON.parse of the same text alone, with 1, 30 and 1 000 live subscriptions. No network: a socket that the benchmark
// plays the server of, so that nothing but the client is measured. Rounds alternate; figures are medians.

import { loadavg } from 'node:os'
import { fakeNetwork } from '@quindar/testkit'
import { createClient } from 'quindar'
import { startProfile } from './profile.ts'

const SUBSCRIPTIONS = [1, 30, 1_000]
const FRAMES = 20_000
const ROUNDS = 15
/** At most this many times the cost of JSON.parse alone. */
const AIM = 1.6

export async function benchDispatch(): Promise<void> {
  console.log(`\nClient dispatch, ${FRAMES} frames a round, ${ROUNDS} rounds, load ${loadavg()[0]?.toFixed(2)}`)
  console.log('subscriptions   parse µs   dispatch µs   ratio')
  for (const subscriptions of SUBSCRIPTIONS) await benchAt(subscriptions)
}

async function benchAt(subscriptions: number): Promise<void> {
  const network = fakeNetwork()
  const client = createClient('http://bench', { ports: { WebSocket: network.WebSocket } })
  const socket = network.latest()
  socket.open()
  socket.receive({ msg: 'connected', session: 's' })
  let heard = 0
  for (let index = 0; index < subscriptions; index++) {
    client.stream('room-messages', `ROOM${index}`).on(() => heard++)
  }
  await Promise.resolve()
  for (const { id } of socket.sentOf('sub')) socket.receive({ msg: 'ready', subs: [id] })

  const texts = Array.from({ length: 256 }, (_, index) => frameFor(`ROOM${(index * 7) % subscriptions}`, index))
  const parse: number[] = []
  const dispatch: number[] = []
  const ratio: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const parsed = time((text) => JSON.parse(text) as unknown, texts)
    const dispatched = time(dispatcherOf(socket), texts)
    if (round === 0) continue
    parse.push(parsed)
    dispatch.push(dispatched)
    ratio.push(dispatched / parsed)
  }
  const expected = FRAMES * (ROUNDS + 1)
  if (heard !== expected) throw new Error(`${heard} of ${expected} frames were heard: nothing was measured`)
  console.log(
    `${String(subscriptions).padStart(13)}${median(parse).toFixed(2).padStart(11)}${median(dispatch).toFixed(2).padStart(14)}` +
      `${median(ratio).toFixed(2).padStart(8)}`,
  )
  if (median(ratio) > AIM) {
    console.log(`  the aim is ${AIM}: missed; one more round`)
    const stop = await startProfile()
    time(dispatcherOf(socket), texts)
    for (const line of await stop()) console.log(line)
  }
  await client.close()
}

/** The socket's own `onmessage`, without the event object that a browser makes in either case. */
function dispatcherOf(socket: { onmessage: ((event: MessageEvent) => void) | null }): (text: string) => void {
  const event = { data: '' }
  return (text) => {
    event.data = text
    socket.onmessage!(event as MessageEvent)
  }
}

/** Microseconds per frame. */
function time(work: (text: string) => unknown, texts: string[]): number {
  const startedAt = performance.now()
  for (let index = 0; index < FRAMES; index++) work(texts[index % texts.length]!)
  return ((performance.now() - startedAt) * 1_000) / FRAMES
}

function frameFor(roomId: string, index: number): string {
  const date = { $date: 1_790_000_000_000 + index }
  return JSON.stringify({
    msg: 'changed',
    collection: 'stream-room-messages',
    id: 'id',
    fields: {
      eventName: roomId,
      args: [
        {
          _id: `message-${String(index).padStart(9, '0')}`,
          rid: roomId,
          msg: `what somebody says when there is something to say, number ${index}`,
          ts: date,
          u: { _id: 'user-000000000000', username: 'user0', name: 'User 0' },
          _updatedAt: date,
          urls: [],
          mentions: [],
          channels: [],
        },
      ],
    },
  })
}

function median(values: number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!
}
