// Which upgrade requests become connections, and what the others are told.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/entry-clock.ts'
import { SharedFrame } from '../../src/ddp/wire.ts'
import { isLoopback } from '../../src/net/upgrade.ts'
import { Client, openDoor, until, type Door } from './carrier.ts'
import { RawSocket } from './raw-socket.ts'

const doors: Door[] = []
let accepted: number

beforeEach(() => {
  accepted = 0
})

afterEach(async () => {
  for (const door of doors.splice(0)) await door.close()
})

/** `ended` counts the sessions of this door that are over: sockets of the test before may still be closing. */
async function door(options: Parameters<typeof openDoor>[2] = {}): Promise<Door & { ended: number }> {
  const counts = { ended: 0 }
  const opened = await openDoor(
    (wire) => {
      accepted++
      return {
        text: (text) => wire.send(new SharedFrame(text)),
        binary: () => undefined,
        closed: () => void counts.ended++,
      }
    },
    systemClock,
    options,
  )
  doors.push(opened)
  return Object.assign(counts, opened)
}

const portOf = ({ url }: Door): number => Number(new URL(url).port)

describe('the address', () => {
  it.each(['/websocket', '/websocket/', '/websocket?x=1', '/sockjs/websocket'])('%s is raw DDP', async (path) => {
    const { url } = await door()
    const client = await Client.open(url + path)
    client.send('{"a":1}')
    expect(await client.next()).toBe('{"a":1}')
  })

  it.each(['/sockjs/000/abcd/websocket', '/sockjs/any/thing/websocket/'])('%s is SockJS', async (path) => {
    const { url } = await door()
    const client = await Client.open(url + path)
    expect(await client.next()).toBe('o')
    client.send('["{\\"a\\":1}"]')
    expect(await client.next()).toBe('a["{\\"a\\":1}"]')
  })

  it.each(['/', '/websockets', '/x/websocket', '/sockjs/a/websocket', '/sockjs/a.b/c/websocket', '/sockjs/info'])(
    '%s is nowhere: 404, with the right one',
    async (path) => {
      const raw = await RawSocket.open(portOf(await door()), path)
      expect(raw.response).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/)
      await raw.ended
      expect(raw.response).toMatch(/\r\n\r\nWebSockets are at \/websocket\.$/)
      expect(accepted).toBe(0)
    },
  )

  it('has the prefix before it, and is nowhere without', async () => {
    const opened = await door({ pathPrefix: '/chat' })
    const client = await Client.open(`${opened.url}/chat/websocket/`)
    client.send('x')
    expect(await client.next()).toBe('x')
    expect((await RawSocket.open(portOf(opened), '/websocket')).response).toMatch(/^HTTP\/1\.1 404/)
    expect((await RawSocket.open(portOf(opened), '/websocket')).response).toMatch(/at \/chat\/websocket\.$/)
  })

  it('has a prefix in any script, as HTTP has', async () => {
    const client = await Client.open(`${(await door({ pathPrefix: '/聊 天' })).url}/聊 天/websocket`)
    client.send('x')
    expect(await client.next()).toBe('x')
  })

  it('is nowhere when its percent signs mean nothing', async () => {
    expect((await RawSocket.open(portOf(await door()), '/%zz/websocket')).response).toMatch(/^HTTP\/1\.1 404/)
  })
})

describe('the origin', () => {
  it('may be any, unless it is narrowed', async () => {
    const client = await Client.open(`${(await door()).url}/websocket`, { origin: 'https://evil.example' })
    client.send('x')
    expect(await client.next()).toBe('x')
  })

  it('is refused with 403 when it is not among those allowed', async () => {
    const raw = await RawSocket.open(portOf(await door({ origins: ['https://good.example'] })), '/websocket', [
      'Origin: https://good.example.evil.example',
    ])
    expect(raw.response).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/)
    await raw.ended
    expect(raw.response).toMatch(/\r\n\r\nThis server does not serve pages of that origin\.$/)
    expect(accepted).toBe(0)
  })

  it('is let in when it is allowed, when it is our own, and when there is none', async () => {
    const opened = await door({ origins: ['https://good.example'] })
    const address = `${opened.url}/websocket`
    await Client.open(address, { origin: 'https://good.example' })
    await Client.open(address, { origin: `http://127.0.0.1:${portOf(opened)}` })
    await Client.open(address)
    expect(accepted).toBe(3)
  })
})

