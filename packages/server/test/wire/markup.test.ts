// `md`: the tree of a message's text, as Rocket.Chat's servers send it.
import { parse, SERVER_DEFAULTS } from 'quindar/markup'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/domain/entities.ts'
import { markupOf } from '../../src/wire/markup.ts'
import { wireMessage } from '../../src/wire/message.ts'

const message: Message = {
  id: 'm1',
  roomId: 'r1',
  author: { id: 'u1', username: 'alice', name: 'Alice' },
  text: '*hello* :) color:#f00',
  mentions: [],
  channels: [],
  urls: [],
  reactions: {},
  sentAt: 1_000,
  updatedAt: 2_000,
  seq: 7,
}

describe('the tree of a message', () => {
  it('is what Rocket.Chat makes of the text with the settings that it has at first', () => {
    expect(wireMessage(message, undefined).md).toEqual([
      {
        type: 'PARAGRAPH',
        value: [
          { type: 'BOLD', value: [{ type: 'PLAIN_TEXT', value: 'hello' }] },
          { type: 'PLAIN_TEXT', value: ' ' },
          { type: 'EMOJI', value: { type: 'PLAIN_TEXT', value: ':)' }, shortCode: 'slight_smile' },
          { type: 'PLAIN_TEXT', value: ' ' },
          { type: 'COLOR', value: { r: 255, g: 0, b: 0, a: 255 } },
        ],
      },
    ])
    expect(markupOf('$a$ \\(b\\)')).toEqual(parse('$a$ \\(b\\)', SERVER_DEFAULTS))
  })

  it('is of the text as it is now', () => {
    expect(wireMessage({ ...message, text: '_better_', editedAt: 3_000 }, undefined).md).toEqual([
      { type: 'PARAGRAPH', value: [{ type: 'ITALIC', value: [{ type: 'PLAIN_TEXT', value: 'better' }] }] },
    ])
  })

  it('is not there where nobody wrote anything', () => {
    expect(wireMessage({ ...message, text: '' }, undefined)).not.toHaveProperty('md')
    expect(wireMessage({ ...message, type: 'uj', text: 'alice' }, undefined)).not.toHaveProperty('md')
    expect(wireMessage({ ...message, type: 'rm', text: '' }, undefined)).not.toHaveProperty('md')
  })

  it('is read once, however often the message is written', () => {
    const [first, second] = [wireMessage(message, 'e1').md, wireMessage({ ...message, seq: 8 }, 'e1').md]
    expect(second).toBe(first)
  })

  it('is remembered for the two hundred latest texts', () => {
    const first = markupOf('first')
    const second = markupOf('second')
    for (let index = 0; index < 198; index++) markupOf(`text ${index}`)
    // Asked for again, it is the latest.
    expect(markupOf('first')).toBe(first)
    markupOf('one more')
    expect(markupOf('first')).toBe(first)
    expect(markupOf('second')).not.toBe(second)
    expect(markupOf('second')).toEqual(second)
  })
})
