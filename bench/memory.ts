// What a subscription keeps in memory while nothing happens: the heap before and after ten thousand of them, all confirmed,
// each with one listener, after the garbage is gone. No network: the benchmark plays the server.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { fakeNetwork } from '@quindar/testkit'
import { createClient } from 'quindar'

const SUBSCRIPTIONS = 10_000
/** Kilobytes of heap. */
const AIM = 0.5
/** Stream → what it stands for. Of rooms it is also known from where on to catch up. */
const STREAMS = { 'notify-logged': 'a stream', 'room-messages': 'the messages of a room, with what catching up needs' }

export async function benchMemory(): Promise<void> {
  console.log(`\nHeap per subscription, ${SUBSCRIPTIONS} of them, aim ${AIM} KB`)
  for (const [stream, what] of Object.entries(STREAMS)) {
    const bytes = await heapPerSubscription(stream)
    console.log(`  ${what}: ${(bytes / 1_000).toFixed(2)} KB${bytes > AIM * 1_000 ? ', missed' : ''}`)
  }
}

async function heapPerSubscription(stream: string): Promise<number> {
  const network = fakeNetwork()
  const client = createClient('http://bench', { ports: { WebSocket: network.WebSocket } })
  const socket = network.latest()
  socket.open()
  socket.receive({ msg: 'connected', session: 's' })
  await turn()
  const ids: string[] = []
  socket.send = (text) => {
    const { msg, id = '' } = JSON.parse(text) as { msg: string; id?: string }
    if (msg === 'sub') ids.push(id)
  }
  const listener = (): void => {}
  // What is loaded and compiled once is no part of the price.
  const stops = [client.stream(stream, 'warm').on(listener)]
  await turn()
  const keys = Array.from({ length: SUBSCRIPTIONS }, (_, index) => `ROOM${String(index).padStart(13, '0')}`)
  const before = heap()
  for (const key of keys) stops.push(client.stream(stream, key).on(listener))
  socket.receive({ msg: 'ready', subs: ids.splice(0) })
  await turn()
  const after = heap()
  for (const stop of stops) stop()
  await client.close()
  return (after - before) / SUBSCRIPTIONS
}

/** What is loaded on demand has come. */
const turn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 500))

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heap(): number {
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
}
