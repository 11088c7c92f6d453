// Frames that no honest client sends: each gets its close code, and a second client notices nothing.

import assert from 'node:assert/strict'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createServer, type QuindarServer } from '../../src/index.ts'
import { Client } from './carrier.ts'
import { frame, RawSocket } from './raw-socket.ts'

let server: QuindarServer
let bystander: Client
let faults: unknown[]

beforeEach(async () => {
  faults = []
  server = await createServer({ report: (fault) => faults.push(fault) })
  bystander = await Client.open(`${server.url.replace('http', 'ws')}/websocket`)
  bystander.say({ msg: 'connect', version: '1', support: ['1'] })
  await bystander.until(({ msg }) => msg === 'connected')
})

afterEach(async () => {
  // It lives, and it has heard nothing but the answer to its own ping.
  bystander.say({ msg: 'ping', id: 'still' })
  assert.deepEqual(await bystander.nextFrame(), { msg: 'pong', id: 'still' })
  assert.deepEqual(bystander.left, [])
  assert.deepEqual(faults, [])
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  bystander.socket.terminate()
  await server.close()
})

const TEXT = 1
const EMPTY_FRAGMENT = frame(0, '', { fin: false })

describe('frames against RFC 6455', () => {
  it.each([
    ['10 MB in one frame', 1009, () => [frame(TEXT, Buffer.alloc(10_000_000, 97))]],
    ['a frame that only says it is huge', 1009, () => [frame(TEXT, 'x', { claim: 2 ** 40 })]],
    ['one byte more than 128 KiB', 1009, () => [frame(TEXT, Buffer.alloc(131_073, 97))]],
    [
      'fragments of more than 128 KiB together',
      1009,
      () => [frame(TEXT, Buffer.alloc(100_000, 97), { fin: false }), frame(0, Buffer.alloc(100_000, 97))],
    ],
    ['invalid UTF-8', 1007, () => [frame(TEXT, Buffer.from([0xc3, 0x28]))]],
    ['a surrogate in UTF-8', 1007, () => [frame(TEXT, Buffer.from([0xed, 0xa0, 0x80]))]],
    ['RSV1 without compression', 1002, () => [frame(TEXT, 'x', { rsv: 4 })]],
    ['RSV2 and RSV3', 1002, () => [frame(TEXT, 'x', { rsv: 3 })]],
    ['an unmasked frame', 1002, () => [frame(TEXT, '{"msg":"ping"}', { masked: false })]],
    ['an unknown opcode', 1002, () => [frame(3, 'x')]],
    ['a control frame of 126 bytes', 1002, () => [frame(9, Buffer.alloc(126))]],
    ['a control frame in fragments', 1002, () => [frame(9, 'x', { fin: false })]],
    ['a continuation of nothing', 1002, () => [frame(0, 'x')]],
    ['a close frame with a code that nobody may send', 1002, () => [frame(8, Buffer.from([0x03, 0xed]))]],
    [
      '20 000 empty fragments',
      1008,
      () => [frame(TEXT, 'x', { fin: false }), ...Array<Buffer>(20_000).fill(EMPTY_FRAGMENT)],
    ],
    ['65 fragments', 1008, () => [frame(TEXT, 'x', { fin: false }), ...Array<Buffer>(64).fill(EMPTY_FRAGMENT)]],
    ['a bomb of 50 MB in 50 kB', 1002, () => [frame(TEXT, deflateRawSync(Buffer.alloc(50_000_000)), { rsv: 4 })]],
  ])('%s: closed with %i', async (_what, code, frames) => {
    const raw = await RawSocket.open(server.port, '/websocket', ['Sec-WebSocket-Extensions: permessage-deflate'])
    expect(raw.response).not.toMatch(/permessage-deflate/i)
    raw.write(...frames())
    expect((await raw.close())?.code).toBe(code)
    expect(raw.texts).toEqual([])
    raw.socket.destroy()
  })

  it('take 64 fragments and 128 KiB without complaint', async () => {
    const raw = await RawSocket.open(server.port)
    const connect = JSON.stringify({ msg: 'connect', version: '1', support: ['1'] })
    raw.write(frame(TEXT, connect, { fin: false }), ...Array<Buffer>(62).fill(EMPTY_FRAGMENT), frame(0, ''))
    await raw.until(() => raw.texts.length === 1)
    const padding = ' '.repeat(131_072 - '{"msg":"ping"}'.length)
    raw.write(frame(TEXT, `{"msg":"ping"}${padding}`))
    await raw.until(() => raw.texts.length === 2)
    expect(raw.texts[1]).toBe('{"msg":"pong"}')
    raw.socket.destroy()
  })

  it('answer a flood of pings of RFC 6455 up to a point, then close 1008', async () => {
    const raw = await RawSocket.open(server.port)
    raw.write(...Array<Buffer>(1_001).fill(frame(9, 'x')))
    expect(await raw.close()).toEqual({ code: 1008, reason: 'Too many pings.' })
    expect(raw.frames.filter(({ opcode }) => opcode === 10)).toHaveLength(1_000)
    raw.socket.destroy()
  })
})

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
const method = (params: string, id = '"m"'): string => `{"msg":"method","method":"login","id":${id},"params":${params}}`
const BAD = (reason: string) => ({ msg: 'error', reason })

