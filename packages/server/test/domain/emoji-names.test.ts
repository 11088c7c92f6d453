import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isEmojiName, unfoldNames } from '../../src/domain/emoji-names.ts'
import { EMOJI_NAMES } from '../../src/domain/emoji-names.table.ts'
import { inTones, MARKS } from '../../src/domain/emoji-tones.ts'

describe('the names of emoji', () => {
  it.each([
    ['+1', 'thumbsup', '-1', '100', 'x', 'wave', 'tada', 'cn', 'flag_cn', 'white_check_mark', 'iphone'],
    ['thumbsup_tone1', '+1_tone5', 'wave_tone3', 'heart_hands_medium_light_skin_tone', 'handshake_tone1-5'],
    ['handshake_tone5_tone1', 'handshake_light_skin_tone_dark_skin_tone', 'tuxedo_tone2', 'piñata', 'fleur-de-lis'],
  ])('have %s, %s, %s …', (...names) => {
    expect(names.filter((name) => !isEmojiName(name))).toEqual([])
  })

  it.each([
    ['', ' ', 'a b', 'no_such_emoji', 'Wave', 'WAVE', ':wave:', 'wave~', '__proto__', 'constructor', 'undefined'],
    ['wave_tone0', 'wave_tone6', 'wave_tone', 'x_tone1', 'handshake_tone1-1', 'tuxedo-', 'tuxedo-~', 'tuxedo'],
    ['-', '~', '笑', '👍', 'thumbsup\n', 'kiss_woman_woman-'],
  ])('have no %j, %j, %j …', (...names) => {
    // `tuxedo` itself is an emoji by another of its names alone.
    expect(names.filter((name) => isEmojiName(name))).toEqual([])
  })

  it('are as many as in the lists that the table was made of', () => {
    const names = [...unfoldNames(EMOJI_NAMES)].toSorted()
    expect(names).toHaveLength(8091)
    expect(createHash('sha256').update(names.join(' ')).digest('hex')).toBe(
      'baf3aed16ec6f04dd7160dd5c587609d71da8299e0d90c95a763ba545db907c5',
    )
  })

  it('stand once in the table, with marks for their tones', () => {
    expect([...unfoldNames('\na b-c~\nd-! e+1\n')]).toEqual([
      'a',
      'b-c',
      ...inTones('b-c', '~'),
      ...inTones('d', '!'),
      'e+1',
    ])
    expect([...unfoldNames('f~=')]).toEqual(['f', ...inTones('f', '~'), ...inTones('f', '=')])
  })
})

describe('skin tones', () => {
  it('are five of one, twenty of two', () => {
    expect(MARKS.map((mark) => inTones('e', mark).length)).toEqual([5, 5, 20, 20, 20])
    expect(inTones('e', '~')).toEqual(['e_tone1', 'e_tone2', 'e_tone3', 'e_tone4', 'e_tone5'])
    expect(inTones('e', '!')).toEqual([
      'e_light_skin_tone',
      'e_medium_light_skin_tone',
      'e_medium_skin_tone',
      'e_medium_dark_skin_tone',
      'e_dark_skin_tone',
    ])
    expect(inTones('e', '=').slice(3, 6)).toEqual(['e_tone1-5', 'e_tone2-1', 'e_tone2-3'])
    expect(inTones('e', '%').at(-1)).toBe('e_tone5_tone4')
    expect(inTones('e', '&').at(0)).toBe('e_light_skin_tone_medium_light_skin_tone')
  })
})
