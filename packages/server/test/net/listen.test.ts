// Where the server listens, and the sentence when it cannot.

import type { FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'
import { hostOfUrl, isThisMachine, listen, ListenError } from '../../src/net/listen.ts'

function app(listening: () => Promise<void>, address: unknown = null): FastifyInstance {
  return { listen: listening, server: { address: () => address } } as unknown as FastifyInstance
}

describe('listening', () => {
  it('answers the port that was had, which need not be the one that was asked for', async () => {
    const asked = { host: '127.0.0.1', port: 0 }
    expect(
      await listen(
        app(() => Promise.resolve(), { port: 4_321 }),
        asked,
      ),
    ).toBe(4_321)
    expect(
      await listen(
        app(() => Promise.resolve(), '/a/socket'),
        { ...asked, port: 3_000 },
      ),
    ).toBe(3_000)
    expect(
      await listen(
        app(() => Promise.resolve()),
        { ...asked, port: 3_000 },
      ),
    ).toBe(3_000)
  })

  it.each([
    ['EADDRINUSE', 'Port 80 of the.host is taken by another program: stop that one, or choose another with --port.'],
    ['EACCES', 'Port 80 of the.host may not be opened by this user: choose one above 1023 with --port.'],
    ['EADDRNOTAVAIL', 'This machine has no address the.host: choose another with --host.'],
    ['ENOTFOUND', 'This machine has no address the.host: choose another with --host.'],
    ['EAI_AGAIN', 'This machine has no address the.host: choose another with --host.'],
    ['EMFILE', 'The server cannot listen on the.host:80 (EMFILE): choose another with --host and --port.'],
    [undefined, 'The server cannot listen on the.host:80 (unknown reason): choose another with --host and --port.'],
  ])('that fails with %s says what to do', async (code, sentence) => {
    const cause = Object.assign(new Error('no'), code === undefined ? {} : { code })
    const error: unknown = await listen(
      app(() => Promise.reject(cause)),
      { host: 'the.host', port: 80 },
    ).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ListenError)
    expect(error).toMatchObject({ name: 'ListenError', message: sentence, cause })
  })
})

describe('an address', () => {
  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['128.0.0.1', false],
    ['10.127.0.1', false],
    ['localhost.example', false],
  ])('%s is this machine’s alone: %s', (host, own) => {
    expect(isThisMachine(host)).toBe(own)
  })

  it.each([
    ['0.0.0.0', 'localhost'],
    ['::', 'localhost'],
    ['::1', '[::1]'],
    ['10.0.0.1', '10.0.0.1'],
    ['the.host', 'the.host'],
  ])('%s is %s in a URL', (host, written) => {
    expect(hostOfUrl(host)).toBe(written)
  })
})
