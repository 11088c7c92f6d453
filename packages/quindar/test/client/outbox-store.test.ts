// How the outbox uses a storage, without a client around it.
import { fakeClock, seededRandom } from '@quindar/testkit'
import { expect, test } from 'vitest'
import { createLetter } from '../../src/client/outbox/letter.ts'
import { createOutboxStore } from '../../src/client/outbox/store.ts'
import type { Ports } from '../../src/client/ports.ts'
import { settle } from './rig.ts'

function letter(text: string) {
  const author = { id: 'u1', username: 'alice', name: 'Alice' }
  return createLetter({
    id: 'a',
    roomId: 'R',
    text,
    threadId: undefined,
    alsoInRoom: undefined,
    author,
    at: 1,
    place: 1,
  })
}

test('what is done to one message is done in order, however long the storage takes for one of it', async () => {
  const { setTimeout, clearTimeout } = fakeClock()
  const asked: string[] = []
  const answers: (() => void)[] = []
  const ask = (what: string) => {
    asked.push(what)
    return new Promise<void>((resolve) => answers.push(resolve))
  }
  const store = createOutboxStore(
    {
      entries: () => Promise.resolve([]),
      set: (_key, value) => ask(`set ${(JSON.parse(value) as { text: string }).text}`),
      delete: () => ask('delete'),
    },
    { random: seededRandom(1), setTimeout, clearTimeout } as Ports,
    'here',
    { found: () => undefined, broken: () => undefined },
  )
  await store.ready
  void store.put(letter('one'))
  void store.put(letter('two'))
  await settle()
  expect(asked).toEqual(['set one'])
  answers[0]?.()
  await settle()
  expect(asked).toEqual(['set one', 'set two'])
  store.remove('a')
  await settle()
  expect(asked).toEqual(['set one', 'set two'])
  answers[1]?.()
  await settle()
  expect(asked).toEqual(['set one', 'set two', 'delete'])
})
