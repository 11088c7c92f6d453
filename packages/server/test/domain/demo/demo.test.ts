import { describe, expect, it } from 'vitest'
import { makeAdministrator } from '../../../src/domain/administrator.ts'
import { demoPasswordsExist, makeDemo } from '../../../src/domain/demo/demo.ts'
import { DEMO_TALK } from '../../../src/domain/demo/talk.table.ts'
import type { Domain } from '../../../src/domain/domain.ts'
import type { User } from '../../../src/domain/entities.ts'
import { digestOf } from '../../../src/domain/password-digest.ts'
import { Refusal } from '../../../src/domain/refusal.ts'
import { plainPasswords, START, town, world } from '../world.ts'

async function demo() {
  const made = world()
  const did = await makeDemo(made.domain.ground, 'people', plainPasswords)
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
    expect(await makeDemo(domain.ground, 'people', plainPasswords)).toBe(false)
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
    await expect(makeDemo(cut, 'people', plainPasswords)).rejects.toThrow('killed')
    expect(await makeDemo(made.domain.ground, 'people', plainPasswords)).toBe(true)
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

describe('the town', () => {
  it('has two more channels, a private group, direct messages, a bot, and some hundred messages in two languages', async () => {
    const { domain, store } = world()
    expect(await makeDemo(domain.ground, 'town', plainPasswords)).toBe(true)
    const alice = await known(domain, 'alice')
    const { rooms } = await domain.rooms.of(alice.id)
    const seen = rooms.map(({ type, name, usernames }) => `${type} ${name ?? usernames?.toSorted().join(' ')}`)
    expect(seen.toSorted()).toEqual([
      'channel coffee',
      'channel frontend',
      'channel general',
      'direct alice bob',
      'direct alice houston',
      'group launch',
    ])
    let chinese = 0
    const told = []
    for (const { id } of rooms) {
      for (const message of await store.history({ roomId: id, limit: 1_000, threads: true })) {
        if (message.type !== undefined) continue
        told.push(message)
        if (/\p{Script=Han}/u.test(message.text)) chinese++
      }
    }
    expect(told.length).toBeGreaterThan(110)
    expect(chinese).toBeGreaterThan(25)
    expect(told.some(({ text }) => text.includes('```'))).toBe(true)
    expect(told.some(({ text }) => text.length > 1_400)).toBe(true)
    expect(told.filter(({ threadId }) => threadId !== undefined).length).toBeGreaterThan(8)
    expect(told.filter(({ reactions }) => Object.keys(reactions).length > 0).length).toBeGreaterThan(20)
    expect(Math.max(...told.map(({ sentAt }) => sentAt))).toBeLessThanOrEqual(START)
  })

  it('leaves two messages of #coffee and the greeting of the bot unread', async () => {
    const { domain, store } = world()
    await makeDemo(domain.ground, 'town', plainPasswords)
    const unread = async (username: string) => {
      const { memberships } = await domain.rooms.membershipsOf((await known(domain, username)).id)
      return memberships
        .filter(({ alert }) => alert)
        .map(({ name, unread, userMentions }) => `${name} ${unread} ${userMentions}`)
    }
    expect((await unread('alice')).toSorted()).toEqual(['coffee 1 1', 'houston 1 0'])
    const alice = await known(domain, 'alice')
    const { memberships } = await domain.rooms.membershipsOf(alice.id)
    const direct = memberships.find(({ name }) => name === 'houston')
    const [greeting] = await store.history({ roomId: direct?.roomId ?? '', limit: 1, threads: true })
    expect(greeting?.sentAt).toBe((direct?.joinedAt ?? 0) + 60_000)
    expect((await unread('bob')).toSorted()).toEqual(['coffee 0 0', 'houston 1 0'])
  })

  it('lets nobody log in as the bot', async () => {
    const { domain } = world()
    await makeDemo(domain.ground, 'town', plainPasswords)
    const login = { how: 'password', user: { username: 'houston' }, digest: digestOf('houston') } as const
    await expect(domain.authentication.authenticate(login)).rejects.toThrow(Refusal)
    expect((await known(domain, 'houston')).type).toBe('bot')
  })

  it('is finished by the next start when the first was cut short', async () => {
    const whole = world()
    await makeDemo(whole.domain.ground, 'town', plainPasswords)
    const made = world()
    let left = 60
    const cut = {
      ...made.domain.ground,
      store: {
        ...made.store,
        appendMessage: (input: Parameters<typeof made.store.appendMessage>[0]) =>
          left-- > 0 ? made.store.appendMessage(input) : Promise.reject(new Error('killed')),
      },
    }
    await expect(makeDemo(cut, 'town', plainPasswords)).rejects.toThrow('killed')
    expect(await makeDemo(made.domain.ground, 'town', plainPasswords)).toBe(true)
    const texts = async ({ domain, store }: typeof made) => {
      const { rooms } = await domain.rooms.of((await known(domain, 'alice')).id)
      const all = rooms.map(async ({ id }) => await store.history({ roomId: id, limit: 1_000, threads: true }))
      return (await Promise.all(all))
        .map((page) => page.map(({ text, reactions }) => JSON.stringify([text, reactions])).join('\n'))
        .toSorted()
    }
    expect(await texts(made)).toEqual(await texts(whole))
  })
})

async function known(domain: Domain, username: string): Promise<User> {
  const user = await domain.users.byUsername(username)
  if (!user) throw new Error(`nobody is called ${username}`)
  return user
}
