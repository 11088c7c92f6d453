import { expect, test } from 'vitest'
import type { Message as WireMessage } from 'quindar/protocol'
import { createTimeline, WINDOW_SIZE, type Timeline } from '../../src/client/rooms/timeline.ts'
import type { Message } from '../../src/client/messages/message.ts'

const T0 = 1_790_000_000_000

/** A message of the wire: `ms` after T0. */
function wire(id: string, ms: number, more: Partial<WireMessage> = {}): WireMessage {
  const ts = new Date(T0 + ms)
  return { _id: id, rid: 'R', msg: `text of ${id}`, ts, u: { _id: 'u2', username: 'bob' }, _updatedAt: ts, ...more }
}

const later = (ms: number) => ({ _updatedAt: new Date(T0 + ms) })

function make(): Timeline {
  return createTimeline((error) => {
    throw error
  })
}

const ids = (timeline: Timeline) => timeline.getSnapshot().messages.map((message) => message.id)

function echo(id: string, ms = 0): Message {
  const at = new Date(T0 + ms)
  const author = { id: 'u1', username: 'alice', name: 'alice' }
  return { id, roomId: 'R', text: 'mine', author, at, updatedAt: at, reactions: {}, mentions: [], status: 'pending' }
}

test('live messages stand in the order in which they came', () => {
  const timeline = make()
  for (const message of [wire('a', 1), wire('b', 3), wire('c', 2)]) timeline.arrive(message)
  expect(ids(timeline)).toEqual(['a', 'b', 'c'])
})

test('an older message that comes later says so; one of the same time does not', () => {
  const timeline = make()
  timeline.arrive(wire('a', 5))
  expect(timeline.arrive(wire('b', 5))?.message.late).toBeUndefined()
  expect(timeline.arrive(wire('c', 4))?.message.late).toBe(true)
  expect(timeline.getSnapshot().messages.map((message) => message.late)).toEqual([undefined, undefined, true])
  // Newer than the last, which was late itself, and still older than what was told before.
  timeline.arrive(wire('d', 8))
  expect(timeline.arrive(wire('e', 6))?.message.late).toBe(true)
  expect(timeline.arrive(wire('f', 7))?.message.late).toBe(true)
  expect(timeline.arrive(wire('g', 8))?.message.late).toBeUndefined()
})

test('where the server numbers, its numbers are the order, and what was overtaken is late', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1, { _seq: 1 }))
  timeline.arrive(wire('c', 3, { _seq: 3 }))
  timeline.arrive(wire('d', 4, { _seq: 4 }))
  const change = timeline.arrive(wire('b', 2, { _seq: 2 }))
  expect(ids(timeline)).toEqual(['a', 'b', 'c', 'd'])
  expect(change?.message.late).toBe(true)
})

test('an edit does not move a message, though it has a number of its own', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1, { _seq: 1 }))
  timeline.arrive(wire('b', 2, { _seq: 2 }))
  timeline.arrive(wire('a', 1, { _seq: 5, editedAt: new Date(T0 + 50) }))
  timeline.arrive(wire('c', 3, { _seq: 3 }))
  expect(ids(timeline)).toEqual(['a', 'b', 'c'])
})

test('the same message again changes nothing and tells nobody', () => {
  const timeline = make()
  expect(timeline.arrive(wire('a', 1))?.kind).toBe('message')
  expect(timeline.arrive(wire('a', 1))).toBeUndefined()
  expect(ids(timeline)).toEqual(['a'])
})

test('an older copy of a message is ignored, by its time and by its number', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1, { msg: 'new', ...later(10) }))
  expect(timeline.arrive(wire('a', 1, { msg: 'old', ...later(9) }))).toBeUndefined()
  timeline.arrive(wire('b', 2, { msg: 'new', _seq: 7, ...later(10) }))
  expect(timeline.arrive(wire('b', 2, { msg: 'old', _seq: 6, ...later(20) }))).toBeUndefined()
  expect(timeline.getSnapshot().messages.map((message) => message.text)).toEqual(['new', 'new'])
})

