import { describe, expect, it } from 'vitest'
import type { User } from '../../src/domain/entities.ts'
import { town } from './world.ts'

async function typing(write: {
  user?: User | undefined
  as?: 'alice' | 'bob' | 'carol'
  roomId?: string
  event?: string
  args: unknown[]
}) {
  const made = await town()
  const user = 'user' in write ? write.user : made[write.as ?? 'alice']
  await made.domain.activity.write({
    user,
    sessionId: 's1',
    roomId: write.roomId ?? 'TOWN',
    event: write.event ?? 'user-activity',
    args: write.args,
  })
  return made.events.map((event) => (event.type === 'activity' ? [event.event, event.args] : event.type))
}

describe('typing', () => {
  it('is told in the words of both generations, to all but the session that wrote', async () => {
    const made = await town()
    await made.domain.activity.write({
      user: made.alice,
      sessionId: 's1',
      roomId: 'TOWN',
      event: 'user-activity',
      args: ['alice', ['user-typing'], {}],
    })
    expect(made.events).toEqual([
      { type: 'activity', roomId: 'TOWN', event: 'user-activity', args: ['alice', ['user-typing'], {}], from: 's1' },
      { type: 'activity', roomId: 'TOWN', event: 'typing', args: ['alice', true], from: 's1' },
    ])
  })

  it.each([
    [
      'user-activity',
      ['alice', []],
      [
        ['user-activity', ['alice', []]],
        ['typing', ['alice', false]],
      ],
    ],
    [
      'user-activity',
      ['alice', ['user-recording'], { tmid: 't1', token: 'secret' }],
      [
        ['user-activity', ['alice', ['user-recording'], { tmid: 't1' }]],
        ['typing', ['alice', false]],
      ],
    ],
    [
      'typing',
      ['alice', true, { token: 'secret' }],
      [
        ['typing', ['alice', true]],
        ['user-activity', ['alice', ['user-typing'], {}]],
      ],
    ],
    [
      'typing',
      ['alice', false],
      [
        ['typing', ['alice', false]],
        ['user-activity', ['alice', [], {}]],
      ],
    ],
  ])('%s %j is told as %j', async (event, args, told) => {
    expect(await typing({ event, args })).toEqual(told)
  })

  it.each([
    ['in another’s name', { args: ['bob', ['user-typing'], {}] }],
    ['where one may not write', { as: 'carol', roomId: 'DEN', args: ['carol', ['user-typing'], {}] }],
    ['in a room that is not', { roomId: 'NOWHERE', args: ['alice', ['user-typing'], {}] }],
    ['without a login', { user: undefined, args: ['alice', ['user-typing'], {}] }],
    ['of another event', { event: 'deleteMessage', args: ['alice', { _id: 'm1' }] }],
    ['with a word for a list', { args: ['alice', 'user-typing'] }],
    ['with a list for yes or no', { event: 'typing', args: ['alice', ['user-typing']] }],
    ['with an object in the list', { args: ['alice', [{ $ne: null }]] }],
    ['with eleven activities', { args: ['alice', Array.from({ length: 11 }, () => 'x')] }],
    ['with an activity of 65 characters', { args: ['alice', ['x'.repeat(65)]] }],
    ['with nothing', { args: [] }],
  ] as const)('%s is passed over in silence', async (_why, write) => {
    expect(await typing({ ...write, args: [...write.args] })).toEqual([])
  })

  it.each([
    [{ tmid: 'x'.repeat(64) }, { tmid: 'x'.repeat(64) }],
    [{ tmid: 'x'.repeat(65) }, {}],
    [{ tmid: { $ne: null } }, {}],
    [{}, {}],
    [[], {}],
  ])('of its third argument %j only a thread goes on', async (extra, relayed) => {
    const [own] = await typing({ args: ['alice', ['user-typing'], extra] })
    expect(own).toEqual(['user-activity', ['alice', ['user-typing'], relayed]])
  })

  it('without a third argument has two', async () => {
    for (const args of [
      ['alice', []],
      ['alice', [], null],
      ['alice', [], 'x'],
    ]) {
      expect((await typing({ args }))[0]).toEqual(['user-activity', ['alice', []]])
    }
  })

  it('may name ten activities of 64 characters', async () => {
    const activities = Array.from({ length: 10 }, () => 'x'.repeat(64))
    expect(await typing({ args: ['alice', activities] })).toEqual([
      ['user-activity', ['alice', activities]],
      ['typing', ['alice', false]],
    ])
  })
})
