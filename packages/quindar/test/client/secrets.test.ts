// Nothing secret is logged, told as an event, or put into an error: everything that a client says is searched for it.
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import {
  createClient,
  type Client,
  type ClientEvents,
  type ClientOptions,
  type Credentials,
  type TwoFactorChallenge,
} from 'quindar'
import { sha256 } from 'quindar/protocol'
import { startServer } from '@quindar/testkit'
import { totp } from '../../src/client/login/totp.ts'
import { later, outcome, rig, settle } from './rig.ts'

/** Keeps everything that a client says. */
function listener() {
  const said: string[] = []
  const hear = (where: string, ...what: unknown[]): void => {
    // What a debugger would show, and what a logger would write, causes and hidden fields with it.
    said.push(`${where}: ${inspect(what, { depth: 20, showHidden: true })} ${JSON.stringify(what)}`)
  }
  const events = [
    'state',
    'ready',
    'sessionExpired',
    'gap',
    'denied',
    'storage',
  ] as const satisfies (keyof ClientEvents)[]
  return {
    said,
    hear,
    options: { logger: { warn: (...args: unknown[]) => hear('logger', ...args) } } satisfies ClientOptions,
    follow(rc: Client) {
      for (const name of events) rc.on(name, (event) => hear(name, event))
      // The token is what this event is for; the rest of it is no secret.
      rc.on('user', (user) => hear('user', { ...user, token: undefined }))
      rc.onFrame((direction, frame) => hear(direction, frame))
    },
    async failure(promise: Promise<unknown>) {
      const error: unknown = await promise.then(
        () => undefined,
        (reason: unknown) => reason,
      )
      expect(error).toBeInstanceOf(Error)
      hear('error', error, (error as Error).stack, (error as Error).cause)
    },
    /** What of these was said, and where. */
    found: (secrets: readonly string[]) =>
      said.flatMap((text) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${text}`)),
  }
}

test('on the real server: passwords, tokens, codes and secrets, right ones and wrong ones', async () => {
  await using server = await startServer({ limits: 'none' })
  const ear = listener()
  const secrets: string[] = [sha256('alice'), 'Wr0ng-Passw0rd', sha256('Wr0ng-Passw0rd')]
  const kept = new Map<string, string>()
  const tokens = {
    entries: (prefix: string) => Promise.resolve([...kept].filter(([key]) => key.startsWith(prefix))),
    set: (key: string, value: string) => (kept.set(key, value), Promise.reject(new Error('full'))),
    delete: (key: string) => (kept.delete(key), Promise.reject(new Error('full'))),
  }
  let code = 'C0de-Wr0ng'
  secrets.push(code)
  const twoFactor = ({ attempt }: TwoFactorChallenge) => (attempt === 1 ? code : undefined)
  const start = async (options: ClientOptions): Promise<Client> => {
    const rc = createClient(server.url, { ...ear.options, ...options })
    ear.follow(rc)
    await rc.ready()
    secrets.push(rc.user?.token ?? 'nobody')
    return rc
  }
  const rc = await start({ user: 'alice', password: 'alice', tokens, twoFactor })
  const { secret } = await rc.call('2fa:enable')
  secrets.push(secret)
  const right = () => totp(secret, server.domain.ground.clock.now())
  secrets.push(right())
  const { codes } = await rc.call('2fa:validateTempToken', right())
  secrets.push(...codes)
  await ear.failure(rc.call('personalAccessTokens:generateToken', { tokenName: 'bot' }))
  await ear.failure(rc.rest('POST /api/v1/users.generatePersonalAccessToken', { tokenName: 'bot' }))
  code = right()
  secrets.push(code)
  secrets.push(await rc.call('personalAccessTokens:generateToken', { tokenName: 'bot' }))
  code = 'C0de-Wr0ng'
  await ear.failure(rc.login({ user: 'alice', password: 'Wr0ng-Passw0rd' }))
  await ear.failure(rc.login({ user: 'alice', password: 'alice' }))
  const others: Credentials[] = [
    { token: 'T0ken-Wr0ng' },
    { loginToken: 'Once-Wr0ng' },
    { oauth: { credentialToken: 'CT-Wr0ng', credentialSecret: 'CS-Wr0ng' } },
    {
      serviceName: 'keycloak',
      accessToken: 'AT-Wr0ng',
      idToken: 'ID-Wr0ng',
      refreshToken: 'RT-Wr0ng',
      secret: 'S-Wr0ng',
    },
    { ldap: true, username: 'alice', ldapPass: 'LDAP-Wr0ng' },
  ]
  secrets.push('T0ken-Wr0ng', 'Once-Wr0ng', 'CT-Wr0ng', 'CS-Wr0ng', 'AT-Wr0ng', 'ID-Wr0ng', 'RT-Wr0ng', 'S-Wr0ng')
  secrets.push('LDAP-Wr0ng', sha256('LDAP-Wr0ng'))
  for (const credentials of others) await ear.failure(rc.login(credentials))
  await rc.logout()
  await ear.failure(rc.rest('GET /api/v1/me'))
  await ear.failure(rc.download('/file-upload/nothing/here.txt'))
  await rc.close()
  const bot = await start({ user: 'alice', password: 'alice', totpSecret: secret })
  await bot.close()
  await ear.failure(bot.rest('GET /api/v1/me'))
  const broken = createClient(server.url, { user: 'alice', password: 'alice', totpSecret: 'N0-secret', ...ear.options })
  ear.follow(broken)
  secrets.push('N0-secret')
  await ear.failure(broken.ready())
  await broken.close()
  // It was listened to: every kind has been heard.
  for (const kind of ['state', 'ready', 'user', 'storage', 'sessionExpired', 'error', 'in', 'out']) {
    expect(ear.said.some((text) => text.startsWith(`${kind}: `))).toBe(true)
  }
  expect(new Set(secrets).size).toBeGreaterThan(20)
  expect(ear.found(secrets)).toEqual([])
})

test('where the wire breaks: a deadline, a drop, a request that fails, a close, a listener that throws', async () => {
  const ear = listener()
  const r = rig(
    { user: 'alice', password: 'P4ssword', ...ear.options },
    { fetch: () => Promise.reject(new TypeError('fetch failed')) },
  )
  ear.follow(r.rc)
  r.rc.on('user', () => {
    throw new Error('a listener')
  })
  const socket = await r.openAs({ id: 'u1', token: 'T0ken' })
  await ear.failure(r.rc.rest('GET /api/v1/me'))
  const login = later(r.rc.login({ user: 'bob', password: 'P4ssw0rd-b' }, { timeout: 1_000 }))
  await settle()
  await r.clock.advance(1_000)
  await ear.failure(login)
  socket.drop()
  const call = later(r.rc.call('resetPassword', 'T0ken-mail', 'P4ssword-new'))
  await r.redial()
  await r.open()
  const waiting = later(r.rc.login({ user: 'bob', password: 'P4ssw0rd-c' }))
  expect(await outcome(waiting)).toBe('pending')
  await r.rc.close()
  await ear.failure(waiting)
  await ear.failure(call)
  const passwords = ['P4ssword', 'P4ssw0rd-b', 'P4ssw0rd-c', 'P4ssword-new']
  expect(ear.found([...passwords, ...passwords.map(sha256), 'T0ken'])).toEqual([])
  expect(ear.said.length).toBeGreaterThan(10)
})

test('what searches finds', () => {
  const ear = listener()
  ear.hear('error', new Error('outer', { cause: { deep: ['S3cret'] } }))
  ear.hear('state', Object.defineProperty({}, 'hidden', { value: 'H1dden' }))
  expect(ear.found(['S3cret', 'H1dden', 'absent']).map((text) => text.slice(0, 6))).toEqual(['S3cret', 'H1dden'])
})
