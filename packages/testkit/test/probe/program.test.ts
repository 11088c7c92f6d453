// `npm run probe`, as it is typed: what it prints, where, and the number that it ends with.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { startPeer, startServer, type ProbeReport } from '@quindar/testkit'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

function run(...args: string[]): Promise<{ code: number; output: string; errors: string }> {
  const line = ['--conditions=@quindar/source', '--disable-warning=ExperimentalWarning', 'scripts/probe.mjs', ...args]
  return new Promise((done) => {
    const child = execFile(process.execPath, line, { cwd: root }, (_, output, errors) => {
      done({ code: child.exitCode ?? -1, output, errors })
    })
  })
}

it('ends with 0 when everything has a way, and prints the findings; as JSON where that is wanted', async () => {
  await using server = await startServer({ compat: 7 })
  const [text, json] = await Promise.all([
    run(server.url),
    run(server.url, '--json', '--origin', 'https://a.example/x'),
  ])
  expect([text.code, text.errors]).toEqual([0, ''])
  expect(text.output).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n {2}release {3}Rocket\.Chat 7\.13, as \/api\/info says\n/)
  const report = JSON.parse(json.output) as ProbeReport
  expect([json.code, report.release, report.cors]).toEqual([0, '7.13', { origin: 'https://a.example', allowed: true }])
})

it('ends with 1 when a page of the origin that was named may not use REST', async () => {
  await using server = await startServer({ compat: 7, origins: ['https://other.example'] })
  const { code, output } = await run(server.url, '--origin=https://page.example')
  expect(code).toBe(1)
  expect(output).toContain('API_Enable_CORS and API_CORS_Origin')
})

it('ends with 2 for what is no address and no flag, 3 where nobody is, 4 for a stranger, 5 for a shut socket', async () => {
  const gone = await startPeer()
  await gone.close()
  await using stranger = await startPeer({ onUpgrade: () => ({ status: 404 }) })
  await using shut = await startPeer({
    onRequest: () => ({ status: 200, body: '{"version":"8.1"}' }),
    onUpgrade: () => ({ status: 502 }),
  })
  const ends = await Promise.all([
    run(),
    run('chat', '--json'),
    run('http://127.0.0.1', '--loud'),
    run('http://127.0.0.1', '--timeout', 'soon'),
    run('http://127.0.0.1', '--origin', 'here'),
    run(gone.url),
    run(stranger.url),
    run(shut.url),
    run('--help'),
  ])
  expect(ends.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 3, 4, 5, 0])
  expect(ends.slice(0, 8).map(({ errors }) => errors.split('\n')[0])).toEqual([
    'Which server?',
    '“chat” is no address of a server: write it like https://chat.example.com.',
    "Unknown option '--loud'.",
    '--timeout takes seconds, as in --timeout 20.',
    '--origin takes where a page comes from, as in --origin https://page.example.',
    expect.stringContaining('Nothing listens at'),
    expect.stringContaining('is no Rocket.Chat'),
    expect.stringContaining('A Rocket.Chat 8.1 answers'),
  ])
  expect(JSON.parse(ends[1].output)).toEqual({
    trouble: 'address',
    sentence: '“chat” is no address of a server: write it like https://chat.example.com.',
  })
  expect(ends[8].output).toMatch(/^npm run probe -- URL/)
})
