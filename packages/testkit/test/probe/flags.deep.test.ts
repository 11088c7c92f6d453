// The flags of `npm run probe`, right and wrong.
import { expect, it } from 'vitest'
import { startPeer } from '@quindar/testkit'
import { runScript } from '../run-script.ts'

it('ends with 2 for a flag that is none, 3 where nobody is, 0 for a question about itself', async () => {
  const gone = await startPeer()
  await gone.close()
  const lines = [
    [],
    ['http://127.0.0.1', '--loud'],
    ['http://127.0.0.1', '--timeout', 'soon'],
    ['http://127.0.0.1', '--timeout', '0'],
    ['http://127.0.0.1', '--origin', 'here'],
    [gone.url],
    ['--help'],
  ]
  const ends = await Promise.all(lines.map((args) => runScript('probe', args)))
  expect(ends.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 3, 0])
  expect(ends.map(({ errors }) => errors.split('\n')[0])).toEqual([
    'Which server?',
    "Unknown option '--loud'.",
    '--timeout takes seconds, as in --timeout 20.',
    '--timeout takes seconds, as in --timeout 20.',
    '--origin takes where a page comes from, as in --origin https://page.example.',
    expect.stringContaining('Nothing listens at'),
    '',
  ])
  expect(ends.at(-1)?.output).toMatch(/^npm run probe -- URL/)
})
