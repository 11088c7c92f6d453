// The picker has all that the protocol knows, with words for each, and each of its frames is a good one.
import { METHODS, PUBLICATIONS, STREAMS } from 'quindar/protocol'
import { describe, expect, it } from 'vitest'
import { CATALOGUE, findEntries, frameTemplate } from '../model/catalogue.ts'
import { checkFrame } from '../model/check.ts'
import { EVENT_EXPLANATIONS, METHOD_EXPLANATIONS, PUBLICATION_EXPLANATIONS } from '../model/explanations.table.ts'
import { createFields } from '../model/fields.ts'

const surroundings = {
  fields: createFields({ page: 'http://localhost:3000/console', demo: true }),
  userId: 'u1',
  random: () => 0.5,
}

it('names everything that the protocol knows', () => {
  const methods = [...METHODS.keys()]
  const events = [...STREAMS.values()].flatMap(({ name, events }) =>
    Object.keys(events).map((event) => `${name}/${event}`),
  )
  const publications = [...PUBLICATIONS.keys()].filter(Boolean)
  expect(CATALOGUE).toHaveLength(methods.length + events.length + publications.length)
  // What stands on one side only has lost its words, or words have lost their fact: explanations.table.ts.
  expect(Object.keys(METHOD_EXPLANATIONS).sort()).toEqual(methods.sort())
  expect(Object.keys(EVENT_EXPLANATIONS).sort()).toEqual(events.sort())
  expect(Object.keys(PUBLICATION_EXPLANATIONS).sort()).toEqual(publications.sort())
})

describe.each(CATALOGUE.map((entry) => [entry.title, entry] as const))('%s', (_title, entry) => {
  it('is explained in both languages, each parameter too, and has a frame that is good', () => {
    for (const said of [entry.said, ...entry.parameters]) {
      expect(said?.en).toMatch(/\S/)
      expect(said?.zh).toMatch(/[\u4e00-\u9fff]/)
    }
    for (const all of [false, true]) {
      const text = frameTemplate(entry, all, surroundings)(1)
      const check = checkFrame(text, new Set())
      expect(check).toMatchObject({ kind: 'good' })
      expect(check).not.toHaveProperty('doubt')
      expect(text).not.toMatch(/\{(roomId|token|user|userId|messageId|visitorToken)\}/)
    }
  })

  it('has what may be left out at its end', () => {
    const order = entry.parameters.map(({ optional }) => optional === true)
    expect(order).toEqual([...order].sort((a, b) => Number(a) - Number(b)))
  })
})

it('is found by name, event and words, in the language of the page', () => {
  const titles = (search: string, language: 'en' | 'zh' = 'en'): string[] =>
    findEntries(search, language).map(({ title }) => title)
  expect(titles('loadhist')).toEqual(['loadHistory', 'livechat:loadHistory'])
  expect(titles('notify-room typing')).toContain('stream-notify-room user-activity')
  expect(titles('发送消息', 'zh')).toEqual(['sendMessage'])
  expect(titles('nothing like it')).toEqual([])
  expect(titles('')).toHaveLength(CATALOGUE.length)
})

it('fills its frames from the fields', () => {
  const entry = (title: string) => CATALOGUE.find((one) => one.title === title) ?? CATALOGUE[0]!
  surroundings.fields.roomId.value = 'RID'
  const frame = (title: string, all: boolean, round = 1): unknown =>
    JSON.parse(frameTemplate(entry(title), all, surroundings)(round))
  expect(frame('loadHistory', false)).toEqual({ msg: 'method', method: 'loadHistory', id: 'call-1', params: ['RID'] })
  expect(frame('loadHistory', true, 2)).toEqual({
    msg: 'method',
    method: 'loadHistory',
    id: 'call-2',
    params: ['RID', null, 50, null, true],
  })
  expect(frame('stream-notify-room user-activity', false)).toEqual({
    msg: 'sub',
    id: 'other-1',
    name: 'stream-notify-room',
    params: ['RID/user-activity', false],
  })
  expect(frame('stream-notify-user message', false)).toMatchObject({ params: ['u1/message', false] })
  expect(frame('stream-room-messages *', false)).toMatchObject({ params: ['RID', false] })
  expect(frame('stream-room-messages __my_messages__', false)).toMatchObject({ params: ['__my_messages__', false] })
  expect(frame('stream-notify-all public-settings-changed', false)).toMatchObject({
    params: ['public-settings-changed', false],
  })
  expect(frame('stream-user-presence *', false)).toMatchObject({ params: ['', { added: ['u1'] }] })
})
