import { expect, test } from 'vitest'
import { CLOCK_MAY_DIFFER } from '../model/notices.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh.ts'
import { opened, rig, until } from './rig.ts'

const MINUTE = 60_000

test.each([
  [CLOCK_MAY_DIFFER, []],
  [CLOCK_MAY_DIFFER + 1, [{ kind: 'clock', minutes: 11 }]],
  [-24 * 60, [{ kind: 'clock', minutes: -1_440 }]],
])('a clock that is %i minutes ahead is told of if anybody would notice', async (minutes, expected) => {
  await using r = await rig()
  r.ahead.value = minutes * MINUTE
  const { chat } = await r.alice()
  await until(() => r.clockReads.value > 0)
  expect(chat.notices.list.value).toEqual(expected)
  chat.notices.dismiss('clock')
  expect(chat.notices.list.value).toEqual([])
})

test('a full storage is told of, until that is dismissed, and drafts live on', async () => {
  await using r = await rig()
  const { chat } = await r.alice()
  const { parts } = await opened(chat, 'GENERAL')
  expect(chat.notices.list.value).toEqual([])
  r.storage.full = new DOMException('The quota has been exceeded.', 'QuotaExceededError')
  parts.composer.write('half a sentence')
  expect(chat.notices.list.value).toEqual([{ kind: 'storage' }])
  expect(parts.composer.text.value).toBe('half a sentence')
  chat.notices.dismiss('storage')
  expect(chat.notices.list.value).toEqual([])
})

test('a limit of the server is told of while messages wait for it, and they go out in their order', async () => {
  await using r = await rig({ limits: 'strict' })
  const { chat } = await r.alice()
  const { parts, texts } = await opened(chat, 'GENERAL')
  const all = Array.from({ length: 8 }, (_, n) => `message ${n}`)
  for (const text of all) parts.outgoing.send(text)
  await until(() => chat.notices.list.value.some(({ kind }) => kind === 'slowed'))
  expect(chat.notices.list.value).toEqual([
    { kind: 'slowed', seconds: expect.toSatisfy((s: number) => s === 1 || s === 2) as number },
  ])
  await until(() => parts.timeline.snapshot.value.messages.at(-1)?.status === 'sent')
  expect(texts().slice(-8)).toEqual(all)
  await until(() => chat.notices.list.value.length === 0)
})

test('how far a clock is off is said in minutes, hours or days', () => {
  const said = (minutes: number): string => en.notices.clock(minutes)
  expect(said(11)).toBe(
    'The clock of this device is 11 minutes ahead. Nothing gets lost, but times on this page look odd: set the clock.',
  )
  expect(said(-89)).toContain('89 minutes behind')
  expect(said(90)).toContain('2 hours ahead')
  expect(said(1_440)).toContain('24 hours ahead')
  expect(said(47.4 * 60)).toContain('47 hours ahead')
  expect(said(-2_880)).toContain('2 days behind')
  expect(zh.notices.clock(-2_880)).toContain('慢了 2 天')
  expect(zh.notices.clock(1_440)).toContain('快了 24 小时')
})
