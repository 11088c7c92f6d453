// The probe at our server, playing each release in both dialects: it finds what the release has, and which way is taken.
import { describe, expect, it } from 'vitest'
import { LAST_RELEASES, type MajorRelease } from 'quindar/protocol'
import { CAPABILITIES, chosen, factOf, probe, reportText, startServer } from '@quindar/testkit'

const MAJORS = Object.keys(LAST_RELEASES).map((major) => Number(major) as MajorRelease)

/** What each release has lost, as numbers of today: slower to read than the tables, and simpler to believe. */
const BY_REST: Readonly<Record<string, MajorRelease>> = {
  delete: 7,
  react: 8,
  send: 9,
  edit: 9,
  'mark read': 9,
  leave: 9,
}

describe.each(MAJORS)('--compat %i', (compat) => {
  it.each(['meteor', 'streamer'] as const)('in the dialect of %s', async (dialect) => {
    await using server = await startServer({ compat, dialect })
    const before = server.connections
    const report = await probe(server.url)
    expect(report.release).toBe(LAST_RELEASES[compat])
    expect([report.dialect.name, report.dialect.greets]).toEqual([dialect, dialect === 'streamer' || compat < 5])
    expect([report.hidden, report.extensions, report.surprises]).toEqual([undefined, [], []])
    expect(report.cors).toEqual({ origin: 'https://page.example', allowed: true })
    for (const { job, ways } of CAPABILITIES) {
      const way = chosen(LAST_RELEASES[compat], ways)
      const found = report.capabilities.find((capability) => capability.job === job)
      expect([job, found?.takes]).toEqual([job, way && factOf(way).name])
      expect([job, found?.inPages]).toEqual([job, true])
    }
    for (const [job, since] of Object.entries(BY_REST)) {
      const { takes } = report.capabilities.find((capability) => capability.job === job)!
      expect([job, takes?.startsWith('POST ')]).toEqual([job, compat >= since])
    }
    // It leaves nothing behind, and nobody who was there before.
    await expect.poll(() => server.connections).toBe(before)
  })
})

it('a server that plays no release says so, and is held to none', async () => {
  await using server = await startServer()
  const report = await probe(server.url)
  expect([report.release, report.extensions, report.surprises]).toEqual(['8.8', ['quindar:changes'], []])
  expect(report.capabilities.find(({ job }) => job === 'catch up after a drop')?.takes).toBe('quindar:changes')
  expect(reportText(report)).toContain(
    'Rocket.Chat 8.8, as /api/info says, with extensions of its own: quindar:changes',
  )
})

it('a person reads each thing and its way, and that nothing was changed', async () => {
  await using server = await startServer({ compat: 9, dialect: 'streamer' })
  const lines = reportText(await probe(server.url)).split('\n')
  expect(lines.slice(0, 5)).toEqual([
    server.url,
    '  release   Rocket.Chat 9.0, as /api/info says',
    `  socket    ${server.url.replace('http', 'ws')}/websocket, ddp-streamer, which greets (the session’s id is a UUID, and the result comes first)`,
    '  pages     a page of https://page.example may use REST',
    '',
  ])
  expect(lines).toContain('  log in                           DDP   login')
  expect(lines).toContain('  send                             REST  POST /api/v1/chat.sendMessage')
  expect(lines).toContain('  join                             DDP   joinRoom; also POST /api/v1/channels.join')
  expect(lines.at(-1)).toBe(
    'Everything that the client does has a way here. Nobody was logged in, and nothing was changed.',
  )
  expect(lines).toHaveLength(CAPABILITIES.length + 7)
})
