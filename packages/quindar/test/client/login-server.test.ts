// Every way to log in against the real server, on the releases between which the answers differ.
import { describe, expect, test } from 'vitest'
import { connect, createClient, type AuthError, type Client, type Credentials } from 'quindar'
import { startServer } from '@quindar/testkit'

const RELEASES = [
  { compat: 3 },
  { compat: 5 },
  { compat: 6, dialect: 'streamer' },
  { compat: 7 },
  { compat: 9 },
  {},
] as const

describe.each(RELEASES)('on %j', (release) => {
  test('one logs in with a name, an address, a token, a token of a program, one that holds once, and by LDAP', async () => {
    await using server = await startServer({ ...release, limits: 'none' })
    await using clients = new AsyncDisposableStack()
    const as = async (credentials: Credentials) => {
      const rc = await connect(server.url, { ...credentials, twoFactor: () => 'alice' })
      clients.defer(() => rc.close())
      return rc
    }
    const { user } = await as({ user: 'alice', password: 'alice' })
    const address = (await server.domain.ground.store.user({ id: user!.id }))!.emails[0]!.address
    expect((await as({ user: address, password: 'alice' })).user?.id).toBe(user!.id)
    const resumed = await as({ token: user!.token })
    expect(resumed.user).toMatchObject({ id: user!.id, token: user!.token })
    expect(resumed.user?.tokenExpires).toBeInstanceOf(Date)
    const program = await resumed.call('personalAccessTokens:generateToken', { tokenName: 'bot' })
    expect((await as({ token: program })).user).toMatchObject({ id: user!.id, token: program, tokenExpires: undefined })
    const once = await server.domain.authentication.newOneShotToken(user!.id)
    expect((await as({ loginToken: once })).user?.id).toBe(user!.id)
    await expect(as({ loginToken: once })).rejects.toMatchObject({ code: 'token-expired' })
    expect((await as({ ldap: true, username: 'alice', ldapPass: 'alice' })).user?.id).toBe(user!.id)
  })

  test('what is refused is refused for what it is, with whichever number', async () => {
    await using server = await startServer({ ...release, limits: 'none' })
    const refused = async (credentials: Credentials): Promise<AuthError | undefined> => {
      try {
        await (await connect(server.url, credentials)).close()
        return undefined
      } catch (error) {
        return error as AuthError
      }
    }
    const classic = 'compat' in release && release.compat < 7
    const number = classic || 'dialect' in release ? 403 : 401
    expect(await refused({ user: 'alice', password: 'wrong' })).toMatchObject({
      code: 'invalid-credentials',
      error: number,
    })
    expect(await refused({ token: 'old' })).toMatchObject({ code: 'token-expired', error: number })
    expect(await refused({ ldap: true, username: 'alice', ldapPass: 'wrong' })).toMatchObject({
      code: 'invalid-credentials',
    })
    const oauth = { credentialToken: 'CT', credentialSecret: 'CS' }
    expect(await refused({ oauth })).toMatchObject({
      code: 'login-failed',
      error: 'dialect' in release ? 403 : classic ? 145_546_287 : 401,
    })
    expect(await refused({ serviceName: 'keycloak', accessToken: 'AT' })).toMatchObject({
      code: 'login-failed',
      error: 500,
    })
  })

  test('a login that ends is one event, and no trouble of the connection', async () => {
    await using server = await startServer({ ...release, limits: 'none' })
    const rc: Client = createClient(server.url, { user: 'alice', password: 'alice', ports: { random: () => 0 } })
    const told: string[] = []
    rc.on('sessionExpired', ({ error }) => told.push(`${error.name} ${error.code}`))
    await rc.ready()
    const { id } = rc.user!
    await server.domain.authentication.revoke(id)
    await expect.poll(() => told, { timeout: 10_000 }).toEqual(['TokenExpiredError token-expired'])
    expect([rc.user, rc.state.getSnapshot().status]).toEqual([undefined, 'open'])
    await rc.login({ user: 'alice', password: 'alice' })
    await rc.ready()
    expect(told).toHaveLength(1)
    await rc.close()
  })
})

test('a server that is not there is no login that has ended', async () => {
  const server = await startServer()
  await server.close()
  await expect(connect(server.url, { token: 'T', connectTimeout: 50 })).rejects.toMatchObject({
    name: 'ConnectionError',
    code: 'connection-failed',
  })
})
