import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemoryStore } from '../../src/store/memory.ts'
import { answer, compareStores, story } from './model.ts'
import { closing, realClock, seeded } from './world.ts'

test('both stores give the same answers to the same story', async () => {
  expect(await compareStores(150, 20_181_122)).toBeUndefined()
})

test('the story meets what it is about: every outcome that an operation has', async () => {
  const seen = new Set<string>()
  const store = await closing(createMemoryStore({ clock: realClock, random: seeded(1), delays: { upToTurns: 0 } }))
  for (const chapters of fc.sample(story, { numRuns: 300, seed: 5 })) {
    for (const one of chapters.flat()) {
      const given = (await answer(store, one)) as { outcome?: string; rejected?: boolean } | undefined
      seen.add(`${one[0]} ${given?.rejected === true ? 'rejected' : (given?.outcome ?? '-')}`)
    }
  }
  const outcomes = [
    'createUser created',
    'createUser id-taken',
    'createUser username-taken',
    'createRoom created',
    'createRoom id-taken',
    'createRoom name-taken',
    'createRoom rejected',
    'joinRoom joined',
    'joinRoom already-member',
    'joinRoom no-room',
    'joinRoom rejected',
    'leaveRoom left',
    'leaveRoom not-member',
    'leaveRoom last-owner',
    'appendMessage appended',
    'appendMessage duplicate',
    'appendMessage not-member',
    'editMessage edited',
    'editMessage no-message',
    'editMessage not-member',
    'deleteMessage deleted',
    'deleteMessage emptied',
    'deleteMessage no-message',
    'deleteMessage not-member',
    'setReaction changed',
    'setReaction unchanged',
    'setReaction no-message',
    'setReaction not-member',
    'setPin changed',
    'setPin rejected',
    'setStar changed',
    'setStar unchanged',
    'setFollower changed',
    'setFollower not-member',
    'openDirectRoom rejected',
  ]
  expect(outcomes.filter((outcome) => !seen.has(outcome))).toEqual([])
})
