// `npm run probe`, as it is typed: what it prints, where, and the number that it ends with.
import { expect, it } from 'vitest'
import { startPeer, startServer, type ProbeReport } from '@quindar/testkit'
import { runScript } from '../run-script.ts'

const probeProgram = (...args: string[]) => runScript('probe', args)

it('ends with 0 when everything has a way, and prints the findings; as JSON where that is wanted', async () => {
  await using server = await startServer({ compat: 7 })
  const [text, json] = await Promise.all([
    probeProgram(server.url),
    probeProgram(server.url, '--json', '--origin', 'https://a.example/x'),
  ])
  expect([text.code, text.errors]).toEqual([0, ''])
  expect(text.output).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n {2}release {3}Rocket\.Chat 7\.13, as \/api\/info says\n/)
  const report = JSON.parse(json.output) as ProbeReport
  expect([json.code, report.release, report.cors]).toEqual([0, '7.13', { origin: 'https://a.example', allowed: true }])
})

it('ends with 1 when a page of the origin that was named may not use REST', async () => {
  await using server = await startServer({ compat: 7, origins: ['https://other.example'] })
  const { code, output } = await probeProgram(server.url, '--origin=https://page.example')
  expect(code).toBe(1)
  expect(output).toContain('API_Enable_CORS and API_CORS_Origin')
})

it('ends with 2 for what is no address, 4 for a stranger, 5 for a shut socket; the sentence goes where errors go', async () => {
  await using stranger = await startPeer({ onUpgrade: () => ({ status: 404 }) })
  await using shut = await startPeer({
    onRequest: () => ({ status: 200, body: '{"version":"8.1"}' }),
    onUpgrade: () => ({ status: 502 }),
  })
  const ends = await Promise.all([probeProgram('chat', '--json'), probeProgram(stranger.url), probeProgram(shut.url)])
  expect(ends.map(({ code }) => code)).toEqual([2, 4, 5])
  expect(ends.map(({ errors }) => errors)).toEqual([
    '“chat” is no address of a server: write it like https://chat.example.com.\n',
    expect.stringContaining('is no Rocket.Chat'),
    expect.stringContaining('A Rocket.Chat 8.1 answers'),
  ])
  expect(ends.map(({ output }) => output).slice(1)).toEqual(['', ''])
  expect(JSON.parse(ends[0].output)).toEqual({
    trouble: 'address',
    sentence: '“chat” is no address of a server: write it like https://chat.example.com.',
  })
})
