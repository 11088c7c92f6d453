// Who may subscribe to which stream, and what the others are told.

import { beforeEach, describe, expect, it } from 'vitest'
import { live, type Live, type Person } from './live.ts'

let place: Live

beforeEach(async () => {
  place = await live()
})

const DENIED = { isClientSafe: true, error: 'not-allowed', message: '[not-allowed]', errorType: 'Meteor.Error' }

/** `ready` or the error of the `nosub` that a subscription was answered with. */
async function answerTo(person: Person, name: string, ...params: unknown[]): Promise<unknown> {
  const frames = await person.sub(name, ...params)
  const answer = frames.find(({ msg }) => msg === 'ready' || msg === 'nosub')
  return answer?.msg === 'ready' ? 'ready' : (answer?.['error'] ?? 'nosub')
}

describe('who may subscribe', () => {
  const YES = 'ready'
  it.each([
    // stream, key, anonymous, stranger, member
    ['room-messages', 'TOWN', DENIED, YES, YES],
    ['room-messages', 'DEN', DENIED, DENIED, YES],
    ['room-messages', 'NOWHERE', DENIED, DENIED, DENIED],
    ['room-messages', '__my_messages__', YES, YES, YES],
    ['notify-room', 'TOWN/user-activity', DENIED, YES, YES],
    ['notify-room', 'DEN/typing', DENIED, DENIED, YES],
    ['notify-room', 'DEN/deleteMessage', DENIED, DENIED, YES],
    ['notify-room', 'DEN', DENIED, DENIED, YES],
    ['notify-room', '/DEN', DENIED, DENIED, DENIED],
    ['notify-room', 'TOWN/DEN/x', DENIED, YES, YES],
    ['notify-user', 'bob-id/notification', DENIED, DENIED, YES],
    ['notify-user', 'bob-id/anything', DENIED, DENIED, YES],
    ['notify-user', 'bob-id', DENIED, DENIED, DENIED],
    ['notify-user', 'alice-id/message', DENIED, DENIED, DENIED],
    ['notify-logged', 'user-status', DENIED, YES, YES],
    ['notify-all', 'public-settings-changed', YES, YES, YES],
    ['user-presence', '', DENIED, YES, YES],
  ])('stream-%s %s', async (stream, key, anonymous, stranger, member) => {
    const answers = []
    for (const who of [undefined, 'carol', 'bob']) {
      answers.push(await answerTo(await place.enter(who), `stream-${stream}`, key, false))
    }
    expect(answers).toEqual([anonymous, stranger, member])
    expect(place.faults).toEqual([])
  })

  it.each([
    ['no key', [], 'invalid-event-name'],
    ['an empty key', [''], 'invalid-event-name'],
    ['a key that is an object', [{ $ne: null }], 400],
    ['a key that is null', [null], 400],
    ['a key that is a number', [7], 400],
    ['a key that is an array', [['TOWN']], 400],
  ])('%s is refused by every stream with a key', async (_what, params, error) => {
    const bob = await place.enter('bob')
    for (const stream of ['room-messages', 'notify-room', 'notify-user', 'notify-logged', 'notify-all']) {
      expect(await answerTo(bob, `stream-${stream}`, ...params)).toMatchObject({ error })
    }
  })

  it('no parameters are an error of its own on streamer', async () => {
    place = await live({ dialect: 'streamer' })
    const person = await place.enter()
    expect(await answerTo(person, 'stream-notify-all')).toMatchObject({ error: 500 })
    expect(await answerTo(person, 'stream-notify-all', '')).toMatchObject({ error: 'invalid-event-name' })
  })

  it('an unknown publication is 404', async () => {
    expect(await answerTo(await place.enter('bob'), 'stream-nothing', 'x')).toMatchObject({
      error: 404,
      reason: "Subscription 'stream-nothing' not found",
    })
  })
})

describe('useCollection', () => {
  it.each([[true], [{ useCollection: true, args: [] }]])(
    '%j sends the `added` frame before `ready`',
    async (options) => {
      const bob = await place.enter('bob')
      expect(await bob.sub('stream-room-messages', 'TOWN', options)).toEqual([
        { msg: 'added', collection: 'stream-room-messages', id: 'id', fields: { eventName: 'TOWN' } },
        { msg: 'ready', subs: ['s2'] },
      ])
    },
  )

  it.each([[false], [undefined], [null], [{}], [{ useCollection: false, args: ['x'] }], ['true'], [1]])(
    '%j does not',
    async (options) => {
      const bob = await place.enter('bob')
      expect(await bob.sub('stream-room-messages', 'TOWN', options)).toEqual([{ msg: 'ready', subs: ['s2'] }])
    },
  )
})
