// Whatever a server, a network and an application do, and in whatever order: what must hold for the client, holds.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FakeSocket } from '@quindar/testkit'
import { rig, settle, type Rig } from './rig.ts'

type Step = (world: World) => void | Promise<void>

interface World {
  readonly r: Rig
  readonly promises: Promise<unknown>[]
  readonly stops: (() => void)[]
}

const newest = ({ r }: World): FakeSocket => r.network.latest()

/** A server's answer to something that the client sent on its newest socket. */
function answerSome(world: World, which: number, how: number): void {
  const socket = newest(world)
  if (socket.readyState !== 1) return
  const asked = socket.sent.filter((frame) => frame.msg === 'method' || frame.msg === 'sub')
  const frame = asked[which % Math.max(asked.length, 1)]
  if (!frame) return
  const error = [
    undefined,
    { error: 403 },
    { error: 500 },
    { error: 'too-many-requests', details: { timeToReset: 100 } },
  ][how % 4]
  if (frame.msg === 'sub') {
    if (error) socket.receive({ msg: 'nosub', id: frame.id, error })
    else socket.receive({ msg: 'ready', subs: [frame.id] })
    return
  }
  const result = frame.method === 'login' ? { id: 'u1', token: `token ${which}` } : which
  socket.receive({ msg: 'result', id: frame.id, ...(error ? { error } : { result }) })
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>((world) => {
    const socket = newest(world)
    if (socket.readyState === 0) socket.open()
    socket.receive({ msg: 'connected', session: 's' })
  }),
  fc.constant<Step>((world) => newest(world).drop()),
  fc.constant<Step>((world) => newest(world).fail()),
  fc
    .constantFrom(
      'null',
      '{"msg":"changed","collection":"stream-x","id":"id"}',
      '{"msg":"failed","version":"pre2"}',
      '{"msg":"ping","id":"p"}',
      '{"msg":"result","id":"m1"}',
    )
    .map<Step>((text) => (world) => newest(world).receiveText(text)),
  fc.integer({ min: 1, max: 40_000 }).map<Step>(
    (ms) =>
      ({ r }) =>
        r.clock.advance(ms),
  ),
  fc.integer({ min: 1, max: 100_000 }).map<Step>(
    (ms) =>
      ({ r }) =>
        r.clock.sleep(ms),
  ),
  fc.tuple(fc.nat(20), fc.nat(3)).map<Step>(
    ([which, how]) =>
      (world) =>
        answerSome(world, which, how),
  ),
  fc.constantFrom<string>('loadHistory', 'createChannel').map<Step>(
    (name) =>
      ({ r, promises }) =>
        void promises.push(r.rc.call(name)),
  ),
  fc.constantFrom('A', 'B').map<Step>((key) => ({ r, promises, stops }) => {
    const stop = r.rc.stream('room-messages', key).on(() => {})
    stops.push(stop)
    promises.push(stop.ready)
  }),
  fc.nat(5).map<Step>(
    (which) =>
      ({ stops }) =>
        stops[which]?.(),
  ),
  fc.constant<Step>(({ r, promises }) => void promises.push(r.rc.login({ token: 'T' }))),
  fc.constant<Step>(({ r, promises }) => void promises.push(r.rc.logout())),
  fc.constant<Step>(({ r }) => r.page.wake()),
  fc.constant<Step>(settle),
)

test('one live socket at most; every promise settles; a closed client leaves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.boolean(), async (steps, known) => {
      const r = rig(known ? { token: 'T' } : {})
      const world: World = { r, promises: [], stops: [] }
      for (const take of steps) {
        const before = world.promises.length
        await take(world)
        for (const promise of world.promises.slice(before)) promise.catch(() => {})
        expect(r.network.sockets.filter(({ readyState }) => readyState < 2).length).toBeLessThanOrEqual(1)
        expect(r.rc.state.getSnapshot().status).not.toBe('closed')
      }
      await r.rc.close()
      await settle()
      expect(await Promise.allSettled(world.promises)).toHaveLength(world.promises.length)
      expect(r.clock.pending()).toEqual([])
      expect(r.page.listeners).toBe(0)
      expect(r.network.sockets.filter(({ readyState }) => readyState < 2)).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('however it went, with a server that is well again everything is well again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const r = rig({ token: 'T' })
      const world: World = { r, promises: [], stops: [] }
      for (const take of steps) {
        const before = world.promises.length
        await take(world)
        for (const promise of world.promises.slice(before)) promise.catch(() => {})
      }
      // From here on the server answers everything, and quickly.
      void r.rc.login({ token: 'T' }).catch(() => {})
      const call = r.rc.call({ name: 'loadHistory', timeout: Infinity }, 'GENERAL')
      const answered = new Set<string>()
      for (let round = 0; round < 100 && r.rc.state.getSnapshot().status !== 'closed'; round++) {
        const socket = newest(world)
        if (socket.readyState === 0) socket.open()
        if (r.rc.state.getSnapshot().status === 'handshaking') socket.receive({ msg: 'connected', session: 's' })
        for (const frame of socket.readyState === 1 ? socket.sent : []) {
          if (frame.msg === 'ping') socket.receive({ msg: 'pong' })
          if (!('id' in frame) || frame.id === undefined || answered.has(`${r.network.sockets.length} ${frame.id}`))
            continue
          answered.add(`${r.network.sockets.length} ${frame.id}`)
          if (frame.msg === 'sub') socket.receive({ msg: 'ready', subs: [frame.id] })
          if (frame.msg === 'method') {
            const result = frame.method === 'login' ? { id: 'u1', token: 't' } : { messages: [] }
            socket.receive({ msg: 'result', id: frame.id, result })
          }
        }
        await r.clock.advance(500)
      }
      await call
      expect(r.rc.state.getSnapshot().status).toBe('open')
      expect(r.rc.user?.id).toBe('u1')
      await r.rc.ready()
      await r.rc.close()
    }),
    { numRuns: 40 },
  )
})
