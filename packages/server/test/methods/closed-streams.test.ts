// Closed by default, the streams' part: everything that may be subscribed to, as everybody, with everything that does
// not belong there; and then life goes on in a room that is none of their business.

import { toEjson } from 'quindar/protocol'
import { describe, expect, it } from 'vitest'
import { live, type Person } from '../ddp/live.ts'
import { spied } from './spied.ts'
import { hostileVariants, wrongVariants } from './wrong-arguments.ts'

/** What a member would say, for each kind of key. */
const EXAMPLES: readonly (readonly unknown[])[] = [
  ['DEN', { useCollection: true, args: [{ token: 'x', visitorToken: 'y' }] }],
  ['DEN/user-activity', false],
  ['DEN/deleteMessage', true],
  ['bob-id/message', false],
  ['bob-id/notification', { useCollection: false, args: [] }],
  ['', { added: ['alice-id'], removed: ['bob-id'] }],
]

const MOST_KEPT_TEXT = 1_000

async function subscribe(person: Person, name: string, params: readonly unknown[]): Promise<unknown> {
  const frames = await person.sub(name, ...(toEjson(params) as unknown[]))
  return frames.find(({ msg }) => msg === 'ready' || msg === 'nosub')
}

describe.each(['nobody', 'a stranger'] as const)('%s', (who) => {
  const name = who === 'nobody' ? undefined : 'carol'

  it('opens no stream with what does not belong there, and hears nothing of a room that is closed', async () => {
    const { asked, spy } = spied()
    const place = await live({ store: spy })
    const person = await place.enter(name)
    asked.length = 0
    for (const publication of place.ddp.publications.keys()) {
      for (const example of EXAMPLES) {
        for (const { value, place: where, what } of [...wrongVariants(example), ...hostileVariants(example)]) {
          if (JSON.stringify(value).length > MOST_KEPT_TEXT) continue
          const answer = await subscribe(person, publication, value as unknown[])
          expect(answer, `${publication} with ${what} at ${where}`).toBeDefined()
        }
      }
    }
    expect(place.faults).toEqual([])
    // Rooms are looked up by what was asked for, and nothing else is read; nothing at all is written.
    const harmless = ['room', 'membership', 'membershipsOf', 'chatOfToken']
    expect([...new Set(asked)].filter((operation) => !harmless.includes(operation))).toEqual([])
    await person.mail()
    expect(place.events).toEqual(place.events.filter(({ type }) => type === 'presence'))

    const { messages, activity, memberships, rooms } = place.domain
    await messages.send(place.alice, { id: 'm1', roomId: 'DEN', text: 'the secret @bob' })
    await messages.edit(place.alice, 'm1', 'the secret, changed')
    await messages.react(place.bob, 'm1', ':wave:', true)
    const typing = { user: place.alice, sessionId: undefined, roomId: 'DEN', event: 'user-activity' }
    await activity.write({ ...typing, args: ['alice', ['user-typing'], {}] })
    await memberships.markRead(place.bob, 'DEN')
    await messages.remove(place.alice, 'm1')
    const direct = await rooms.openDirect(place.alice, ['bob'])
    await messages.send(place.alice, { roomId: direct.id, text: 'between us' })
    await memberships.leave(place.bob, 'DEN')
    expect(await person.mail()).toEqual([])
  })
})

describe('everybody', () => {
  it('is told that a key that is no text is none, before anything is read', async () => {
    const { asked, spy } = spied()
    const place = await live({ store: spy })
    for (const name of [undefined, 'carol', 'bob']) {
      const person = await place.enter(name)
      asked.length = 0
      for (const publication of place.ddp.publications.keys()) {
        // This one does not look at its key.
        if (!publication.startsWith('stream-') || publication === 'stream-user-presence') continue
        for (const { value, place: where, what } of wrongVariants(['DEN', false])) {
          if (where !== '0' || what === 'a text of 1 MB') continue
          const answer = await subscribe(person, publication, value as unknown[])
          expect(answer, `${publication} with ${what}`).toMatchObject({ msg: 'nosub', error: { error: 400 } })
        }
      }
      expect(asked).toEqual([])
    }
  })
})
