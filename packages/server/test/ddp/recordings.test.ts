// Both recordings played to this server: their client's side is sent over WebSockets, their server's side is what has to
// come back, frame by frame, in order, key by key. Session ids and times have no meaning; everything else has.

import { recording, type RecordedLine } from '@quindar/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { Client, openDoor, type Door } from '../net/carrier.ts'
import { TestClock } from './clock.ts'
import { meteorWorld } from './recorded-meteor.ts'
import { streamerWorld } from './recorded-streamer.ts'

/** Lines that this server does not answer as recorded, and why. By what the line begins with, once each. */
const NOT_SENT: Readonly<Record<string, { line: number; why: string }[]>> = {
  'meteor-2.13': [],
  'rocketchat-ddp-streamer-6.14': [{ line: 79, why: 'the recorded server delivers this event twice; once is enough' }],
}

const clients = new Map<string, Client>()
let door: Door | undefined

afterEach(async () => {
  for (const client of clients.values()) client.socket.terminate()
  clients.clear()
  await door?.close()
})

describe.each([
  { name: 'meteor-2.13' as const, world: meteorWorld },
  { name: 'rocketchat-ddp-streamer-6.14' as const, world: streamerWorld },
])('the recording $name', ({ name, world: makeWorld }) => {
  it('is what this server answers, but for the lines named here', async () => {
    const clock = new TestClock()
    const world = makeWorld(clock)
    door = await openDoor(world.accept, clock)
    const skipped = new Set(NOT_SENT[name]?.map(({ line }) => line))
    for (const line of recording(name)) {
      if (skipped.has(line.line)) continue
      const [answered, recorded] = await play(line, clock, door)
      expect(answered).toBe(recorded)
    }
    await nothingIsLeft()
    expect(world.faults).toEqual(name === 'meteor-2.13' ? [new TypeError('secret details')] : [])
  })
})

/** Says what the recorded client said, or waits for what the server answers: as a line of the log, beside the log's. */
async function play(
  line: RecordedLine,
  clock: TestClock,
  { url }: Door,
): Promise<[answered: string, recorded: string]> {
  let client = clients.get(line.connection)
  if (!client) {
    // The letter S stands for SockJS in both recordings.
    client = await Client.open(url + (line.connection === 'S' ? '/sockjs/123/abcdefgh/websocket' : '/websocket'))
    clients.set(line.connection, client)
  }
  if (line.kind === 'sent') {
    client.send(line.text)
    return ['', '']
  }
  if (line.kind === 'closed') {
    const { code, reason } = await client.closed
    return [`${line.line}: ${code} ${reason}`, `${line.line}: ${line.code} ${line.reason}`]
  }
  // What the recorded server did when 30 ms had passed in silence.
  if (/\{\\?"msg\\?":\\?"ping\\?"\}/.test(line.text)) clock.advance(30)
  return [`${line.line}: ${comparable(await client.next())}`, `${line.line}: ${comparable(line.text)}`]
}

/** Whoever is still connected has nothing more to read: the answer to a ping is the next thing that comes. */
async function nothingIsLeft(): Promise<void> {
  for (const [connection, client] of clients) {
    if (client.socket.readyState !== client.socket.OPEN) continue
    const ping = '{"msg":"ping","id":"end"}'
    client.send(connection === 'S' ? JSON.stringify([ping]) : ping)
    const last = await client.next()
    // E never said connect.
    expect(`${connection} ${last}`).toMatch(/"id":"end"|\\"id\\":\\"end\\"/)
    expect(client.left).toEqual([])
  }
}

/** The text without what has no meaning; its keys in the order in which they came. */
function comparable(text: string): string {
  return ownAdditions(text)
    .replace(/(\\?"session\\?":\\?")[^"\\]+/, '$1<session>')
    .replace(/(\{"\$date":)1\d{12}\}/g, '$1<time>}')
}

/** In a message: what this server knows of it and the recorded one did not, and who the reader is to the room. */
function ownAdditions(text: string): string {
  if (!text.includes('"changed","collection":"stream-room-messages"')) return text
  return text
    .replace(/"name":"alice"/, '')
    .replace(/,\}/, '}')
    .replace(/,"urls":\[\],"mentions":\[\],"channels":\[\],"md":\[.*\],"_seq":1,"_epoch":"epoch"/, '')
    .replace(/,\{"roomParticipant":false,"roomType":"c","roomName":"general"\}/, '')
}

it('names its exceptions', () => {
  const exceptions = Object.entries(NOT_SENT).flatMap(([name, list]) => list.map(({ line }) => [name, line]))
  const lines = new Map(
    (['meteor-2.13', 'rocketchat-ddp-streamer-6.14'] as const).map((name) => [name as string, recording(name)]),
  )
  for (const [name, number] of exceptions) {
    const all = lines.get(String(name)) ?? []
    const at = all.findIndex(({ line }) => line === number)
    // A line may be left out only because the one before it says the same.
    expect(all[at]).toEqual({ ...all[at - 1], line: number })
  }
})
