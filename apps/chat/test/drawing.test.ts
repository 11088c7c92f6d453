import { expect, test } from 'vitest'
import {
  AuthError,
  ConnectionError,
  ConnectionLostError,
  InvalidCredentialsError,
  MethodError,
  RateLimitError,
  SubscriptionDeniedError,
  TimeoutError,
  TokenExpiredError,
  TwoFactorCancelledError,
  TwoFactorFailedError,
  TwoFactorRequiredError,
} from 'quindar'
import { createEmoji } from '../model/emoji.ts'
import { faceOf } from '../model/face.ts'
import { DEPTH_MOST, nodesOf, safeAddress, textOf } from '../model/markup.ts'
import { createReading } from '../model/reading.ts'
import { readTroubleOf, roomTroubleOf, troubleOf } from '../model/trouble.ts'
import { timeWords } from '../model/words-of-time.ts'
import { CHAT_WORDS, sentenceOf } from '../words/words.ts'
import { until } from './rig.ts'

test('only addresses that lead to a page, a mail or a call are followed', () => {
  expect(safeAddress('https://a.example/x?y#z')).toBe('https://a.example/x?y#z')
  expect(safeAddress('http://a.example')).toBe('http://a.example/')
  expect(safeAddress('//a.example/b')).toBe('https://a.example/b')
  expect(safeAddress('mailto:a@example.com')).toBe('mailto:a@example.com')
  expect(safeAddress('tel:+123')).toBe('tel:+123')
  for (const evil of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    'blob:https://a.example/1',
    'file:///etc/passwd',
    'about:blank',
    '/relative',
    'nothing',
    '',
  ])
    expect(safeAddress(evil), evil).toBeUndefined()
})

test('a tree may be anything: what is no node is left out, what has a text gives it', () => {
  expect(nodesOf(undefined)).toEqual([])
  expect(nodesOf('text')).toEqual([])
  expect(nodesOf([null, 1, 'x', {}, { type: 3 }, { type: 'PLAIN_TEXT', value: 'a' }])).toEqual([
    { type: 'PLAIN_TEXT', value: 'a' },
  ])
  expect(nodesOf({ type: 'PLAIN_TEXT' })).toHaveLength(1)
  expect(
    textOf({
      type: 'BOLD',
      value: [
        { type: 'PLAIN_TEXT', value: 'a' },
        { type: 'EMOJI', unicode: '👋' },
      ],
    }),
  ).toBe('a👋')
  expect(
    textOf({
      type: 'LINK',
      value: { src: { type: 'PLAIN_TEXT', value: 'u' }, label: [{ type: 'PLAIN_TEXT', value: 'l' }] },
    }),
  ).toBe('l')
  expect(textOf(42)).toBe('')
  let deep: unknown = 'end'
  for (let depth = 0; depth < 2 * DEPTH_MOST; depth++) deep = [deep]
  expect(textOf(deep)).toBe('')
})

test('a face has one or two letters and always the same colour', () => {
  expect(faceOf('Alice Chen').letters).toBe('AC')
  expect(faceOf('bob').letters).toBe('B')
  expect(faceOf('rocket.cat').letters).toBe('RC')
  expect(faceOf('卡罗尔 Carol').letters).toBe('卡')
  expect(faceOf('  ').letters).toBe('?')
  expect(faceOf('<script>').letters).toBe('S')
  expect(faceOf('Alice Chen').hue).toBe(faceOf('Alice Chen').hue)
  expect(new Set(['a', 'b', 'c', 'd', 'e'].map((name) => faceOf(name).hue)).size).toBeGreaterThan(2)
})

test('usual emoji are at hand; others come when one is met, and a failure is tried again', async () => {
  let asked = 0
  const source: { data?: Record<string, string | string[]> } = {}
  const emoji = createEmoji(
    () => (asked++, source.data ? Promise.resolve(source.data) : Promise.reject(new Error('offline'))),
  )
  expect(emoji.find('tada')).toBe('🎉')
  expect(asked).toBe(0)
  expect(emoji.find('flag_cn')).toBeUndefined()
  await emoji.load()
  source.data = { '1F1E8-1F1F3': ['flag_cn', 'cn'], '2764': 'heart', '1F43C': 'panda_face' }
  expect(emoji.find('flag_cn')).toBeUndefined()
  await until(() => emoji.loaded.value)
  expect(asked).toBe(2)
  expect([emoji.find('cn'), emoji.find('flag_cn'), emoji.find('heart')]).toEqual(['🇨🇳', '🇨🇳', '❤️'])
  expect(emoji.find('nonsense')).toBeUndefined()
  expect(asked).toBe(2)
})

test('a search finds names that begin with the letters before those that hold them, each emoji once', async () => {
  const emoji = createEmoji(() => Promise.resolve({ '1F43C': ['panda_face', 'panda'], '1F35E': 'expanda' }))
  await emoji.load()
  expect(emoji.search(':PANDA').map(({ name }) => name)).toEqual(['panda_face', 'expanda'])
  expect(emoji.search(' ')[0]).toEqual({ name: 'thumbsup', characters: '👍' })
  expect(emoji.search('zzz')).toEqual([])
})

