// Closed by default: every method, by both of its doors, as everybody, with everything that does not belong there.

import { encode, parseClientFrame } from 'quindar/protocol'
import { safeParse } from 'valibot'
import { describe, expect, it } from 'vitest'
import type { User } from '../../src/domain/entities.ts'
import { digestOf } from '../../src/domain/password-digest.ts'
import { may } from '../../src/domain/permissions.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { createMethods } from '../../src/methods/index.ts'
import { callRoute, ROUTES } from '../../src/rest/index.ts'
import { callers, type Callers } from './caller.ts'
import { EXAMPLES, OPEN_PLACES } from './examples.ts'
import { spied } from './spied.ts'
import { hostileVariants, wrongVariants } from './wrong-arguments.ts'

const METHODS = [...createMethods().values()]

/** Alice and Bob share a group with a secret in it; Carol is logged in and has no business there. */
async function house() {
  const { asked, spy } = spied()
  const made = await callers({ store: spy })
  await made.domain.messages.send(made.alice, { id: 'secret', roomId: 'DEN', text: 'the secret' })
  const tokens = new Map<string, string>()
  for (const user of [made.bob, made.carol]) {
    const request = { how: 'password', user: { id: user.id }, digest: digestOf(user.username) } as const
    tokens.set(user.id, (await made.domain.authentication.authenticate(request)).token)
  }
  made.events.length = 0
  asked.length = 0
  return { ...made, asked, tokens }
}

type House = Awaited<ReturnType<typeof house>>

const ACTORS = [
  ['nobody', () => undefined],
  ['a stranger', (made: Callers) => made.carol],
  ['a member', (made: Callers) => made.bob],
] as const

const route = ROUTES.find(({ path }) => path === '/api/v1/method.callAnon/:method')
if (!route) throw new Error('method.callAnon is gone')
const anonymousRoute = route

interface Answer {
  readonly code: unknown
  readonly result: unknown
}

const DOORS = [
  [
    'DDP',
    async (
      made: House,
      name: string,
      params: readonly unknown[],
      actor: (typeof ACTORS)[number][1],
    ): Promise<Answer> => {
      try {
        return { code: undefined, result: await made.call(name, params, { user: actor(made) }) }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { code: error.code, result: undefined }
      }
    },
    (params: readonly unknown[]): unknown => params,
  ],
  [
    'method.call',
    async (
      made: House,
      name: string,
      params: readonly unknown[],
      actor: (typeof ACTORS)[number][1],
    ): Promise<Answer> => {
      const user = actor(made)
      const faults: unknown[] = []
      const message = encode({ msg: 'method', method: name, id: '1', params: [...params] })
      const answer = await callRoute(
        { domain: made.domain, methods: made.methods, report: (fault) => faults.push(fault) },
        anonymousRoute,
        {
          query: {},
          parameters: { method: name },
          body: { message },
          headers: user ? { 'x-user-id': user.id, 'x-auth-token': made.tokens.get(user.id) } : {},
          remoteAddress: '127.0.0.1',
        },
      )
      if (faults.length > 0) throw new Error(`a fault: ${String(faults[0])}`)
      const body = answer.body as { message?: string; errorType?: string }
      if (body.message === undefined) return { code: body.errorType, result: undefined }
      const frame = JSON.parse(body.message) as { result?: unknown; error?: { error: unknown } }
      return { code: frame.error?.error, result: frame.result }
    },
    // Some of it does not come through: keys that would change what an object is, bytes that are too many.
    (params: readonly unknown[]): unknown => {
      const frame = parseClientFrame(encode({ msg: 'method', method: 'x', id: '1', params: [...params] }))
      return 'params' in frame ? frame.params : undefined
    },
  ],
] as const

/** What everybody could see, before and after. */
async function picture({ store }: House): Promise<unknown> {
  const users = await store.users({ ids: ['alice-id', 'bob-id', 'carol-id'] })
  const lists = await Promise.all(
    users.map(async ({ id }) => [
      await store.roomsOf({ userId: id }),
      await store.membershipsOf({ userId: id }),
      (await store.credentials({ id }))?.passwordHash,
    ]),
  )
  const rooms = ['TOWN', 'DEN']
  const histories = await Promise.all(rooms.map((roomId) => store.history({ roomId, limit: 100, threads: true })))
  return [users, lists, histories, await store.channels({ offset: 0, limit: 100 })]
}

const isStream = (name: string) => name.startsWith('stream-')

it('every method that is no stream’s has an example', () => {
  expect(METHODS.map(({ name }) => name).filter((name) => !isStream(name) && !EXAMPLES[name])).toEqual([])
})

