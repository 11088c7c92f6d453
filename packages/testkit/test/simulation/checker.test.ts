// The checker is checked: what is broken in a record is named, and nothing else is.
import { describe, expect, it } from 'vitest'
import { catchUpTimes, check, type Command, type Recorded, type View } from '@quindar/testkit'

const ROOM = 'GENERAL'
const kept = (id: string, at: number, text = id) => ({ id, at, place: at, changedAt: at, text, reactions: {} })
const sent = (messageId: string, outcome: Command['outcome'] = 'done'): Command => ({
  kind: 'send',
  by: 'alice',
  roomId: ROOM,
  messageId,
  invokedAt: 0,
  outcome,
})
const view = (change: Partial<View> = {}): View => ({
  who: 'bob',
  roomId: ROOM,
  told: ['a', 'b'],
  late: new Set(),
  wentBack: new Set(),
  doubled: new Set(),
  loaded: new Set(),
  knew: true,
  gaps: [],
  restores: [],
  missed: new Map(),
  ended: false,
  kept: [kept('a', 1), kept('b', 500)],
  ...change,
})
const record = (change: Partial<Recorded> = {}): Recorded => ({
  commands: [sent('a'), sent('b')],
  views: [view()],
  final: new Map([[ROOM, [kept('a', 1), kept('b', 500)]]]),
  before: new Set(),
  forgotten: new Set(),
  healed: [{ who: 'bob', at: 1_000, until: 11_000 }],
  numbered: false,
  loggedOut: [],
  sessions: { counted: 1, expected: 1 },
  drops: 0,
  faults: 0,
  ...change,
})
const { loaded: _loaded, ...unloaded } = view()
const only = (...rows: ReturnType<typeof kept>[]) => new Map([[ROOM, rows]])

it('finds nothing where nothing is broken', () => {
  expect(check(record())).toEqual([])
  expect(check(record({ drops: 1, faults: 1 }))).toEqual([])
  expect(check(record({ commands: [sent('a'), sent('b', 'unknown'), sent('c', 'unknown')] }))).toEqual([])
})

it('knows what was there before, what was deleted, what came late, and what was at once', () => {
  const before = new Set(['b'])
  expect(check(record({ before, views: [view({ told: ['a'] })] }))).toEqual([])
  const deletion: Command = { ...sent('c'), kind: 'delete' }
  expect(check(record({ commands: [sent('a'), sent('b'), sent('c'), deletion] }))).toEqual([])
  expect(check(record({ views: [view({ told: ['b', 'a'], late: new Set(['a']) })] }))).toEqual([])
  const swapped = { told: ['b', 'a'], kept: [kept('a', 1), kept('b', 1)] }
  expect(check(record({ final: only(kept('a', 1), kept('b', 1)), views: [view(swapped)] }))).toEqual([])
  // What was on the first page, and what a program saw that has ended.
  expect(check(record({ views: [view({ told: ['b'], loaded: new Set(['a']) })] }))).toEqual([])
  expect(check(record({ views: [{ ...unloaded, told: ['a'], kept: [], ended: true }] }))).toEqual([])
})

