// What each route is registered as: who may ask it, since which release. The list stands here once more, so that a right
// that changes is changed knowingly. What is not listed needs a login. (Who has what limit: calls.test.ts.)

import { ROUTES as FACTS } from 'quindar/protocol'
import { describe, expect, it } from 'vitest'
import { versionsOf } from '../../src/methods/index.ts'
import { ROUTES } from '../../src/rest/index.ts'

const nameOf = ({ method, path }: (typeof ROUTES)[number]) => `${method} ${path.replace('/api/v1/', '')}`

function whoOf({ who }: (typeof ROUTES)[number]): string {
  return typeof who === 'string' ? who : 'visitor' in who ? 'visitor' : who.permission
}

describe('a route', () => {
  it('is for users who are logged in, but for those named here', () => {
    const kinds = [...new Set(ROUTES.map(whoOf))].filter((kind) => kind !== 'user')
    const named = (kind: string) => ROUTES.filter((route) => whoOf(route) === kind).map(nameOf)
    expect(Object.fromEntries(kinds.map((kind) => [kind, named(kind).toSorted()]))).toEqual({
      anyone: [
        'GET /api/info',
        'GET /file-upload/:_id/:name',
        'GET livechat/config',
        'GET settings.public',
        'POST livechat/offline.message',
        'POST livechat/visitor',
        'POST login',
        'POST method.callAnon/:method',
        'POST users.2fa.sendEmailCode',
      ],
      visitor: [
        'DELETE livechat/message/:_id',
        'DELETE livechat/visitor/:token',
        'GET livechat/agent.info/:rid/:token',
        'GET livechat/agent.next/:token',
        'GET livechat/message/:_id',
        'GET livechat/messages.history/:rid',
        'GET livechat/room',
        'GET livechat/visitor/:token',
        'POST livechat/custom.field',
        'POST livechat/custom.fields',
        'POST livechat/message',
        'POST livechat/page.visited',
        'POST livechat/room.close',
        'POST livechat/room.survey',
        'POST livechat/room.transfer',
        'POST livechat/transcript',
        'POST livechat/upload/:rid',
        'POST livechat/visitor.status',
        'POST livechat/visitor/department.transfer',
        'PUT livechat/message/:_id',
      ],
      'close-livechat-room': ['POST livechat/room.closeByUser'],
      'create-c': ['POST channels.create'],
      'create-d': ['POST dm.create', 'POST im.create'],
      'create-p': ['POST groups.create'],
      'create-personal-access-tokens': [
        'GET users.getPersonalAccessTokens',
        'POST users.generatePersonalAccessToken',
        'POST users.regeneratePersonalAccessToken',
        'POST users.removePersonalAccessToken',
      ],
      'manage-livechat-agents': ['DELETE livechat/users/agent/:_id', 'POST livechat/users/agent'],
      'manage-livechat-departments': ['DELETE livechat/department/:_id', 'POST livechat/department'],
      'view-c-room': ['GET channels.list'],
      'view-l-room': [
        'GET livechat/department',
        'GET livechat/department/:_id',
        'GET livechat/inquiries.getOne',
        'GET livechat/inquiries.queued',
        'GET livechat/inquiries.queuedForUser',
        'GET livechat/rooms',
        'GET livechat/users/agent',
        'POST livechat/agent.status',
        'POST livechat/inquiries.returnAsInquiry',
        'POST livechat/inquiries.take',
        'POST livechat/room.forward',
      ],
      'view-livechat-manager': ['GET livechat/inquiries.list', 'GET livechat/visitor/:token/room'],
    })
  })

  it('is there in the releases that the fact of its verb and path says', () => {
    const dated = ROUTES.filter(({ method, path }) => FACTS.has(`${method} ${path}`))
    expect(dated.map((route) => [nameOf(route), route.versions])).toEqual(
      dated.map((route) => [nameOf(route), versionsOf(FACTS.get(`${route.method} ${route.path}`) ?? {})]),
    )
    expect(dated.length).toBeGreaterThan(100)
  })
})
