import { expect, test } from 'vitest'
import type { ClientOptions, UserPresence } from 'quindar'
import { answer, grant, rig, settle, type Rig } from './rig.ts'

interface PresenceRig extends Rig {
  readonly asked: string[]
}

/** A client whose REST API knows how everybody is. */
function present(users: object[] = [], options: ClientOptions = { token: 'T' }): PresenceRig {
  const asked: string[] = []
  const r = rig(options, {
    fetch: async (url) => {
      asked.push(new URL(url).search)
      return new Response(JSON.stringify({ success: true, users }))
    },
  })
  return { ...r, asked }
}

const tell = (r: Rig, userId: string, ...args: unknown[]) =>
  r.socket().receive({
    msg: 'changed',
    collection: 'stream-user-presence',
    id: userId,
    fields: { uid: userId, args, eventName: userId },
  })

const subs = (r: Rig) =>
  r
    .socket()
    .sentOf('sub')
    .map((frame) => frame.params)

test('the first to watch subscribes; others change what is watched; the last to leave unsubscribes', async () => {
  const r = present()
  await r.openAs()
  const stopA = r.rc.presence.watch(['u2', 'u3', 'u2'], () => {})
  await settle()
  const stopB = r.rc.presence.watch(['u3', 'u4'], () => {})
  await settle()
  expect(subs(r)).toEqual([
    ['', { added: ['u2', 'u3'] }],
    ['', { added: ['u4'] }],
  ])
  // As servers answer every one but the first.
  r.socket().receive({ msg: 'nosub', id: r.socket().sentOf('sub')[1]!.id })
  stopA()
  await settle()
  expect(subs(r)[2]).toEqual(['', { removed: ['u2'] }])
  stopB()
  stopB()
  await settle()
  expect(
    r
      .socket()
      .sentOf('unsub')
      .map((frame) => frame.id),
  ).toEqual([r.socket().sentOf('sub')[0]?.id])
  expect(subs(r)).toHaveLength(3)
})

test('one socket, one set: after a drop it asks for everybody who is watched now', async () => {
  const r = present()
  await r.openAs()
  r.rc.presence.watch(['u2'], () => {})
  await settle()
  const stop = r.rc.presence.watch(['u3'], () => {})
  r.rc.presence.watch(['u4'], () => {})
  await settle()
  await grant(r.socket())
  stop()
  await settle()
  r.socket().drop()
  await r.redial()
  await r.openAs()
  expect(subs(r)).toEqual([['', { added: ['u2', 'u4'] }]])
  await grant(r.socket())
  expect(r.asked.at(-1)).toBe('?ids=u2%2Cu4')
})

test('tells each listener of those he watches, in words, once per change', async () => {
  const r = present()
  await r.openAs()
  const a: UserPresence[] = []
  const b: UserPresence[] = []
  r.rc.presence.watch(['u2', 'u3'], (presence) => a.push(presence))
  await settle()
  r.rc.presence.watch(['u3'], (presence) => b.push(presence))
  await settle()
  tell(r, 'u2', ['bob', 1, 'at work'])
  tell(r, 'u2', ['bob', 1, 'at work'])
  tell(r, 'u3', ['carol', 2])
  tell(r, 'u9', ['dave', 1])
  expect(a).toEqual([
    { userId: 'u2', username: 'bob', status: 'online', statusText: 'at work' },
    { userId: 'u3', username: 'carol', status: 'away', statusText: '' },
  ])
  expect(b).toEqual([{ userId: 'u3', username: 'carol', status: 'away', statusText: '' }])
  tell(r, 'u3', ['carol', 3])
  tell(r, 'u3', ['carol', 0])
  tell(r, 'u3', ['carol', 7])
  expect(b.slice(1).map((presence) => presence.status)).toEqual(['busy', 'offline'])
})

test('old servers send the arguments flat', async () => {
  const r = present()
  await r.openAs()
  const heard: UserPresence[] = []
  r.rc.presence.watch(['u2'], (presence) => heard.push(presence))
  await settle()
  tell(r, 'u2', 'bob', 2, 'lunch')
  expect(heard).toEqual([{ userId: 'u2', username: 'bob', status: 'away', statusText: 'lunch' }])
})

