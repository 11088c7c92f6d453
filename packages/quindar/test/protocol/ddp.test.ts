// Every frame of both directions: what is one, what is none, and that writing and reading are each other's opposite.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CLIENT_FRAME_DEPTH,
  CLIENT_FRAME_LENGTH,
  encode,
  parseClientFrame,
  parseServerFrame,
  ProtocolError,
  SERVER_FRAME_LIMITS,
  type ClientFrame,
  type ServerFrame,
} from 'quindar/protocol'
import { anyText } from './any.ts'

const json = (value: unknown) => JSON.stringify(value)

describe('parseServerFrame', () => {
  it.each<ServerFrame>([
    { msg: 'connected', session: 's' },
    { msg: 'failed', version: '1' },
    { msg: 'ping' },
    { msg: 'ping', id: 'p' },
    { msg: 'pong', id: 'p' },
    { msg: 'result', id: '1' },
    { msg: 'result', id: '1', result: null },
    { msg: 'result', id: '1', result: { at: new Date(5) } },
    { msg: 'result', id: '1', error: { error: 404 } },
    {
      msg: 'result',
      id: '1',
      error: { error: 'x', reason: 'why', details: [1], message: 'm', errorType: 'Meteor.Error' },
    },
    { msg: 'updated', methods: [] },
    { msg: 'updated', methods: ['1', '2'] },
    { msg: 'ready', subs: ['1'] },
    { msg: 'nosub', id: '1' },
    { msg: 'nosub', id: '1', error: { error: 'not-allowed' } },
    { msg: 'added', collection: 'c', id: '1' },
    { msg: 'added', collection: 'c', id: '1', fields: { a: new Date(1) } },
    { msg: 'changed', collection: 'c', id: '1', fields: {}, cleared: ['x'] },
    { msg: 'changed', collection: 'c', id: '1', cleared: ['x'] },
    { msg: 'removed', collection: 'c', id: '1' },
    { msg: 'addedBefore', collection: 'c', id: '1', fields: { a: 1 }, before: null },
    { msg: 'addedBefore', collection: 'c', id: '1', before: '2' },
    { msg: 'movedBefore', collection: 'c', id: '1', before: '2' },
    { msg: 'error', reason: 'Bad request' },
    { msg: 'error', reason: 'Bad request', offendingMessage: { a: [] } },
    { msg: 'server_id', server_id: '0' },
  ])('reads what encode wrote: %j', (frame) => {
    expect(parseServerFrame(encode(frame))).toStrictEqual(frame)
  })

  it('reads the greeting without msg', () => {
    expect(parseServerFrame('{"server_id":"0"}')).toStrictEqual({ msg: 'server_id', server_id: '0' })
  })

  it('ignores keys that it does not know', () => {
    expect(parseServerFrame('{"msg":"ready","subs":["1"],"new":1}')).toMatchObject({ msg: 'ready', subs: ['1'] })
  })

  it('takes a ping for a ping whatever its id is', () => {
    expect(parseServerFrame('{"msg":"ping","id":5}')).toStrictEqual({ msg: 'ping' })
    expect(parseServerFrame('{"msg":"pong","id":null}')).toStrictEqual({ msg: 'pong' })
  })

  it.each(['"no"', 'null', '5', '[]', '{}', '{"error":null}', '{"error":{}}', '{"reason":"x"}'])(
    'takes %s in place of an error for an error, so that nobody waits on',
    (error) => {
      const wire = { error: 'unknown', details: JSON.parse(error) as unknown }
      expect(parseServerFrame(`{"msg":"result","id":"1","error":${error}}`)).toStrictEqual({
        msg: 'result',
        id: '1',
        error: wire,
      })
      expect(parseServerFrame(`{"msg":"nosub","id":"1","error":${error}}`)).toStrictEqual({
        msg: 'nosub',
        id: '1',
        error: wire,
      })
    },
  )

  it.each([
    {},
    { msg: 5 },
    { msg: 'wat' },
    { msg: null, server_id: '0' },
    { msg: 'server_id', server_id: 0 },
    { msg: 'connected' },
    { msg: 'failed', version: 1 },
    { msg: 'result' },
    { msg: 'result', id: 1 },
    { msg: 'updated' },
    { msg: 'updated', methods: '1' },
    { msg: 'updated', methods: ['1', 2] },
    { msg: 'ready', subs: [1] },
    { msg: 'ready', subs: {} },
    { msg: 'nosub' },
    { msg: 'added', id: '1' },
    { msg: 'added', collection: 'c' },
    { msg: 'added', collection: 'c', id: '1', fields: [] },
    { msg: 'added', collection: 'c', id: '1', fields: null },
    { msg: 'changed', collection: 'c', id: 1 },
    { msg: 'changed', collection: 'c', id: '1', fields: 'x' },
    { msg: 'changed', collection: 'c', id: '1', cleared: 'x' },
    { msg: 'changed', collection: 'c', id: '1', cleared: [1] },
    { msg: 'removed', collection: 'c' },
    { msg: 'removed', id: '1' },
    { msg: 'addedBefore', collection: 'c', id: '1' },
    { msg: 'movedBefore', collection: 'c', id: '1', before: 5 },
    { msg: 'movedBefore', collection: 5, id: '1', before: null },
    { msg: 'addedBefore', collection: 'c', id: '1', before: null, fields: 5 },
    { msg: 'error' },
    { msg: 'method', method: 'm', id: '1' },
    [],
  ])('%j is no frame of a server', (value) => {
    const error = parseServerFrame(json(value))
    expect(error).toBeInstanceOf(ProtocolError)
    expect(error).toMatchObject({ kind: 'shape', reason: 'Bad request', offending: value })
  })
})

