// What a socket carries: whole texts at every length, to two implementations that nobody here wrote; in order with pongs
// and closes; and never more than its receiver can take.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/entry-clock.ts'
import { SharedFrame, type Wire } from '../../src/ddp/wire.ts'
import { Client, openDoor, type Door, until } from './carrier.ts'
import { frame, RawSocket } from './raw-socket.ts'

let door: Door
let port: number
/** What the sessions of one test were told. */
let told: { texts: string[]; closed: number; drained: number }
let wires: Wire[]

beforeEach(async () => {
  // Sockets of the test before may still be closing: they count in theirs.
  const telling = { texts: [] as string[], closed: 0, drained: 0 }
  const carried: Wire[] = []
  told = telling
  wires = carried
  door = await openDoor((wire) => {
    carried.push(wire)
    return {
      text(text) {
        telling.texts.push(text)
        if (text === 'question') wire.send(new SharedFrame('answer'))
      },
      binary: () => telling.texts.push('<binary>'),
      closed: () => telling.closed++,
      drained: () => telling.drained++,
    }
  }, systemClock)
  port = Number(new URL(door.url).port)
})

afterEach(() => door.close())

function wire(index = 0): Wire {
  const found = wires[index]
  if (!found) throw new Error(`There is no wire ${index}.`)
  return found
}

/** Chinese and emoji, cut to a length in bytes. */
function mixed(bytes: number): string {
  let text = '汉字😀é'.repeat(Math.floor(bytes / 12))
  while (Buffer.byteLength(text) < bytes) text += 'a'
  return text
}

const LENGTHS = [0, 1, 125, 126, 127, 65_535, 65_536, 65_537, 300_000]

describe('texts of Chinese and emoji', () => {
  it('arrive whole at ws, in order', async () => {
    const client = await Client.open(`${door.url}/websocket`)
    const texts = LENGTHS.map(mixed)
    for (const text of texts) wire().send(new SharedFrame(text))
    for (const text of texts) expect(await client.next()).toBe(text)
  })

  it('arrive whole at the WebSocket that Node carries, in order', async () => {
    const socket = new WebSocket(`${door.url}/websocket`)
    const got: unknown[] = []
    const all = new Promise<void>((resolve) => {
      socket.onmessage = ({ data }) => {
        if (got.push(data) === LENGTHS.length) resolve()
      }
    })
    await new Promise((resolve) => (socket.onopen = resolve))
    const texts = LENGTHS.map(mixed)
    for (const text of texts) wire().send(new SharedFrame(text))
    await all
    expect(got).toEqual(texts)
    const closed = new Promise((resolve) => (socket.onclose = resolve))
    socket.close()
    await closed
  })

  it('come in from both as they were sent', async () => {
    const client = await Client.open(`${door.url}/websocket`)
    client.send(mixed(126))
    client.send(mixed(65_536))
    client.send('end')
    wire().send(new SharedFrame('go on'))
    await client.next()
    await until(() => told.texts.length === 3)
    expect(told.texts).toEqual([mixed(126), mixed(65_536), 'end'])
  })
})

describe('the order on the line', () => {
  it('has the pong of RFC 6455 after what was sent before it', async () => {
    const raw = await RawSocket.open(port)
    await until(() => wires.length === 1)
    // One piece, so that all of it is read in one turn.
    raw.write(frame(1, 'question'), frame(9, 'ping'), frame(1, 'question'))
    await raw.until(() => raw.frames.length === 3)
    expect(raw.frames.map(({ opcode, payload }) => [opcode, payload.toString()])).toEqual([
      [1, 'answer'],
      [10, 'ping'],
      [1, 'answer'],
    ])
  })

  it('has what waits before the close frame, and nothing after it', async () => {
    const raw = await RawSocket.open(port)
    wire().send(new SharedFrame('one'))
    wire().send(new SharedFrame('two'))
    wire().close(4001, 'enough')
    wire().send(new SharedFrame('too late'))
    expect(await raw.close()).toEqual({ code: 4001, reason: 'enough' })
    raw.write(frame(8, Buffer.from([0x0f, 0xa1])))
    await raw.ended
    expect(raw.frames.map(({ opcode }) => opcode)).toEqual([1, 1, 8])
    expect(raw.texts).toEqual(['one', 'two'])
    await until(() => told.closed === 1)
  })

  it('has the answers of this turn before a close that the peer or a broken rule asks for', async () => {
    const goodbye = frame(8, Buffer.from([0x03, 0xe8]))
    const reserved = frame(1, 'x', { rsv: 4 })
    for (const [ending, code] of [
      [goodbye, 1000],
      [reserved, 1002],
    ] as const) {
      const raw = await RawSocket.open(port)
      // One piece, so that all of it is read in one turn.
      raw.write(frame(1, 'question'), ending)
      expect(await raw.close()).toMatchObject({ code })
      expect(raw.texts).toEqual(['answer'])
      expect(raw.frames.map(({ opcode }) => opcode)).toEqual([1, 8])
    }
  })

  it('has nothing behind our answer to a close frame', async () => {
    const raw = await RawSocket.open(port)
    raw.write(frame(8, Buffer.from([0x03, 0xe8])))
    await raw.close()
    wire().send(new SharedFrame('too late'))
    await raw.ended
    expect(raw.frames.map(({ opcode }) => opcode)).toEqual([8])
    await until(() => told.closed === 1)
  })

  it('has a greeting before the close of a session that ends as it begins, and nothing after it', async () => {
    const shut = await openDoor((wire) => {
      wire.send(new SharedFrame('no'))
      wire.close(4002, 'not today')
      wire.send(new SharedFrame('too late'))
      return { text: () => undefined, binary: () => undefined, closed: () => undefined }
    }, systemClock)
    const raw = await RawSocket.open(Number(new URL(shut.url).port))
    expect(await raw.close()).toEqual({ code: 4002, reason: 'not today' })
    raw.write(frame(8, Buffer.from([0x0f, 0xa2])))
    await raw.ended
    expect(raw.texts).toEqual(['no'])
    expect(raw.frames.map(({ opcode }) => opcode)).toEqual([1, 8])
    await shut.close()
  })

  it('keeps thousands of frames in their order, with pings in between', async () => {
    const client = await Client.open(`${door.url}/websocket`)
    let pongs = 0
    client.socket.on('pong', () => pongs++)
    for (let round = 0; round < 20; round++) {
      client.socket.ping(String(round))
      for (let index = 0; index < 100; index++) wire().send(new SharedFrame(`${round}/${index}`))
      for (let index = 0; index < 100; index++) expect(await client.next()).toBe(`${round}/${index}`)
    }
    await until(() => pongs === 20)
  })
})

