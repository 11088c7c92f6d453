import { beforeEach, expect, test } from 'vitest'
import { fakeClock, type FakeClock } from '@quindar/testkit'
import { createHeartbeat, type Heartbeat } from '../../src/client/connection/heartbeat.ts'
import type { Ports } from '../../src/client/ports.ts'

let clock: FakeClock
let events: string[]
let hidden: boolean
let heartbeat: Heartbeat

beforeEach(() => {
  clock = fakeClock(0)
  events = []
  hidden = false
  heartbeat = make()
  heartbeat.start()
})

function make(now = clock.now): Heartbeat {
  const ports = {
    now,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
    page: { hidden: () => hidden, onWake: () => () => {} },
  } as unknown as Ports
  return createHeartbeat(ports, {
    ping: () => events.push(`ping ${clock.now()}`),
    dead: () => events.push(`dead ${clock.now()}`),
  })
}

test('pings after ten seconds of silence, not before', async () => {
  await clock.advance(9_999)
  expect(events).toEqual([])
  await clock.advance(1)
  expect(events).toEqual(['ping 10000'])
})

test('is dead after ten more seconds without any frame, not before', async () => {
  await clock.advance(19_999)
  expect(events).toEqual(['ping 10000'])
  await clock.advance(1)
  expect(events).toEqual(['ping 10000', 'dead 20000'])
})

test('says that it is dead once, and leaves no timer', async () => {
  await clock.advance(100_000)
  expect(events).toEqual(['ping 10000', 'dead 20000'])
  expect(clock.pending()).toEqual([])
})

test('any frame moves the next ping to ten seconds after itself', async () => {
  await clock.advance(4_000)
  heartbeat.heard()
  await clock.advance(9_999)
  expect(events).toEqual([])
  await clock.advance(1)
  expect(events).toEqual(['ping 14000'])
})

test('a frame does not set a timer of its own: a thousand frames, one timer', () => {
  for (let frame = 0; frame < 1_000; frame++) heartbeat.heard()
  expect(clock.pending()).toEqual([10_000])
})

test('a frame after the ping is the answer, whatever it is', async () => {
  await clock.advance(19_999)
  heartbeat.heard()
  await clock.advance(9_999)
  expect(events).toEqual(['ping 10000'])
  await clock.advance(1)
  expect(events).toEqual(['ping 10000', 'ping 29999'])
  await clock.advance(10_000)
  expect(events.at(-1)).toBe('dead 39999')
})

test('a hidden page pings after twenty-five seconds', async () => {
  hidden = true
  heartbeat.start()
  await clock.advance(24_999)
  expect(events).toEqual([])
  await clock.advance(1)
  expect(events).toEqual(['ping 25000'])
  await clock.advance(10_000)
  expect(events.at(-1)).toBe('dead 35000')
})

test('woken, it pings at once and gives three seconds', async () => {
  await clock.advance(1_000)
  heartbeat.wake()
  expect(events).toEqual(['ping 1000'])
  await clock.advance(2_999)
  expect(events).toEqual(['ping 1000'])
  await clock.advance(1)
  expect(events).toEqual(['ping 1000', 'dead 4000'])
})

test('an answer after waking up brings the ordinary round back', async () => {
  heartbeat.wake()
  await clock.advance(2_999)
  heartbeat.heard()
  await clock.advance(9_999)
  expect(events).toEqual(['ping 0'])
  await clock.advance(1)
  expect(events).toEqual(['ping 0', 'ping 12999'])
})

test('a timer that fires late means a sleep: ping at once, dead three seconds later', async () => {
  await clock.sleep(7_200_000)
  expect(events).toEqual(['ping 7200000'])
  await clock.advance(2_999)
  expect(events).toEqual(['ping 7200000'])
  await clock.advance(1)
  expect(events).toEqual(['ping 7200000', 'dead 7203000'])
})

test('a deadline that fires late does not judge: what was said meanwhile may still wait to be read', async () => {
  await clock.advance(10_000)
  await clock.sleep(60_000)
  expect(events).toEqual(['ping 10000', 'ping 70000'])
  heartbeat.heard()
  await clock.advance(9_999)
  expect(events).toEqual(['ping 10000', 'ping 70000'])
})

test('late twice in a row without a frame is dead: timers of a hidden page come once a minute', async () => {
  await clock.sleep(60_000)
  await clock.sleep(60_000)
  expect(events).toEqual(['ping 60000', 'dead 120000'])
})

test('a frame between two sleeps is an answer', async () => {
  await clock.sleep(60_000)
  heartbeat.heard()
  await clock.sleep(60_000)
  expect(events).toEqual(['ping 60000', 'ping 120000'])
  await clock.advance(3_000)
  expect(events.at(-1)).toBe('dead 123000')
})

test('after an answer frames set no timers of their own again', async () => {
  await clock.advance(10_000)
  heartbeat.heard()
  await clock.advance(4_000)
  heartbeat.heard()
  expect(clock.pending()).toEqual([6_000])
})

test('late begins after five seconds', async () => {
  await clock.sleep(15_000)
  expect(events).toEqual(['ping 15000'])
  await clock.advance(9_999)
  expect(events).toEqual(['ping 15000'])
  await clock.advance(1)
  expect(events).toEqual(['ping 15000', 'dead 25000'])
})

test('one millisecond later it is late', async () => {
  await clock.sleep(15_001)
  await clock.advance(3_000)
  expect(events).toEqual(['ping 15001', 'dead 18001'])
})

test('a clock that is set back makes it ask, not wait for a day', async () => {
  let skew = 0
  heartbeat.stop()
  heartbeat = make(() => clock.now() + skew)
  heartbeat.start()
  skew = -86_400_000
  await clock.advance(10_000)
  expect(events).toEqual(['ping 10000'])
})

test('stopped, it does nothing', async () => {
  heartbeat.stop()
  expect(clock.pending()).toEqual([])
  await clock.advance(60_000)
  expect(events).toEqual([])
})

test('knows when the last frame came', async () => {
  expect(heartbeat.heardAt).toBe(0)
  await clock.advance(3_000)
  heartbeat.heard()
  await clock.advance(3_000)
  expect(heartbeat.heardAt).toBe(3_000)
})

test('the silence begins with its start, however long it did nothing before', async () => {
  heartbeat.stop()
  await clock.advance(50_000)
  heartbeat.start()
  expect(heartbeat.heardAt).toBe(50_000)
  await clock.advance(9_999)
  expect(events).toEqual([])
  await clock.advance(1)
  expect(events).toEqual(['ping 60000'])
})
