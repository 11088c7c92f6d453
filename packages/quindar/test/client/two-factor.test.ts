// The second factor by one callback: what it is asked, and what its answers become on the wire.
import { beforeAll, expect, test } from 'vitest'
import { TwoFactorCancelledError, TwoFactorFailedError } from 'quindar'
import { answer, later, outcome, rig, said, settle } from './rig.ts'
import { ALICE, DIGEST, PASSWORD, refuse, sentBy, TOTP, user, warmUp } from './two-factor-rig.ts'

beforeAll(warmUp)

test('a login that wants a code goes out again with it, wrapped as servers expect it', async () => {
  const { asked, twoFactor } = user('123456')
  const { rc, open } = rig({ user: 'alice', password: 'alice', twoFactor })
  const socket = await open()
  await refuse(socket, 'login', 'totp-required', TOTP)
  expect(asked).toEqual([
    {
      action: 'login',
      method: 'totp',
      availableMethods: ['totp'],
      attempt: 1,
      codeSent: false,
      codeExpires: undefined,
      signal: expect.any(AbortSignal) as AbortSignal,
      sendEmailCode: expect.any(Function) as () => void,
    },
  ])
  expect(sentBy(socket, 'login')).toEqual([[PASSWORD], [{ totp: { login: PASSWORD, code: '123456' } }]])
  await answer(socket, 'login', ALICE)
  expect(rc.user?.id).toBe('u1')
  expect(await outcome(rc.ready())).toEqual({ value: undefined })
})

test('a wrong code is asked for again, with what the server says then; the third wrong one is an error', async () => {
  const { asked, twoFactor } = user('1', '2', '3', '4')
  const { rc, open } = rig({ twoFactor })
  const socket = await open()
  const login = later(rc.login({ user: 'alice', password: 'alice' }))
  await settle()
  await refuse(socket, 'login', 'totp-required', TOTP)
  await refuse(socket, 'login', 'totp-invalid', { ...TOTP, method: 'email', codeGenerated: true })
  await refuse(socket, 'login', 'totp-required', { ...TOTP, codeExpires: '2026-11-23T01:00:00.000Z' })
  expect(asked.map(({ attempt, method, codeSent }) => [attempt, method, codeSent])).toEqual([
    [1, 'totp', false],
    [2, 'email', true],
    [3, 'totp', false],
  ])
  expect(asked.map(({ codeExpires }) => codeExpires)).toEqual([
    undefined,
    undefined,
    new Date('2026-11-23T01:00:00.000Z'),
  ])
  expect(await outcome(login)).toBe('pending')
  await refuse(socket, 'login', 'totp-invalid', TOTP)
  const { error } = (await outcome(login)) as { error: TwoFactorFailedError }
  expect(error).toBeInstanceOf(TwoFactorFailedError)
  expect([error.method, error.locked, error.error]).toEqual(['totp', false, 'totp-invalid'])
  expect(asked).toHaveLength(3)
})

test('a server that looks at no more codes is not asked again', async () => {
  const { asked, twoFactor } = user('1', '2')
  const { rc, open } = rig({ twoFactor })
  const socket = await open()
  const login = later(rc.login({ user: 'alice', password: 'alice' }))
  await settle()
  await refuse(socket, 'login', 'totp-required', TOTP)
  await refuse(socket, 'login', 'totp-max-attempts', TOTP)
  expect(await outcome(login)).toMatchObject({ error: { code: 'two-factor-failed', locked: true } })
  expect(asked).toHaveLength(1)
})

test('any other refusal after the code is that refusal', async () => {
  const { rc, open } = rig(user('1'))
  const socket = await open()
  const login = later(rc.login({ user: 'alice', password: 'alice' }))
  await settle()
  await refuse(socket, 'login', 'totp-required', TOTP)
  await refuse(socket, 'login', 403)
  expect(await outcome(login)).toMatchObject({ error: { code: 'invalid-credentials' } })
})

test.each([[undefined], [null], [''], [{ method: 'email', code: '' } as const]])(
  'who answers %o has cancelled: an error of its own, and the client goes on',
  async (nothing) => {
    const { rc, open } = rig(user(nothing))
    const socket = await open()
    const login = later(rc.login({ user: 'alice', password: 'alice' }))
    await settle()
    await refuse(socket, 'login', 'totp-required', TOTP)
    const { error } = (await outcome(login)) as { error: TwoFactorCancelledError }
    expect(error).toBeInstanceOf(TwoFactorCancelledError)
    expect([error.code, error.method, error.cause]).toEqual([
      'two-factor-cancelled',
      'totp',
      expect.objectContaining({ error: 'totp-required' }),
    ])
    const call = rc.call('x')
    await settle()
    await answer(socket, 'x', 1)
    expect(await call).toBe(1)
  },
)

test('a callback that throws has cancelled too; what it threw is the cause', async () => {
  const closed = new Error('the window was closed')
  const { rc, open } = rig(user(closed))
  const socket = await open()
  const login = later(rc.login({ user: 'alice', password: 'alice' }))
  await settle()
  await refuse(socket, 'login', 'totp-required', TOTP)
  expect(await outcome(login)).toMatchObject({ error: { code: 'two-factor-cancelled', cause: closed } })
})

test('cancelled at the first login it is told once, like a refusal', async () => {
  const { rc, open } = rig({ token: 'T', ...user(undefined) })
  const told: string[] = []
  rc.on('sessionExpired', ({ error }) => told.push(error.code))
  const socket = await open()
  await refuse(socket, 'login', 'totp-required', TOTP)
  expect(told).toEqual(['two-factor-cancelled'])
  expect(said(socket)).toEqual(['connect', 'method login'])
})

