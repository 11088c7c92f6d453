// Theme and language: what the system says until somebody chooses, kept then, and the same in all tabs.
import { describe, expect, it } from 'vitest'
import { preferredLanguage, wordsIn } from '../model/language.ts'
import { createPreferences, type Keep } from '../model/preferences.ts'

/** A storage that can be looked into, and another tab. */
function fakeKeep(content: Record<string, string> = {}) {
  const kept = new Map(Object.entries(content))
  const listeners = new Set<(key: string, value: string | undefined) => void>()
  const keep: Keep = {
    get: (key) => kept.get(key),
    set: (key, value) => void kept.set(key, value),
    watch: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const tell = (key: string, value: string | undefined): void => listeners.forEach((listener) => listener(key, value))
  return { keep, kept, tell, listeners }
}

describe('the language', () => {
  it.each([
    [['zh-CN', 'en'], 'zh'],
    [['zh'], 'zh'],
    [['ZH-Hant-TW'], 'zh'],
    [['de', 'zh', 'en'], 'zh'],
    [['en-GB', 'zh'], 'en'],
    [['fr'], 'en'],
    [['zha'], 'en'],
    [[], 'en'],
  ])('of somebody who reads %j is %s', (tags, language) => {
    expect(preferredLanguage(tags)).toBe(language)
  })

  it('decides the words', () => {
    const { language } = createPreferences(fakeKeep().keep, ['en'])
    const words = wordsIn(language, { en: { send: 'Send' }, zh: { send: '发送' } })
    expect(words.value.send).toBe('Send')
    language.value = 'zh'
    expect(words.value.send).toBe('发送')
  })
})

describe('choices', () => {
  it('are the system’s until somebody chooses, and only what was chosen is kept', () => {
    const { keep, kept } = fakeKeep()
    const { theme, language } = createPreferences(keep, ['zh-CN'])
    expect([theme.value, language.value, kept.size]).toEqual(['system', 'zh', 0])
    theme.value = 'dark'
    expect([...kept]).toEqual([['quindar.theme', 'dark']])
    language.value = 'en'
    expect(kept.get('quindar.language')).toBe('en')
  })

  it('are found again, unless what is kept is none', () => {
    const found = createPreferences(fakeKeep({ 'quindar.theme': 'light', 'quindar.language': 'zh' }).keep, ['en'])
    expect([found.theme.value, found.language.value]).toEqual(['light', 'zh'])
    const broken = createPreferences(fakeKeep({ 'quindar.theme': 'pink', 'quindar.language': 'xx' }).keep, ['en'])
    expect([broken.theme.value, broken.language.value]).toEqual(['system', 'en'])
  })

  it('follow another tab, until they are no longer needed', () => {
    const { keep, tell, listeners } = fakeKeep()
    const { theme, language, dispose } = createPreferences(keep, ['zh'])
    tell('quindar.theme', 'dark')
    tell('quindar.language', 'en')
    tell('something.else', 'light')
    expect([theme.value, language.value]).toEqual(['dark', 'en'])
    tell('quindar.theme', undefined)
    tell('quindar.language', undefined)
    expect([theme.value, language.value]).toEqual(['system', 'zh'])
    dispose()
    expect(listeners.size).toBe(0)
  })
})