test('after a restored database numbers start over, and its word counts', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1, { msg: 'old life', _seq: 7, _epoch: 'e1' }))
  expect(timeline.arrive(wire('a', 1, { msg: 'new life', _seq: 2, _epoch: 'e2' }))?.message.text).toBe('new life')
})

test('numbers of another life of the database say nothing about the order', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1, { _seq: 7, _epoch: 'e1' }))
  timeline.arrive(wire('b', 2, { _seq: 8, _epoch: 'e1' }))
  timeline.arrive(wire('a', 1, { _seq: 1, _epoch: 'e2' }))
  timeline.arrive(wire('d', 4, { _seq: 3, _epoch: 'e2' }))
  expect(timeline.arrive(wire('c', 3, { _seq: 2, _epoch: 'e2' }))?.message.late).toBe(true)
  expect(timeline.getSnapshot().messages.map(({ id, late }) => [id, late])).toEqual([
    ['a', undefined],
    ['b', undefined],
    ['c', true],
    ['d', undefined],
  ])
})

test('tells edits, reactions, deletions and other changes apart', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1))
  const edited = { editedAt: new Date(T0 + 100) }
  const reacted = { reactions: { ':wave:': { usernames: ['bob'] } } }
  const steps: [Partial<WireMessage>, string][] = [
    [{ msg: 'edited', ...edited, ...later(100) }, 'edited'],
    [{ msg: 'edited', ...edited, ...reacted, ...later(200) }, 'reactions'],
    [{ msg: 'edited', ...edited, ...reacted, tcount: 1, ...later(300) }, 'changed'],
    [{ msg: 'edited', ...edited, tcount: 1, ...later(400) }, 'reactions'],
    [{ msg: 'again', editedAt: new Date(T0 + 500), ...later(500) }, 'edited'],
    [{ msg: '', t: 'rm', editedAt: new Date(T0 + 600), ...later(600) }, 'deleted'],
  ]
  for (const [more, kind] of steps) expect(timeline.arrive(wire('a', 1, more))?.kind).toBe(kind)
  expect(ids(timeline)).toEqual(['a'])
})

test.each<[string, Partial<WireMessage>, string]>([
  ['edited', { editedAt: new Date(T0 + 60_000), ...later(60_000) }, 'edited'],
  ['reacted to', { reactions: { ':x:': { usernames: ['bob'] } }, ...later(60_000) }, 'reactions'],
  ['edited soon', { editedAt: new Date(T0 + 5), ...later(5) }, 'edited'],
  ['reacted to soon', { reactions: { ':x:': { usernames: ['bob'] } }, ...later(5) }, 'reactions'],
  ['answered soon', { tcount: 1, ...later(5) }, 'changed'],
  ['pinned', { pinned: true }, 'changed'],
  ['changed more than ten seconds after it was written', later(10_001), 'changed'],
])('a message that was never seen and is %s is no new one', (_, more, kind) => {
  const timeline = make()
  expect(timeline.arrive(wire('old', 0, more))?.kind).toBe(kind)
  expect(ids(timeline)).toEqual([])
})

test('a message changed ten seconds after its time is new: servers allow its time to be that old', () => {
  expect(make().arrive(wire('a', 0, later(10_000)))?.kind).toBe('message')
})

test('a change of an unseen message takes its place between those that we have', () => {
  const timeline = make()
  timeline.arrive(wire('a', 0))
  timeline.arrive(wire('c', 20_000))
  timeline.arrive(wire('b', 10_000, { editedAt: new Date(T0 + 30_000), ...later(30_000) }))
  timeline.arrive(wire('0', -5, { editedAt: new Date(T0 + 30_000), ...later(30_000) }))
  expect(ids(timeline)).toEqual(['a', 'b', 'c'])
})