describe('texts against DDP', () => {
  it.each([
    ['JSON 60 000 levels deep', deep(60_000), BAD('Bad request')],
    [
      '1e5 keys',
      `{"msg":"ping",${Array.from({ length: 11_000 }, (_, at) => `"${at}":1`).join(',')}}`,
      BAD('Bad request'),
    ],
    ['a string of 65 537 characters', `{"msg":"ping","id":"${'x'.repeat(65_537)}"}`, BAD('Bad request')],
    ['an array of 1 001 items', `{"msg":"ping","x":[${Array(1_001).fill(1).join(',')}]}`, BAD('Bad request')],
    ['half a surrogate pair', '{"msg":"\\ud83d"}', BAD('Bad request')],
    ['a number beyond all numbers', '{"msg":1e400}', BAD('Bad request')],
    ['an id that is no string', method('[]', '7'), BAD('Malformed method invocation')],
    ['an id that is an object', method('[]', '{"$ne":null}'), BAD('Malformed method invocation')],
    ['parameters that are an object', method('{"a":1}'), BAD('Malformed method invocation')],
    ['a subscription without a name', '{"msg":"sub","id":"s"}', BAD('Malformed subscription')],
    ['a name that is an object', '{"msg":"sub","id":"s","name":{}}', BAD('Malformed subscription')],
    ['nothing', '', BAD('Bad request')],
    ['a lone bracket', '{', BAD('Bad request')],
    ['null', 'null', BAD('Bad request')],
  ])('%s: an error frame, and the connection stays', async (_what, text, answer) => {
    const client = await connected()
    client.send(text)
    expect(await client.nextFrame()).toMatchObject(answer)
    await answersPing(client)
  })

  it('a binary frame: an error frame, and the connection stays', async () => {
    const client = await connected()
    client.socket.send(Buffer.from('{"msg":"ping"}'))
    expect(await client.nextFrame()).toEqual(BAD('Bad request'))
    await answersPing(client)
  })

  it.each([
    ['__proto__ in the parameters', '[{"__proto__":{"polluted":1},"user":{"username":"x"},"password":"y"}]', 401],
    ['constructor.prototype in the parameters', '[{"constructor":{"prototype":{"polluted":1}}}]', 400],
    ['operators', '[{"user":{"username":{"$ne":null}},"password":"x"}]', 400],
    ['a date that is none', '[{"resume":{"$date":{"$InfNaN":0}}}]', 400],
    ['a date beyond all dates', '[{"resume":{"$date":1e400}}]', 400],
    ['an unknown custom type', '[{"$type":"oid","$value":"x"}]', 400],
    ['half a surrogate pair in a name', '[{"user":{"username":"\\ud83d"},"password":"x"}]', 401],
  ])('%s: the method answers with an error', async (_what, params, error) => {
    const client = await connected()
    client.send(method(params))
    const result = await client.until(({ msg }) => msg === 'result')
    expect(result).toMatchObject({ id: 'm', error: { error } })
    await answersPing(client)
  })

  it('ten unknown frames are answered, the eleventh ends the connection with 1002', async () => {
    const client = await connected()
    for (let count = 0; count < 11; count++) client.say({ msg: 'what' })
    for (let count = 0; count < 10; count++) expect(await client.nextFrame()).toMatchObject({ msg: 'error' })
    expect(await client.closed).toEqual({
      code: 1002,
      reason: 'More than 10 frames in a minute that DDP does not know.',
    })
  })

  it('a hundred pings are answered, and a thousand and one end the connection with 1008', async () => {
    const client = await connected()
    for (let count = 0; count < 1_001; count++) client.say({ msg: 'ping', id: String(count) })
    expect(await client.closed).toEqual({ code: 1008, reason: 'More than 1000 pings in 10 seconds.' })
    expect(client.left.filter((text) => text.includes('pong'))).toHaveLength(100)
    expect(client.left.at(-1)).toBe('{"msg":"pong","id":"99"}')
  })

  it('twenty subscriptions without a login are served, the next one is refused', async () => {
    const client = await connected()
    for (let count = 0; count < 21; count++) {
      client.say({ msg: 'sub', id: String(count), name: 'stream-notify-all', params: ['x', false] })
    }
    for (let count = 0; count < 20; count++)
      expect(await client.nextFrame()).toEqual({ msg: 'ready', subs: [String(count)] })
    expect(await client.nextFrame()).toMatchObject({
      msg: 'nosub',
      id: '20',
      error: {
        error: 'error-too-many-subscriptions',
        reason: 'This connection has 20 subscriptions, which is the limit. Log in, or unsubscribe from some first.',
      },
    })
    client.say({ msg: 'unsub', id: '0' })
    client.say({ msg: 'sub', id: 'again', name: 'stream-notify-all', params: ['x', false] })
    expect(await client.nextFrame()).toEqual({ msg: 'nosub', id: '0' })
    expect(await client.nextFrame()).toEqual({ msg: 'ready', subs: ['again'] })
    client.socket.terminate()
  })
})

