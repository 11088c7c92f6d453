// Everything that a chat client does, at one release of Rocket.Chat as our server plays it: it works, and it goes the way
// that the release has. Where REST alone has it and the browser refuses REST, it says which setting is in the way.
//
// Played from the tables of the protocol, which the client reads too: that both agree proves that they agree. What is
// known of a real server stands in the tables, as their evidence.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConnectionError, connect, type Message, type Room } from 'quindar'
import { LAST_RELEASES, type MajorRelease } from 'quindar/protocol'
import { COMMANDS, isGone, type Scene } from './commands.ts'
import { testFinding } from './finding.ts'
import { next, openStage, type Dialect, type Rest, type Stage } from './stage.ts'

export const MAJORS = Object.keys(LAST_RELEASES).map((major) => Number(major) as MajorRelease)

export function describeClientAt(compat: MajorRelease, dialect: Dialect, rest: Rest): void {
  describe(`--compat ${compat} --dialect ${dialect}, REST ${rest}`, () => {
    let stage: Stage
    let hers: Room
    let his: Room
    let other: Room
    /** A channel of alice's. */
    let own: Room
    /** Has alice a way at all? */
    const can = (method: string): boolean => rest !== 'blocked' || !isGone(compat, method)
    const knowsRelease = rest === 'open'

    beforeAll(async () => {
      stage = await openStage(compat, dialect, rest)
      ;[hers, his] = await Promise.all([stage.alice.room('#general'), stage.bob.room('#general')])
      other = await stage.alice.room({ id: (await stage.bob.createRoom({ name: 'other' })).id })
      const made = await past('channels.create', { name: 'own' })
      own = await stage.alice.room({ id: (made['channel'] as { _id: string })._id })
    })
    afterAll(async () => {
      await stage[Symbol.asyncDispose]()
    })

    /** A message by alice, sent past the client. */
    async function messageOfHers(rid = 'GENERAL'): Promise<string> {
      const _id = `m${Math.trunc(performance.now() * 1_000)}`
      await past('chat.sendMessage', { message: { _id, rid, msg: 'hers' } })
      return _id
    }

    /** Done by alice, past the client. */
    async function past(route: string, body: object): Promise<Record<string, unknown>> {
      const { id, token } = stage.alice.user!
      const answer = await fetch(`${stage.server.url}/api/v1/${route}`, {
        method: 'POST',
        headers: { 'X-Auth-Token': token, 'X-User-Id': id, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
      expect(answer.status).toBe(200)
      return (await answer.json()) as Record<string, unknown>
    }

    let names = 0
    const newScene = async (): Promise<Scene> => ({
      ...stage,
      hers,
      his,
      other,
      mine: await messageOfHers(),
      own: { room: own, message: await messageOfHers(own.id) },
      name: `new-${++names}`,
    })

    /** Methods that this client has found gone already. */
    const found = new Set<string>()

    test.each(COMMANDS.filter(([method]) => can(method)))('%s or %s: to %s', async (method, route, _, run) => {
      const scene = await newScene()
      stage.ways()
      const gone = isGone(compat, method)
      await run(scene)
      const first = stage.ways()
      // Where nobody says which release it is, it is tried once.
      const tried = gone && !knowsRelease && !found.has(method) ? [method, route] : [gone ? route : method]
      found.add(method)
      expect(first.filter((way) => way === method || way === route)).toEqual(tried)
      await run(await newScene()).catch(() => {})
      expect(stage.ways().filter((way) => way === method || way === route)).toEqual([gone ? route : method])
    })

    test.each(COMMANDS.filter(([method]) => !can(method)))(
      '%s is gone, and %s refused: to %s says which setting',
      async (...row) => {
        const scene = await newScene()
        const error = await row[3](scene).catch((reason: unknown) => reason)
        expect(error).toBeInstanceOf(ConnectionError)
        expect((error as ConnectionError).message).toMatch(/API_Enable_CORS.*API_CORS_Origin/)
      },
    )

    test.runIf(can('deleteMessage') && can('sendMessage'))('what she does, he sees, once and in order', async () => {
      const story: string[] = []
      const stops = (['message', 'edited', 'reactions'] as const).map((kind) =>
        his.on(kind, (message: Message) => story.push(`${kind} ${message.text} ${JSON.stringify(message.reactions)}`)),
      )
      stops.push(his.on('deleted', ({ message }) => story.push(`deleted ${message?.text}`)))
      await his.history({ limit: 1 })
      const { id } = await hers.send('one')
      await hers.edit(id, 'uno')
      await hers.react(id, ':wave:')
      await hers.react(id, ':wave:', false)
      await hers.delete(id)
      await expect.poll(() => story.at(-1), PATIENTLY).toBe('deleted uno')
      expect(story).toEqual([
        'message one {}',
        'edited uno {}',
        'reactions uno {":wave:":["alice"]}',
        'reactions uno {}',
        'deleted uno',
      ])
      for (const stop of stops) stop()
    })

    test('what he says she hears, and finds in the history, oldest first', async () => {
      const heard: string[] = []
      const stop = hers.on('message', ({ text }) => heard.push(text))
      await hers.history({ limit: 1 })
      for (const text of ['a', 'b', 'c']) await his.send(text)
      await expect.poll(() => heard, PATIENTLY).toEqual(['a', 'b', 'c'])
      const history = await hers.history({ limit: 3 })
      expect(history.map(({ text, at }) => [text, at instanceof Date])).toEqual(
        ['a', 'b', 'c'].map((text) => [text, true]),
      )
      stop()
    })

    test('the timeline is the history and what is said since, without doubles', async () => {
      const stop = hers.timeline.subscribe(() => {})
      for (const text of ['d', 'e']) await his.send(text)
      // What could not be sent stays there, behind all that was.
      const said = (): Message[] => hers.timeline.getSnapshot().messages.filter(({ status }) => status !== 'failed')
      await expect.poll(() => said().at(-1)?.text, PATIENTLY).toBe('e')
      while (hers.timeline.getSnapshot().hasOlder) await hers.timeline.loadOlder({ limit: 5 })
      const whole = await hers.history({ limit: 100 })
      // Among messages of one millisecond such a server has no order.
      expect(
        said()
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(whole.map(({ id }) => id).toSorted())
      stop()
    })

    test.runIf(can('getUsersOfRoom'))('members have names, and come in pages', async () => {
      const { total, members } = await hers.members({ limit: 2 })
      expect([total >= 4, members.length]).toEqual([true, 2])
      const { members: later } = await hers.members({ limit: 2, skip: 2 })
      expect(new Set([...members, ...later].map(({ username }) => username)).size).toBe(4)
      expect((await hers.members({ filter: 'car' })).members).toMatchObject([{ username: 'carol' }])
    })

    test.runIf(can('createDirectMessage'))('a direct room is the same for both', async () => {
      const direct = await stage.alice.room('@bob')
      expect((await stage.bob.room('@alice')).id).toBe(direct.id)
      await (await stage.bob.room('@alice')).send('psst')
      await expect.poll(async () => (await direct.history()).map(({ text }) => text), PATIENTLY).toEqual(['psst'])
    })

    test.runIf(can('joinRoom') && can('leaveRoom'))('she joins and leaves a channel, and he sees it', async () => {
      const isIn = async (): Promise<boolean> => {
        const members = await (await stage.bob.room(other.id)).members({ filter: 'alice' })
        return members.members.length === 1
      }
      await other.join()
      expect(await isIn()).toBe(true)
      await other.leave()
      expect(await isIn()).toBe(false)
    })

    test.runIf(can('readMessages'))('what she has read is read', async () => {
      const unread = async (): Promise<unknown> => {
        const memberships = await stage.alice.call('subscriptions/get')
        return Array.isArray(memberships) && memberships.find(({ rid }) => rid === 'GENERAL')?.unread
      }
      await his.send('@alice look')
      await expect.poll(unread, PATIENTLY).not.toBe(0)
      await hers.markRead()
      expect(await unread()).toBe(0)
    })

    testFinding(() => ({ stage, hers, his }), can, rest)

    test('each sees the other type', async () => {
      await expect.poll(() => [stage.alice.user?.username, stage.bob.user?.username]).toEqual(['alice', 'bob'])
      for (const [from, to, username] of [
        [hers, his, 'alice'],
        [his, hers, 'bob'],
      ] as const) {
        const typing = next<{ username: string; typing: boolean }>((listener) => to.on('typing', listener))
        let seen: unknown
        void typing.then((told) => (seen = told))
        await expect
          .poll(async () => {
            await from.typing()
            return seen
          }, PATIENTLY)
          .toEqual({ username, typing: true })
        await from.typing(false)
      }
    })

    test('who comes and goes is told', async () => {
      const statuses: string[] = []
      const carol = await connect(stage.server.url, { user: 'carol', password: 'carol' })
      const stop = stage.alice.presence.watch([carol.user!.id], ({ status }) => statuses.push(status))
      // Without REST only changes are told, so that there has to be one.
      await expect
        .poll(async () => {
          await carol.call('UserPresence:away')
          await carol.call('UserPresence:online')
          return statuses.includes('online')
        }, PATIENTLY)
        .toBe(true)
      await carol.close()
      await expect.poll(() => statuses.at(-1), PATIENTLY).toBe('offline')
      stop()
    })

    test('a token logs in again until it is revoked, and the client hears of it', async () => {
      const first = await connect(stage.server.url, { user: 'carol', password: 'carol' })
      const { token } = first.user!
      const second = await connect(stage.server.url, { token })
      expect(second.user?.id).toBe(first.user?.id)
      await second.logout()
      await Promise.all([first.close(), second.close()])
      await expect(connect(stage.server.url, { token })).rejects.toMatchObject({ code: 'token-expired' })
      await expect(connect(stage.server.url, { user: 'carol', password: 'wrong' })).rejects.toMatchObject({
        code: 'invalid-credentials',
      })
    })

    test('what was said, edited and deleted while the cable was out is told once and in order', async () => {
      const story: string[] = []
      // Others, of the tests before, are caught up with too: she did not listen then.
      const tell = (kind: string, text = ''): unknown => /^while/i.test(text) && story.push(`${kind} ${text}`)
      const stops = (['message', 'edited'] as const).map((kind) =>
        hers.on(kind, ({ text }: Message) => tell(kind, text)),
      )
      stops.push(hers.on('deleted', ({ message }) => tell('deleted', message?.text)))
      stops.push(hers.on('gap', ({ reason }) => story.push(`gap ${reason.message}`)))
      const a = await his.send('while a')
      const b = await his.send('while b')
      await expect.poll(() => story, PATIENTLY).toEqual(['message while a', 'message while b'])
      const ready = next((listener) => stage.alice.on('ready', listener))
      stage.wire.pull()
      await his.edit(a.id, 'while A')
      await his.delete(b.id)
      await his.send('while c')
      stage.wire.plug()
      await ready
      await his.send('while d')
      await expect.poll(() => story.at(-1), PATIENTLY).toBe('message while d')
      expect(story.slice(2)).toEqual(['message while c', 'edited while A', 'deleted while b', 'message while d'])
      for (const stop of stops) stop()
    })

    test.runIf(can('sendMessage'))('what she writes while the cable is out arrives once and in order', async () => {
      stage.wire.pull()
      const sending = ['x', 'y', 'z'].map((text) => hers.send(`outbox ${text}`, { timeout: Infinity }))
      stage.wire.plug()
      expect((await Promise.all(sending)).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent'])
      const history = await his.history({ limit: 50 })
      const texts = history.map(({ text }) => text).filter((text) => text.startsWith('outbox'))
      expect(texts).toEqual(['outbox x', 'outbox y', 'outbox z'])
      expect((await stage.alice.outbox()).getSnapshot()).toEqual([])
    })

    test.runIf(can('sendMessage'))(
      'what the server refuses fails with its word, and nothing is sent twice',
      async () => {
        const id = await messageOfHers()
        expect(await hers.send({ text: 'again', id })).toMatchObject({ id, status: 'sent' })
        const long = await hers.send('x'.repeat(6_000)).catch((error: unknown) => error)
        expect(long).toMatchObject({ code: 'method-failed', error: 'error-message-size-exceeded' })
      },
    )
  })
}

const PATIENTLY = { timeout: 20_000 }
