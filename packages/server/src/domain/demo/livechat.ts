// The demo's part of livechat: an agent who says back what it hears, people who may answer visitors when they say that
// they are available, and a room for what is left while nobody is here.

import type { Domain } from '../domain.ts'
import { ECHO_AGENT } from '../livechat/echo-agent.ts'
import { digestOf } from '../password-digest.ts'

const MARK = 'demo-livechat'

/** Makes it unless this database has had it. Answers whether it did. */
export async function makeLivechatDemo({ users, rooms, livechat, ground }: Domain): Promise<boolean> {
  const { store, random } = ground
  if ((await store.mark({ key: MARK })) !== undefined) return false
  const { username, name } = ECHO_AGENT
  if (!(await users.byUsername(username))) {
    // Nobody logs in as it: nobody ever knows this password.
    const passwordDigest = digestOf(Buffer.from(random.bytes(32)).toString('hex'))
    await users.create({ username, name, roles: ['bot'], type: 'bot', passwordDigest })
  }
  const echo = await livechat.agents.add(username)
  await livechat.agents.setStatus(echo, echo.id, 'available')
  for (const person of ['alice', 'bob']) if (await users.byUsername(person)) await livechat.agents.add(person)
  const admin = await users.byUsername('admin')
  if (admin && !(await store.room({ name: livechat.settings.offlineRoom }))) {
    await rooms.create(admin, {
      type: 'group',
      name: livechat.settings.offlineRoom,
      usernames: [],
      readOnly: false,
      topic: 'What visitors leave while nobody is here',
    })
  }
  await store.setMark({ key: MARK, value: 'made' })
  return true
}
