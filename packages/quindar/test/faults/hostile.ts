// What a server may say that means ill, is broken, or is of another make: legal frames that answer what was asked, the
// same with something wrong in them, and noise. All chance from a seed.
import { encode, type ServerFrame } from 'quindar/protocol'
import type { FakeSocket } from '@quindar/testkit'

const KEYS = ['GENERAL', '__my_messages__', 'u1/message', 'GENERAL/deleteMessage', 'GENERAL/user-activity', 'nobody']
const STREAMS = ['stream-room-messages', 'stream-notify-room', 'stream-notify-user', 'stream-user-presence', 'users']
// Not 404: a server that says it has no such method is believed, and not asked again.
const ERRORS: readonly unknown[] = [
  403,
  500,
  'too-many-requests',
  'not-allowed',
  'totp-required',
  'error-invalid-room',
  null,
  {},
]
/** Values that somebody may have forgotten. */
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  -1,
  1e308,
  0.1,
  '',
  'x',
  '\ud800',
  '__proto__',
  'constructor',
  [],
  [[]],
  [null],
  {},
  { $date: 'never' },
  { $date: 8.7e15 },
  { $binary: '%' },
  { $escape: 7 },
  { $type: 'oid', $value: { $date: null } },
  { $InfNaN: 2 },
  { $regexp: '(', $flags: 'gg' },
  { length: -1 },
  { toString: null },
]
const NOISE = [
  '',
  'null',
  '[]',
  '"',
  '{',
  '{}',
  '\u0000',
  '<html>',
  '1e400',
  'a["{}"]',
  'o',
  'h',
  '{"__proto__":{"msg":"ping"}}',
  '{"msg":"ping","msg":"result"}',
  '['.repeat(10_000),
  `{"msg":${'{"a":'.repeat(300)}1${'}'.repeat(300)}}`,
]

/**
 * @param random From 0 to below 1.
 * @param now Milliseconds since 1970, at the server.
 * @returns What the server says next on this socket: mostly a text, now and then something else.
 */
export function createHostileServer(random: () => number, now: () => number): (socket: FakeSocket) => unknown {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const chance = (share: number): boolean => random() < share
  let count = 0

  const message = (): object => ({
    _id: chance(0.7) ? `message ${count++}` : `message ${Math.floor(random() * Math.max(1, count))}`,
    rid: 'GENERAL',
    msg: pick(['hello', '', '*bold*', '你好', '@all']),
    ts: { $date: Math.floor(now() - random() * 20_000) },
    u: { _id: pick(['u1', 'u2']), username: pick(['alice', 'bob']), name: 'Somebody' },
    _updatedAt: { $date: now() },
    ...(chance(0.2) && { editedAt: { $date: now() } }),
    ...(chance(0.2) && { reactions: { ':tada:': { usernames: ['bob'] } } }),
    ...(chance(0.3) && { _seq: Math.floor(random() * 50), _epoch: pick(['e1', 'e2']) }),
    ...(chance(0.1) && { t: 'rm' }),
  })

  const anything = (): unknown =>
    pick<() => unknown>([
      () => ({ id: pick(['u1', 'u2']), token: 'T', tokenExpires: { $date: now() + 1e9 } }),
      () => [{ _id: 'GENERAL', t: 'c', name: 'general', _updatedAt: { $date: now() } }],
      () => ({ update: [], remove: [] }),
      () => ({ messages: [message(), message()], unreadNotLoaded: 0 }),
      () => ({ updated: [message()], deleted: [{ _id: 'message 1', _deletedAt: { $date: now() } }] }),
      message,
      () => 'GENERAL',
      () => undefined,
      () => pick(ODD),
    ])()

  function legal(socket: FakeSocket): object {
    const asked = socket.sentTexts.slice(-40).map((text) => JSON.parse(text) as { msg: string; id?: string })
    const idOf = (msg: string): string => pick([...asked.filter((one) => one.msg === msg), { id: 'unknown' }]).id ?? ''
    const error = { error: pick(ERRORS), reason: 'because', details: { timeToReset: Math.floor(random() * 2_000) } }
    return pick<() => object>([
      () => ({ msg: 'result', id: idOf('method'), ...(chance(0.3) ? { error } : { result: anything() }) }),
      () => ({ msg: 'updated', methods: [idOf('method')] }),
      () => ({ msg: 'ready', subs: [idOf('sub')] }),
      () => ({ msg: 'nosub', id: idOf('sub'), ...(chance(0.5) && { error }) }),
      () => ({ msg: 'connected', session: 's' }),
      () => ({ msg: 'failed', version: pick(['1', 'pre2', 'pre1', '7']) }),
      () => ({ msg: 'ping', ...(chance(0.5) && { id: 'p' }) }),
      () => ({ msg: 'pong', ...(chance(0.5) && { id: idOf('ping') }) }),
      () => ({ msg: 'error', reason: 'Malformed DDP', offendingMessage: pick(ODD) }),
      () => ({ server_id: '0' }),
      () => ({ msg: 'added', collection: pick(STREAMS), id: 'u1', fields: { username: 'alice', name: pick(ODD) } }),
      () => ({ msg: 'removed', collection: pick(STREAMS), id: pick(['u1', 'id']) }),
      ...Array.from({ length: 6 }, () => () => ({
        msg: 'changed',
        collection: pick(STREAMS),
        id: 'id',
        fields: { eventName: pick(KEYS), args: chance(0.8) ? [message()] : [anything(), anything()] },
      })),
    ])()
  }

  /** Something in it, at any depth, is another thing, is missing, or is there twice as deep. */
  function spoil(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || chance(0.2)) return pick([...ODD, [value], { value }])
    const entries: [string, unknown][] = Object.entries(value)
    const at = Math.floor(random() * entries.length)
    const spoilt = entries.flatMap(([name, inner], index): [string, unknown][] => {
      if (index !== at) return [[name, inner]]
      return pick<() => [string, unknown][]>([
        () => [],
        () => [[name, spoil(inner)]],
        () => [[name, spoil(inner)]],
        () => [[pick(['__proto__', 'msg', 'id', 'toString', '$date']), inner]],
      ])()
    })
    if (Array.isArray(value)) return spoilt.map(([, inner]) => inner)
    return Object.fromEntries(spoilt)
  }

  function mangle(text: string): string {
    const at = Math.floor(random() * text.length)
    return pick<() => string>([
      () => text.slice(0, at),
      () => text.slice(0, at) + pick(['"', '}', '\\', '\u0000', '\ud800', ',', '1']) + text.slice(at),
      () => text.slice(0, at) + text.slice(at + 1),
      () => text + text,
      () => `a${JSON.stringify([text])}`,
    ])()
  }

  return (socket) => {
    const kind = random()
    if (kind < 0.45) return encode(legal(socket) as ServerFrame)
    if (kind < 0.8) return JSON.stringify(spoil(legal(socket)))
    if (kind < 0.92) return mangle(JSON.stringify(legal(socket)))
    if (kind < 0.98) return pick(NOISE)
    return pick<unknown>([new ArrayBuffer(3), undefined, null, 7, {}])
  }
}
