// The visitor's story at every release, in both dialects, and by methods alone where they have not gone.
import { expect, test } from 'vitest'
import { nameOf, playStory, type Setting } from './story.ts'

const RELEASES = [undefined, 3, 4, 5, 6, 7, 8, 9] as const
const settings: Setting[] = (['meteor', 'streamer'] as const).flatMap((dialect) => [
  ...RELEASES.map((compat) => ({ compat, dialect })),
  ...([undefined, 3, 4, 5, 6] as const).map((compat) => ({ compat, dialect, methodsOnly: true })),
])

test.each(settings.map((setting) => [nameOf(setting), setting] as const))('plays at %s', async (_name, setting) => {
  expect(await playStory(setting)).toEqual(['registered', 'taken', 'closed'])
})
