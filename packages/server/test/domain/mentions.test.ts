import { describe, expect, it } from 'vitest'
import { pointersIn } from '../../src/domain/mentions.ts'

describe('what a text points at', () => {
  it.each([
    ['@bob', ['bob']],
    ['hi @bob!', ['bob']],
    ['(@bob)', ['bob']],
    ['> @bob', ['bob']],
    ['你好@bob，在吗', ['bob']],
    ['@bob.smith-x_1, @carol.', ['bob.smith-x_1', 'carol']],
    ['@bob @bob @alice', ['bob', 'alice']],
    ['@all @here', ['all', 'here']],
    ['mail bob@example.org', []],
    ['https://example.org/@bob', []],
    ['@@bob', []],
    ['@', []],
    ['@...', []],
    ['`@bob`', []],
    ['@alice `@bob` @carol', ['alice', 'carol']],
    ['@alice`x`@bob', ['alice', 'bob']],
    ['```\n@bob\n``` @alice', ['alice']],
    ['`@bob without an end', ['bob']],
    ['``` @bob ` @carol', ['bob', 'carol']],
  ])('%j mentions %j', (text, usernames) => {
    expect(pointersIn(text).usernames).toEqual(usernames)
  })

  it.each([
    ['#general', ['general']],
    ['see #general.', ['general']],
    ['在#闲聊 里说', ['闲聊']],
    ['#a-b_c.d #a-b_c.d', ['a-b_c.d']],
    ['https://example.org/x#part', []],
    ['a#b', []],
    ['##b', []],
    ['`#general`', []],
  ])('%j names the channels %j', (text, channelNames) => {
    expect(pointersIn(text).channelNames).toEqual(channelNames)
  })

  it.each([
    ['https://example.org', ['https://example.org']],
    ['see http://example.org/a?b=c#d.', ['http://example.org/a?b=c#d']],
    ['看 https://example.org/路径，好吗', ['https://example.org/路径']],
    ['[text](https://example.org/x)', ['https://example.org/x']],
    ['<https://example.org|text>', ['https://example.org']],
    ['https://a.example https://a.example https://b.example', ['https://a.example', 'https://b.example']],
    ['HTTPS://EXAMPLE.ORG', ['HTTPS://EXAMPLE.ORG']],
    ['ftp://example.org xhttp://example.org http://', []],
    ['`https://example.org`', []],
  ])('%j holds the addresses %j', (text, urls) => {
    expect(pointersIn(text).urls).toEqual(urls)
  })

  it('looks up a hundred names at most', () => {
    const text = Array.from({ length: 150 }, (_, index) => `@u${index} #c${index} https://x/${index}`).join(' ')
    const { usernames, channelNames, urls } = pointersIn(text)
    expect([usernames.length, channelNames.length, urls.length]).toEqual([100, 100, 100])
    expect(usernames[99]).toBe('u99')
  })
})