test('a page is merged by time, and by id within a millisecond; doubles fall away', () => {
  const timeline = make()
  timeline.arrive(wire('x', 100))
  timeline.arrive(wire('y', 90))
  const page = [wire('x', 100), wire('d', 40), wire('c', 30), wire('b2', 20), wire('b1', 20), wire('a', 10)]
  expect(timeline.merge(page, false)).toBe(5)
  expect(ids(timeline)).toEqual(['a', 'b1', 'b2', 'c', 'd', 'x', 'y'])
  expect(timeline.merge(page, false)).toBe(0)
})

test('a page in any order gives the same', () => {
  const page = [wire('a', 10), wire('b1', 20), wire('b2', 20), wire('c', 30)]
  for (const order of [page, page.toReversed(), [page[2]!, page[0]!, page[3]!, page[1]!]]) {
    const timeline = make()
    timeline.merge(order, true)
    expect(ids(timeline)).toEqual(['a', 'b1', 'b2', 'c'])
  }
})

test('within a millisecond the order of a server that numbers is kept', () => {
  const timeline = make()
  timeline.merge([wire('a', 10, { _seq: 2 }), wire('b', 10, { _seq: 1 })], true)
  expect(ids(timeline)).toEqual(['b', 'a'])
})

test('a page may fill a hole in the middle', () => {
  const timeline = make()
  timeline.arrive(wire('a', 10))
  timeline.arrive(wire('d', 40))
  timeline.merge([wire('d', 40), wire('c', 30), wire('b', 20), wire('a', 10)], false)
  expect(ids(timeline)).toEqual(['a', 'b', 'c', 'd'])
})

test('a page brings newer versions of what is there, and no older ones', () => {
  const timeline = make()
  timeline.arrive(wire('a', 10, { msg: 'one', ...later(10) }))
  timeline.arrive(wire('b', 20, { msg: 'two', ...later(25) }))
  timeline.merge([wire('b', 20, { msg: 'old', ...later(20) }), wire('a', 10, { msg: 'new', ...later(30) })], false)
  expect(timeline.getSnapshot().messages.map((message) => message.text)).toEqual(['new', 'two'])
})

test('knows whether there is more', () => {
  const timeline = make()
  expect(timeline.getSnapshot().hasOlder).toBe(true)
  timeline.merge([wire('a', 1)], false)
  expect(timeline.getSnapshot().hasOlder).toBe(true)
  timeline.merge([], true)
  expect(timeline.getSnapshot().hasOlder).toBe(false)
})

test('a deletion takes the message away, and an old page does not bring it back', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1))
  timeline.arrive(wire('b', 2))
  expect(timeline.remove('a')?.id).toBe('a')
  expect(timeline.remove('never seen')).toBeUndefined()
  timeline.merge([wire('b', 2), wire('a', 1)], true)
  expect(timeline.arrive(wire('a', 1, later(50)))).toBeUndefined()
  expect(ids(timeline)).toEqual(['b'])
})

test('deletions are remembered, but not for ever', () => {
  const timeline = make()
  for (let n = 0; n <= WINDOW_SIZE; n++) timeline.remove(`m${n}`)
  expect(timeline.arrive(wire('m1', 1))).toBeUndefined()
  expect(timeline.arrive(wire('m0', 1))?.kind).toBe('message')
})

test('one’s own message stands at the end until the server has it', () => {
  const timeline = make()
  timeline.echo(echo('mine'))
  timeline.arrive(wire('a', 1))
  expect(ids(timeline)).toEqual(['a', 'mine'])
  expect(timeline.getSnapshot().messages[1]?.status).toBe('pending')
  const change = timeline.arrive(wire('mine', 2))
  expect(change).toMatchObject({ kind: 'message', message: { id: 'mine', status: 'sent', text: 'text of mine' } })
  timeline.arrive(wire('b', 3))
  expect(ids(timeline)).toEqual(['a', 'mine', 'b'])
})