async function connected(): Promise<Client> {
  const client = await Client.open(`${server.url.replace('http', 'ws')}/websocket`)
  client.say({ msg: 'connect', version: '1', support: ['1'] })
  await client.nextFrame()
  return client
}

async function answersPing(client: Client): Promise<void> {
  client.say({ msg: 'ping', id: 'after' })
  expect(await client.nextFrame()).toEqual({ msg: 'pong', id: 'after' })
  client.socket.terminate()
}

describe('a request that is too large', () => {
  it.each([
    [
      'a call',
      { msg: 'method', id: 'big', method: 'echo', params: ['x'.repeat(65_537)] },
      'result',
      // Meteor's own client calls back when it has both.
      [{ msg: 'updated', methods: ['big'] }],
    ],
    ['a subscription', { msg: 'sub', id: 'big', name: 'x', params: [Array(1_001).fill(1)] }, 'nosub', []],
  ])('%s is answered, so that nobody waits for it', async (_what, request, msg, more) => {
    const client = await connected()
    client.say(request)
    expect(await client.nextFrame()).toMatchObject({
      msg,
      id: 'big',
      error: {
        error: 'error-frame-too-large',
        reason: expect.stringMatching(/^This server takes no frame with .+ above \d+\.$/) as string,
      },
    })
    for (const frame of more) expect(await client.nextFrame()).toEqual(frame)
    await answersPing(client)
  })
})
