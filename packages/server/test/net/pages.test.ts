// Built pages as browsers get them: addresses, types, headers, caching; and nothing else from that folder.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type QuindarServer } from '../../src/index.ts'
import { readPages } from '../../src/net/pages.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob: https: http:; " +
  "media-src 'self' blob: https: http:; connect-src 'self' https: wss: http: ws:; worker-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types quindar"

const SCRIPT = `console.log('${'quindar '.repeat(50)}')`
const folder = mkdtempSync(join(tmpdir(), 'quindar-pages-'))

let server: QuindarServer
let below: QuindarServer

beforeAll(async () => {
  const files: Readonly<Record<string, string | Buffer>> = {
    'index.html': '<!doctype html><title>Chat</title>',
    'console.html': '<!doctype html><title>Console</title>',
    'assets/console-abc.js': SCRIPT,
    'assets/page-abc.css': 'body{}',
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'assets/font-abc.woff2': Buffer.alloc(400),
    '.vite/manifest.json': '{}',
    'assets/.hidden.js': '1',
    'notes.md': 'no page',
  }
  mkdirSync(join(folder, 'assets'))
  mkdirSync(join(folder, '.vite'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  server = await createServer({ pages: folder })
  below = await createServer({ pages: folder, pathPrefix: '/quindar' })
})

afterAll(async () => {
  await server.close()
  await below.close()
  rmSync(folder, { recursive: true, force: true })
})

const titleAt = async (url: string): Promise<string | undefined> =>
  /<title>(\w+)/.exec(await (await fetch(url)).text())?.[1]

it('pages say that the demo’s people are here, where they are', async () => {
  writeFileSync(join(folder, 'whole.html'), '<html><head><title>Whole</title></head></html>')
  for (const [demo, expected] of [
    [true, '<html><head><meta name="quindar-demo" content="people" /><title>Whole</title></head></html>'],
    ['people', '<html><head><meta name="quindar-demo" content="people" /><title>Whole</title></head></html>'],
    [false, '<html><head><title>Whole</title></head></html>'],
  ] as const) {
    const one = await createServer({ pages: folder, demo })
    const answer = await fetch(`${one.url}/whole`)
    expect(await answer.text()).toBe(expected)
    await one.close()
  }
})

describe('pages', () => {
  it.each([
    ['/', 'Chat'],
    ['/?room=GENERAL', 'Chat'],
    ['/console', 'Console'],
    ['/console?x=1', 'Console'],
  ])('%s is the page %s', async (path, title) => {
    expect(await titleAt(server.url + path)).toBe(title)
    expect(await titleAt(below.url + path)).toBe(title)
  })

  it('have one address each: a slash too many or too few leads to it', async () => {
    const where = async (url: string): Promise<[number, string | null]> => {
      const { status, headers } = await fetch(url, { redirect: 'manual' })
      return [status, headers.get('location')]
    }
    expect(await where(`${server.url}/console/`)).toEqual([308, '/console'])
    expect(await where(`${server.url}/console/?a=b`)).toEqual([308, '/console?a=b'])
    expect(await where(below.url)).toEqual([308, '/quindar/'])
    expect(await where(`${below.url}/console/`)).toEqual([308, '/quindar/console'])
    expect(await where(`${server.url}/`)).toEqual([200, null])
  })

  it.each(['/', '/console', '/assets/console-abc.js', '/favicon.svg'])(
    '%s may do what the policy says',
    async (path) => {
      const { headers } = await fetch(server.url + path)
      expect(headers.get('content-security-policy')).toBe(POLICY)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('permissions-policy')).toBe(
        'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
      )
    },
  )

  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/console', 'text/html; charset=utf-8', 'no-cache'],
    ['/favicon.svg', 'image/svg+xml', 'no-cache'],
    ['/assets/console-abc.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/page-abc.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/font-abc.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
  ])('%s is %s, kept as %s', async (path, type, cache) => {
    const { status, headers } = await fetch(server.url + path)
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, type, cache])
  })

  it.each([
    '/index.html',
    '/console.html',
    '/index',
    '/.vite/manifest.json',
    '/assets/.hidden.js',
    '/notes.md',
    '/assets/',
    '/x',
  ])('%s is nothing', async (path) => {
    expect((await fetch(server.url + path)).status).toBe(404)
  })

  it('do not lead out of their folder', async () => {
    const outside = await new Promise<number | undefined>((done) => {
      // `fetch` would tidy the path up before it asks.
      request(server.url, { path: '/assets/../../../../etc/hosts' }, (answer) => done(answer.resume().statusCode)).end()
    })
    expect(outside).toBe(404)
  })

  it('are asked about again by their tag, and not sent again', async () => {
    const first = await fetch(`${server.url}/console`)
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/)
    const again = await fetch(`${server.url}/console`, { headers: { 'if-none-match': `"other", ${tag}` } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await fetch(`${server.url}/console`, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    expect((await fetch(`${server.url}/`)).headers.get('etag')).not.toBe(tag)
  })

  it.each([
    ['gzip', 'gzip'],
    ['br, gzip;q=0.5', 'gzip'],
    ['*', 'gzip'],
    ['identity', undefined],
    ['br', undefined],
    ['gzip;q=0', undefined],
    ['gzip; q=0.0', undefined],
    ['', undefined],
  ])('come compressed to who takes it: %j → %j', async (accepted, coding) => {
    const [bytes, headers] = await new Promise<[Buffer, Record<string, unknown>]>((done) => {
      const asked = request(`${server.url}/assets/console-abc.js`, { headers: { 'accept-encoding': accepted } })
      asked.on('response', (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => done([Buffer.concat(parts), answer.headers]))
      })
      asked.end()
    })
    expect(headers['content-encoding']).toBe(coding)
    expect(headers['vary']).toBe('accept, accept-encoding')
    expect((coding === 'gzip' ? gunzipSync(bytes) : bytes).toString()).toBe(SCRIPT)
    expect(bytes.length < SCRIPT.length).toBe(coding === 'gzip')
  })

  it('are sent as they are where compressing saves nothing', async () => {
    for (const path of ['/assets/font-abc.woff2', '/assets/page-abc.css']) {
      expect((await fetch(server.url + path)).headers.get('content-encoding')).toBeNull()
    }
  })

  it('answer HEAD as they would GET, without the page', async () => {
    const response = await fetch(`${server.url}/console`, { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(response.headers.get('content-security-policy')).toBe(POLICY)
  })

  it('leave the first address to programs that ask for JSON', async () => {
    const response = await fetch(server.url, { headers: { accept: 'application/json' } })
    expect(await response.json()).toMatchObject({ name: 'Quindar', info: `${server.url}/api/info` })
    const browser = await fetch(server.url, { headers: { accept: 'text/html,application/json;q=0.9' } })
    expect(browser.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  it('stand beside the API', async () => {
    expect((await fetch(`${server.url}/api/info`)).status).toBe(200)
    expect((await fetch(`${server.url}/websocket`)).status).toBe(426)
  })
})

it.each([join(folder, 'assets'), join(folder, 'not-there')])(
  'without an index.html in %s nothing starts',
  async (empty) => {
    const sentence = `There are no built pages in ${empty}: give --pages a folder with an index.html, or leave it out.`
    expect(() => readPages(empty)).toThrow(sentence)
    await expect(createServer({ pages: empty })).rejects.toMatchObject({ name: 'PagesError', message: sentence })
  },
)