describe.each(DOORS)('by %s', (door, knock, arriving) => {
  describe.each(ACTORS)('%s', (_who, actor) => {
    it.each(METHODS.filter(({ name }) => !isStream(name)).map((method) => [method.name, method] as const))(
      '%s refuses what does not belong there, having read and changed nothing',
      async (name, method) => {
        const made = await house()
        for (const example of EXAMPLES[name] ?? []) {
          for (const { place, what, value, sameKind } of wrongVariants(example)) {
            if (OPEN_PLACES.has(`${name} ${place}`)) continue
            const params = value as unknown[]
            const fits = safeParse(method.params, arriving(params)).success
            // What may be absent may be null.
            if (fits && (what === 'null' || sameKind)) continue
            const { code, result } = await knock(made, name, params, actor)
            const label = `${name} with ${what} at ${place}`
            expect(result, label).toBeUndefined()
            expect(code, label).toBe(expectedCode(method.who, fits, actor(made), what, door))
            expect(
              made.asked.filter((operation) => operation !== 'loginToken'),
              label,
            ).toEqual([])
            expect(made.events, label).toEqual([])
            expect(made.told, label).toEqual([])
            made.asked.length = 0
          }
        }
      },
    )

    it('no hostile text opens anything', async () => {
      const made = await house()
      const before = await picture(made)
      for (const [name, examples] of Object.entries(EXAMPLES)) {
        for (const { value, place, what } of examples.flatMap(hostileVariants)) {
          if (MEANT_TO_BE_FREE.has(`${name} ${place}`)) continue
          const { code, result } = await knock(made, name, value as unknown[], actor)
          const label = `${name} with ${what} at ${place}`
          expect([undefined, false], label).toContain(isNothing(result) ? undefined : result)
          expect(code === undefined ? 'nothing' : code, label).not.toBe(500)
        }
      }
      expect(await picture(made)).toEqual(before)
      const heard = made.events.filter((event) => event.type !== 'whisper' || event.userId !== actor(made)?.id)
      expect(heard).toEqual([])
      expect(Object.keys(Object.prototype)).toEqual([])
      expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
    })
  })

  it('writers of streams pass over in silence what does not belong there', async () => {
    const made = await house()
    for (const { name } of METHODS.filter((method) => isStream(method.name))) {
      const example = ['DEN/user-activity', 'bob', ['user-typing'], {}]
      for (const [, actor] of ACTORS) {
        for (const { value, place, what, sameKind } of wrongVariants(example)) {
          // The last argument is looked into for the id of a thread alone.
          if (place === '3' || sameKind) continue
          const { code, result } = await knock(made, name, value as unknown[], actor)
          const label = `${name} with ${what} at ${place}`
          expect(result, label).toBeUndefined()
          expect([undefined, 400, 'invalid-params'], label).toContain(code)
          expect(made.events, label).toEqual([])
        }
      }
    }
  })
})

/** Places whose text is anybody's own choice: a message, a name for a new room, a password. */
const MEANT_TO_BE_FREE: ReadonlySet<string> = new Set([
  // What there is for visitors, everybody may see; and whoever has a token may register it.
  'livechat:getInitialData 0',
  'livechat:getInitialData 1',
  'livechat:registerGuest 0.token',
  'livechat:registerGuest 0.name',
  'livechat:registerGuest 0.phone',
  'livechat:registerGuest 0.customFields.0.key',
  'livechat:registerGuest 0.customFields.0.value',
  'createChannel 0',
  'createChannel 1.0',
  'createChannel 4.topic',
  'createPrivateGroup 0',
  'createPrivateGroup 1.0',
  'createPrivateGroup 4.topic',
  'joinRoom 1',
  'sendMessage 0._id',
  // The thread says which room it is.
  'sendMessage 0.rid',
  'sendMessage 0.msg',
  'sendMessage 0.tmid',
  'sendMessage 0.bot.i',
  'sendMessage 1.0',
  'updateMessage 0.msg',
  'updateMessage 1.0',
  'setReaction 0',
  'setUserStatus 1',
  'messageSearch 0',
  'spotlight 0',
  'spotlight 1.0',
  'spotlight 3',
  // Another history is none of this server's.
  'quindar:changes 1.epoch',
])

/** An empty list is nothing that was opened, and so is a change of no document. */
function isNothing(result: unknown): boolean {
  const nothings = ['0', '[]', '{"total":0,"records":[]}', '{"message":{"docs":[]}}']
  return result === undefined || nothings.includes(JSON.stringify(result))
}

function expectedCode(
  who: (typeof METHODS)[number]['who'],
  fits: boolean,
  user: User | undefined,
  what: string,
  door: string,
): unknown {
  // Longer than a frame may be: refused before anybody asks what it says.
  if (what === 'a text of 1 MB' && door === 'method.call') return 'invalid-params'
  const isVisitors = typeof who === 'object' && 'visitor' in who
  if (who !== 'anyone' && !isVisitors && !user) return 'error-invalid-user'
  if (typeof who === 'object' && 'permission' in who && user && !may(user, who.permission)) return 'error-not-allowed'
  return fits ? 'error-message-size-exceeded' : 400
}
