// ERRORS.md against what the client really says: each situation, its code, and its sentence, both ways.
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { ConnectionError, QuindarError } from 'quindar'
import { fakeClock } from '@quindar/testkit'
import { diagnose } from '../../src/client/diagnosis.ts'
import { parseServerUrl } from '../../src/client/connection/url.ts'
import { iterate, type IterationSource } from '../../src/client/iterate.ts'
import { answer, later, outcome, rig, settle, type Rig } from './rig.ts'

const page = readFileSync(new URL('../../../../ERRORS.md', import.meta.url), 'utf8')

/** The sentences under a heading. */
function sentencesOf(code: string): string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${code}\n`)) ?? ''
  return [...section.matchAll(/^- (.+)$/gm)].map(([, sentence = '']) => sentence)
}

const shapeOf = (sentence: string): RegExp =>
  new RegExp(
    `^${sentence
      .split('…')
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
  )

function reasonOf(r: Rig): unknown {
  const state = r.rc.state.getSnapshot()
  return 'reason' in state ? state.reason : undefined
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return ((await outcome(promise)) as { error?: unknown }).error
}

function storageError({ rc }: Rig): Promise<unknown> {
  return new Promise((resolve) => rc.on('storage', ({ error }) => resolve(error)))
}

/** What `connect` says after it has waited in vain at a server with this `/api/info`. */
async function diagnosed(body: string): Promise<unknown> {
  const ports = { ...fakeClock(), WebSocket, random: () => 0, fetch: () => Promise.resolve(new Response(body)) }
  return diagnose(new ConnectionError('in vain'), 'http://localhost:3000', ports)
}

