import { expect, it } from 'vitest'
import { callers } from './caller.ts'

async function den() {
  const made = await callers()
  await made.domain.messages.send(made.alice, { id: 'm1', roomId: 'DEN', text: 'one' })
  await made.domain.messages.send(made.alice, { id: 'm2', roomId: 'TOWN', text: 'two' })
  return { ...made, stranger: { user: made.carol } }
}

it('getSingleMessage answers one that the caller may read, and nothing else', async () => {
  const { call, stranger } = await den()
  expect(await call('getSingleMessage', ['m1'])).toMatchObject({ _id: 'm1', msg: 'one', _seq: 1, _epoch: 'test-epoch' })
  expect(await call('getSingleMessage', ['m1'], stranger)).toBeUndefined()
  expect(await call('getSingleMessage', ['nope'])).toBeUndefined()
})

it('getMessages answers those that the caller may read, each once, in their order', async () => {
  const { call, stranger } = await den()
  const ids = async (wanted: string[], caller?: typeof stranger) =>
    ((await call('getMessages', [wanted], caller)) as { _id: string }[]).map(({ _id }) => _id)
  expect(await ids(['m2', 'nope', 'm1', 'm2'])).toEqual(['m2', 'm1'])
  expect(await ids(['m2', 'm1'], stranger)).toEqual(['m2'])
  await expect(call('getMessages', [Array.from({ length: 101 }, () => 'x')])).rejects.toMatchObject({ code: 400 })
  expect(await ids(Array.from({ length: 100 }, () => 'm1'))).toEqual(['m1'])
})

it('getRoomById and getRoomNameById answer rooms that the caller may read', async () => {
  const { call, stranger } = await den()
  expect(await call('getRoomById', ['DEN'])).toMatchObject({ _id: 'DEN', t: 'p', name: 'den' })
  expect(await call('getRoomNameById', ['DEN'])).toBe('den')
  for (const method of ['getRoomById', 'getRoomNameById']) {
    for (const [roomId, caller] of [
      ['DEN', stranger],
      ['nope', undefined],
    ] as const) {
      await expect(call(method, [roomId], caller)).rejects.toMatchObject({
        code: 'error-not-allowed',
        reason: 'Not allowed',
        details: { method },
      })
    }
  }
})
