// The token from one run to the next: read at the start, written after a login, removed when it is over.
import { beforeAll, describe, expect, test } from 'vitest'
import { connect, type ClientOptions } from 'quindar'
import { startServer } from '@quindar/testkit'
import { answer, outcome, rig, said, settle } from './rig.ts'
import { ALICE, KEY, logins, memory, refuse, text, warmUp } from './token-rig.ts'

beforeAll(warmUp)

test('a token of before logs in, and what is not new is not written', async () => {
  const { tokens, done } = memory({
    [KEY]: text('old', 'alice'),
    'token/http://elsewhere': text('other'),
    [`${KEY}/more`]: '',
  })
  const { rc, open } = rig({ tokens })
  const socket = await open()
  expect(logins(socket)).toEqual([{ resume: 'old' }])
  await answer(socket, 'login', { ...ALICE, token: 'old' })
  expect(rc.user?.token).toBe('old')
  expect(done).toEqual([])
})

test('without one there is nobody, until somebody logs in: his token is written, with his name', async () => {
  const { tokens, kept } = memory()
  const { rc, open } = rig({ tokens })
  const socket = await open()
  expect(said(socket)).toEqual(['connect'])
  expect(await outcome(rc.ready())).toEqual({ value: undefined })
  void rc.login({ user: 'alice', password: 'alice' })
  await settle()
  await answer(socket, 'login', ALICE)
  expect([...kept]).toEqual([[KEY, text('fresh', 'alice')]])
})

test('nobody acts before it is read: calls and requests wait for it', async () => {
  let say: (entries: [string, string][]) => void = () => {}
  const { tokens } = memory()
  const entries = () => new Promise<[string, string][]>((resolve) => (say = resolve))
  const { rc, open } = rig({ tokens: { ...tokens, entries } }, { fetch: () => Promise.resolve(new Response('{}')) })
  const socket = await open()
  void rc.call('x')
  const request = rc.rest('/api/v1/me')
  await settle()
  expect(said(socket)).toEqual(['connect'])
  say([[KEY, text('old')]])
  await settle()
  expect(await outcome(request)).toBe('pending')
  await answer(socket, 'login', ALICE)
  expect(said(socket)).toEqual(['connect', 'method login', 'method x'])
  await request
})

describe('with a name and a password', () => {
  const alice = { user: 'alice', password: 'alice' }
  const byPassword = expect.objectContaining({ user: { username: 'alice' } }) as object

  test('a token of the same name is tried first, and forgets them', async () => {
    const { tokens } = memory({ [KEY]: text('old', 'alice') })
    const { rc, open, redial } = rig({ ...alice, tokens })
    const socket = await open()
    expect(logins(socket)).toEqual([{ resume: 'old' }])
    await answer(socket, 'login', { ...ALICE, token: 'old' })
    socket.drop()
    await redial()
    const next = await open()
    await refuse(next, 403)
    expect(logins(next)).toEqual([{ resume: 'old' }])
    expect(rc.user).toBeUndefined()
  })

  test.each([[401], [403]])(
    'a token that is refused with %d is no end: they are used, and nobody is told',
    async (code) => {
      const { tokens, kept } = memory({ [KEY]: text('old', 'alice') })
      const { rc, open } = rig({ ...alice, tokens })
      let expired = 0
      rc.on('sessionExpired', () => expired++)
      const socket = await open()
      await refuse(socket, code)
      expect(kept.size).toBe(0)
      expect(logins(socket)).toEqual([{ resume: 'old' }, byPassword])
      await answer(socket, 'login', ALICE)
      expect([rc.user?.token, expired, kept.get(KEY)]).toEqual(['fresh', 0, text('fresh', 'alice')])
    },
  )

  test('and if they are refused too, that is told once', async () => {
    const { tokens } = memory({ [KEY]: text('old', 'alice') })
    const { rc, open } = rig({ ...alice, tokens })
    const told: string[] = []
    rc.on('sessionExpired', ({ error }) => told.push(error.code))
    const socket = await open()
    await refuse(socket, 403)
    await refuse(socket, 403)
    expect(told).toEqual(['invalid-credentials'])
    expect(logins(socket)).toHaveLength(2)
  })

  test.each([['bob'], [undefined]])('a token of %s is another’s, and left alone until it is replaced', async (name) => {
    const { tokens, kept } = memory({ [KEY]: text('old', name) })
    const { open } = rig({ ...alice, tokens })
    const socket = await open()
    expect(logins(socket)).toEqual([byPassword])
    expect(kept.size).toBe(1)
    await answer(socket, 'login', ALICE)
    expect(kept.get(KEY)).toBe(text('fresh', 'alice'))
  })
})

