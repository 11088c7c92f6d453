// What a crash forgets, on the server's disk and in a client's storage: what was not said to be written, and nothing else.
import { expect, it } from 'vitest'
import { fakeClock, seededRandom, settle } from '@quindar/testkit'
import { createDisk } from '../../src/simulation/disk.ts'
import { createForgetfulStorage } from '../../src/simulation/storage.ts'

it.each(['sqlite', 'memory'] as const)('a disk with the store of %s keeps what was answered', async (driver) => {
  const clock = fakeClock()
  const disk = createDisk(clock, seededRandom(1), driver)
  const store = disk.boot()
  const answers: string[] = []
  void store.setMark({ key: 'a', value: 'kept' }).then(() => answers.push('a'))
  await clock.advance(30)
  expect(answers).toEqual(['a'])
  // The turn is open: nothing of it has happened, and nobody will hear of it.
  void store.setMark({ key: 'b', value: 'forgotten' }).then(() => answers.push('b'))
  await settle()
  await disk.crash()
  await clock.advance(1_000)
  expect(answers).toEqual(['a'])
  const again = disk.boot()
  const found = Promise.all([again.mark({ key: 'a' }), again.mark({ key: 'b' })])
  await clock.advance(30)
  expect(await found).toEqual(['kept', undefined])
})

it('what is on disk stays, also when the answer has got lost', async () => {
  const clock = fakeClock()
  // Everything takes as long as it may: the turn ends after 15 ms, the answer leaves after 30.
  const disk = createDisk(clock, () => 1, 'sqlite')
  let answered = false
  void disk
    .boot()
    .setMark({ key: 'a', value: 'kept' })
    .then(() => (answered = true))
  await clock.advance(29)
  await disk.crash()
  await clock.advance(1_000)
  expect(answered).toBe(false)
  expect(await disk.content().mark({ key: 'a' })).toBe('kept')
})

it('a client’s storage keeps what it has said to be written', async () => {
  const clock = fakeClock()
  const storage = createForgetfulStorage(clock, () => 1)
  const one = storage.boot()
  const answers: string[] = []
  void one.set('outbox/a', 'kept').then(() => answers.push('a'))
  await clock.advance(40)
  void one.set('outbox/b', 'forgotten').then(() => answers.push('b'))
  void one.delete('outbox/a').then(() => answers.push('not a'))
  await clock.advance(39)
  storage.crash()
  await clock.advance(1_000)
  expect(answers).toEqual(['a'])
  const entries = storage.boot().entries('outbox/')
  await clock.advance(40)
  expect(await entries).toEqual([['outbox/a', 'kept']])
})

it.each(['sqlite', 'memory'] as const)(
  'a backup of the store of %s is what was there then, under another epoch',
  async (driver) => {
    const clock = fakeClock()
    const disk = createDisk(clock, seededRandom(1), driver)
    const store = disk.boot()
    const set = async (key: string): Promise<void> => {
      const done = store.setMark({ key, value: key })
      await clock.advance(30)
      await done
    }
    await set('world')
    disk.keep()
    await set('kept')
    const at = clock.now()
    await set('forgotten')
    expect(await disk.restore(at)).toEqual(new Set())
    const again = disk.boot()
    expect(again.epoch).not.toBe(store.epoch)
    expect(await disk.content().mark({ key: 'kept' })).toBe('kept')
    expect(await disk.content().mark({ key: 'forgotten' })).toBeUndefined()
    // Of the time before the world began there is no backup.
    await disk.restore(0)
    expect(disk.boot().epoch).not.toBe(again.epoch)
    expect(await disk.content().mark({ key: 'kept' })).toBeUndefined()
    expect(await disk.content().mark({ key: 'world' })).toBe('world')
  },
)