it('a server that is going down says so, whatever it is asked for', async () => {
  const opened = await door()
  opened.goDown()
  for (const path of ['/websocket', '/nowhere']) {
    const raw = await RawSocket.open(portOf(opened), path)
    await raw.ended
    expect(raw.response).toBe(
      'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n' +
        'Content-Length: 26\r\n\r\nThis server is going down.',
    )
  }
  expect(accepted).toBe(0)
})

describe('the number of connections', () => {
  it('of this machine is not limited', async () => {
    const { url } = await door({ socketsPerAddress: 1 })
    await Client.open(`${url}/websocket`)
    await Client.open(`${url}/websocket`)
    expect(accepted).toBe(2)
  })

  it('of another machine is limited, by address, and counts those that are open', async () => {
    let address = '10.0.0.9'
    const opened = await door({ socketsPerAddress: 2, from: () => address })
    const clients = [await Client.open(`${opened.url}/websocket`), await Client.open(`${opened.url}/websocket`)]
    const raw = await RawSocket.open(portOf(opened))
    expect(raw.response).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\n/)
    await raw.ended
    expect(raw.response).toMatch(/\r\n\r\nThis address has 2 connections, which is the limit\.$/)
    address = '10.0.0.10'
    await Client.open(`${opened.url}/websocket`)
    address = '10.0.0.9'
    await clients[0]?.close()
    await until(() => opened.ended === 1)
    await Client.open(`${opened.url}/websocket`)
    expect((await RawSocket.open(portOf(opened))).response).toMatch(/^HTTP\/1\.1 429/)
    expect(accepted).toBe(4)
  })

  it.each([
    ['127.0.0.1', true],
    ['127.8.0.1', true],
    ['::ffff:127.0.0.1', true],
    ['::1', true],
    ['10.0.0.127', false],
    ['::ffff:10.0.0.1', false],
    ['::2', false],
    ['', false],
  ])('counts %j as this machine: %s', (address, local) => {
    expect(isLoopback(address)).toBe(local)
  })
})

describe('SockJS', () => {
  it('says goodbye in its own words before the close frame', async () => {
    const opened = await openDoor(
      (wire) => ({
        text: () => wire.close(1000, 'Normal closure'),
        binary: () => undefined,
        closed: () => undefined,
      }),
      systemClock,
    )
    doors.push(opened)
    const client = await Client.open(`${opened.url}/sockjs/1/a/websocket`)
    client.send('"one text without an array"')
    expect([await client.next(), await client.next()]).toEqual(['o', 'c[1000,"Normal closure"]'])
    expect(await client.closed).toEqual({ code: 1000, reason: 'Normal closure' })
  })

  it('takes several texts in one array, and nothing at all', async () => {
    const client = await Client.open(`${(await door()).url}/sockjs/1/a/websocket`)
    client.send('')
    client.send('["1","2"]')
    expect([await client.next(), await client.next(), await client.next()]).toEqual(['o', 'a["1"]', 'a["2"]'])
  })

  it.each(['{nope', '[1]', '{}', 'null'])('ends with 1002 at %s', async (text) => {
    const client = await Client.open(`${(await door()).url}/sockjs/1/a/websocket`)
    client.send(text)
    expect(await client.closed).toEqual({ code: 1002, reason: 'Broken framing.' })
    expect(client.left).toEqual(['o', 'c[1002,"Broken framing."]'])
  })

  it('escapes what JSON has to escape', async () => {
    const client = await Client.open(`${(await door()).url}/sockjs/1/a/websocket`)
    const text = '{"t":"\\"quoted\\"\u2028 汉字"}'
    client.send(JSON.stringify([text]))
    expect(await client.next()).toBe('o')
    expect(await client.next()).toBe(`a[${JSON.stringify(text)}]`)
  })
})
