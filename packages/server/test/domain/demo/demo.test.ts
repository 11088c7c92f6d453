import { describe, expect, it } from 'vitest'
import { makeAdministrator } from '../../src/domain/administrator.ts'
import { demoPasswordsExist, makeDemo } from '../../src/domain/demo.ts'
import { DEMO_TALK } from '../../src/domain/demo-story.ts'
import { digestOf } from '../../src/domain/password-digest.ts'
import { plainPasswords, START, town, world } from './world.ts'

async function demo() {
  const made = world()
  const did = await makeDemo(made.domain.ground, plainPasswords)
  return { ...made, did }
}

describe('the demo', () => {
  it('makes alice, bob, carol and admin, who log in with their names', async () => {
    const { domain, did } = await demo()
    expect(did).toBe(true)
    for (const username of ['alice', 'bob', 'carol', 'admin']) {
      const { user } = await domain.authentication.authenticate({
        how: 'password',
        user: { username },
        digest: digestOf(username),
      })
      expect(user.roles).toEqual(username === 'admin' ? ['admin', 'user'] : ['user'])
    }
  })

  it('makes #general with everybody in it and nothing unread', async () => {
    const { store } = await demo()
    const room = await store.room({ id: 'GENERAL' })
    expect(room).toMatchObject({ type: 'channel', name: 'general', isDefault: true, readOnly: false, memberCount: 4 })
    for (const userId of await store.memberIds({ roomId: 'GENERAL' })) {
      expect(await store.membership({ roomId: 'GENERAL', userId })).toMatchObject({
        unread: 0,
        alert: false,
        open: true,
      })
    }
  })

  it('tells a talk that is over, in order, with reactions and an edit, some of it in Chinese', async () => {
    const { store } = await demo()
    const messages = await store.history({ roomId: 'GENERAL', limit: 100, threads: true })
    expect(messages).toHaveLength(DEMO_TALK.length)
    expect(messages.length).toBeGreaterThanOrEqual(10)
    expect(messages.length).toBeLessThanOrEqual(20)
    expect(messages[0]?.sentAt).toBe(START - 20 * 60_000)
    expect(messages.map(({ sentAt }) => sentAt)).toEqual(messages.map(({ sentAt }) => sentAt).toSorted((a, b) => b - a))
    expect(messages.some(({ reactions }) => Object.keys(reactions).length > 0)).toBe(true)
    expect(messages.filter(({ editedAt }) => editedAt !== undefined).map(({ text }) => text)).toEqual([
      'After a drop you log in with the token and subscribe again.',
    ])
    expect(messages.some(({ text }) => /\p{Script=Han}/u.test(text))).toBe(true)
    expect(messages.some(({ mentions }) => mentions.length > 0)).toBe(true)
    expect((await store.room({ id: 'GENERAL' }))?.lastMessage?.text).toBe(DEMO_TALK.at(-1)?.text)
  })

  it('happens once', async () => {
    const { domain, store } = await demo()
    const before = await store.room({ id: 'GENERAL' })
    expect(await makeDemo(domain.ground, plainPasswords)).toBe(false)
    expect(await store.room({ id: 'GENERAL' })).toEqual(before)
  })

  it('is finished by the next start when the first was cut short', async () => {
    const whole = await demo()
    const made = world()
    let left = 5
    const cut = {
      ...made.domain.ground,
      store: {
        ...made.store,
        appendMessage: (input: Parameters<typeof made.store.appendMessage>[0]) =>
          left-- > 0 ? made.store.appendMessage(input) : Promise.reject(new Error('killed')),
      },
    }
    await expect(makeDemo(cut, plainPasswords)).rejects.toThrow('killed')
    expect(await makeDemo(made.domain.ground, plainPasswords)).toBe(true)
    const texts = async (store: typeof made.store) =>
      (await store.history({ roomId: 'GENERAL', limit: 100, threads: true })).map(({ text, reactions }) => [
        text,
        reactions,
      ])
    expect(await texts(made.store)).toEqual(await texts(whole.store))
  })

  it('is known by its passwords, until the last of them has changed', async () => {
    const { domain, store } = await demo()
    expect(await demoPasswordsExist(domain.ground, plainPasswords)).toBe(true)
    for (const username of ['alice', 'bob', 'carol', 'admin']) {
      expect(await demoPasswordsExist(domain.ground, plainPasswords)).toBe(true)
      const user = await domain.users.byUsername(username)
      const passwordHash = await plainPasswords.hash(digestOf('better'))
      await store.setPasswordHash({ userId: user?.id ?? '', passwordHash, at: START })
    }
    expect(await demoPasswordsExist(domain.ground, plainPasswords)).toBe(false)
    expect(await demoPasswordsExist(world().domain.ground, plainPasswords)).toBe(false)
  })
})

describe('the administrator of --admin', () => {
  it('is made, with the rights, and comes into #general where there is one', async () => {
    const bare = world()
    const boss = await makeAdministrator(bare.domain, 'boss', 'secret', plainPasswords)
    expect(boss.roles).toEqual(['admin', 'user'])
    const login = { how: 'password', user: { username: 'boss' }, digest: digestOf('secret') } as const
    expect((await bare.domain.authentication.authenticate(login)).user.id).toBe(boss.id)
    const { domain, store } = await demo()
    const other = await makeAdministrator(domain, 'boss', 'secret', plainPasswords)
    expect(await store.membership({ roomId: 'GENERAL', userId: other.id })).toBeDefined()
  })

  it('gets the new password when there already, and only then loses the logins', async () => {
    const { domain, events } = world()
    await makeAdministrator(domain, 'boss', 'old', plainPasswords)
    const login = (password: string) =>
      domain.authentication.authenticate({ how: 'password', user: { username: 'boss' }, digest: digestOf(password) })
    const { token } = await login('old')
    await makeAdministrator(domain, 'boss', 'old', plainPasswords)
    await domain.authentication.authenticate({ how: 'resume', token })
    events.length = 0
    await makeAdministrator(domain, 'boss', 'new', plainPasswords)
    expect(events.map(({ type }) => type)).toEqual(['tokens-revoked'])
    await expect(domain.authentication.authenticate({ how: 'resume', token })).rejects.toThrow('User not found')
    await expect(login('old')).rejects.toThrow('User not found')
    await login('new')
  })

  it('is not made of somebody else, of no name, or without a password', async () => {
    const { domain } = await town()
    await expect(makeAdministrator(domain, 'alice', 'x', plainPasswords)).rejects.toThrow(
      'alice is there and is no administrator: choose another name',
    )
    await expect(makeAdministrator(domain, 'a b', 'x', plainPasswords)).rejects.toThrow(
      'a b is no username: use letters, digits, "_", "." and "-"',
    )
    await expect(makeAdministrator(domain, 'boss', '', plainPasswords)).rejects.toThrow(
      'The administrator needs a password',
    )
  })
})