test('the answer and the echo of one’s own message are one message', () => {
  const timeline = make()
  timeline.echo(echo('mine'))
  timeline.arrive(wire('mine', 2))
  expect(timeline.arrive(wire('mine', 2, { urls: [] }))).toBeUndefined()
  expect(ids(timeline)).toEqual(['mine'])
  expect(timeline.getSnapshot().messages[0]).toMatchObject({ status: 'sent', raw: { urls: [] } })
})

test('a failed message stays, says why, may be discarded, and is found when it had landed after all', () => {
  const timeline = make()
  timeline.echo(echo('mine'))
  timeline.settle('mine', 'failed', new Error('muted'))
  expect(timeline.getSnapshot().messages[0]).toMatchObject({ status: 'failed', error: new Error('muted') })
  timeline.echo(echo('other'))
  expect(timeline.discard('other')).toBe(true)
  expect(timeline.discard('other')).toBe(false)
  timeline.merge([wire('mine', 2)], true)
  expect(timeline.getSnapshot().messages).toMatchObject([{ id: 'mine', status: 'sent' }])
})

test('a settled message that nobody knows is nobody’s business', () => {
  const timeline = make()
  timeline.settle('unknown', 'sent')
  expect(ids(timeline)).toEqual([])
})

test('a gap stands after the last message before it, also when that is deleted', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1))
  timeline.arrive(wire('b', 2))
  timeline.interrupt(new Date(T0 + 5))
  timeline.interrupt(new Date(T0 + 6))
  timeline.arrive(wire('c', 10))
  expect(timeline.getSnapshot().gaps).toEqual([{ afterId: 'b', from: new Date(T0 + 5) }])
  timeline.interrupt(new Date(T0 + 20))
  timeline.remove('b')
  expect(timeline.getSnapshot().gaps.map((gap) => gap.afterId)).toEqual(['a', 'c'])
  timeline.remove('a')
  expect(timeline.getSnapshot().gaps[0]?.afterId).toBeUndefined()
})

test('the window keeps a thousand live messages and the pages that were fetched', () => {
  const timeline = make()
  timeline.merge([wire('p2', -1), wire('p1', -2)], true)
  for (let n = 0; n < WINDOW_SIZE; n++) timeline.arrive(wire(`m${n}`, n))
  expect(ids(timeline)).toHaveLength(WINDOW_SIZE + 2)
  expect(timeline.getSnapshot().hasOlder).toBe(false)
  timeline.arrive(wire('one more', WINDOW_SIZE))
  expect(ids(timeline)).toHaveLength(WINDOW_SIZE + 2)
  expect(ids(timeline)[0]).toBe('p2')
  expect(timeline.getSnapshot().hasOlder).toBe(true)
  // Forgotten, it may come again.
  expect(timeline.merge([wire('p1', -2)], true)).toBe(1)
})

test('a snapshot keeps still until something changes, and is never changed', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1))
  const before = timeline.getSnapshot()
  expect(timeline.getSnapshot()).toBe(before)
  let told = 0
  const stop = timeline.subscribe(() => told++)
  timeline.arrive(wire('a', 1, { msg: 'edited', editedAt: new Date(T0 + 9), ...later(9) }))
  expect(told).toBe(1)
  expect(before.messages[0]?.text).toBe('text of a')
  expect(timeline.getSnapshot()).not.toBe(before)
  stop()
  timeline.arrive(wire('b', 2))
  expect(told).toBe(1)
})

test('cleared, it knows nothing but what is still on its way', () => {
  const timeline = make()
  timeline.merge([wire('a', 1)], true)
  timeline.interrupt(new Date(T0))
  timeline.remove('gone')
  timeline.echo(echo('mine'))
  timeline.clear()
  expect(timeline.getSnapshot()).toMatchObject({ messages: [{ id: 'mine' }], gaps: [], hasOlder: true })
  expect(timeline.arrive(wire('gone', 1))?.kind).toBe('message')
})

