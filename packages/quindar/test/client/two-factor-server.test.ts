// The second factor against the real server: with an authenticator, and without one, over DDP and REST.
import { expect, test } from 'vitest'
import { connect, type Client, type TwoFactorChallenge } from 'quindar'
import { startServer } from '@quindar/testkit'
import { totp } from '../../src/client/login/totp.ts'

type Server = Awaited<ReturnType<typeof startServer>>

/** Gives alice an authenticator. */
async function enrolled(server: Server, rc: Client): Promise<string> {
  const { secret } = await rc.call('2fa:enable')
  await rc.call('2fa:validateTempToken', totp(secret, server.domain.ground.clock.now()))
  return secret
}

const releases = [{}, { compat: 3 }, { compat: 6 }, { compat: 7, dialect: 'streamer' }, { compat: 8 }] as const

test.for(releases)('an authenticator is asked for at a login, and for a grave call, on %j', async (release) => {
  await using server = await startServer({ ...release, limits: 'none' })
  await using clients = new AsyncDisposableStack()
  const start = async (options: Parameters<typeof connect>[1]) => {
    const rc = await connect(server.url, options)
    clients.defer(() => rc.close())
    return rc
  }
  const secret = await enrolled(server, await start({ user: 'alice', password: 'alice' }))
  const code = () => totp(secret, server.domain.ground.clock.now())
  const asked: TwoFactorChallenge[] = []
  const rc = await start({
    user: 'alice',
    password: 'alice',
    twoFactor(challenge) {
      asked.push(challenge)
      return challenge.attempt === 1 ? '000000' : code()
    },
  })
  expect(rc.user?.id).toBeDefined()
  expect(asked.map(({ action, method, attempt }) => [action, method, attempt])).toEqual([
    ['login', 'totp', 1],
    ['login', 'totp', 2],
  ])
  const token = await rc.call('personalAccessTokens:generateToken', { tokenName: 'by method' })
  expect(asked.slice(2).map(({ action, attempt }) => [action, attempt])).toEqual([
    ['personalAccessTokens:generateToken', 1],
    ['personalAccessTokens:generateToken', 2],
  ])
  // A token of a program has no second factor of its own, and no end.
  const program = await start({ token, twoFactor: (challenge) => void asked.push(challenge) })
  expect(program.user).toMatchObject({ id: rc.user?.id, token, tokenExpires: undefined })
  expect(asked).toHaveLength(4)
  // What the server remembers for one login, it asks another for.
  const bot = await start({ user: 'alice', password: 'alice', totpSecret: secret })
  const made = await bot.rest('POST /api/v1/users.generatePersonalAccessToken', { tokenName: 'by route' })
  expect(made).toMatchObject({ success: true, token: expect.any(String) as string })
})

test('without an authenticator a grave call wants the password once more, over REST too', async () => {
  await using server = await startServer()
  const asked: string[] = []
  const rc = await connect(server.url, {
    user: 'alice',
    password: 'alice',
    twoFactor({ method, action, attempt }) {
      asked.push(`${method} ${attempt} ${action}`)
      return attempt === 1 ? 'wrong' : 'alice'
    },
  })
  const route = 'POST /api/v1/users.generatePersonalAccessToken'
  const { token } = await rc.rest(route, { tokenName: 'bot' })
  expect(asked).toEqual([`password 1 ${route}`, `password 2 ${route}`])
  await rc.close()
  const bot = await connect(server.url, { token })
  expect(bot.user?.token).toBe(token)
  await bot.close()
})

test('a login without an answer is refused with what was wanted; one that is cancelled says so', async () => {
  await using server = await startServer()
  const rc = await connect(server.url, { user: 'alice', password: 'alice' })
  await enrolled(server, rc)
  await rc.close()
  await expect(connect(server.url, { user: 'alice', password: 'alice' })).rejects.toMatchObject({
    code: 'two-factor-required',
    method: 'totp',
    availableMethods: ['totp'],
  })
  const twoFactor = () => undefined
  await expect(connect(server.url, { user: 'alice', password: 'alice', twoFactor })).rejects.toMatchObject({
    code: 'two-factor-cancelled',
  })
  // A wrong password is never told from an unknown user, whatever second factor there is.
  await expect(connect(server.url, { user: 'alice', password: 'wrong', twoFactor })).rejects.toMatchObject({
    code: 'invalid-credentials',
  })
})

test.for([{}, { compat: 3 }, { compat: 9 }] as const)(
  'a code by mail is asked for, and another sent, on %j',
  async (release) => {
    const mails: string[] = []
    const mail = ({ text }: { text: string }) => {
      mails.push(text.slice(0, 6))
      return Promise.resolve()
    }
    await using server = await startServer({ ...release, limits: 'none', mail })
    const asked: unknown[] = []
    const start = () =>
      connect(server.url, {
        user: 'alice',
        password: 'alice',
        async twoFactor(challenge) {
          const { method, codeSent, codeExpires, attempt, action } = challenge
          asked.push([action, method, codeSent, codeExpires instanceof Date, attempt])
          if (method === 'password') return 'alice'
          const first = mails.at(-1)
          await challenge.sendEmailCode()
          // The one before is worth nothing once another is sent.
          return attempt === 1 ? first : mails.at(-1)
        },
      })
    const before = await start()
    const enable = 'POST /api/v1/users.2fa.enableEmail'
    expect(await before.rest(enable)).toEqual({ success: true })
    await before.close()
    const rc = await start()
    expect(rc.user?.username).toBe('alice')
    expect(asked).toEqual([
      [enable, 'password', false, false, 1],
      ['login', 'email', true, true, 1],
      ['login', 'email', false, false, 2],
    ])
    expect(mails).toHaveLength(3)
    await rc.close()
  },
)
