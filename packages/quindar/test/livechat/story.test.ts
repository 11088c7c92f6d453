// The visitor's story at some releases; at all of them, in both dialects: story.deep.test.ts.
import { expect, test } from 'vitest'
import { nameOf, playStory, type Setting } from './story.ts'

const SETTINGS: Setting[] = [
  {},
  { dialect: 'streamer' },
  { compat: 3 },
  { compat: 5, dialect: 'streamer' },
  { compat: 9 },
  { methodsOnly: true },
  { compat: 3, methodsOnly: true },
  { compat: 6, methodsOnly: true },
]

test.each(SETTINGS.map((setting) => [nameOf(setting), setting] as const))('plays at %s', async (_name, setting) => {
  expect(await playStory(setting)).toEqual(['registered', 'taken', 'closed'])
})
