// Which way a command goes: by the release that the server says it is, else by what answers, once.
import { expect, test, vi } from 'vitest'
import { ConnectionError, NotSupportedError, type Ports } from 'quindar'
import { answer, later, outcome, settle } from './rig.ts'
import { general, paramsOf } from './room-rig.ts'
import { at, GONE, hanging, INFO, json, methods, OK, refuse, refused, release, type Answer } from './routed-rig.ts'

const DELETE = 'POST /api/v1/chat.delete'

test.each([
  ['6.13', 'deleteMessage'],
  ['6.13.1', 'deleteMessage'],
  ['7.0.0-rc.1', DELETE],
  ['8.8', DELETE],
  ['10.1', DELETE],
])('at %s a message is deleted by %s', async (version, way) => {
  const r = await at({ [INFO]: release(version), [DELETE]: OK })
  const done = r.room.delete('m1')
  await settle()
  if (way === 'deleteMessage') await answer(r.live, way)
  expect(await outcome(done)).toEqual({ value: undefined })
  expect([methods(r, 'deleteMessage'), r.asked]).toEqual(
    way === DELETE ? [0, [[DELETE, { roomId: 'GENERAL', msgId: 'm1' }]]] : [1, []],
  )
})

test.each<[string, Answer]>([
  ['404', json({}, 404)],
  ['403', json({ success: false, version: '9.0' }, 403)],
  ['a page', () => new Response('<!doctype html>')],
  ['another JSON', json({ hello: 'world' })],
  ['no object', json(null)],
  ['a version that is none', json({ version: 'soon' })],
  ['nothing that a page may read', refused],
  ['extensions of its own: it has everything', json({ version: '8.8', extensions: ['x'] })],
])('where /api/info is %s, the method is tried once, and its absence remembered', async (_, info) => {
  const r = await at({ [INFO]: info, [DELETE]: OK })
  const first = r.room.delete('m1')
  await settle()
  expect(r.asked).toEqual([])
  await refuse(r, 'deleteMessage', GONE)
  expect(await outcome(first)).toEqual({ value: undefined })
  const second = r.room.delete('m2')
  expect(await outcome(second)).toEqual({ value: undefined })
  expect(methods(r, 'deleteMessage')).toBe(1)
  expect(r.asked.map(([name]) => name)).toEqual([DELETE, DELETE])
})

test('an old /api/info tells the release in a place of its own', async () => {
  const r = await at({ [INFO]: json({ info: { version: '7.1' }, success: true }), [DELETE]: OK })
  expect(await outcome(r.room.delete('m1'))).toEqual({ value: undefined })
  expect(methods(r, 'deleteMessage')).toBe(0)
})

test.each<[string, Answer]>([
  ['404', json({ status: 'error', message: 'API endpoint does not exist' }, 404)],
  ['405', () => new Response('Method not allowed', { status: 405 })],
  ['a page', () => new Response('<!doctype html>')],
])('a route that is not there (%s) is asked for once, and the method does it', async (_, missing) => {
  const r = await at({ [INFO]: release('8.8'), [DELETE]: missing })
  for (const id of ['m1', 'm2']) {
    const done = r.room.delete(id)
    await settle()
    await answer(r.live, 'deleteMessage')
    expect(await outcome(done)).toEqual({ value: undefined })
  }
  expect(r.asked.map(([name]) => name)).toEqual([DELETE])
})

test('with neither it is not supported, and says of which release', async () => {
  const r = await at({ [INFO]: release('8.8') })
  const done = later(r.room.delete('m1'))
  await settle()
  await refuse(r, 'deleteMessage', GONE)
  expect(await outcome(done)).toMatchObject({
    error: expect.any(NotSupportedError) as unknown,
  })
  expect(await outcome(later(r.room.delete('m2')))).toMatchObject({
    error: { code: 'not-supported', needs: 'deleteMessage', serverVersion: '8.8' },
  })
  expect([methods(r, 'deleteMessage'), r.asked.length]).toEqual([1, 1])
})

test.each([
  ['a refusal', { error: 'error-action-not-allowed' }, 'error-action-not-allowed'],
  ['a fault', { error: 500 }, 500],
])('%s of the method is the answer, and no reason to try REST', async (_, error, code) => {
  const r = await at({ [INFO]: release('6.13'), [DELETE]: OK })
  const done = later(r.room.delete('m1'))
  await settle()
  await refuse(r, 'deleteMessage', error)
  expect(await outcome(done)).toMatchObject({ error: { error: code } })
  expect(r.asked).toEqual([])
})

test('a refusal over REST is the answer, and no reason to try the method', async () => {
  const no = json({ success: false, errorType: 'error-action-not-allowed', error: 'no' }, 400)
  const r = await at({ [INFO]: release('8.8'), [DELETE]: no })
  expect(await outcome(later(r.room.delete('m1')))).toMatchObject({ error: { error: 'error-action-not-allowed' } })
  expect(methods(r, 'deleteMessage')).toBe(0)
})

