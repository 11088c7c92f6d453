// The contract at every release with the limits that Rocket.Chat comes with, which take it minutes where REST is counted.
import { expect, test } from 'vitest'
import { connect } from 'quindar'
import { LAST_RELEASES, type MajorRelease } from 'quindar/protocol'
import { live, startServer } from '@quindar/testkit'

const MAJORS = Object.keys(LAST_RELEASES).map((major) => Number(major) as MajorRelease)

test.concurrent.for(MAJORS)('--compat %i, with its limits', { timeout: 600_000 }, async (compat, { expect }) => {
  await using server = await startServer({ compat })
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  const { results, left } = await live({ url: server.url, token: alice.user!.token, room: '#general' }, '[live]')
  await alice.close()
  expect(results.filter(({ outcome }) => outcome === 'fail')).toEqual([])
  expect([results.length, left]).toEqual([13, []])
})

test('the matrix is whole', () => {
  expect(MAJORS).toEqual([3, 4, 5, 6, 7, 8, 9])
})
