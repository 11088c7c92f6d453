// `--admin name:password`: an administrator without the demo.

import { DEFAULT_CHANNEL_ID } from './demo/demo.ts'
import type { Domain } from './domain.ts'
import type { User } from './entities.ts'
import { digestOf } from './password-digest.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { Refusal } from './refusal.ts'

const USERNAME = /^[0-9A-Za-z_.-]{1,64}$/

/**
 * Makes the administrator, or gives the one who is there this password.
 * @throws Refusal when the name is none, or belongs to somebody who is no administrator.
 */
export async function makeAdministrator(
  domain: Domain,
  username: string,
  password: string,
  passwords: Passwords = createPasswords(domain.ground.random),
): Promise<User> {
  if (!USERNAME.test(username)) {
    throw new Refusal('error-invalid-username', `${username} is no username: use letters, digits, "_", "." and "-"`)
  }
  if (password === '') throw new Refusal('error-invalid-password', 'The administrator needs a password')
  const { store, clock } = domain.ground
  const there = await domain.users.byUsername(username)
  if (!there) {
    const passwordDigest = digestOf(password)
    const made = await domain.users.create({ username, name: username, roles: ['admin', 'user'], passwordDigest })
    if (await store.room({ id: DEFAULT_CHANNEL_ID })) await domain.memberships.join(made, DEFAULT_CHANNEL_ID)
    return made
  }
  if (!there.roles.includes('admin')) {
    throw new Refusal('error-not-allowed', `${username} is there and is no administrator: choose another name`)
  }
  await giveThePassword(there)
  return there

  async function giveThePassword({ id: userId }: User): Promise<void> {
    const account = await store.credentials({ id: userId })
    // The same password again, at every start, ends nobody's login.
    if (await passwords.matches(account?.passwordHash, digestOf(password))) return
    await store.setPasswordHash({ userId, passwordHash: await passwords.hash(digestOf(password)), at: clock.now() })
    await domain.authentication.revoke(userId)
  }
}
