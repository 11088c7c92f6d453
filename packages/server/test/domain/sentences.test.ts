// The words and codes in which the domain refuses what hardly anybody does.

import { expect, it } from 'vitest'
import { makeAdministrator } from '../../src/domain/administrator.ts'
import { createEmailCodes } from '../../src/domain/email-codes.ts'
import { plainPasswords, town } from './world.ts'

it('an access token of a name that is taken, or that nobody gave', async () => {
  const { domain, alice, bob, events } = await town()
  const token = await domain.accessTokens.generate(alice, 'bot', false)
  expect(await domain.accessTokens.list(alice)).toMatchObject([{ name: 'bot', lastPart: token.slice(37) }])
  await expect(domain.accessTokens.generate(alice, 'bot', false)).rejects.toMatchObject({
    code: 'error-token-already-exists',
    reason: 'A token with this name already exists',
  })
  const missing = { code: 'error-token-does-not-exists', reason: 'Token does not exist' }
  await expect(domain.accessTokens.remove(alice, 'another')).rejects.toMatchObject(missing)
  await expect(domain.accessTokens.regenerate(alice, 'another')).rejects.toMatchObject(missing)
  await expect(domain.accessTokens.remove(bob, 'bot')).rejects.toMatchObject(missing)
  expect(events).toEqual([])
})

it('an account whose name, id or address is somebody else’s', async () => {
  const { domain } = await town()
  const wanted = { username: 'dave', name: 'Dave', roles: ['user'], passwordDigest: '' } as const
  const taken = (what: string) => ({ code: 'error-field-unavailable', reason: `${what} is already in use` })
  await expect(domain.users.create({ ...wanted, username: 'ALICE' })).rejects.toMatchObject(taken('ALICE'))
  await expect(domain.users.create({ ...wanted, id: 'alice-id' })).rejects.toMatchObject(taken('dave'))
  const email = 'Alice@Example.com'
  await expect(domain.users.create({ ...wanted, email })).rejects.toMatchObject(taken(email))
})

it('an administrator without a name or a password', async () => {
  const { domain } = await town()
  const make = (name: string, password: string) => makeAdministrator(domain, name, password, plainPasswords)
  for (const name of ['', 'a b', 'x'.repeat(65), 'ä']) {
    await expect(make(name, 'x')).rejects.toMatchObject({
      code: 'error-invalid-username',
      reason: `${name} is no username: use letters, digits, "_", "." and "-"`,
    })
  }
  await expect(make('root', '')).rejects.toMatchObject({
    code: 'error-invalid-password',
    reason: 'The administrator needs a password',
  })
  await expect(make('bob', 'x')).rejects.toMatchObject({
    code: 'error-not-allowed',
    reason: 'bob is there and is no administrator: choose another name',
  })
  expect((await make('x'.repeat(64), 'x')).roles).toEqual(['admin', 'user'])
})

it('a second factor by mail, where no mail would arrive', async () => {
  const { domain, alice } = await town()
  const refused = {
    code: 'error-not-allowed',
    reason: 'This server sends no mail, or has no address of this user',
  }
  const without = createEmailCodes(domain.ground, undefined)
  expect(() => without.requireMail(alice)).toThrow(expect.objectContaining(refused))
  await expect(without.ask(alice)).rejects.toMatchObject(refused)
  const posting = createEmailCodes(domain.ground, () => Promise.resolve())
  expect(() => posting.requireMail({ ...alice, emails: [] })).toThrow(expect.objectContaining(refused))
  expect(() => posting.requireMail(alice)).not.toThrow()
})
