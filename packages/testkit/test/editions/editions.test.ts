// A sample of the matrix that editions.deep.test.ts runs whole.
import { METHODS, ROUTES } from 'quindar/protocol'
import { describe, expect, it } from 'vitest'
import { startServer } from '@quindar/testkit'
import { dialBare } from '../bare-client.ts'
import { describeEdition, isThere } from './editions.ts'

describeEdition(3, 'meteor')
describeEdition(7, 'streamer')
describeEdition(8, 'meteor')
describeEdition(9, 'meteor')

it('what the tables date is dated for a reason: some of it is in one release and not in another', () => {
  const counts = ([3, 6, 7, 8, 9] as const).map(
    (major) => [...METHODS.values()].filter((fact) => isThere(major, fact)).length,
  )
  expect(counts.toSorted((a, b) => b - a)).toEqual(counts)
  expect(new Set(counts).size).toBe(4)
  expect([...ROUTES.values()].every((fact) => isThere(6, fact))).toBe(true)
})

describe('a server that plays no release', () => {
  it('has the newest habits and what any release had', async () => {
    await using server = await startServer()
    using client = await dialBare(server.url)
    const info = (await (await fetch(`${server.url}/api/info`)).json()) as Record<string, unknown>
    expect(info).toMatchObject({ version: '8.8', extensions: ['quindar:changes'] })
    for (const name of METHODS.keys()) expect((await client.method(name)).error?.error, name).not.toBe(404)
  })
})