/** Every sentence that is made in the client. */
const SITUATIONS: Record<string, () => unknown> = {
  'an address that is none': () => {
    try {
      return parseServerUrl('nowhere')
    } catch (error) {
      return error
    }
  },
  'a socket that cannot be made': async () => {
    const r = rig()
    r.network.refuse = new Error('bad')
    r.socket().drop()
    await r.redial()
    return reasonOf(r)
  },
  'a socket that fails': () => {
    const r = rig()
    r.socket().fail()
    return reasonOf(r)
  },
  'a socket that is closed': () => {
    const r = rig()
    r.socket().drop(1001)
    return reasonOf(r)
  },
  'a socket that does not open': async () => {
    const r = rig()
    await r.clock.advance(20_000)
    return reasonOf(r)
  },
  'a version that is not ours': () => {
    const r = rig()
    r.socket().open()
    r.socket().receive({ msg: 'failed', version: '7' })
    return reasonOf(r)
  },
  silence: async () => {
    const r = rig()
    await r.open()
    await r.clock.advance(20_000)
    return reasonOf(r)
  },
  'a login without an end': async () => {
    const r = rig({ token: 'T' })
    const socket = await r.open()
    socket.receive({ msg: 'result', id: 'm1', error: { error: 500 } })
    await settle()
    return reasonOf(r)
  },
  'a login without a token': async () => {
    const r = rig()
    const socket = await r.open()
    const login = later(r.rc.login({ token: 'T' }))
    await settle()
    await answer(socket, 'login', {})
    return errorOf(login)
  },
  'a secret that makes no codes': async () => {
    const r = rig({ totpSecret: '1' })
    const socket = await r.open()
    const login = later(r.rc.login({ token: 'T' }))
    await settle()
    const [{ id } = { id: '' }] = socket.sentOf('method')
    socket.receive({ msg: 'result', id, error: { error: 'totp-required' } })
    return login.catch((error: unknown) => error)
  },
  'a web page where a server should be': () => diagnosed('<html>'),
  'a server whose socket is shut': () => diagnosed('{"version":"8.8"}'),
  'waiting in vain': async () => {
    const r = rig()
    const ready = later(r.rc.ready({ timeout: 5 }))
    await r.clock.advance(5)
    return errorOf(ready)
  },
  'REST out of reach': () => {
    const r = rig({}, { fetch: () => Promise.reject(new TypeError('fetch failed')) })
    return errorOf(r.rc.rest('/api/info'))
  },
  'REST out of reach beside a socket that works': async () => {
    const r = rig({}, { fetch: () => Promise.reject(new TypeError('fetch failed')) })
    await r.open()
    return errorOf(r.rc.rest('/api/info'))
  },
  'a file that a browser does not let the page read': async () => {
    const r = rig({}, { fetch: () => Promise.reject(new TypeError('fetch failed')) })
    await r.open()
    return r.rc.download('/file-upload/1/a.txt').catch((error: unknown) => error)
  },
  'a link to somebody else': () => {
    const r = rig()
    return r.rc.download('https://example.com/file-upload/1/a.txt').catch((error: unknown) => error)
  },
  'a link that leads nowhere': () => {
    const fetch = (url: string) => Promise.resolve(new Response(null, { status: 302, headers: { location: url } }))
    const { rc } = rig({}, { fetch })
    return rc.download('/file-upload/1/a.txt').catch((error: unknown) => error)
  },
  closed: async () => {
    const r = rig()
    await r.rc.close()
    return errorOf(r.rc.call('x'))
  },
  'a loop that is too slow': async () => {
    let source: IterationSource<number> | undefined
    const loop = iterate<number>(
      (given) => {
        source = given
        return () => {}
      },
      { buffer: 1 },
    )
    const first = loop.next()
    for (let n = 0; n < 3; n++) source?.push(n)
    await first
    return errorOf(later(loop.next()).then(() => loop.next()))
  },
  'a storage that is forbidden': async () => {
    const forbidden = () => Promise.reject(new Error('SecurityError'))
    return storageError(rig({ storage: { entries: forbidden, set: forbidden, delete: forbidden } }))
  },
  'a storage that hangs': async () => {
    const never = () => new Promise<never>(() => {})
    const r = rig({ storage: { entries: never, set: never, delete: never } })
    const error = storageError(r)
    await settle()
    await r.clock.advance(2_000)
    return error
  },
  'a storage with garbage': () => {
    const done = () => Promise.resolve()
    const entries = () => Promise.resolve([['outbox/x', 'garbage']] as const)
    return storageError(rig({ storage: { entries, set: done, delete: done } }))
  },
  'a storage of tokens that is forbidden': async () => {
    const forbidden = () => Promise.reject(new Error('SecurityError'))
    return storageError(rig({ tokens: { entries: forbidden, set: forbidden, delete: forbidden } }))
  },
  'a storage of tokens that hangs': async () => {
    const never = () => new Promise<never>(() => {})
    const r = rig({ tokens: { entries: never, set: never, delete: never } })
    const error = storageError(r)
    await expect.poll(() => r.clock.pending()).toContain(2_000)
    await r.clock.advance(2_000)
    return error
  },
  'a storage of tokens with garbage': () => {
    const done = () => Promise.resolve()
    const entries = () => Promise.resolve([['token/http://localhost:3000', 'garbage']] as const)
    return storageError(rig({ tokens: { entries, set: done, delete: done } }))
  },
  'no WebSocket in this world': async () => {
    vi.stubGlobal('WebSocket', undefined)
    const { createClient } = await import('quindar')
    try {
      return createClient('http://localhost')
    } catch (error) {
      return error
    } finally {
      vi.unstubAllGlobals()
    }
  },
}

const said = new Map<string, string[]>()

test.each(Object.entries(SITUATIONS))('%s is told in a sentence of its section', async (_, make) => {
  const error = await make()
  expect(error).toBeInstanceOf(QuindarError)
  const { code, message, name } = error as QuindarError
  const anchor = ` (ERRORS.md#${code})`
  expect(message.endsWith(anchor)).toBe(true)
  const text = message.slice(0, -anchor.length)
  expect(sentencesOf(code).filter((sentence) => shapeOf(sentence).test(text))).not.toEqual([])
  expect(page).toContain(`\`${name}\``)
  said.set(code, [...(said.get(code) ?? []), text])
})

test.each(['connection-failed', 'client-closed', 'too-slow', 'storage-failed'])(
  'every sentence under %s is said by somebody',
  (code) => {
    const unsaid = sentencesOf(code).filter((sentence) => !said.get(code)?.some((text) => shapeOf(sentence).test(text)))
    // Made when a part of the client cannot be loaded: refused.test.ts.
    expect(unsaid).toEqual(
      code === 'connection-failed'
        ? ['The server refused, and the part of this client that says why cannot be loaded']
        : [],
    )
  },
)
