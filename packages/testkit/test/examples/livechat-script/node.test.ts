// S2 in Node: the livechat script of the question, as it stands and as the example tells it, against every release.

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connect, type Client } from 'quindar'
import { METHODS, type MajorRelease } from 'quindar/protocol'
import { startServer, type TestServer } from '@quindar/testkit'
import { sentByTheOriginal } from './original.ts'
import { fourteenCalls, livechatScript, newVisitor, websocketUrl, type Frame } from './script.ts'

const RUN = fileURLToPath(new URL('../../../../../examples/livechat-script/run.js', import.meta.url))
const PATIENTLY = { timeout: 30_000 }

/** A server with alice at her desk, who takes what comes. */
async function stage(compat?: MajorRelease): Promise<{ server: TestServer; alice: Client }> {
  const server = await startServer({ livechat: { routing: 'manual' }, ...(compat !== undefined && { compat }) })
  await server.domain.livechat.agents.add('alice')
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  onTestFinished(async () => {
    await alice.close()
    await server.close()
  })
  return { server, alice }
}

it('the example sends the very frames of the question, in its order', () => {
  const { frames, visitor } = sentByTheOriginal()
  const ids = frames.flatMap(({ msg, id, method, params }) => {
    if (method === 'sendMessageLivechat') return [(params as [{ _id: string }])[0]._id]
    return msg === 'sub' ? [id as string] : []
  })
  const mine = fourteenCalls(visitor, () => ids.shift() ?? '')
  expect(mine.map((frame) => withoutTime(frame))).toEqual(frames.map((frame) => withoutTime(frame)))
  expect(mine).toHaveLength(14)
})

/** The one thing that differs from run to run. */
const withoutTime = (frame: Frame): string => JSON.stringify(frame).replace(/"\$date":\d+/, '"$date":0')

describe.each([undefined, 3, 4] as const)('against our server (--compat %s)', (compat) => {
  it('every call has a real answer, an agent takes the chat, and his reply arrives', async () => {
    const { server, alice } = await stage(compat)
    await alice.call('livechat:changeLivechatStatus', { status: 'available' })
    const waiting: { _id: string; rid: string }[] = []
    await alice.stream('livechat-inquiry-queue-observer', 'public').on((inquiry) => waiting.push(inquiry)).ready
    const visitor = newVisitor()
    const seen: Frame[] = []
    const { socket, answers } = await livechatScript(websocketUrl(server.url), visitor, (way, frame) => {
      if (way === '<<') seen.push(frame)
    })
    onTestFinished(() => socket.close())
    expect(answers.filter(({ error }) => error !== undefined)).toEqual([])
    const results = answers.map(({ result }) => result)
    expect(results[1]).toMatchObject({ enabled: true, departments: expect.anything() as unknown })
    expect(results[4]).toMatchObject({ userId: expect.anything() as unknown, visitor: { token: visitor.chatToken } })
    expect(results[6]).toMatchObject({ rid: visitor.chatRoomId, msg: 'first message' })
    const { messages } = results[8] as { messages: { msg: string }[] }
    expect(messages.map(({ msg }) => msg)).toContain('first message')

    await expect.poll(() => waiting.map(({ rid }) => rid), PATIENTLY).toEqual([visitor.chatRoomId])
    await alice.call('livechat:takeInquiry', waiting[0]?._id ?? '')
    await alice.call('sendMessage', { rid: visitor.chatRoomId, msg: 'Hello, this is Alice' })
    const heard = (): unknown[] =>
      seen.flatMap(({ collection, fields }) =>
        collection === 'stream-room-messages' ? (fields as { args: { msg: string }[] }).args.map(({ msg }) => msg) : [],
      )
    await expect.poll(heard, PATIENTLY).toContain('Hello, this is Alice')

    const again = await livechatScript(websocketUrl(server.url), visitor)
    onTestFinished(() => again.socket.close())
    expect(again.answers[10]?.['result']).toMatchObject({ username: 'alice' })
    expect(again.answers[2]?.['result']).toMatchObject({ _id: expect.anything() as unknown })

    // The sixth call with the room that the script did not have yet: the agent sees who writes, and is seen to write.
    const rid = visitor.chatRoomId
    const writing: unknown[] = []
    await alice.stream('notify-room', `${rid}/typing`).on((...args) => writing.push(args)).ready
    const params = [`${rid}/typing`, 'user28', true, { token: visitor.chatToken }]
    again.socket.send(JSON.stringify({ msg: 'method', method: 'stream-notify-room', params, id: 'typing' }))
    await expect.poll(() => writing, PATIENTLY).toEqual([['user28', true]])
    await alice.call('stream-notify-room', `${rid}/typing`, 'alice', true)
    const typed = (): unknown[] =>
      seen.flatMap(({ collection, fields }) => (collection === 'stream-notify-room' ? [fields] : []))
    await expect.poll(typed, PATIENTLY).toContainEqual({ eventName: `${rid}/typing`, args: ['alice', true] })
  })
})

/** The last known release of each major version; only majors are compared with what the tables say. */
const LAST_MINOR = { 5: 5.4, 6: 6.13, 7: 7.99, 8: 8.99, 9: 9.99 }

describe.each([5, 6, 7, 8, 9] as const)('against our server at --compat %i', (compat) => {
  it('each call that the release lost answers 404, and no other', async () => {
    const { server } = await stage(compat)
    const visitor = newVisitor()
    const { socket, answers } = await livechatScript(websocketUrl(server.url), visitor)
    onTestFinished(() => socket.close())
    for (const [index, call] of fourteenCalls(visitor).entries()) {
      const { method } = call as { method?: string }
      if (method === undefined) continue
      const { announcedUntil, until = announcedUntil ?? '99.0' } = METHODS.get(method) ?? {}
      const { error } = answers[index] as { error?: { error: unknown; reason?: string } }
      const absent = { error: 404, reason: `Method '${method}' not found` }
      expect(error?.error === 404, method).toBe(Number.parseFloat(until) <= LAST_MINOR[compat])
      expect({ ...absent, ...error }, method).toMatchObject(error?.error === 404 ? absent : {})
    }
  })
})

it('the command prints every frame and what became of each call', async () => {
  const { server } = await stage()
  const printed = await new Promise<{ code: number | null; output: string; errors: string }>((done) => {
    const child = execFile(process.execPath, [RUN, '--server', server.url, '--once'], (_error, output, errors) =>
      done({ code: child.exitCode, output, errors }),
    )
  })
  expect(printed).toMatchObject({ code: 0, errors: '' })
  expect(printed.output.split('\n').filter((line) => line.startsWith('>> '))).toHaveLength(14)
  expect(printed.output).toContain('5 livechat:registerGuest: answered\n')
  expect(printed.output).toMatch(/\nGo on with this chat: --token \w{17} --room \w{17}\nThe connection is closed\.\n$/)
})

it('the command says in one sentence that no server is there', async () => {
  const printed = await new Promise<{ code: number | null; errors: string }>((done) => {
    const child = execFile(process.execPath, [RUN, '--server', 'http://127.0.0.1:1'], (_error, _output, errors) =>
      done({ code: child.exitCode, errors }),
    )
  })
  expect(printed).toEqual({
    code: 1,
    errors: 'No WebSocket at ws://127.0.0.1:1/websocket: is the server running there?\n',
  })
})
