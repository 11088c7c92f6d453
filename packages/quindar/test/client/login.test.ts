// Every way to log in: what becomes of it on the wire, and what a refusal of it means.
import { expect, test } from 'vitest'
import type { Credentials } from 'quindar'
import '../../src/client/login/login-others.ts'
import { later, outcome, rig, settle } from './rig.ts'

/** SHA-256 of `alice`. */
const digest = '2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'

const ACCESS = { serviceName: 'keycloak', accessToken: 'AT', expiresIn: 3_600, idToken: 'ID', refreshToken: 'RT' }

const WAYS: [Credentials, object][] = [
  [
    { user: 'alice', password: 'alice' },
    { user: { username: 'alice' }, password: { digest, algorithm: 'sha-256' } },
  ],
  [
    { user: 'a@b.c', password: 'alice' },
    { user: { email: 'a@b.c' }, password: { digest, algorithm: 'sha-256' } },
  ],
  [{ token: 'T' }, { resume: 'T' }],
  [{ resume: 'T' }, { resume: 'T' }],
  [{ loginToken: 'once' }, { loginToken: 'once' }],
  [
    { oauth: { credentialToken: 'CT', credentialSecret: 'CS' } },
    { oauth: { credentialToken: 'CT', credentialSecret: 'CS' } },
  ],
  [
    { oauth: { credentialToken: 'CT', credentialSecret: null } },
    { oauth: { credentialToken: 'CT', credentialSecret: null } },
  ],
  [ACCESS, ACCESS],
  [
    { serviceName: 'google', accessToken: 'AT', secret: 'S', identity: { id: 1 } },
    { serviceName: 'google', accessToken: 'AT', secret: 'S', identity: { id: 1 } },
  ],
  [
    { ldap: true, username: 'alice', ldapPass: 'clear' },
    { ldap: true, username: 'alice', ldapPass: 'clear', ldapOptions: {} },
  ],
  [
    { ldap: true, username: 'alice', ldapPass: 'clear', ldapOptions: { a: 1 } },
    { ldap: true, username: 'alice', ldapPass: 'clear', ldapOptions: { a: 1 } },
  ],
]

test.each(WAYS)('%j is %j on the wire, in the options as in rc.login', async (credentials, options) => {
  const first = rig({ ...credentials, logger: console, bot: true })
  const socket = await first.open()
  expect(socket.sentOf('method').map(({ params }) => params)).toEqual([[options]])
  // Nothing but the way to log in, byte by byte.
  expect(JSON.parse(JSON.stringify(socket.sentOf('method')[0]?.params?.[0]))).toEqual(options)
  const second = rig()
  const other = await second.open()
  void later(second.rc.login(credentials))
  await settle()
  expect(other.sentOf('method').map(({ params }) => params)).toEqual([[options]])
})

test.each([
  [{ user: 'alice' }],
  [{ password: 'alice' }],
  [{ loginToken: undefined, oauth: undefined, accessToken: undefined, ldap: undefined }],
  [{ serviceName: 'google' }],
  [{ username: 'alice' }],
])('%o is nobody', async (options) => {
  const { open } = rig(options as object)
  expect((await open()).sentOf('method')).toEqual([])
})

async function refused(credentials: Credentials, error: string | number): Promise<unknown> {
  const { rc, open } = rig()
  const socket = await open()
  const login = later(rc.login(credentials))
  await settle()
  const [{ id } = { id: '' }] = socket.sentOf('method')
  socket.receive({ msg: 'result', id, error: { error, reason: 'no' } })
  await settle()
  return ((await outcome(login)) as { error: { code: string } }).error.code
}

test.each([401, 403])('refused with %d, a way means what it stands on', async (error) => {
  expect(await refused({ user: 'alice', password: 'alice' }, error)).toBe('invalid-credentials')
  expect(await refused({ ldap: true, username: 'alice', ldapPass: 'x' }, error)).toBe('invalid-credentials')
  expect(await refused({ token: 'T' }, error)).toBe('token-expired')
  expect(await refused({ loginToken: 'T' }, error)).toBe('token-expired')
  expect(await refused({ oauth: { credentialToken: 'CT', credentialSecret: 'CS' } }, error)).toBe('login-failed')
  expect(await refused(ACCESS, error)).toBe('login-failed')
})

test('a server that knows no such service says 500, and is not asked for ever', async () => {
  for (const [credentials, status, codes] of [
    [ACCESS, 'open', ['login-failed']],
    [{ token: 'T' }, 'waiting', []],
  ] as const) {
    const { rc, open } = rig(credentials)
    const told: string[] = []
    rc.on('sessionExpired', ({ error }) => told.push(error.code))
    const socket = await open()
    socket.receive({ msg: 'result', id: 'm1', error: { error: 500, reason: 'Internal server error' } })
    await settle()
    expect([rc.state.getSnapshot().status, told]).toEqual([status, codes])
  }
})
