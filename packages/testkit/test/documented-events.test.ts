// The events that PROTOCOL.md shows under its streams, made to happen at the real server: what the page says of each is
// in what arrives. PROTOCOL.md#streams
import { expect, it } from 'vitest'
import { startServer } from '@quindar/testkit'
import { dialBare, type Event } from './bare-client.ts'
import { examplesOf, missing } from './documented.ts'

/** No public setting of this server ever changes. */
const NEVER = 'public-settings-changed'

it('every event of the page arrives as the page says', async () => {
  await using server = await startServer()
  using alice = await dialBare(server.url)
  using bob = await dialBare(server.url)
  const login = async (client: typeof alice, name: string) =>
    (await client.method('login', { user: { username: name }, password: name })).result as { id: string }
  const { id: aliceId } = await login(alice, 'alice')
  const { id: bobId } = await login(bob, 'bob')

  for (const key of ['rooms-changed', 'subscriptions-changed', 'notification', 'message']) {
    expect((await alice.sub('stream-notify-user', `${aliceId}/${key}`)).msg).toBe('ready')
  }
  for (const key of ['user-activity', 'deleteMessage']) {
    expect((await alice.sub('stream-notify-room', `GENERAL/${key}`)).msg).toBe('ready')
  }
  expect((await alice.sub('stream-room-messages', 'GENERAL')).msg).toBe('ready')
  expect((await alice.sub('stream-notify-logged', 'user-status')).msg).toBe('ready')
  expect((await alice.sub('stream-user-presence', '', { added: [bobId] })).msg).toBe('ready')

  await bob.method('sendMessage', { _id: 'cid1', rid: 'GENERAL', msg: 'hi @alice' })
  await bob.method('stream-notify-room', 'GENERAL/user-activity', 'bob', ['user-typing'], {})
  await bob.method('deleteMessage', { _id: 'cid1' })
  await bob.method('UserPresence:away')
  await alice.method('sendMessage', { rid: 'NOWHERE', msg: 'hi' })

  // Livechat's have a test of their own.
  const shown = examplesOf('Streams', 'server')
    .map((text) => JSON.parse(text) as Event)
    .filter(({ collection }) => !collection.startsWith('stream-livechat'))
  expect(shown).toHaveLength(11)
  for (const { collection, fields } of shown.filter((event) => event.fields.eventName !== NEVER)) {
    // The page's user ids are nobody's here.
    const key = fields.eventName.replace(/^u1\//, `${aliceId}/`).replace(/^u2$/, bobId)
    const real = await alice.event((event) => event.collection === collection && event.fields.eventName === key)
    expect(missing(fields.args, real.fields.args), `${collection} ${key}`).toEqual([])
  }
})
