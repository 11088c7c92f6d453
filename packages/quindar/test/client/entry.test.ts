// What the client takes from its world when nobody hands it anything else.
import { afterEach, beforeEach, expect, expectTypeOf, test, vi } from 'vitest'
import { connect, createClient, type Client, type Ports } from 'quindar'
import { fakeClock, fakeNetwork } from '@quindar/testkit'
import type { Message, Room } from 'quindar/protocol'

let world: EventTarget
let page: EventTarget & { hidden: boolean }

beforeEach(() => {
  world = new EventTarget()
  page = Object.assign(new EventTarget(), { hidden: false })
  vi.stubGlobal('addEventListener', world.addEventListener.bind(world))
  vi.stubGlobal('document', page)
})
afterEach(() => vi.unstubAllGlobals())

/** A client on a page, with a fake clock and fake sockets. */
function onPage(ports: Partial<Ports> = {}) {
  const clock = fakeClock()
  const network = fakeNetwork()
  const { now, setTimeout, clearTimeout } = clock
  const rc = createClient('http://localhost:3000', {
    ports: { WebSocket: network.WebSocket, now, setTimeout, clearTimeout, random: () => 0.5, ...ports },
  })
  return { rc, clock, network }
}

test.each([
  ['the network is back', () => world.dispatchEvent(new Event('online'))],
  ['the page comes out of the back/forward cache', () => world.dispatchEvent(new Event('pageshow'))],
  ['the page becomes visible', () => page.dispatchEvent(new Event('visibilitychange'))],
])('dials at once when %s', async (_, happens) => {
  const { rc, network } = onPage()
  network.latest().drop()
  happens()
  expect(network.sockets).toHaveLength(2)
  network.latest().drop()
  await rc.close()
  happens()
  expect(network.sockets).toHaveLength(2)
})

test('a page that becomes hidden wakes nobody', () => {
  const { network } = onPage()
  network.latest().drop()
  page.hidden = true
  page.dispatchEvent(new Event('visibilitychange'))
  expect(network.sockets).toHaveLength(1)
})

test('a hidden page pings less often', async () => {
  page.hidden = true
  const { clock, network } = onPage()
  network.latest().open()
  network.latest().receive({ msg: 'connected', session: 's' })
  await clock.advance(24_999)
  expect(network.latest().sentOf('ping')).toEqual([])
  await clock.advance(1)
  expect(network.latest().sentOf('ping')).toHaveLength(1)
})

test('where there is no page there is nothing to hide', async () => {
  vi.stubGlobal('document', undefined)
  const { rc, clock, network } = onPage()
  network.latest().open()
  network.latest().receive({ msg: 'connected', session: 's' })
  await clock.advance(10_000)
  expect(network.latest().sentOf('ping')).toHaveLength(1)
  await rc.close()
})

test('takes clock, timers, chance, requests and sockets from the platform', async () => {
  vi.useFakeTimers({ now: 1_000 })
  const { WebSocket, latest, sockets } = fakeNetwork()
  const fetched: string[] = []
  vi.stubGlobal('WebSocket', WebSocket)
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(url)
    return new Response('{"success":true}')
  })
  vi.spyOn(Math, 'random').mockReturnValue(0.25)
  try {
    const rc = createClient('http://localhost:3000')
    latest().drop()
    const state = rc.state.getSnapshot()
    expect(state.status === 'waiting' && state.retryAt).toEqual(new Date(1_125))
    vi.advanceTimersByTime(125)
    expect(sockets).toHaveLength(2)
    await rc.rest('/api/info')
    expect(fetched).toEqual(['http://localhost:3000/api/info'])
    await rc.close()
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.restoreAllMocks()
    vi.useRealTimers()
  }
})

test('connect waits thirty seconds unless it is told', async () => {
  const { now, setTimeout, clearTimeout, advance } = fakeClock()
  const { WebSocket } = fakeNetwork()
  const fetch = (): Promise<never> => Promise.reject(new TypeError('fetch failed'))
  const attempt = connect('http://localhost:3000', { ports: { WebSocket, fetch, now, setTimeout, clearTimeout } })
  let failed = false
  attempt.catch(() => (failed = true))
  await advance(29_999)
  expect(failed).toBe(false)
  await advance(1)
  await expect.poll(() => failed).toBe(true)
})

test('names are completed, parameters and results are typed, and unknown names are welcome', () => {
  const check = (rc: Client): void => {
    expectTypeOf(rc.call('getRoomByTypeAndName', 'c', 'general')).resolves.toEqualTypeOf<Room>()
    expectTypeOf(rc.call({ name: 'joinRoom', timeout: 5 }, 'GENERAL')).resolves.toEqualTypeOf<true>()
    expectTypeOf(rc.call('somebody’s own', 1, 'two')).resolves.toBeUnknown()
    // @ts-expect-error a type of room that there is not
    void rc.call('getRoomByTypeAndName', 'x', 'general')
    rc.stream('room-messages', 'GENERAL').on((message) => expectTypeOf(message).toEqualTypeOf<Message>())
    rc.stream('notify-room', 'GENERAL/typing').on((username, isTyping) => {
      expectTypeOf(username).toBeString()
      expectTypeOf(isTyping).toBeBoolean()
    })
    rc.stream('unknown', 'key').on((...args) => expectTypeOf(args).toEqualTypeOf<unknown[]>())
    expectTypeOf(rc.rest('GET /api/v1/me')).resolves.toHaveProperty('_id')
  }
  expect(check).toBeTypeOf('function')
  // @ts-expect-error a user without a password is nobody
  const nobody = (): Client => createClient('http://localhost', { user: 'alice' })
  expect(nobody).toBeTypeOf('function')
})
