// `npm run live`, as it is typed: what it prints, and the number that it ends with.
import { expect, it } from 'vitest'
import { connect } from 'quindar'
import { startServer, type LiveReport } from '@quindar/testkit'
import { runScript } from '../run-script.ts'

it('prints a line for each step and ends with 0; as JSON where that is wanted; the token may come from the environment', async () => {
  await using server = await startServer({ compat: 7, limits: 'none' })
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  const { id, token } = alice.user!
  const text = await runScript('live', ['--url', server.url, '--token', token, '--user-id', id, '--room', '#general'])
  expect([text.errors, text.code]).toEqual(['', 0])
  const lines = text.output.trimEnd().split('\n')
  expect(lines.slice(0, -2).map((line) => line.slice(0, 6))).toEqual(Array<string>(13).fill('pass  '))
  expect(lines.at(-1)).toBe(`${server.url}, Rocket.Chat 7.13: 13 passed, 0 failed, 0 left out`)
  const json = await runScript('live', ['--url', server.url, '--room', 'GENERAL', '--json'], {
    QUINDAR_LIVE_TOKEN: token,
  })
  const report = JSON.parse(json.output) as LiveReport
  expect([json.code, report.results.length, report.left]).toEqual([0, 13, []])
  await alice.close()
})

it('ends with 2 for flags that are missing, and with 3 when it cannot begin', async () => {
  await using server = await startServer()
  const all = ['--url', server.url, '--room', '#general']
  const [missing, refused] = await Promise.all([
    runScript('live', all, { QUINDAR_LIVE_TOKEN: '' }),
    runScript('live', [...all, '--token', 'none']),
  ])
  expect([missing.code, missing.errors.split('\n')[0]]).toEqual([2, 'It needs --token.'])
  expect([refused.code, refused.output]).toEqual([3, ''])
  expect(refused.errors).toContain('ERRORS.md#token-expired')
})
