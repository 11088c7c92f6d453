// What a listener of the connection's state does in the middle of its change counts like what is done after it.
import { expect, test } from 'vitest'
import { answer, later, outcome, rig, said, settle } from './rig.ts'

test('a call made by one who hears of a drop waits for the next connection: it never left', async () => {
  const { rc, open, redial } = rig()
  const first = await open()
  const made: Promise<unknown>[] = []
  const off = rc.on('state', ({ status }) => {
    if (status === 'waiting') made.push(later(rc.call('createChannel', 'x')))
  })
  first.drop()
  off()
  expect(await outcome(made[0]!)).toBe('pending')
  await redial()
  const second = await open()
  await answer(second, 'createChannel', { rid: 'R' })
  expect(await outcome(made[0]!)).toEqual({ value: { rid: 'R' } })
  expect(said(first)).toEqual(['connect'])
})

test('closed by one who hears of a drop, the client is closed for who waits for it', async () => {
  const { rc, open } = rig()
  const socket = await open()
  rc.on('state', ({ status }) => status === 'waiting' && rc.close())
  socket.drop()
  expect(await outcome(rc.ready())).toHaveProperty('error.code', 'client-closed')
})

test('a call made by one who hears of the end is refused: it never left', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const made: Promise<unknown>[] = []
  rc.on('state', () => made.push(later(rc.call('createChannel', 'x'))))
  await rc.close()
  expect(made).toHaveLength(1)
  expect(await outcome(made[0]!)).toHaveProperty('error.code', 'client-closed')
  await settle()
  expect(said(socket)).toEqual(['connect'])
})
