// What a socket does when time passes: SockJS's heartbeat, and the end of our patience with who does not say goodbye.

import { afterEach, describe, expect, it } from 'vitest'
import { SharedFrame, type Wire } from '../../src/ddp/wire.ts'
import { TestClock } from '../ddp/clock.ts'
import { Client, openDoor, until, type Door } from './carrier.ts'
import { frame, RawSocket } from './raw-socket.ts'

let door: Door | undefined

afterEach(() => door?.close())

async function open(): Promise<{ clock: TestClock; wires: Wire[]; url: string; closed: () => number }> {
  const clock = new TestClock()
  const wires: Wire[] = []
  let closed = 0
  door = await openDoor((wire) => {
    wires.push(wire)
    return { text: () => undefined, binary: () => undefined, closed: () => void closed++ }
  }, clock)
  return { clock, wires, url: door.url, closed: () => closed }
}

describe('SockJS', () => {
  it('beats every 45 seconds, until it is closed', async () => {
    const { clock, wires, url } = await open()
    const client = await Client.open(`${url}/sockjs/1/a/websocket`)
    expect(await client.next()).toBe('o')
    clock.advance(44_999)
    wires[0]?.send(new SharedFrame('marker'))
    expect(await client.next()).toBe('a["marker"]')
    clock.advance(1)
    expect(await client.next()).toBe('h')
    clock.advance(45_000)
    expect(await client.next()).toBe('h')
    wires[0]?.close(1000, 'done')
    await client.closed
    await until(() => clock.waiting === 0)
  })

  it('stops beating when the client has gone', async () => {
    const { clock, url, closed } = await open()
    const client = await Client.open(`${url}/sockjs/1/a/websocket`)
    expect(clock.waiting).toBe(1)
    client.socket.terminate()
    await until(() => closed() === 1)
    expect(clock.waiting).toBe(0)
  })
})

it('forgets the pings of RFC 6455 that came more than ten seconds ago', async () => {
  const { clock, url } = await open()
  const raw = await RawSocket.open(Number(new URL(url).port))
  const pings = (count: number): void => raw.write(...Array<Buffer>(count).fill(frame(9, 'x')))
  pings(1_000)
  await raw.until(() => raw.frames.length === 1_000)
  clock.advance(10_000)
  pings(1_000)
  await raw.until(() => raw.frames.length === 2_000)
  clock.advance(9_999)
  pings(1)
  expect(await raw.close()).toEqual({ code: 1008, reason: 'Too many pings.' })
})

describe('closing', () => {
  it('waits five seconds for the answer, then hangs up', async () => {
    const { clock, wires, url } = await open()
    const raw = await RawSocket.open(Number(new URL(url).port))
    wires[0]?.close(1000, 'bye')
    expect(await raw.close()).toEqual({ code: 1000, reason: 'bye' })
    clock.advance(4_999)
    raw.write(frame(10, 'still here'))
    expect(clock.waiting).toBe(1)
    expect(raw.socket.destroyed).toBe(false)
    clock.advance(1)
    await raw.ended
    expect(clock.waiting).toBe(0)
  })

  it('asks for no patience when it was answered', async () => {
    const { clock, wires, url, closed } = await open()
    const client = await Client.open(`${url}/websocket`)
    wires[0]?.close(1000, 'bye')
    await client.closed
    await until(() => closed() === 1)
    expect(clock.waiting).toBe(0)
  })

  it('happens once', async () => {
    const { clock, wires, url } = await open()
    const client = await Client.open(`${url}/websocket`)
    wires[0]?.close(4001, 'first')
    wires[0]?.close(4002, 'second')
    expect(clock.waiting).toBe(1)
    expect(await client.closed).toEqual({ code: 4001, reason: 'first' })
  })
})