test('a browser that refuses REST names the setting where only REST is left, and is no obstacle elsewhere', async () => {
  const r = await at({ [INFO]: refused, [DELETE]: refused, 'POST /api/v1/chat.update': refused })
  const edited = r.room.edit('m1', 'new')
  await settle()
  await answer(r.live, 'updateMessage')
  expect(await outcome(edited)).toEqual({ value: undefined })
  const done = later(r.room.delete('m1'))
  await settle()
  await refuse(r, 'deleteMessage', GONE)
  expect(await outcome(done)).toMatchObject({ error: expect.any(ConnectionError) as unknown })
  await expect(done).rejects.toThrow(/API_Enable_CORS there and name this page in API_CORS_Origin/)
  // The method is not tried again; REST is, for the setting may have been changed.
  expect(await outcome(later(r.room.delete('m1')))).toMatchObject({ error: { code: 'connection-failed' } })
  expect([methods(r, 'deleteMessage'), r.asked.map(([name]) => name)]).toEqual([1, [DELETE, DELETE]])
})

test('once REST was refused, the method is asked first, whatever the release', async () => {
  const r = await at({ [INFO]: release('9.0'), 'POST /api/v1/chat.update': refused, [DELETE]: refused })
  for (let n = 0; n < 2; n++) {
    const edited = r.room.edit('m1', 'new')
    await settle()
    await answer(r.live, 'updateMessage')
    expect(await outcome(edited)).toEqual({ value: undefined })
  }
  expect(r.asked.map(([name]) => name)).toEqual(['POST /api/v1/chat.update'])
})

test('a command waits three seconds for a server that does not say its release, no longer', async () => {
  const fetch = vi.fn<Ports['fetch']>(async (_, init) => hanging(init))
  const r = await general({ token: 'T' }, { fetch })
  const done = r.room.delete('m1')
  await r.clock.advance(2_999)
  expect(methods(r, 'deleteMessage')).toBe(0)
  await r.clock.advance(1)
  expect(methods(r, 'deleteMessage')).toBe(1)
  await answer(r.live, 'deleteMessage')
  expect(await outcome(done)).toEqual({ value: undefined })
  void later(r.room.delete('m2'))
  expect([methods(r, 'deleteMessage'), fetch.mock.calls.length]).toEqual([2, 1])
})

test('history has no reason to wait for the release', async () => {
  const r = await general({ token: 'T' }, { fetch: () => new Promise(() => {}) })
  void r.room.history({ limit: 3 })
  expect(paramsOf(r.live, 'loadHistory')).toEqual(['GENERAL', null, 3])
})

test('both ways together have one deadline', async () => {
  const r = await at({ [INFO]: json({}, 404), [DELETE]: hanging })
  const done = later(r.room.delete('m1', { timeout: 1_000 }))
  await r.clock.advance(600)
  await refuse(r, 'deleteMessage', GONE)
  await r.clock.advance(399)
  expect(await outcome(done)).toBe('pending')
  await r.clock.advance(1)
  expect(await outcome(done)).toMatchObject({ error: { code: 'timeout' } })
})

test('REST waits for the connection; what a drop leaves unanswered is asked again only where that is safe', async () => {
  const UPDATE = 'POST /api/v1/chat.update'
  const failures: (() => void)[] = []
  const cut: Answer = () =>
    new Promise((_, reject) => {
      failures.push(() => reject(new TypeError('terminated')))
    })
  const r = await at({ [INFO]: release('9.0'), [UPDATE]: cut, [DELETE]: cut })
  const edited = r.room.edit('m1', 'new')
  const deleted = later(r.room.delete('m1'))
  await settle()
  expect(r.asked).toHaveLength(2)
  r.live.drop()
  for (const fail of failures.splice(0)) fail()
  expect(await outcome(deleted)).toMatchObject({ error: { code: 'connection-lost', sent: true } })
  expect([await outcome(edited), r.asked.length]).toEqual(['pending', 2])
  await r.redial()
  await r.openAs()
  await settle()
  expect(r.asked.map(([name]) => name)).toEqual([UPDATE, DELETE, UPDATE])
})

test('over REST a command without a connection ends with its deadline', async () => {
  const r = await at({ [INFO]: release('9.0'), [DELETE]: OK })
  r.live.drop()
  const done = later(r.room.delete('m1', { timeout: 1_000 }))
  await r.clock.advance(999)
  expect(await outcome(done)).toBe('pending')
  await r.clock.advance(1)
  expect(await outcome(done)).toMatchObject({ error: { code: 'connection-failed' } })
  expect(r.asked).toEqual([])
})
