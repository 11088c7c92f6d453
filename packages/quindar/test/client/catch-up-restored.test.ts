// The database of a server that numbers its changes is replaced by an older one: its numbers mean nothing any more, and
// what it has forgotten is not what is shown.
import { expect, test } from 'vitest'
import { heard, listen } from './heard.ts'
import { settle } from './rig.ts'
import { stock } from './stock.ts'

const GAP: unknown = expect.stringContaining('the database of the server began anew')

test('what comes live of the new one does not hide it: it is asked from the old place, and is a gap', async () => {
  const s = stock({ numbers: true, rooms: ['GENERAL', 'second'] })
  await s.connect()
  const story = listen(await s.rc.room('GENERAL'))
  listen(await s.rc.room('second'))
  await s.clock.advance(10_000)
  s.say('GENERAL', 'a')
  s.say('GENERAL', 'forgotten')
  await s.clock.advance(60_000)
  s.say('second', 'later')
  await s.drop()
  s.restore('forgotten')
  s.hold.add('quindar:changes')
  await s.connect()
  // Nothing has moved there, so nothing is kept back.
  s.say('GENERAL', 'live')
  await settle()
  expect(story).toEqual(['message a', 'message forgotten', 'message live'])
  s.hold.clear()
  await s.answerHeld()
  expect(s.asked).toContainEqual(['quindar:changes', 'GENERAL', { epoch: 'e1', after: 2, limit: 200 }])
  expect(story[3]).toEqual(GAP)
  // From then on its place is that of the new one.
  await s.outage(() => s.say('GENERAL', 'b'))
  expect(s.asked).toContainEqual(['quindar:changes', 'GENERAL', { epoch: 'e2', after: 3, limit: 200 }])
  expect(story.slice(4).filter((line) => line !== 'changed')).toEqual(['message b'])
})

test('an edit that it has forgotten is not shown any more', async () => {
  const s = await heard({ numbers: true })
  const at = new Date(s.clock.now())
  const room = await s.rc.room('GENERAL')
  await s.clock.advance(1_000)
  s.change('a', { msg: 'better', editedAt: new Date(s.clock.now()) })
  expect(room.timeline.getSnapshot().messages.map(({ text }) => text)).toEqual(['better'])
  await s.outage(() => {
    s.epoch = 'e2'
    s.change('a', { msg: 'a', editedAt: undefined, _updatedAt: at })
  })
  expect(s.story.slice(0, 3)).toEqual(['message a', 'edited better', GAP])
  expect(room.timeline.getSnapshot().messages.map(({ text }) => text)).toEqual(['a'])
})

test('what it has not deleted yet is there again', async () => {
  const s = await heard({ numbers: true })
  const at = new Date(s.clock.now())
  const room = await s.rc.room('GENERAL')
  s.remove('a')
  expect(room.timeline.getSnapshot().messages).toEqual([])
  await s.outage(() => {
    s.epoch = 'e2'
    s.say('GENERAL', 'a', { ts: at, _updatedAt: at })
  })
  expect(s.story).toEqual(['message a', 'deleted a', GAP, 'message a'])
  expect(room.timeline.getSnapshot().messages.map(({ text }) => text)).toEqual(['a'])
})

test('times do not tell it, so a server that fails to answer by number is asked by number again', async () => {
  const s = await heard({ numbers: true })
  s.refuse.set('quindar:changes', [{ error: 500 }])
  await s.outage(() => s.restore('a'))
  await s.clock.advance(10_000)
  expect(s.story).toEqual(['message a', GAP])
  expect(s.names()).not.toContain('messages/get')
})