describe('parseClientFrame', () => {
  it.each<ClientFrame>([
    { msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] },
    { msg: 'connect', version: 'pre2', support: ['pre2'], session: 'x' },
    { msg: 'ping' },
    { msg: 'pong', id: 'p' },
    { msg: 'method', method: 'm', id: '1' },
    { msg: 'method', method: 'm', id: '', params: [{ at: new Date(1) }], randomSeed: 'r' },
    { msg: 'sub', id: '1', name: 's' },
    { msg: 'sub', id: '1', name: 's', params: [] },
    { msg: 'unsub', id: '1' },
  ])('reads what encode wrote: %j', (frame) => {
    expect(parseClientFrame(encode(frame))).toStrictEqual(frame)
  })

  it.each([
    [{ msg: 'connect' }, { version: '', support: [] }],
    [
      { msg: 'connect', version: 1, support: ['1'] },
      { version: '', support: ['1'] },
    ],
    [
      { msg: 'connect', version: '1', support: '1' },
      { version: '1', support: [] },
    ],
    [
      { msg: 'connect', version: '1', support: ['1', 1] },
      { version: '1', support: [] },
    ],
    [
      { msg: 'connect', version: '1', support: ['1'], session: 5 },
      { version: '1', support: ['1'] },
    ],
  ])('reads %j as a connect that the server answers with failed, not with error', (frame, rest) => {
    expect(parseClientFrame(json(frame))).toStrictEqual({ msg: 'connect', ...rest })
  })

  it.each([
    [{ msg: 'method', method: 'm' }, 'Malformed method invocation'],
    [{ msg: 'method', id: '1' }, 'Malformed method invocation'],
    [{ msg: 'method', method: 'm', id: 7, params: [] }, 'Malformed method invocation'],
    [{ msg: 'method', method: 5, id: '7' }, 'Malformed method invocation'],
    [{ msg: 'method', method: 'm', id: '7', params: {} }, 'Malformed method invocation'],
    [{ msg: 'method', method: 'm', id: '7', params: null }, 'Malformed method invocation'],
    [{ msg: 'method', method: 'm', id: '7', randomSeed: 5 }, 'Malformed method invocation'],
    [{ msg: 'sub', name: 's' }, 'Malformed subscription'],
    [{ msg: 'sub', id: 5, name: 's' }, 'Malformed subscription'],
    [{ msg: 'sub', id: '1' }, 'Malformed subscription'],
    [{ msg: 'sub', id: '1', name: 's', params: 's' }, 'Malformed subscription'],
    [{ msg: 'unsub' }, 'Bad request'],
    [{ msg: 'unsub', id: 5 }, 'Bad request'],
    [{ msg: 'result', id: '1' }, 'Bad request'],
    [{ msg: 'wat' }, 'Bad request'],
    [{ x: 1 }, 'Bad request'],
    [[], 'Bad request'],
  ])('refuses %j with Meteor’s words', (value, reason) => {
    expect(parseClientFrame(json(value))).toMatchObject({ kind: 'shape', reason, offending: value })
  })

  it.each(['', '{nope', '{"msg":"ping"', 'undefined', '\u0000', 'o', 'h'])('says that %j is no JSON', (text) => {
    const error = parseClientFrame(text) as ProtocolError
    expect(error).toMatchObject({ kind: 'syntax', reason: 'Bad request', detail: 'not JSON' })
    expect(error.offending).toBeUndefined()
  })

  it.each(['5', '""', 'null', 'true'])('says that %s is no object', (text) => {
    const error = parseClientFrame(text) as ProtocolError
    expect(error).toMatchObject({ kind: 'syntax', reason: 'Bad request', detail: 'JSON, but no object' })
    expect(error.offending).toBeUndefined()
  })
})

