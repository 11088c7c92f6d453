// The seed's calls release by release: there until the one that removed them, and 404 from then on.
// PROTOCOL.md#methods

import { expect, it } from 'vitest'
import { callers } from '../methods/caller.ts'
import { createDomain } from '../../src/domain/domain.ts'
import { editionOf } from '../../src/domain/edition.ts'
import { callMethod, createMethods } from '../../src/methods/index.ts'
import { routesOf } from '../../src/rest/index.ts'

const GENERATIONS = [3, 4, 5, 6, 7, 8, 9] as const

it.each([
  ['livechat:getInitialData', [3, 4]],
  ['livechat:loginByToken', [3, 4, 5, 6]],
  ['livechat:registerGuest', [3, 4, 5, 6]],
  ['stream-notify-room', [3, 4, 5, 6, 7, 8, 9]],
  ['sendMessageLivechat', [3, 4, 5, 6, 7, 8]],
  ['UserPresence:connect', [3, 4]],
  ['livechat:loadHistory', [3, 4, 5, 6]],
  ['livechat:getAgentData', [3, 4, 5, 6]],
  ['UserPresence:online', [3, 4, 5, 6, 7, 8, 9]],
  ['livechat:closeByVisitor', [3, 4, 5]],
  ['livechat:setUpConnection', [3, 4, 5, 6, 7]],
  ['livechat:saveSurveyFeedback', [3, 4, 5, 6]],
  ['livechat:sendTranscript', [3, 4, 5, 6, 7]],
  ['livechat:startFileUploadRoom', [3, 4]],
  ['sendFileLivechatMessage', [3, 4, 5, 6, 7]],
  ['livechat:takeInquiry', [3, 4, 5, 6, 7]],
  ['livechat:closeRoom', [3, 4, 5, 6, 7]],
])('%s is in %j', async (name, there) => {
  expect(GENERATIONS.filter((compat) => createMethods(editionOf(compat)).has(name))).toEqual(there)
  expect(createMethods().has(name)).toBe(true)
  const { domain } = await callers()
  for (const compat of GENERATIONS.filter((generation) => !there.includes(generation))) {
    const asked = {
      domain,
      user: undefined,
      tokenHash: undefined,
      session: undefined,
      remoteAddress: '',
      connectionId: '',
    }
    const call = callMethod(createMethods(editionOf(compat)), { ...asked, name, params: [] })
    await expect(call).rejects.toMatchObject({ code: 404, reason: `Method '${name}' not found` })
  }
})

it.each([
  ['POST /api/v1/livechat/room.transfer', [3, 4, 5, 6, 7]],
  ['POST /api/v1/livechat/visitor/department.transfer', [8, 9]],
  ['GET /api/v1/livechat/inquiries.queued', [3, 4, 5, 6]],
  ['GET /api/v1/livechat/inquiries.queuedForUser', [7, 8, 9]],
  ['GET /api/v1/livechat/room', [3, 4, 5, 6, 7, 8, 9]],
  ['POST /api/v1/livechat/message', [3, 4, 5, 6, 7, 8, 9]],
])('%s is in %j', (name, there) => {
  const has = (compat: (typeof GENERATIONS)[number]) =>
    routesOf(editionOf(compat)).some(({ method, path }) => `${method} ${path}` === name)
  expect(GENERATIONS.filter(has)).toEqual(there)
})

it('livechat:loadHistory wants both dates in 6.13 and neither before', async () => {
  const made = await callers({ livechat: { settings: { acceptWithoutAgents: true } } })
  const token = 'TOKEN-OF-A-VISITOR'
  const { visitor } = await made.domain.livechat.visitors.register({ token })
  await made.domain.livechat.chats.open(visitor, { source: 'api', roomId: 'R' })
  const ask = (compat: 5 | 6, more: object) => {
    const edition = editionOf(compat)
    const domain = createDomain(made.domain.ground, { limits: 'none', edition })
    const asked = {
      domain,
      user: undefined,
      tokenHash: undefined,
      session: undefined,
      remoteAddress: '',
      connectionId: '',
    }
    return callMethod(createMethods(edition), {
      ...asked,
      name: 'livechat:loadHistory',
      params: [{ token, rid: 'R', ...more }],
    })
  }
  const messages = [{ t: 'livechat-started' }]
  expect(await ask(5, {})).toMatchObject({ messages })
  const end = new Date(made.clock.time + 1)
  for (const more of [{}, { end }, { ls: new Date(0) }]) {
    await expect(ask(6, more)).rejects.toMatchObject({ code: 400, reason: 'Match failed' })
  }
  expect(await ask(6, { end, ls: new Date(0) })).toMatchObject({ messages })
})

it('livechat:sendTranscript is for agents alone where a release is played that has it so', async () => {
  const sent: string[] = []
  const mail = ({ to }: { to: string }) => Promise.resolve(void sent.push(to))
  const made = await callers({ livechat: { mail, settings: { acceptWithoutAgents: true } } })
  const token = 'TOKEN-OF-A-VISITOR'
  const { visitor } = await made.domain.livechat.visitors.register({ token })
  await made.domain.livechat.chats.open(visitor, { source: 'api', roomId: 'R' })
  const edition = editionOf(7)
  const domain = createDomain(made.domain.ground, { limits: 'none', edition, livechat: { mail } })
  const boss = await made.user('boss', ['admin'])
  const ask = (user: typeof boss | undefined, to: string) => {
    const asked = { domain, user, tokenHash: undefined, session: undefined, remoteAddress: '', connectionId: '' }
    return callMethod(createMethods(edition), { ...asked, name: 'livechat:sendTranscript', params: [token, 'R', to] })
  }
  await expect(ask(undefined, 'a@b.c')).rejects.toMatchObject({ code: 'error-not-allowed' })
  await expect(ask(made.bob, 'a@b.c')).rejects.toMatchObject({ code: 'error-not-allowed' })
  expect(await ask(boss, 'd@e.f')).toBe(true)
  expect(await made.call('livechat:sendTranscript', [token, 'R', 'g@h.i'], { user: undefined })).toBe(true)
  expect(sent).toEqual(['d@e.f', 'g@h.i'])
})