test('the present state is asked over REST, and told to who comes later at once', async () => {
  const r = present([
    { _id: 'u2', username: 'bob', status: 'busy', statusText: 'deep work' },
    { _id: 'u3', username: 'carol', status: 'disabled' },
    { _id: 'u4' },
  ])
  await r.openAs()
  const heard: UserPresence[] = []
  r.rc.presence.watch(['u2', 'u3', 'u4'], (presence) => heard.push(presence))
  await settle()
  await settle()
  expect(r.asked).toEqual(['?ids=u2%2Cu3%2Cu4'])
  expect(heard).toEqual([
    { userId: 'u2', username: 'bob', status: 'busy', statusText: 'deep work' },
    { userId: 'u3', username: 'carol', status: 'offline', statusText: '' },
    { userId: 'u4', username: '', status: 'offline', statusText: '' },
  ])
  const later: string[] = []
  r.rc.presence.watch(['u2'], ({ status }) => later.push(status))
  await settle()
  expect(later).toEqual(['busy'])
  expect(r.asked).toHaveLength(1)
})

test('over before it began, it watches nothing', async () => {
  const r = present()
  await r.openAs()
  r.rc.presence.watch(['u2'], () => {})()
  r.rc.presence.watch(['u3'], () => {}, { signal: AbortSignal.abort() })
  await settle()
  expect(subs(r)).toEqual([])
  expect(r.asked).toEqual([])
})

test('a server that cannot say who is online is logged, and harms nobody', async () => {
  const r = rig({ token: 'T' }, { fetch: async () => new Response('<html>', { status: 502 }) })
  await r.openAs()
  r.rc.presence.watch(['u2'], () => {})
  await settle()
  await settle()
  expect(r.log).toEqual(['Who is online could not be asked'])
})

test('denied to nobody, the watch is asked for again when somebody is logged in', async () => {
  const r = present()
  await r.openAs()
  r.rc.presence.watch(['u2'], () => {})
  await settle()
  await grant(r.socket())
  const [first] = r.socket().sentOf('sub')
  r.socket().receive({ msg: 'nosub', id: first!.id, error: { error: 'not-allowed' } })
  await settle()
  const login = r.rc.login({ token: 'T' })
  await settle()
  await answer(r.socket(), 'login', { id: 'u1', token: 'T' })
  await login
  await settle()
  expect(subs(r)).toEqual([
    ['', { added: ['u2'] }],
    ['', { added: ['u2'] }],
  ])
})

test('where there is no such set it listens to everybody, and tells of those who are watched', async () => {
  const r = present()
  await r.openAs()
  const heard: UserPresence[] = []
  const stop = r.rc.presence.watch(['u2', 'u3'], (presence) => heard.push(presence))
  await settle()
  const [set] = r.socket().sentOf('sub')
  const missing = { error: 404, reason: "Subscription 'stream-user-presence' not found" }
  r.socket().receive({ msg: 'nosub', id: set!.id, error: missing })
  await settle()
  expect(subs(r)).toEqual([
    ['', { added: ['u2', 'u3'] }],
    ['user-status', false],
  ])
  const status = (...args: unknown[]) =>
    r.socket().receive({
      msg: 'changed',
      collection: 'stream-notify-logged',
      id: 'id',
      fields: { eventName: 'user-status', args: [args] },
    })
  status('u2', 'bob', 2, 'lunch')
  status('u9', 'eve', 1, '')
  status('u3', 'carol', 0, null)
  status('u2', 'bob', 1)
  expect(heard).toEqual([
    { userId: 'u2', username: 'bob', status: 'away', statusText: 'lunch' },
    { userId: 'u3', username: 'carol', status: 'offline', statusText: '' },
    { userId: 'u2', username: 'bob', status: 'online', statusText: '' },
  ])
  // Who comes later needs no frame, and nor does a new connection ask for the set again.
  const stopLater = r.rc.presence.watch(['u9'], () => {})
  await settle()
  r.socket().drop()
  await r.redial()
  await r.openAs()
  await grant(r.socket())
  expect(subs(r)).toEqual([['user-status', false]])
  stop()
  expect(r.socket().sentOf('unsub')).toHaveLength(0)
  stopLater()
  expect(r.socket().sentOf('unsub')).toHaveLength(1)
  r.rc.presence.watch(['u2'], () => {})
  await settle()
  expect(subs(r)).toEqual([
    ['user-status', false],
    ['user-status', false],
  ])
})
