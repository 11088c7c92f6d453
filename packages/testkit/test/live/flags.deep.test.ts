// The flags of `npm run live`, right and wrong.
import { expect, it } from 'vitest'
import { runScript } from '../run-script.ts'

it('ends with 2 for a flag that is none or says nothing, 0 for a question about itself', async () => {
  const all = ['--url', 'http://127.0.0.1', '--room', '#general', '--token', 'x']
  const ends = await Promise.all([
    runScript('live', ['--loud']),
    runScript('live', [...all, '--timeout', '0']),
    runScript('live', ['--token', 'x']),
    runScript('live', ['--help']),
  ])
  expect(ends.map(({ code }) => code)).toEqual([2, 2, 2, 0])
  expect(ends.map(({ errors }) => errors.split('\n')[0])).toEqual([
    "Unknown option '--loud'.",
    '--timeout takes seconds, as in --timeout 60.',
    'It needs --url, --room.',
    '',
  ])
  expect(ends[3].output).toMatch(/^npm run live -- --url URL/)
})
