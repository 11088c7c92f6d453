// What a first start makes, so that there is something to see: four people who talk, and a bot that answers.
//
// It is told through the domain itself, on a clock that begins days ago: counters, mentions, threads and the order of the
// log are what they would be had it happened. Whatever is already there is left alone, so that a start which was cut
// short is finished by the next one.

import type { Clock } from '../../clock.ts'
import { createDomain, type Domain, type Ground } from '../domain.ts'
import { digestOf } from '../password-digest.ts'
import type { Role, User } from '../entities.ts'
import { createPasswords, type Passwords } from '../passwords.ts'
import { COMPANION, DEMO_PEOPLE, type DemoLine, type DemoRoom, type Place } from './story.ts'
import { DEMO_TALK } from './talk.table.ts'
import { TOWN_LATELY, TOWN_ROOMS, TOWN_TALK } from './town.table.ts'

/** `people`: the four and #general with a short talk. `town`: also more rooms, days of talk, and the bot. */
export type DemoSize = 'people' | 'town'

const MARK = 'demo'
const MINUTE = 60_000
/** How long ago the talk ended. */
const SINCE_THEN_MS = 20 * MINUTE
export const DEFAULT_CHANNEL_ID = 'GENERAL'

/** Makes the demo data unless this database has had them. Answers whether it did. */
export async function makeDemo(
  ground: Ground,
  size: DemoSize,
  passwords: Passwords = createPasswords(ground.random),
): Promise<boolean> {
  if ((await ground.store.mark({ key: MARK })) !== undefined) return false
  const town = size === 'town'
  const before = town ? TOWN_TALK : []
  let time = ground.clock.now() - SINCE_THEN_MS - lengthOf([...before, ...DEMO_TALK])
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
  if (town) people.set(COMPANION.username, await companion(story))
  const named = (username: string): User => known(people, username)
  await channel(story, named)
  if (town) for (const room of TOWN_ROOMS) await makeRoom(story, room, named)

  const called = new Map<string, string>()
  async function tell(lines: readonly DemoLine[], prefix: string): Promise<void> {
    for (const [index, line] of lines.entries()) {
      // A conversation begins before its first message, which is new to whoever has not been there.
      const roomId = await placeOf(story, line.in ?? DEFAULT_CHANNEL_ID, named)
      time += line.minutes * MINUTE
      const author = named(line.by)
      const id = prefix + String(index + 1).padStart(17 - prefix.length, '0')
      if (line.called !== undefined) called.set(line.called, id)
      const threadId = line.answers === undefined ? undefined : called.get(line.answers)
      await story.messages.send(author, {
        id,
        roomId,
        text: line.text,
        ...(threadId !== undefined && { threadId }),
      })
      for (const [emoji, username] of line.reactions ?? []) {
        await story.messages.react(named(username), id, emoji, true)
      }
      if (line.better !== undefined) {
        time += MINUTE
        await story.messages.edit(author, id, line.better)
      }
    }
  }

  await tell(before, 'town')
  await tell(DEMO_TALK, 'demo')
  for (const user of people.values()) {
    for (const roomId of await story.rooms.idsOf(user.id)) await story.memberships.markRead(user, roomId, true)
  }
  if (town) await tell(TOWN_LATELY, 'late')
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

function lengthOf(lines: readonly DemoLine[]): number {
  return lines.reduce((sum, { minutes, better }) => sum + minutes + (better === undefined ? 0 : 1), 0) * MINUTE
}

async function person(story: Domain, username: string, name: string): Promise<User> {
  const roles: readonly Role[] = username === 'admin' ? ['admin', 'user'] : ['user']
  const email = `${username}@example.com`
  const there = await story.users.byUsername(username)
  return there ?? story.users.create({ username, name, email, roles, passwordDigest: digestOf(username) })
}

/** Nobody knows its password, not even here. */
async function companion(story: Domain): Promise<User> {
  const there = await story.users.byUsername(COMPANION.username)
  const passwordDigest = Array.from(story.ground.random.bytes(32), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
  return there ?? story.users.create({ ...COMPANION, roles: ['bot'], type: 'bot', passwordDigest })
}

async function channel(story: Domain, named: (username: string) => User): Promise<void> {
  if (await story.ground.store.room({ id: DEFAULT_CHANNEL_ID })) return
  await story.rooms.create(named('admin'), {
    id: DEFAULT_CHANNEL_ID,
    type: 'channel',
    name: 'general',
    usernames: DEMO_PEOPLE.map(({ username }) => username),
    readOnly: false,
    isDefault: true,
    topic: 'Everything and anything',
  })
}

async function makeRoom(story: Domain, room: DemoRoom, named: (username: string) => User): Promise<void> {
  if (await story.ground.store.room({ name: room.name })) return
  const { type, name, topic, members } = room
  await story.rooms.create(named(room.owner), { type, name, topic, usernames: members, readOnly: false })
}

async function placeOf(story: Domain, place: Place, named: (username: string) => User): Promise<string> {
  if (place === DEFAULT_CHANNEL_ID) return place
  const [one, other] = place.split('@')
  const room =
    one === undefined || other === undefined
      ? await story.rooms.byIdOrName(place)
      : await story.rooms.openDirect(named(one), [other])
  if (!room) throw new RangeError(`The demo has no room called ${place}.`)
  return room.id
}

function known(people: ReadonlyMap<string, User>, username: string): User {
  const user = people.get(username)
  if (!user) throw new RangeError(`The demo knows nobody called ${username}.`)
  return user
}
