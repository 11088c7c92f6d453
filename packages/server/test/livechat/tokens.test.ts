// A visitor's token is his alone: long enough, hashed where it is kept, in no log and in nothing that others read.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { hashVisitorToken, isVisitorToken, newVisitorToken } from '../../src/domain/livechat/tokens.ts'
import { testRandom } from '../domain/world.ts'
import { temporaryDirectory } from '../store/world.ts'
import { livechatServer, RawSocket } from './wire.ts'

it('is made of 256 random bits, and kept as a hash that is nobody’s login', () => {
  const asked: number[] = []
  const random = testRandom()
  const token = newVisitorToken({ bytes: (count) => (asked.push(count), random.bytes(count)) })
  expect(asked).toEqual([32])
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(isVisitorToken(token)).toBe(true)
  expect(hashVisitorToken(token)).toMatch(/^[\w+/]{43}=$/)
  expect(hashVisitorToken('a')).not.toBe(hashVisitorToken('b'))
})

it.each([
  ['x'.repeat(15), false],
  ['x'.repeat(16), true],
  ['x'.repeat(256), true],
  ['x'.repeat(257), false],
  [undefined, false],
  [7, false],
  [{ $ne: null }, false],
  [['x'.repeat(20)], false],
])('%j could be one: %s', (value, expected) => {
  expect(isVisitorToken(value)).toBe(expected)
})

it('stands in no file of the database and in nothing that the server says of itself', async () => {
  const data = temporaryDirectory()
  const printed = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
  const server = await livechatServer({ data, livechat: { acceptWithoutAgents: true } })
  const token = 'A-TOKEN-THAT-SHOWS-ANYWHERE'
  const visitor = await RawSocket.connect(server.url)
  await visitor.call('livechat:registerGuest', { token, name: 'Vera' })
  await visitor.call('sendMessageLivechat', { _id: 'm', rid: 'R', msg: 'words to find', token })
  await visitor.call('livechat:pageVisited', token, 'R', {
    change: 'url',
    title: 'a page to find',
    location: { href: 'x' },
  })
  await visitor.call('livechat:loadHistory', { token, rid: 'NOT-THERE' })
  await fetch(`${server.url}/api/v1/livechat/visitor/${token}`)
  await server.close()
  const kept = readdirSync(data)
    .map((name) => readFileSync(join(data, name), 'latin1'))
    .join('')
  expect(kept).toContain('words to find')
  expect(kept).toContain('a page to find')
  expect(kept).not.toContain(token)
  expect(kept).not.toContain(Buffer.from(token).toString('base64').slice(0, 20))
  const lines = printed.flatMap(({ mock }) => mock.calls.map(([line]) => String(line))).join('')
  expect(lines).not.toContain(token)
  for (const spy of printed) spy.mockRestore()
})

it('a visitor is online while his socket is there, and offline when it is gone', async () => {
  const server = await livechatServer({ livechat: { acceptWithoutAgents: true } })
  const token = 'TOKEN-OF-A-VISITOR'
  const status = async () => (await server.domain.livechat.visitors.byToken(token))?.status
  for (const arrive of [
    (socket: RawSocket) => socket.call('UserPresence:connect', token, { visitor: token }),
    (socket: RawSocket) => socket.call('livechat:setUpConnection', { token }),
  ]) {
    const socket = await RawSocket.connect(server.url)
    await socket.call('livechat:registerGuest', { token })
    await arrive(socket)
    expect(await status()).toBe('online')
    socket.close()
    await vi.waitFor(async () => expect(await status()).toBe('offline'))
  }
})
