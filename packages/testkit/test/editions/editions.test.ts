// A sample of the matrix that editions.deep.test.ts runs whole.
import { METHODS, STREAMS } from 'quindar/protocol'
import { describe, expect, it } from 'vitest'
import { startServer } from '@quindar/testkit'
import { dialBare } from '../bare-client.ts'
import { describeEdition, isThere, MAJORS } from './editions.ts'

describeEdition(3, 'meteor')
describeEdition(7, 'streamer')
describeEdition(8, 'meteor')
describeEdition(9, 'meteor')

it('the sample holds what came and what went: releases differ in what they have', () => {
  const there = (name: string) => MAJORS.filter((major) => isThere(major, METHODS.get(name) ?? { extension: true }))
  expect(there('deleteMessage')).toEqual([3, 4, 5, 6])
  expect(there('setReaction')).toEqual([3, 4, 5, 6, 7])
  expect(there('sendMessage')).toEqual([3, 4, 5, 6, 7, 8])
  expect(there('loadHistory')).toEqual(MAJORS)
  expect(there('quindar:changes')).toEqual([])
  expect(MAJORS.filter((major) => isThere(major, STREAMS.get('user-presence') ?? {}))).toEqual([4, 5, 6, 7, 8, 9])
})

describe('a server that plays no release', () => {
  it('has the newest habits and what any release had', async () => {
    await using server = await startServer()
    using client = await dialBare(server.url)
    const info = (await (await fetch(`${server.url}/api/info`)).json()) as Record<string, unknown>
    expect(info).toMatchObject({ version: '8.8', extensions: ['quindar:changes'] })
    for (const [name, { answered = true }] of METHODS) {
      expect((await client.method(name)).error?.error === 404, name).toBe(!answered)
    }
  })
})
