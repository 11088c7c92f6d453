// How long the client waits for a connection before it gives it up.
import { expect, test } from 'vitest'
import type { ConnectionState } from 'quindar'
import { rig } from './rig.ts'

function reasonOf(state: ConnectionState): string {
  return 'reason' in state ? state.reason.message : ''
}

test('a socket that does not open or does not shake hands within twenty seconds is given up', async () => {
  for (const opens of [false, true]) {
    const r = rig()
    const first = r.socket()
    await r.clock.advance(5_000)
    if (opens) first.open()
    await r.clock.advance(14_999)
    expect(first.closedWith).toBeUndefined()
    await r.clock.advance(1)
    expect(first.closedWith).toBeDefined()
    expect(reasonOf(r.rc.state.getSnapshot())).toContain('has not answered in time')
    await r.clock.advance(250)
    expect(r.network.sockets).toHaveLength(2)
  }
})

test('after a dead connection attempts are given up after five seconds, then ten, then twenty', async () => {
  const r = rig()
  await r.open()
  await r.clock.advance(20_000)
  expect(reasonOf(r.rc.state.getSnapshot())).toContain('does not answer any more')
  for (const patience of [5_000, 10_000, 20_000, 20_000]) {
    await r.redial()
    const socket = r.socket()
    await r.clock.advance(patience - 1)
    expect(socket.closedWith).toBeUndefined()
    await r.clock.advance(1)
    expect(socket.closedWith).toBeDefined()
  }
  await r.redial()
  await r.open()
  r.socket().drop()
  await r.redial()
  await r.clock.advance(19_999)
  expect(r.socket().closedWith).toBeUndefined()
})

test('an attempt that is under way when the network comes back has three seconds more, not twenty', async () => {
  for (const opens of [false, true]) {
    const r = rig()
    const first = r.socket()
    if (opens) first.open()
    await r.clock.advance(1_000)
    r.page.wake()
    await r.clock.advance(2_999)
    expect(first.closedWith).toBeUndefined()
    await r.clock.advance(1)
    expect(first.closedWith).toBeDefined()
    expect(reasonOf(r.rc.state.getSnapshot())).toContain('has not answered in time')
    expect(r.network.sockets).toHaveLength(1)
  }
})

test('what failed before the network came back does not make the next wait longer', async () => {
  const r = rig()
  for (let failure = 0; failure < 6; failure++) {
    r.socket().fail()
    await r.redial()
  }
  const waitsFor = (): number => {
    const state = r.rc.state.getSnapshot()
    return 'retryAt' in state ? state.retryAt.getTime() - r.clock.now() : NaN
  }
  r.socket().fail()
  expect(waitsFor()).toBe(15_000)
  r.page.wake()
  r.socket().fail()
  expect(waitsFor()).toBe(250)
})

test('a wake after the end wakes nothing', async () => {
  const r = rig()
  await r.rc.close()
  r.rc.retryNow()
  await r.clock.advance(60_000)
  expect([r.network.sockets.length, r.clock.pending()]).toEqual([1, []])
})