test('after an edit, copies from before it are old', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1, { _seq: 1 }))
  timeline.arrive(wire('a', 1, { msg: 'edited', _seq: 5, editedAt: new Date(T0 + 5) }))
  expect(timeline.arrive(wire('a', 1, { msg: 'between', _seq: 3, editedAt: new Date(T0 + 3) }))).toBeUndefined()
  expect(timeline.getSnapshot().messages[0]?.text).toBe('edited')
})

test('a change of an unseen message is seen at once, and does not make the window larger', () => {
  const timeline = make()
  for (let n = 0; n < WINDOW_SIZE; n++) timeline.arrive(wire(`m${n}`, n * 1_000))
  const before = timeline.getSnapshot()
  timeline.arrive(wire('unseen', 5_500, { editedAt: new Date(T0 + 9_000_000), ...later(9_000_000) }))
  expect(before.messages).toHaveLength(WINDOW_SIZE)
  const after = timeline.getSnapshot().messages
  expect(after).toHaveLength(WINDOW_SIZE)
  expect(after.slice(4, 7).map((message) => message.id)).toEqual(['m5', 'unseen', 'm6'])
})

test('what a page shows next to a known message stands next to it, though that one came late', () => {
  const timeline = make()
  timeline.arrive(wire('x', 100))
  timeline.arrive(wire('y', 90))
  timeline.merge([wire('x', 100), wire('z', 95), wire('y', 90)], false)
  expect(ids(timeline)).toEqual(['x', 'y', 'z'])
})

test('one’s own message that was deleted before its answer came is gone', () => {
  const timeline = make()
  timeline.echo(echo('mine'))
  timeline.remove('mine')
  expect(ids(timeline)).toEqual([])
})

test('a deletion that is forgotten is forgotten wholly: the message may come again as a new one', () => {
  const timeline = make()
  timeline.arrive(wire('back', 1))
  timeline.remove('back')
  for (let n = 0; n < WINDOW_SIZE; n++) timeline.remove(`m${n}`)
  expect(timeline.arrive(wire('back', 1))?.kind).toBe('message')
  expect(ids(timeline)).toEqual(['back'])
})

test.each<[string, (timeline: Timeline) => void]>([
  ['an echo', (timeline) => timeline.echo(echo('new'))],
  ['a settled message', (timeline) => timeline.settle('mine', 'failed')],
  ['a discarded message', (timeline) => timeline.discard('mine')],
  ['a gap', (timeline) => timeline.interrupt(new Date(T0))],
  ['a deletion', (timeline) => timeline.remove('a')],
  ['a page', (timeline) => timeline.merge([wire('0', 0)], true)],
  ['clearing', (timeline) => timeline.clear()],
  ['a new message', (timeline) => timeline.arrive(wire('b', 2))],
])('%s is in the next snapshot, and told', (_, happens) => {
  const timeline = make()
  timeline.arrive(wire('a', 1))
  timeline.echo(echo('mine'))
  const before = timeline.getSnapshot()
  let told = 0
  timeline.subscribe(() => told++)
  happens(timeline)
  expect(timeline.getSnapshot()).not.toEqual(before)
  expect(told).toBe(1)
})

test('cleared, it begins anew: what it had may come again, and pages count anew', () => {
  const timeline = make()
  timeline.merge([wire('p', -1)], true)
  timeline.arrive(wire('a', 1))
  timeline.clear()
  expect(timeline.arrive(wire('a', 1))?.kind).toBe('message')
  for (let n = 0; n < WINDOW_SIZE; n++) timeline.arrive(wire(`m${n}`, n + 2))
  expect(ids(timeline)).toHaveLength(WINDOW_SIZE)
  expect(ids(timeline)[0]).toBe('m0')
})

test('a copy without a number is compared by its time', () => {
  const timeline = make()
  timeline.arrive(wire('a', 1, { _seq: 4 }))
  const edited = { msg: 'edited', editedAt: new Date(T0 + 9), ...later(9) }
  expect(timeline.arrive(wire('a', 1, edited))?.kind).toBe('edited')
  expect(timeline.arrive(wire('a', 1, { _seq: 3, ...later(5) }))).toBeUndefined()
})
