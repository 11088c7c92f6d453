// `npm run live`, as it is typed: what it prints, and the number that it ends with.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { connect } from 'quindar'
import { startServer, type LiveReport } from '@quindar/testkit'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

function run(
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ code: number; output: string; errors: string }> {
  const line = ['--conditions=@quindar/source', '--disable-warning=ExperimentalWarning', 'scripts/live.mjs', ...args]
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      line,
      { cwd: root, env: { ...process.env, ...env } },
      (_, output, errors) => {
        done({ code: child.exitCode ?? -1, output, errors })
      },
    )
  })
}

it('prints a line for each step and ends with 0; as JSON where that is wanted; the token may come from the environment', async () => {
  await using server = await startServer({ compat: 7, limits: 'none' })
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  const { id, token } = alice.user!
  const text = await run({}, '--url', server.url, '--token', token, '--user-id', id, '--room', '#general')
  expect([text.errors, text.code]).toEqual(['', 0])
  const lines = text.output.trimEnd().split('\n')
  expect(lines.slice(0, -2).map((line) => line.slice(0, 6))).toEqual(Array<string>(13).fill('pass  '))
  expect(lines.at(-1)).toBe(`${server.url}, Rocket.Chat 7.13: 13 passed, 0 failed, 0 left out`)
  const json = await run({ QUINDAR_LIVE_TOKEN: token }, '--url', server.url, '--room', 'GENERAL', '--json')
  const report = JSON.parse(json.output) as LiveReport
  expect([json.code, report.results.length, report.left]).toEqual([0, 13, []])
  await alice.close()
})

it('ends with 2 for flags that are missing or wrong, and with 3 when it cannot begin', async () => {
  await using server = await startServer()
  const all = ['--url', server.url, '--room', '#general']
  const ends = await Promise.all([
    run({ QUINDAR_LIVE_TOKEN: '' }, ...all),
    run({}, '--loud'),
    run({}, ...all, '--token', 'x', '--timeout', '0'),
    run({}, ...all, '--token', 'none'),
    run({}, '--help'),
  ])
  expect(ends.map(({ code }) => code)).toEqual([2, 2, 2, 3, 0])
  expect(ends.slice(0, 4).map(({ errors }) => errors.split('\n')[0])).toEqual([
    'It needs --token.',
    "Unknown option '--loud'.",
    '--timeout takes seconds, as in --timeout 60.',
    expect.stringContaining('ERRORS.md#token-expired'),
  ])
  expect(ends[4].output).toMatch(/^npm run live -- --url URL/)
})