test('a method that wants a proof is called again with one more parameter; a password is sent as its digest', async () => {
  const { asked, twoFactor } = user('alice', { method: 'email', code: 'E' })
  const { rc, openAs } = rig({ token: 'T', twoFactor })
  const socket = await openAs()
  const call = rc.call('personalAccessTokens:generateToken', { tokenName: 'bot' })
  await settle()
  await refuse(socket, 'personalAccessTokens:generateToken', 'totp-required', { method: 'password' })
  await refuse(socket, 'personalAccessTokens:generateToken', 'totp-invalid', {
    method: 'totp',
    availableMethods: ['totp', 'email', 'carrier-pigeon'],
  })
  expect(sentBy(socket, 'personalAccessTokens:generateToken')).toEqual([
    [{ tokenName: 'bot' }],
    [{ tokenName: 'bot' }, { twoFactorCode: DIGEST, twoFactorMethod: 'password' }],
    [{ tokenName: 'bot' }, { twoFactorCode: 'E', twoFactorMethod: 'email' }],
  ])
  expect(asked.map(({ action, availableMethods }) => [action, availableMethods])).toEqual([
    ['personalAccessTokens:generateToken', []],
    ['personalAccessTokens:generateToken', []],
  ])
  await answer(socket, 'personalAccessTokens:generateToken', 'PAT')
  expect(await call).toBe('PAT')
})

test('so is a call that waits for its barrier', async () => {
  const { rc, openAs } = rig({ token: 'T', ...user('1') })
  const socket = await openAs()
  const call = rc.call({ name: 'x', barrier: true })
  await settle()
  await refuse(socket, 'x', 'totp-required', TOTP)
  expect(sentBy(socket, 'x')).toEqual([[], [{ twoFactorCode: '1', twoFactorMethod: 'totp' }]])
  const again = socket.sentOf('method').at(-1)!
  socket.receive({ msg: 'updated', methods: [again.id] })
  socket.receive({ msg: 'result', id: again.id, result: 2 })
  expect(await call).toBe(2)
})

/** Answers requests in order, and remembers them. */
function web(...answers: [status: number, body: object][]) {
  const seen: { url: string; headers: Record<string, string>; body: unknown }[] = []
  const fetch = (url: string, init: RequestInit = {}) => {
    seen.push({ url, headers: init.headers as Record<string, string>, body: init.body })
    const [status, body] = answers.shift()!
    return Promise.resolve(new Response(JSON.stringify(body), { status }))
  }
  return { seen, fetch }
}

const REQUIRED = { success: false, error: 'TOTP Required [totp-required]', errorType: 'totp-required', details: TOTP }

test('a route that wants a proof is asked again with two headers', async () => {
  const { seen, fetch } = web(
    [400, REQUIRED],
    [400, { ...REQUIRED, errorType: 'totp-invalid' }],
    [200, { success: true, token: 'PAT' }],
  )
  const { asked, twoFactor } = user('111111', '222222')
  const { rc, openAs } = rig({ token: 'T', twoFactor }, { fetch })
  await openAs()
  const options = { headers: { 'X-Own': '1' } }
  const done = await rc.rest('POST /api/v1/users.generatePersonalAccessToken', { tokenName: 'bot' }, options)
  expect(done).toEqual({ success: true, token: 'PAT' })
  const login = { 'X-Auth-Token': 'token-u1', 'X-User-Id': 'u1', 'Content-Type': 'application/json', 'X-Own': '1' }
  expect(seen.map(({ headers }) => headers)).toEqual([
    login,
    { ...login, 'x-2fa-code': '111111', 'x-2fa-method': 'totp' },
    { ...login, 'x-2fa-code': '222222', 'x-2fa-method': 'totp' },
  ])
  expect(asked.map(({ action }) => action)).toEqual(Array(2).fill('POST /api/v1/users.generatePersonalAccessToken'))
})

test('a code is mailed to whom the server names, else to whom logs in, else to whom is logged in; without a login', async () => {
  const { seen, fetch } = web([200, { success: true }], [200, { success: true }], [200, { success: true }])
  const { asked, twoFactor } = user('1', '1', '1')
  const { rc, open } = rig({ user: 'alice', password: 'alice', twoFactor }, { fetch })
  const socket = await open()
  await refuse(socket, 'login', 'totp-required', { ...TOTP, emailOrUsername: 'alice@example.com' })
  await asked[0]!.sendEmailCode()
  await refuse(socket, 'login', 'totp-invalid', TOTP)
  await asked[1]!.sendEmailCode()
  await answer(socket, 'login', ALICE)
  socket.receive({ msg: 'added', collection: 'users', id: 'u1', fields: { username: 'ally' } })
  void later(rc.call('x'))
  await settle()
  await refuse(socket, 'x', 'totp-required', TOTP)
  await asked[2]!.sendEmailCode()
  expect(seen.map(({ url, headers, body }) => [url, body, headers['X-Auth-Token']])).toEqual(
    ['alice@example.com', 'alice', 'ally'].map((emailOrUsername) => [
      'http://localhost:3000/api/v1/users.2fa.sendEmailCode',
      JSON.stringify({ emailOrUsername }),
      undefined,
    ]),
  )
})

test('a code cannot be mailed to nobody', async () => {
  const { asked, twoFactor } = user(new Promise<string>(() => {}))
  const { open } = rig({ token: 'T', twoFactor })
  await refuse(await open(), 'login', 'totp-required', TOTP)
  await expect(asked[0]!.sendEmailCode()).rejects.toMatchObject({ code: 'not-supported' })
})