describe('a receiver that does not read', () => {
  it('is given up with 4008 while the others lose nothing', async () => {
    const stalled = await RawSocket.open(port)
    await until(() => wires.length === 1)
    const healthy = await Client.open(`${door.url}/websocket`)
    stalled.socket.pause()
    const text = 'x'.repeat(16_384)
    let sent = 0
    while (told.closed === 0) {
      // One event for both, as fan-out makes it.
      const shared = new SharedFrame(text, { topic: 'R' })
      wire(0).send(shared)
      wire(1).send(shared)
      sent++
      expect(await healthy.next()).toBe(text)
      expect(sent).toBeLessThan(5_000)
    }
    // The marks, and what the kernel takes besides.
    expect(sent * text.length).toBeGreaterThan(1_048_576)
    stalled.socket.resume()
    expect(await stalled.close()).toEqual({
      code: 4008,
      reason: 'Too slow: more than 1 MiB is waiting. Connect again and catch up.',
    })
    expect(stalled.texts.every((got) => got === text)).toBe(true)
    expect(stalled.texts.length).toBeLessThan(sent)
    wire(1).send(new SharedFrame('still here'))
    expect(await healthy.next()).toBe('still here')
  })

  it('is called congested, and drained when it reads again', async () => {
    const raw = await RawSocket.open(port)
    await until(() => wires.length === 1)
    raw.socket.pause()
    const answer = 'x'.repeat(8 * 1_048_576)
    wire().send(new SharedFrame(answer))
    expect(wire().congested).toBe(true)
    raw.socket.resume()
    await raw.until(() => raw.frames.length === 1)
    expect(raw.texts[0] === answer).toBe(true)
    await until(() => told.drained === 1)
    expect(wire().congested).toBe(false)
  })
})

it('stops and goes on reading when it is told to', async () => {
  const client = await Client.open(`${door.url}/websocket`)
  wire().pauseReading?.()
  client.send('one')
  wire().send(new SharedFrame('marker'))
  await client.next()
  expect(told.texts).toEqual([])
  wire().resumeReading?.()
  await until(() => told.texts.length === 1)
  expect(told.texts).toEqual(['one'])
})

it('takes back what waits for the end of the turn', async () => {
  const client = await Client.open(`${door.url}/websocket`)
  wire().send(new SharedFrame('secret', { topic: 'R' }))
  wire().send(new SharedFrame('answer'))
  wire().revoke('R')
  wire().send(new SharedFrame('end'))
  expect([await client.next(), await client.next()]).toEqual(['answer', 'end'])
})

it('tells the end once, when a frame against RFC 6455 was it too', async () => {
  const raw = await RawSocket.open(port)
  raw.write(frame(3, 'unknown opcode'))
  expect((await raw.close())?.code).toBe(1002)
  wire().send(new SharedFrame('too late'))
  await raw.ended
  await until(() => told.closed > 0)
  // The connection itself ends after the error: whoever counts that counts twice.
  const other = await Client.open(`${door.url}/websocket`)
  await other.close()
  await until(() => told.closed > 1)
  expect(told.closed).toBe(2)
  expect(raw.texts).toEqual([])
})

it('tells the address of the client', async () => {
  await Client.open(`${door.url}/websocket`)
  expect(wire().remoteAddress).toMatch(/127\.0\.0\.1$/)
})
