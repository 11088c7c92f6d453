// What each method is registered as: who may call it, how often, since which release. The lists stand here once more, so
// that a right or a limit that changes is changed knowingly. What is not listed needs a login and has the common limit.

import { METHODS } from 'quindar/protocol'
import { describe, expect, it } from 'vitest'
import { createMethods } from '../../src/methods/index.ts'
import { versionsOf } from '../../src/methods/versions.ts'

const methods = [...createMethods().values()]

/** The names of those that `kind` tells apart, by kind. */
function grouped(kindOf: (method: (typeof methods)[number]) => string): Record<string, readonly string[]> {
  const kinds = [...new Set(methods.map(kindOf))].toSorted()
  const named = (kind: string) => methods.filter((method) => kindOf(method) === kind).map(({ name }) => name)
  return Object.fromEntries(kinds.map((kind) => [kind, named(kind).toSorted()]))
}

const STREAMS = [
  'stream-livechat-inquiry-queue-observer',
  'stream-livechat-room',
  'stream-notify-all',
  'stream-notify-logged',
  'stream-notify-room',
  'stream-notify-user',
  'stream-room-messages',
  'stream-user-presence',
]

describe('a method', () => {
  it('is for users who are logged in, but for those named here', () => {
    const { user, ...others } = grouped(({ who }) =>
      typeof who === 'string' ? who : 'visitor' in who ? 'visitor' : who.permission,
    )
    expect(user?.length).toBeGreaterThan(30)
    expect(others).toEqual({
      anyone: [
        'UserPresence:away',
        'UserPresence:connect',
        'UserPresence:online',
        'livechat:getInitialData',
        'livechat:loginByToken',
        'livechat:registerGuest',
        'livechat:sendOfflineMessage',
        'livechat:setUpConnection',
        'login',
        'logout',
        'public-settings/get',
        'rooms/get',
        ...STREAMS,
        'subscriptions/get',
      ],
      visitor: [
        'livechat:closeByVisitor',
        'livechat:getAgentData',
        'livechat:getNextAgent',
        'livechat:loadHistory',
        'livechat:pageVisited',
        'livechat:saveSurveyFeedback',
        'livechat:sendTranscript',
        'livechat:setCustomField',
        'livechat:setDepartmentForVisitor',
        'livechat:startFileUploadRoom',
        'sendFileLivechatMessage',
        'sendMessageLivechat',
      ],
      'close-livechat-room': ['livechat:closeRoom'],
      'create-c': ['createChannel'],
      'create-d': ['createDirectMessage'],
      'create-p': ['createPrivateGroup'],
      'create-personal-access-tokens': [
        'personalAccessTokens:generateToken',
        'personalAccessTokens:regenerateToken',
        'personalAccessTokens:removeToken',
      ],
      'manage-livechat-agents': ['livechat:addAgent', 'livechat:removeAgent'],
      'view-l-room': [
        'livechat:changeLivechatStatus',
        'livechat:returnAsInquiry',
        'livechat:takeInquiry',
        'livechat:transfer',
      ],
    })
  })

  it('has the common limit, but for those named here', () => {
    const { default: common, ...others } = grouped(({ rate }) => rate)
    expect(common).not.toHaveLength(0)
    expect(others).toEqual({
      login: [
        '2fa:disable',
        '2fa:regenerateCodes',
        '2fa:validateTempToken',
        'livechat:sendOfflineMessage',
        'livechat:sendTranscript',
        'login',
      ],
      send: ['sendMessage'],
      stream: STREAMS,
      suggest: ['spotlight'],
    })
  })

  it('asks for a second factor where a token that needs no password is made', () => {
    const asking = methods.filter(({ secondFactor }) => secondFactor).map(({ name }) => name)
    expect(asking.toSorted()).toEqual([
      'personalAccessTokens:generateToken',
      'personalAccessTokens:regenerateToken',
      'personalAccessTokens:removeToken',
    ])
  })

  it('is there in the releases that the fact of its name says', () => {
    const dated = methods.filter(({ name }) => METHODS.has(name))
    expect(dated.map(({ name, versions }) => [name, versions])).toEqual(
      dated.map(({ name }) => [name, versionsOf(METHODS.get(name) ?? {})]),
    )
    expect(dated.length).toBeGreaterThan(50)
  })
})