describe('hostile texts', () => {
  const frameOf = (bytes: number) => {
    const head = '{"msg":"ping","id":"'
    return `${head}${'a'.repeat(bytes - head.length - 2)}"}`
  }
  const wide = { bytes: 1e9, depth: 1e9, keys: 1e9, items: 1e9, string: 1e9 }

  it('are refused from one more than a limit on', () => {
    const bytes = 1_000
    expect(parseClientFrame(frameOf(bytes), { ...wide, bytes })).toMatchObject({ msg: 'ping' })
    const tooLong = parseClientFrame(frameOf(bytes + 1), { ...wide, bytes }) as ProtocolError
    expect(tooLong).toMatchObject({ kind: 'limit', detail: 'bytes above 1000', reason: 'Bad request' })
    const deep = (levels: number) =>
      `{"msg":"method","method":"m","id":"1","params":${'['.repeat(levels)}${']'.repeat(levels)}}`
    expect(parseClientFrame(deep(31))).toMatchObject({ msg: 'method' })
    expect(parseClientFrame(deep(32))).toMatchObject({ kind: 'limit', detail: 'depth above 32' })
  })

  it('are measured by the numbers that PROTOCOL.md#limits names', () => {
    expect(SERVER_FRAME_LIMITS).toEqual({ bytes: 131_072, depth: 32, keys: 1_000, items: 1_000, string: 65_536 })
    expect([CLIENT_FRAME_LENGTH, CLIENT_FRAME_DEPTH]).toEqual([33_554_432, 200])
    const deep = `{"msg":"result","id":"1","result":${'['.repeat(199)}${']'.repeat(199)}}`
    expect(parseServerFrame(deep)).toMatchObject({ msg: 'result' })
    expect(parseServerFrame(deep.replace('[', '[[').replace(']', ']]'))).toMatchObject({
      kind: 'limit',
      detail: 'nested too deep',
    })
    const long = (length: number) => parseServerFrame(`{"msg":"ping"}${' '.repeat(length - 14)}`)
    expect(long(33_554_432)).toEqual({ msg: 'ping' })
    expect(long(33_554_433)).toMatchObject({ kind: 'limit', detail: 'too long' })
    expect(parseServerFrame(Uint8Array.of(1))).toMatchObject({ kind: 'syntax', detail: 'not a text' })
  })

  it.each([
    ['a million levels', '['.repeat(1_000_000), 'syntax'],
    ['a million levels, closed', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, 'limit'],
    ['a million levels of objects', `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`, 'limit'],
    [
      'a hundred thousand keys',
      json(Object.fromEntries(Array.from({ length: 100_001 }, (_, i) => [`k${i}`, i]))),
      'shape',
    ],
    ['the tag of a date without end', '{"msg":"result","id":{"$date":1e400}}', 'shape'],
    ['a date that is not a number', '{"msg":"result","id":"1","result":{"$date":NaN}}', 'syntax'],
    ['an escape in an escape in an escape', `{"a":${'{"$escape":'.repeat(300)}1${'}'.repeat(301)}`, 'limit'],
  ])('%s: a value, never an exception', (_, text, kind) => {
    expect(parseServerFrame(text)).toMatchObject({ kind })
  })

  it('are refused also where the limits are wider than the stack', () => {
    const text = `{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`
    expect(parseClientFrame(text, wide)).toMatchObject({ kind: 'limit', reason: 'Bad request' })
  })

  it('are refused by the server from 1 001 keys or items on', () => {
    const call = (params: unknown) => parseClientFrame(json({ msg: 'method', method: 'm', id: '1', params }))
    const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]))
    expect(call([keys(1_000)])).toMatchObject({ msg: 'method' })
    expect(call([keys(1_001)])).toMatchObject({ kind: 'limit', detail: 'keys above 1000' })
    expect(call(Array.from({ length: 1_000 }, () => 0))).toMatchObject({ msg: 'method' })
    expect(call(Array.from({ length: 1_001 }, () => 0))).toMatchObject({ kind: 'limit', detail: 'items above 1000' })
    expect(call(['a'.repeat(65_536)])).toMatchObject({ msg: 'method' })
    expect(call(['a'.repeat(65_537)])).toMatchObject({ kind: 'limit', detail: 'string above 65536' })
  })

  it('may hold lone surrogates, which survive', () => {
    const frame = parseClientFrame('{"msg":"method","method":"m","id":"\\ud800","params":["\\udc00a"]}') as ClientFrame
    expect(frame).toStrictEqual({ msg: 'method', method: 'm', id: '\ud800', params: ['\udc00a'] })
    expect(encode(frame)).toBe('{"msg":"method","method":"m","id":"\\ud800","params":["\\udc00a"]}')
  })

  it('do not reach a prototype', () => {
    const frame = parseClientFrame(
      '{"msg":"method","method":"m","id":"1","params":[{"__proto__":{"admin":true}}],"__proto__":1}',
    )
    expect(Object.getOwnPropertyNames(frame)).toEqual(['msg', 'method', 'id', 'params'])
    const [params] = (frame as { params: object[] }).params
    expect('admin' in Object.assign({}, params)).toBe(false)
  })

  it('are shortened in what is told about them', () => {
    const { detail } = parseClientFrame(json({ msg: 'x'.repeat(1_000) })) as ProtocolError
    expect(detail).toBe(`no frame, or not with these keys: msg is ${'x'.repeat(40)}`)
    expect((parseClientFrame('{"msg":5}') as ProtocolError).detail).toContain('msg is number')
  })

  it('never throw, whatever they are', () => {
    fc.assert(
      fc.property(anyText, (hostile) => {
        for (const parse of [parseServerFrame, parseClientFrame]) {
          const frame = parse(hostile)
          const again = frame instanceof ProtocolError ? frame : parse(encode(frame))
          expect(again).toStrictEqual(frame)
        }
      }),
      { numRuns: 500 },
    )
  })
})
