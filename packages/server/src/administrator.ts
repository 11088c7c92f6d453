// The administrator that the command line asks for.

import { sha256 } from 'quindar/protocol'
import { DEFAULT_CHANNEL_ID } from './domain/demo.ts'
import type { Domain } from './domain/domain.ts'

/** Makes the user, unless the name is there already: then nothing of it is changed. In `#general`, where there is one. */
export async function ensureAdministrator(
  domain: Domain,
  { username, password }: { username: string; password: string },
): Promise<void> {
  if (await domain.users.byUsername(username)) return
  const user = await domain.users.create({
    username,
    name: username,
    roles: ['admin', 'user'],
    passwordDigest: sha256(password),
  })
  if (await domain.access.readableRoom(user, DEFAULT_CHANNEL_ID))
    await domain.memberships.join(user, DEFAULT_CHANNEL_ID)
}
