// How soon a fault is noticed, and how soon all is well again: to the millisecond, on a clock that only moves when a test
// says so; then once more with real sockets.
import { describe, expect, test } from 'vitest'
import { rig, settle } from '../client/rig.ts'
import { stock, type StockOptions } from '../client/stock.ts'
import { PATIENTLY, setStage } from './stage.ts'

/** Milliseconds after which the client must have noticed that nobody is there any more. */
const VISIBLE_MS = 20_000
const HIDDEN_MS = 40_000
const WOKEN_MS = 4_000
/** Milliseconds from the moment at which the network is back until all that was missed has been told. */
const CAUGHT_UP_MS = 10_000

describe('a link that is dead, and does not say so, is noticed', () => {
  /** How long it takes, in milliseconds, after `happens`. */
  async function noticed(hidden: boolean, happens: (world: ReturnType<typeof rig>) => unknown): Promise<number> {
    const world = rig()
    world.page.hidden = hidden
    await world.open()
    await happens(world)
    const from = world.clock.now()
    while (world.rc.state.getSnapshot().status === 'open') await world.clock.advance(1)
    expect(world.rc.state.getSnapshot().status).toBe('waiting')
    const after = world.clock.now() - from
    await world.rc.close()
    return after
  }

  test('while the page is looked at, 20 seconds after its last sign of life', async () => {
    const after = await noticed(false, () => {})
    expect(after).toBe(20_000)
    expect(after).toBeLessThanOrEqual(VISIBLE_MS)
  })

  test('while it is hidden, after 35', async () => {
    const after = await noticed(true, () => {})
    expect(after).toBe(35_000)
    expect(after).toBeLessThanOrEqual(HIDDEN_MS)
  })

  test.each([
    ['the network is back, or the page is looked at again', 9_000],
    ['the same, a moment after the last frame', 1],
    ['the same, when a ping has been out for nine seconds', 19_000],
  ])('three seconds after it is woken: %s', async (_when, silent) => {
    const after = await noticed(false, async ({ clock, page }) => {
      await clock.advance(silent)
      page.wake()
    })
    expect(after).toBe(3_000)
    expect(after).toBeLessThanOrEqual(WOKEN_MS)
  })

  test.each([
    [false, 7_200_000],
    [true, 7_200_000],
    [false, 30_000],
  ])('three seconds after the machine has slept (hidden: %s, for %i ms)', async (hidden, ms) => {
    const after = await noticed(hidden, ({ clock }) => clock.sleep(ms))
    expect(after).toBe(3_000)
    expect(after).toBeLessThanOrEqual(WOKEN_MS)
  })
})

const TEN = Array.from({ length: 10 }, (_, n) => `room-${n}`)

describe('ten rooms in which something was said are caught up within ten seconds of the network being back', () => {
  test.each<[string, StockOptions]>([
    ['by number', { numbers: true }],
    ['over DDP', {}],
    ['over REST', { without: ['messages/get'] }],
  ])('%s, at the pace that Rocket.Chat allows', async (_way, options) => {
    const s = stock({ ...options, rooms: TEN })
    await s.connect()
    const heard: string[] = []
    for (const id of TEN) (await s.rc.room(id)).on('message', ({ text }) => heard.push(text))
    await settle()
    await s.clock.advance(60_000)
    for (const id of TEN) s.say(id, `heard in ${id}`)
    await s.clock.advance(60_000)
    expect(heard).toHaveLength(10)

    await s.drop()
    // Minutes without a network: the client tries in vain, ever more slowly.
    for (const id of TEN) s.say(id, `missed in ${id}`)
    for (let minute = 0; minute < 5; minute++) {
      await s.clock.advance(60_000)
      if (s.rc.state.getSnapshot().status !== 'waiting') s.socket().fail()
    }
    expect(heard).toHaveLength(10)
    const healed = s.clock.now()
    s.page.wake()
    await s.connect()
    while (heard.length < 20 && s.clock.now() - healed < 60_000) await s.clock.advance(100)
    expect(heard.slice(10).toSorted()).toEqual(TEN.map((id) => `missed in ${id}`))
    expect(s.clock.now() - healed).toBeLessThanOrEqual(CAUGHT_UP_MS)
    await s.rc.close()
  })

  test('with real sockets and a real server, under its limits', async () => {
    const { alice, bob, proxy, server } = await setStage({ limits: 'strict', unhurried: true })
    const user = (await server.domain.users.byUsername('bob'))!
    const heard: string[] = []
    const ids: string[] = []
    for (const name of TEN) {
      const room = { type: 'channel', name, usernames: ['alice'], readOnly: false } as const
      const { id } = await server.domain.rooms.create(user, room)
      ids.push(id)
      const stream = alice.stream('room-messages', id).on(({ msg }) => heard.push(msg))
      await stream.ready
    }
    const say = async (text: string): Promise<void> => {
      for (const roomId of ids) await server.domain.messages.send(user, { roomId, text })
    }
    await say('heard')
    await expect.poll(() => heard.length, PATIENTLY).toBe(10)
    await proxy.listen(false)
    await say('missed')
    expect(heard).toHaveLength(10)
    await proxy.listen(true)
    // How long that takes here is the machine's; that nobody has to wait for a turn is seen at the fake clock.
    await expect.poll(() => heard.length, PATIENTLY).toBe(20)
    expect(heard.slice(10)).toEqual(TEN.map(() => 'missed'))
    expect(bob.state.getSnapshot().status).toBe('open')
  })
})