test('a text is one paragraph until its reader is loaded, and stays readable when that fails', async () => {
  let fails = true
  const reading = createReading(() => (fails ? Promise.reject(new Error('offline')) : Promise.resolve(() => ['read'])))
  const plain = [{ type: 'PARAGRAPH', value: [{ type: 'PLAIN_TEXT', value: '*a*' }] }]
  expect(reading.treeOf('*a*')).toEqual(plain)
  await Promise.resolve()
  fails = false
  await until(() => reading.treeOf('*a*')[0] === 'read')
})

test('every kind of error has its word', () => {
  const wire = (error: string | number, more: object = {}) => ({ error, reason: 'said', ...more })
  const kinds = [
    new InvalidCredentialsError(),
    new TokenExpiredError(),
    new TwoFactorRequiredError(wire('totp-required')),
    new TwoFactorCancelledError(wire('totp-required')),
    new TwoFactorFailedError(wire('totp-invalid')),
    new TwoFactorFailedError(wire('totp-max-attempts')),
    new AuthError('login-failed', 'no', wire('error-user-is-not-activated')),
    new RateLimitError('x', wire('too-many-requests', { details: { timeToReset: 1_001 } })),
    new SubscriptionDeniedError('room-messages', 'R'),
    new ConnectionLostError('x', true),
    new TimeoutError('x', 1),
    new ConnectionError('x'),
    new MethodError('x', wire('error-not-allowed')),
    new MethodError('x', wire('error-message-size-exceeded')),
    new MethodError('x', wire('something-new')),
    new MethodError('x', { error: 500 }),
    new Error('boom'),
    'thrown',
  ].map((error) => troubleOf(error))
  expect(kinds).toEqual([
    { kind: 'wrongPassword' },
    { kind: 'sessionExpired' },
    { kind: 'twoFactor' },
    { kind: 'twoFactor' },
    { kind: 'secondFactorWrong' },
    { kind: 'secondFactorLocked' },
    { kind: 'loginRefused', detail: 'said' },
    { kind: 'rateLimit', seconds: 2 },
    { kind: 'denied' },
    { kind: 'connectionLost' },
    { kind: 'timeout' },
    { kind: 'unreachable' },
    { kind: 'notAllowed', detail: 'said' },
    { kind: 'tooLong', detail: 'said' },
    { kind: 'refused', detail: 'said' },
    { kind: 'refused', detail: '500' },
    { kind: 'unknown', detail: 'boom' },
    { kind: 'unknown', detail: undefined },
  ])
})

test('what could not be read in time was not done half: there is nothing to look for, only to try again', () => {
  for (const error of [new TimeoutError('x', 1), new ConnectionLostError('x', true)]) {
    expect(readTroubleOf(error)).toEqual({ kind: 'noAnswer' })
    expect(roomTroubleOf(error)).toEqual({ kind: 'noAnswer' })
  }
  const refused = new MethodError('x', { error: 'error-not-allowed', reason: 'said' })
  expect(readTroubleOf(refused)).toEqual({ kind: 'notAllowed', detail: 'said' })
  expect(roomTroubleOf(refused)).toEqual({ kind: 'denied' })
})

test('a trouble is a sentence in both languages, with the wait, and with the server’s words where ours do not say all', () => {
  const { en, zh } = CHAT_WORDS
  expect(sentenceOf(en, { kind: 'rateLimit', seconds: 4 })).toBe(
    'That was too often for this server. Try again in 4 s.',
  )
  expect(sentenceOf(en, { kind: 'refused', detail: 'No <b>' })).toBe('The server refused it. The server says: No <b>')
  expect(sentenceOf(en, { kind: 'tooLong', detail: 'said' })).toBe(en.troubles.tooLong)
  expect(sentenceOf(zh, { kind: 'refused', detail: '不行' })).toBe('服务器拒绝了。 服务器的说明：不行')
})

test('both dictionaries say the same things, each in its own script', () => {
  const shape = (words: object, path = ''): string[] =>
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? shape(value as object, `${path}${name}.`)
        : `${path}${name} ${typeof value}`,
    )
  expect(shape(CHAT_WORDS.zh).sort()).toEqual(shape(CHAT_WORDS.en).sort())
  const texts = (words: object): string[] =>
    Object.values(words).flatMap((value) =>
      typeof value === 'object' && value !== null ? texts(value as object) : typeof value === 'string' ? value : [],
    )
  expect(texts(CHAT_WORDS.en).filter((text) => /\p{Script=Han}/u.test(text))).toEqual([])
  expect(texts(CHAT_WORDS.zh).filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([])
})

test('times are written in the language of the page; a date that is none is written as nothing', () => {
  const date = new Date(2026, 10, 22, 14, 5)
  expect(timeWords('zh-CN').day(date)).toBe('2026年11月22日星期日')
  expect(timeWords('en').day(date)).toBe('Sunday, November 22, 2026')
  expect(timeWords('zh-CN').time(date)).toBe('14:05')
  expect(timeWords('en').time(date)).toMatch(/^2:05\sPM$/)
  expect(timeWords('en').time(new Date('nonsense'))).toBe('')
})