describe('finds', () => {
  it.each<[string, Partial<Recorded>, string[]]>([
    [
      'a command that never settled',
      { commands: [sent('a', 'pending'), sent('b')] },
      ["I13: alice's send of a never settled"],
    ],
    [
      'an acknowledged message that is gone',
      { commands: [sent('a'), sent('b'), sent('c')] },
      ['I1: c was acknowledged and is not there'],
    ],
    [
      'a refused message that is there',
      { commands: [sent('a', 'refused'), sent('b')] },
      ['I4: a was refused and is there'],
    ],
    [
      'a message that is there twice',
      { final: only(kept('a', 1), kept('b', 500), kept('b', 500)) },
      ['I2: b is there 2 times'],
    ],
    [
      'a message told twice',
      { views: [view({ told: ['a', 'b', 'a'], late: new Set(['a']) })] },
      ['I2: bob in GENERAL was told of a more than once'],
    ],
    [
      'a message told that was on the first page',
      { views: [view({ loaded: new Set(['b']) })] },
      ['I2: bob in GENERAL was told of b more than once'],
    ],
    [
      'a command that took too long',
      {
        commands: [
          { ...sent('a'), settledAt: 30_001 },
          { ...sent('b'), settledAt: 30_000 },
        ],
      },
      ["I13: alice's send of a took 30001 ms"],
    ],
    [
      'somebody who had left and hears on',
      {
        commands: [
          { ...sent('a'), invokedAt: 5 },
          { ...sent('b'), invokedAt: 6 },
        ],
        views: [view({ leftAt: 5 })],
      },
      ['I8: bob had left GENERAL, and was told of b'],
    ],
    [
      'somebody who is not logged in any more',
      { loggedOut: ['bob'] },
      ['I12: bob was logged out by nobody, or is not logged in again'],
    ],
    [
      'a version that went back',
      { views: [view({ wentBack: new Set(['b']) })] },
      ['I7: bob in GENERAL was shown an older version of b after a newer one'],
    ],
    [
      'a version told twice',
      { views: [view({ doubled: new Set(['b']) })] },
      ['I2: the stream told bob in GENERAL twice of the same version of b'],
    ],
    ['a message that nobody sent', { commands: [sent('a')] }, ['I2: b is in GENERAL, and nobody sent it']],
    [
      'a message that was written down and never sent',
      { commands: [sent('a'), sent('b'), sent('c', 'promised')] },
      ['I1: c was written down to be sent and is not there'],
    ],
    ['a first page that never came', { views: [unloaded] }, ['I13: bob in GENERAL never got its first page']],
    [
      'an order against that of acknowledgements',
      {
        commands: [
          { ...sent('b'), settledAt: 5 },
          { ...sent('a'), by: 'bob', invokedAt: 6 },
        ],
      },
      ['I3: a was sent after b, and stands before it'],
    ],
    [
      "an order against the sender's",
      { commands: [sent('b', 'unknown'), { ...sent('a'), invokedAt: 1 }] },
      ['I3: a was sent after b, and stands before it'],
    ],
    ['a message never told', { views: [view({ told: ['a'] })] }, ['I1: bob in GENERAL was never told of b']],
    ['the wrong order', { views: [view({ told: ['b', 'a'] })] }, ['I3: bob in GENERAL was told of a after b']],
    [
      'a gap',
      { views: [view({ gaps: [5, 6] })] },
      ['I6: bob in GENERAL was told of 2 gaps, and knew from where on to ask'],
    ],
    [
      'a message that is not shown',
      { views: [view({ kept: [kept('a', 1)] })] },
      ['I7: bob in GENERAL does not show b'],
    ],
    [
      'a message that is shown and was deleted',
      { final: only(kept('a', 1)), commands: [sent('a'), sent('b'), { ...sent('b'), kind: 'delete' }] },
      ['I7: bob in GENERAL still shows b'],
    ],
    ['a drop without a fault', { drops: 1 }, ['I10: 1 connections were lost without a fault']],
    [
      'a session too many',
      { sessions: { counted: 2, expected: 1 } },
      ['I11: the server counts 2 sessions of 1 clients'],
    ],
  ])('%s', (_name, change, broken) => {
    expect(check(record(change))).toEqual(broken)
  })

  it.each([
    [11_000, []],
    [11_001, ['I9: bob in GENERAL had 10001 ms later b, which was missed; everything had healed, and it has 10000 ms']],
    [undefined, ['I9: bob in GENERAL never had b, which was missed; everything had healed, and it has 10000 ms']],
  ])('what was missed and is there at %s, when it has to be there at 11000', (at, broken) => {
    const missed = new Map([
      ['a', 1_000],
      ['b', at],
    ])
    expect(check(record({ views: [view({ missed })] }))).toEqual(broken)
    expect(catchUpTimes(record({ views: [view({ missed })] }))).toEqual(at === undefined ? [] : [at - 1_000])
    // What was deleted since, and what a program had missed that has ended, need not be there.
    const gone = new Map([['c', undefined]])
    expect(check(record({ views: [view({ missed: gone }), view({ missed, ended: true })] }))).toEqual([])
  })

  it.each([
    ['is lost', { final: only(kept('a', 1)), views: [view({ kept: [kept('a', 1)], told: ['a'] })] }],
    ['is told again', { views: [view({ told: ['a', 'b', 'b'] })] }],
    ['is shown still', { final: only(kept('a', 1)) }],
    ['is told in another order', { views: [view({ told: ['b', 'a'] })] }],
  ])('nothing in what a restored database has forgotten, if it %s', (_what, change) => {
    expect(check(record(change))).not.toEqual([])
    expect(check(record({ ...change, forgotten: new Set(['b']) }))).toEqual([])
  })

  it('that nobody was told of a database that has forgotten what he knew, where a server can tell', () => {
    const restores = [{ at: 5, forgot: true }]
    const numbered = true
    const broken = ['I5: bob in GENERAL was never told that the database is another']
    expect(check(record({ numbered, views: [view({ restores })] }))).toEqual(broken)
    expect(check(record({ numbered, views: [view({ restores, gaps: [4] })] }))).toEqual(broken)
    expect(check(record({ numbered, views: [view({ restores, gaps: [5] })] }))).toEqual([])
    expect(check(record({ views: [view({ restores })] }))).toEqual([])
    expect(check(record({ numbered, views: [view({ restores: [{ at: 5, forgot: false }] })] }))).toEqual([])
  })

  it('somebody who was put out, and whose list of rooms still has the room', () => {
    const out = { ended: true, leftAt: 9, listed: true }
    expect(check(record({ views: [view(out)] }))).toEqual(['I6: bob was put out of GENERAL, and was never told'])
    expect(check(record({ views: [view({ ...out, listed: false })] }))).toEqual([])
  })

  it('an edit and a reaction that did not arrive', () => {
    const old = [kept('a', 1, 'old'), { ...kept('b', 500), reactions: { ':wave:': ['bob'] } }]
    const broken = check(record({ views: [view({ kept: old })] }))
    expect(broken.map((sentence) => sentence.slice(0, 32))).toEqual(Array(2).fill('I7: bob in GENERAL shows {"id":"'))
  })
})
