import { expect, test } from 'vitest'
import { REDACTED } from '../../src/client/streams/tap.ts'
import { answer, later, rig, settle } from './rig.ts'

test('sees every frame, in and out, in order, from the moment it is asked for', async () => {
  const { rc, open, socket } = rig()
  const seen: string[] = []
  rc.onFrame((direction, frame) => seen.push(`${direction} ${'msg' in frame ? frame.msg : frame.malformed}`))
  await open()
  socket().receive({ msg: 'ping' })
  socket().receiveText('{nope')
  socket().onmessage?.(new MessageEvent('message', { data: new ArrayBuffer(1) }))
  await settle()
  expect(seen).toEqual(['out connect', 'in connected', 'in ping', 'out pong', 'in not JSON', 'in not a text'])
})

test('shows no password, no digest, no token, in no direction', async () => {
  const { rc, open, socket } = rig({ user: 'alice', password: 'hunter2' })
  const seen: unknown[] = []
  rc.onFrame((_, frame) => seen.push(frame))
  await open()
  await answer(socket(), 'login', { id: 'u1', token: 'SECRET', tokenExpires: new Date(5), type: 'password' })
  void later(rc.call('resetPassword', 'SECRET', 'SECRET'))
  void later(rc.call('personalAccessTokens:generateToken', { tokenName: 'SECRET' }))
  await answer(socket(), 'personalAccessTokens:generateToken', 'SECRET')
  void later(rc.call('livechat:loginByToken', 'SECRET'))
  void later(rc.call('protected', 'x', { twoFactorCode: 'SECRET', twoFactorMethod: 'totp' }))
  rc.stream('livechat-room', 'RID', { visitorToken: 'SECRET' }).on(() => {})
  await settle()
  const text = JSON.stringify(seen)
  expect(text).not.toContain('SECRET')
  expect(text).not.toContain('hunter2')
  expect(text).not.toContain('digest":"f5')
  expect(text.match(/\[redacted\]/g)).toHaveLength(10)
  expect(seen).toContainEqual({
    msg: 'result',
    id: 'm1',
    result: { id: 'u1', token: REDACTED, tokenExpires: new Date(5), type: 'password' },
  })
  expect(seen).toContainEqual(
    expect.objectContaining({ params: ['x', { twoFactorCode: REDACTED, twoFactorMethod: 'totp' }] }),
  )
})

test('everything else is as it was, dates too, and the application’s own objects stay untouched', async () => {
  const { rc, open, socket } = rig()
  const heard: unknown[] = []
  const seen: unknown[] = []
  rc.stream('notify-all', 'x').on((value) => heard.push(value))
  rc.onFrame((direction, frame) => direction === 'in' && seen.push(frame))
  await open()
  const fields = { eventName: 'x', args: [{ token: 'SECRET', at: new Date(5), list: [1, null, 'text'] }] }
  socket().receive({ msg: 'changed', collection: 'stream-notify-all', id: 'id', fields })
  await settle()
  expect(heard).toEqual(fields.args)
  expect(seen.at(-1)).toEqual({
    msg: 'changed',
    collection: 'stream-notify-all',
    id: 'id',
    fields: { eventName: 'x', args: [{ token: REDACTED, at: new Date(5), list: [1, null, 'text'] }] },
  })
})

test('taken away, it sees nothing more; a tap that throws is logged and keeps no other from seeing', async () => {
  const { rc, open, socket, log } = rig()
  await open()
  let seen = 0
  const stop = rc.onFrame(() => seen++)
  rc.onFrame(() => {
    throw new Error('oops')
  })
  let other = 0
  rc.onFrame(() => other++)
  socket().receive({ msg: 'pong' })
  await settle()
  stop()
  stop()
  await settle()
  socket().receive({ msg: 'pong' })
  await settle()
  expect([seen, other]).toEqual([1, 2])
  expect(log).toEqual(['A listener threw', 'A listener threw'])
})

test('without a tap frames are not looked at', async () => {
  const { rc, open, log } = rig()
  rc.onFrame(() => {
    throw new Error('seen')
  })()
  const socket = await open()
  socket.receive({ msg: 'pong' })
  await settle()
  expect(log).toEqual([])
})
