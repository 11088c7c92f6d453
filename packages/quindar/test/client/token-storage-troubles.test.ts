// Storages for tokens that do not do what they should: told of, never thrown, and one logs in all the same.
import { beforeAll, describe, expect, test } from 'vitest'
import type { QuindarError } from 'quindar'
import { answer, later, outcome, rig, said, settle, type Rig } from './rig.ts'
import { ALICE, KEY, memory, text, warmUp } from './token-rig.ts'

beforeAll(warmUp)

describe('a storage', () => {
  const broken = async (made: Rig, act: () => Promise<unknown> = settle): Promise<string[]> => {
    const told: string[] = []
    made.rc.on('storage', ({ error }: { error: QuindarError }) => told.push(`${error.code}: ${error.message}`))
    await act()
    return told.map((sentence) => sentence.replace(/^storage-failed: The storage of the login token (.*) \(.*$/, '$1'))
  }
  const SURVIVES = 'the login does not survive the end of this program'

  test('that is forbidden is told of once; one logs in all the same', async () => {
    const forbidden = () => Promise.reject(new Error('SecurityError'))
    const made = rig({ tokens: { entries: forbidden, set: forbidden, delete: forbidden } })
    const told = await broken(made, async () => {
      const socket = await made.open()
      void made.rc.login({ token: 'T' })
      await settle()
      await answer(socket, 'login', ALICE)
      void made.rc.logout()
      await settle()
    })
    expect(told).toEqual([`cannot be used: ${SURVIVES}`])
  })

  test('that throws instead of rejecting is no other', async () => {
    const forbidden = () => {
      throw new Error('SecurityError')
    }
    const made = rig({ tokens: { entries: forbidden, set: forbidden, delete: forbidden } })
    const told = await broken(made, async () => {
      const socket = await made.open()
      const login = later(made.rc.login({ token: 'T' }))
      await settle()
      await answer(socket, 'login', ALICE)
      expect(await outcome(login)).toMatchObject({ value: { id: 'u1' } })
    })
    expect(told).toEqual([`cannot be used: ${SURVIVES}`])
  })

  test('that is full is told of again after it has worked', async () => {
    const { tokens, kept } = memory()
    let full = true
    const set = (key: string, value: string) =>
      full ? Promise.reject(new Error('QuotaExceeded')) : tokens.set(key, value)
    const made = rig({ tokens: { ...tokens, set } })
    const socket = await made.open()
    const login = async (token: string) => {
      void made.rc.login({ token })
      await settle()
      await answer(socket, 'login', { ...ALICE, token })
    }
    const told = await broken(made, async () => {
      await login('a')
      await login('b')
      full = false
      await login('c')
      expect(kept.get(KEY)).toBe(text('c'))
      full = true
      await login('d')
    })
    expect(told).toEqual(Array(2).fill(`cannot be used: ${SURVIVES}`))
  })

  test.each(['no json', '7', 'null', '{}', '{"token":7}', '{"token":""}', '[]'])(
    'that holds %s is told of, and replaced by the next login',
    async (garbage) => {
      const { tokens, kept } = memory({ [KEY]: garbage })
      const made = rig({ tokens })
      const told = await broken(made)
      expect(told).toEqual([`holds something else: ${SURVIVES}`])
      const socket = await made.open()
      expect(said(socket)).toEqual(['connect'])
      void made.rc.login({ token: 'T' })
      await settle()
      await answer(socket, 'login', ALICE)
      expect(kept.get(KEY)).toBe(text('fresh'))
    },
  )

  test('that hangs is waited for two seconds, not longer', async () => {
    const never = () => new Promise<never>(() => {})
    const made = rig({ tokens: { entries: never, set: never, delete: never } })
    const socket = await made.open()
    const told = await broken(made, async () => {
      const ready = made.rc.ready()
      await made.clock.advance(1_999)
      expect(await outcome(ready)).toBe('pending')
      await made.clock.advance(1)
      expect(await outcome(ready)).toEqual({ value: undefined })
      void made.rc.login({ token: 'T' })
      await settle()
      await answer(socket, 'login', ALICE)
      const closed = made.rc.close()
      await made.clock.advance(2_000)
      expect(await outcome(closed)).toEqual({ value: undefined })
    })
    expect(told).toEqual([`does not answer: ${SURVIVES}`])
  })
})

test('what was being written when the client is closed is written', async () => {
  const { tokens, kept } = memory()
  let go = (): void => {}
  const gate = new Promise<void>((resolve) => (go = resolve))
  const set = async (key: string, value: string) => {
    await gate
    kept.set(key, value)
  }
  const made = rig({ tokens: { ...tokens, set } })
  const socket = await made.open()
  void made.rc.login({ token: 'T' })
  await settle()
  await answer(socket, 'login', ALICE)
  const closed = made.rc.close()
  expect(await outcome(closed)).toBe('pending')
  go()
  expect(await outcome(closed)).toEqual({ value: undefined })
  expect(kept.get(KEY)).toBe(text('fresh'))
})
