// What a release does its own way: each habit on both sides of the release that changed it.
import { describe, expect, it } from 'vitest'
import {
  compareReleases,
  deleteMessage,
  habitsOf,
  isIn,
  isInAsAnnounced,
  LAST_RELEASES,
  NEWEST_RELEASE,
  notifyRoom,
  sendMessage,
  userPresence,
} from 'quindar/protocol'

describe('habitsOf', () => {
  it.each([
    ['greets', '4.8.7', true, '5.0.0', false],
    ['typingEvent', '3.18', 'typing', '4.0', 'both'],
    ['typingEvent', '5.4', 'both', '6.0', 'user-activity'],
    ['loginErrorCode', '6.13', 403, '7.0', 401],
    ['deniedStream', '4.8', 'silent', '5.0', 'not-allowed'],
    ['userStatusLength', '4.8', 4, '5.0', 6],
    ['userStatusLength', '8.7', 6, '8.8', 8],
    ['messageBodyWhitelist', '6.13', false, '7.0', true],
    ['strictVisitorHistory', '6.9', false, '6.10', true],
    ['strictVisitorHistory', '6.13', true, '7.0', false],
    ['tellsClientVersions', '6.4', false, '6.5', true],
    ['syncCursors', '7.0', false, '7.1', true],
    ['methodCallFails', '7.13', false, '8.0', true],
  ] as const)('%s: in %s it is %j, in %s %j', (habit, before, old, after, now) => {
    expect(habitsOf(before)[habit]).toBe(old)
    expect(habitsOf(after)[habit]).toBe(now)
  })

  it('knows the newest release', () => {
    expect(habitsOf(NEWEST_RELEASE)).toEqual({
      greets: false,
      typingEvent: 'user-activity',
      loginErrorCode: 401,
      deniedStream: 'not-allowed',
      userStatusLength: 8,
      messageBodyWhitelist: true,
      strictVisitorHistory: false,
      tellsClientVersions: true,
      syncCursors: true,
      methodCallFails: true,
    })
  })
})

describe('isIn', () => {
  it('holds from since on and until just before until', () => {
    expect(['6.13.9', '7.0.0', '8.8'].map((release) => isIn(release, deleteMessage))).toEqual([true, false, false])
    expect(['4.0', '4.1'].map((release) => isIn(release, userPresence))).toEqual([false, true])
    const { typing, 'user-activity': activity } = notifyRoom.events
    expect(['3.18', '4.0', '5.4', '6.0'].map((release) => [isIn(release, typing), isIn(release, activity)])).toEqual([
      [true, false],
      [true, true],
      [true, true],
      [false, true],
    ])
    expect(isIn('0.70', {})).toBe(true)
  })
})

describe('isInAsAnnounced', () => {
  it('takes announcements for what will be', () => {
    expect(['8.8', '9.0', '9.1'].map((release) => isInAsAnnounced(release, sendMessage))).toEqual([true, false, false])
    expect(['8.8', '9.0', '9.1'].map((release) => isIn(release, sendMessage))).toEqual([true, true, true])
    expect(isInAsAnnounced('9.0', deleteMessage)).toBe(false)
    expect(isInAsAnnounced('9.0', {})).toBe(true)
  })
})

it('an extension is in no release', () => {
  expect(isIn(NEWEST_RELEASE, { extension: true })).toBe(false)
  expect(isInAsAnnounced('9.0', { extension: true })).toBe(false)
})

it('knows the last minor of each major release', () => {
  expect(LAST_RELEASES).toEqual({ 3: '3.18', 4: '4.8', 5: '5.4', 6: '6.13', 7: '7.13', 8: '8.8', 9: '9.0' })
})

describe('compareReleases', () => {
  it.each([
    ['8.3', '8.3.1', 0],
    ['8.10', '8.9', 1],
    ['7.0.0-rc.1', '7.0', 0],
    ['v6.1', '6.2', -1],
    ['10.0', '9.9', 1],
    ['6', '6.0', 0],
    ['develop', '0.0', 0],
  ])('%s against %s', (a, b, sign) => {
    expect(Math.sign(compareReleases(a, b))).toBe(sign)
    expect(Math.sign(compareReleases(b, a))).toBe(sign === 0 ? 0 : -sign)
  })
})