test.each<[ClientOptions, object]>([
  [{ token: 'given' }, { resume: 'given' }],
  [{ loginToken: 'once' }, { loginToken: 'once' }],
  [
    { oauth: { credentialToken: 'CT', credentialSecret: 'CS' } },
    { oauth: { credentialToken: 'CT', credentialSecret: 'CS' } },
  ],
])('who brings a token of his own is not asked about the one of before: %o', async (options, sent) => {
  const { tokens, kept } = memory({ [KEY]: text('old') })
  const { open } = rig({ ...options, tokens })
  const socket = await open()
  expect(logins(socket)).toEqual([sent])
  await answer(socket, 'login', ALICE)
  expect(kept.get(KEY)).toBe(text('fresh'))
})

test('a logout removes it, without a connection too, and one that is being read is not used any more', async () => {
  const first = memory({ [KEY]: text('old') })
  const one = rig({ tokens: first.tokens })
  await answer(await one.open(), 'login', ALICE)
  void one.rc.logout()
  await settle()
  expect(first.kept.size).toBe(0)

  const second = memory({ [KEY]: text('old') })
  const two = rig({ tokens: second.tokens })
  void two.rc.logout()
  expect(said(await two.open())).toEqual(['connect'])
  expect(second.kept.size).toBe(0)
})

test('a token that is not valid any more is removed, and told of; a refusal of another kind leaves it', async () => {
  for (const [error, left, code] of [
    [403, 0, 'token-expired'],
    ['error-user-is-not-activated', 1, 'login-failed'],
    ['totp-required', 1, 'two-factor-required'],
  ] as const) {
    const { tokens, kept } = memory({ [KEY]: text('old') })
    const { rc, open } = rig({ tokens })
    const told: string[] = []
    rc.on('sessionExpired', (event) => told.push(event.error.code))
    await refuse(await open(), error)
    expect([kept.size, told]).toEqual([left, [code]])
  }
})

test('a token of one’s own that is refused is not the one that is kept', async () => {
  const { tokens, kept } = memory({ [KEY]: text('old') })
  const { rc, open } = rig({ token: 'given', tokens })
  const told: string[] = []
  rc.on('sessionExpired', ({ error }) => told.push(error.code))
  await refuse(await open(), 403)
  expect([told, kept.get(KEY)]).toEqual([['token-expired'], text('old')])
})

test('a token that was accepted is kept, and removed when it is refused later', async () => {
  const { tokens, kept } = memory()
  const { open, redial } = rig({ token: 'given', tokens })
  const socket = await open()
  await answer(socket, 'login', { ...ALICE, token: 'given' })
  expect(kept.get(KEY)).toBe(text('given'))
  socket.drop()
  await redial()
  await refuse(await open(), 401)
  expect(kept.size).toBe(0)
})

test('whoever logs in last is who is kept; a token that an application brings has no name', async () => {
  const { tokens, kept } = memory()
  const { rc, open } = rig({ user: 'alice', password: 'alice', tokens })
  const socket = await open()
  await answer(socket, 'login', ALICE)
  for (const [credentials, name] of [
    [{ token: 'T' }, undefined],
    [{ user: 'bob', password: 'bob' }, 'bob'],
    [{ loginToken: 'once' }, undefined],
  ] as const) {
    void rc.login(credentials)
    await settle()
    await answer(socket, 'login', { ...ALICE, token: `of ${name}` })
    expect(kept.get(KEY)).toBe(text(`of ${name}`, name))
  }
})

test('who logs in before it is read is who is meant', async () => {
  let say: (entries: [string, string][]) => void = () => {}
  const { tokens } = memory()
  const entries = () => new Promise<[string, string][]>((resolve) => (say = resolve))
  const { rc, open } = rig({ tokens: { ...tokens, entries } })
  const socket = await open()
  void rc.login({ token: 'mine' })
  say([[KEY, text('old')]])
  await settle()
  expect(logins(socket)).toEqual([{ resume: 'mine' }])
})

test('three runs against the real server: a password, then the token, then nobody after a logout', async () => {
  await using server = await startServer()
  const { tokens, kept } = memory()
  const first = await connect(server.url, { user: 'alice', password: 'alice', tokens })
  const { id, token } = first.user!
  await first.close()
  expect(JSON.parse([...kept.values()][0]!)).toEqual({ token, name: 'alice' })
  const second = await connect(server.url, { tokens })
  expect(second.user).toMatchObject({ id, token })
  await second.logout()
  await second.close()
  expect(kept.size).toBe(0)
  const third = await connect(server.url, { tokens })
  expect(third.user).toBeUndefined()
  await third.close()
})
