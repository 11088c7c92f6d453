import { expect, test } from 'vitest'
import { answer, later, outcome, rig, settle } from './rig.ts'

test.each([
  ['after the result', ['result', 'updated']],
  ['before it', ['updated', 'result']],
])('a barrier opens when the server says that everybody knows: %s', async (_, order) => {
  const { rc, open, clock } = rig()
  const socket = await open()
  const call = later(rc.call({ name: 'write', barrier: true }, 1))
  await settle()
  const frames = {
    result: { msg: 'result', id: 'b1', result: 7 },
    updated: { msg: 'updated', methods: ['b0', 'b1'] },
  } as const
  socket.receive(frames[order[0] as 'result'])
  expect(await outcome(call)).toBe('pending')
  socket.receive(frames[order[1] as 'result'])
  expect(await outcome(call)).toEqual({ value: 7 })
  expect(clock.pending()).toEqual([10_000])
})

test('a barrier cannot hang: five seconds after the result it opens by itself', async () => {
  const { rc, open, clock } = rig()
  const socket = await open()
  const call = later(rc.call({ name: 'write', barrier: true }))
  await settle()
  await answer(socket, 'write', 7)
  socket.receive({ msg: 'updated', methods: ['b2'] })
  await clock.advance(4_999)
  expect(await outcome(call)).toBe('pending')
  await clock.advance(1)
  expect(await outcome(call)).toEqual({ value: 7 })
})

test('a barrier opens at a drop, and when the client is closed: the result is there', async () => {
  const { rc, open, redial } = rig()
  const first = await open()
  const dropped = later(rc.call({ name: 'write', barrier: true }))
  await settle()
  await answer(first, 'write', 7)
  first.drop()
  expect(await outcome(dropped)).toEqual({ value: 7 })
  await redial()
  const second = await open()
  const closed = later(rc.call({ name: 'write', barrier: true }))
  await settle()
  await answer(second, 'write', 8)
  await rc.close()
  expect(await outcome(closed)).toEqual({ value: 8 })
})

test('a call with a barrier that is sent again waits for the word of the new connection', async () => {
  const { rc, open, redial } = rig()
  const first = await open()
  const call = later(rc.call({ name: 'loadHistory', barrier: true }, 'GENERAL'))
  await settle()
  first.receive({ msg: 'updated', methods: ['b1'] })
  first.drop()
  await redial()
  const second = await open()
  second.receive({ msg: 'result', id: 'b1', result: { messages: [] } })
  expect(await outcome(call)).toBe('pending')
  second.receive({ msg: 'updated', methods: ['b1'] })
  expect(await outcome(call)).toEqual({ value: { messages: [] } })
})

test('a refused call waits for nothing, with a barrier or without', async () => {
  const { rc, open, clock } = rig()
  const socket = await open()
  const call = later(rc.call({ name: 'write', barrier: true }))
  await settle()
  socket.receive({ msg: 'result', id: 'b1', error: { error: 'no' } })
  expect(await outcome(call)).toHaveProperty('error.error', 'no')
  expect(clock.pending()).toEqual([10_000])
})
