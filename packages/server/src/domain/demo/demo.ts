// What a first start makes, so that there is something to see: four people, one channel, a day of talk.
//
// It is told through the domain itself, on a clock that begins a day ago: counters, mentions and the order of the log are
// what they would be had it happened. Whatever is already there is left alone, so that a start which was cut short is
// finished by the next one.

import type { Clock } from '../clock.ts'
import { createDomain, type Domain, type Ground } from './domain.ts'
import { digestOf } from './password-digest.ts'
import { DEMO_PEOPLE, DEMO_TALK } from './demo-story.ts'
import type { Role, User } from './entities.ts'
import { createPasswords, type Passwords } from './passwords.ts'

const MARK = 'demo'
const MINUTE = 60_000
/** How long ago the talk ended. */
const SINCE_THEN_MS = 20 * MINUTE
export const DEFAULT_CHANNEL_ID = 'GENERAL'

/** Makes the demo data unless this database has had them. Answers whether it did. */
export async function makeDemo(
  ground: Ground,
  passwords: Passwords = createPasswords(ground.random),
): Promise<boolean> {
  if ((await ground.store.mark({ key: MARK })) !== undefined) return false
  const lasts =
    DEMO_TALK.reduce((sum, { minutes, better }) => sum + minutes + (better === undefined ? 0 : 1), 0) * MINUTE
  let time = ground.clock.now() - SINCE_THEN_MS - lasts
  const { clock } = ground
  const then: Clock = {
    now: () => time,
    monotonic: () => clock.monotonic(),
    after: (ms, task) => clock.after(ms, task),
    endOfTurn: (task) => clock.endOfTurn(task),
  }
  const story = createDomain({ ...ground, clock: then }, { limits: 'none', passwords })

  const people = new Map<string, User>()
  for (const { username, name } of DEMO_PEOPLE) people.set(username, await person(story, username, name))
  await channel(story, people)
  for (const [index, line] of DEMO_TALK.entries()) {
    time += line.minutes * MINUTE
    const author = known(people, line.by)
    const id = `demo${String(index + 1).padStart(13, '0')}`
    await story.messages.send(author, { id, roomId: DEFAULT_CHANNEL_ID, text: line.text })
    for (const [emoji, username] of line.reactions ?? []) {
      await story.messages.react(known(people, username), id, emoji, true)
    }
    if (line.better !== undefined) {
      time += MINUTE
      await story.messages.edit(author, id, line.better)
    }
  }
  for (const user of people.values()) await story.memberships.markRead(user, DEFAULT_CHANNEL_ID)
  await ground.store.setMark({ key: MARK, value: 'made' })
  return true
}

/** Does anybody still have the password that the demo gave? Then this server is not for strangers. */
export async function demoPasswordsExist(
  { store, random }: Pick<Ground, 'store' | 'random'>,
  passwords: Passwords = createPasswords(random),
): Promise<boolean> {
  for (const { username } of DEMO_PEOPLE) {
    const account = await store.credentials({ username })
    if (account && (await passwords.matches(account.passwordHash, digestOf(username)))) return true
  }
  return false
}

async function person(story: Domain, username: string, name: string): Promise<User> {
  const roles: readonly Role[] = username === 'admin' ? ['admin', 'user'] : ['user']
  const email = `${username}@example.com`
  const there = await story.users.byUsername(username)
  return there ?? story.users.create({ username, name, email, roles, passwordDigest: digestOf(username) })
}

async function channel(story: Domain, people: ReadonlyMap<string, User>): Promise<void> {
  if (await story.ground.store.room({ id: DEFAULT_CHANNEL_ID })) return
  await story.rooms.create(known(people, 'admin'), {
    id: DEFAULT_CHANNEL_ID,
    type: 'channel',
    name: 'general',
    usernames: [...people.keys()],
    readOnly: false,
    isDefault: true,
    topic: 'Everything and anything',
  })
}

function known(people: ReadonlyMap<string, User>, username: string): User {
  const user = people.get(username)
  if (!user) throw new RangeError(`The demo knows nobody called ${username}.`)
  return user
}
