// S1 in Node: the first answer's five frames through a real server, in both dialects, as a module and as a command.

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startServer } from '@quindar/testkit'
import { recipe, websocketUrl } from './recipe.ts'
import { DIALECTS, expectOneMessage, expectTheFiveFrames, PATIENTLY, pongsOf, setStage, tokenOf } from './stage.ts'

const RUN = fileURLToPath(new URL('../../../../../examples/raw-websocket/run.js', import.meta.url))

/** The command, to its end. */
function run(...args: string[]): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [RUN, ...args], (_error, output, errors) =>
      done({ code: child.exitCode ?? -1, output, errors }),
    )
  })
}

describe.each(DIALECTS)('the recipe in Node, at a server that speaks as %s', (dialect) => {
  it("sends the answer's five frames unchanged, each after the answer that it needs", async () => {
    await using stage = await setStage(dialect)
    const { relay } = stage
    const authToken = await tokenOf(stage.server.url, 'alice')
    const filling = { authToken, roomId: 'GENERAL', event: 'user-activity', messageId: 'A2WvrrZ8FsDsXhcJT' }
    const seen: string[] = []
    const { socket, message } = await recipe({ ...filling, url: websocketUrl(relay.url) }, (way, frame) =>
      seen.push(`${way} ${JSON.stringify(frame)}`),
    )
    const [conversation = []] = relay.conversations
    expect(message).toMatchObject({ _id: 'A2WvrrZ8FsDsXhcJT', rid: 'GENERAL', msg: 'Hello World!' })
    expectTheFiveFrames(conversation, filling)
    await expectOneMessage(stage, 'A2WvrrZ8FsDsXhcJT')

    const before = pongsOf(conversation)
    await stage.untilPing()
    await expect
      .poll(() => conversation.filter(({ text }) => text === '{"msg":"pong"}').length, PATIENTLY)
      .toBe(before + 1)
    expect(pongsOf(conversation)).toBe(before + 1)
    for (const [way, side] of [
      ['>>', 'client'],
      ['<<', 'server'],
    ]) {
      const passed = conversation.filter(({ from }) => from === side).map(({ text }) => `${way} ${text}`)
      expect(seen.filter((line) => line.startsWith(`${way} `))).toEqual(passed)
    }
    socket.close()
  })

  it("works with the answer's own ids, and again: the second run gets the stored message, the room has one", async () => {
    await using stage = await setStage(dialect)
    const authToken = await tokenOf(stage.server.url, 'alice')
    const filling = { authToken, roomId: 'GENERAL', event: 'event', messageId: 'message-id' }
    const settings = { ...filling, url: websocketUrl(stage.relay.url) }
    const first = await recipe(settings, () => undefined)
    const second = await recipe(settings, () => undefined)
    expect(second.message).toEqual(first.message)
    for (const conversation of stage.relay.conversations) expectTheFiveFrames(conversation, filling)
    expect(stage.relay.conversations).toHaveLength(2)
    await expectOneMessage(stage, 'message-id')
    first.socket.close()
    second.socket.close()
  })

  it('runs as a command that gets its token itself, prints every frame and ends by itself', async () => {
    await using stage = await setStage(dialect)
    const { code, output, errors } = await run('--server', stage.relay.url, '--message-id', 'from-the-command')
    expect(errors).toBe('')
    expect(code).toBe(0)
    const [conversation = []] = stage.relay.conversations
    const [, authToken = ''] = /"resume":"([^"]*)"/.exec(output) ?? []
    expectTheFiveFrames(conversation, {
      authToken,
      roomId: 'GENERAL',
      event: 'user-activity',
      messageId: 'from-the-command',
    })
    await expectOneMessage(stage, 'from-the-command')
    const sent = conversation.filter(({ from }) => from === 'client').map(({ text }) => `>> ${text}`)
    expect(output.split('\n').filter((line) => line.startsWith('>> '))).toEqual(sent)
    expect(output).toMatch(/\nSent: Hello World!\n$/)
  })
})

describe('the recipe says in one sentence what went wrong, and fails', () => {
  it.each(DIALECTS)('with a wrong token, as %s', async (dialect) => {
    await using server = await startServer({ dialect })
    const { code, errors } = await run('--server', server.url, '--token', 'stale')
    expect(code).toBe(1)
    expect(errors).toMatch(
      /^The server refused login \(.+ \[40[13]\]\): is the token one of this server, and still good\?\n$/,
    )
  })

  it.each(DIALECTS)('with a room that is not there, as %s', async (dialect) => {
    await using server = await startServer({ dialect })
    expect(await run('--server', server.url, '--room', 'NOWHERE')).toMatchObject({
      code: 1,
      errors: 'The server refused stream-notify-room ([not-allowed])\n',
    })
  })

  it('with a wrong password', async () => {
    await using server = await startServer()
    expect(await run('--server', server.url, '--password', 'bob')).toMatchObject({
      code: 1,
      errors: `The login of alice at ${server.url} was refused: Unauthorized\n`,
    })
  })

  it('where no server is', async () => {
    const server = await startServer()
    await server.close()
    expect(await run('--server', server.url)).toMatchObject({
      code: 1,
      errors: `No server answers at ${server.url}: is it running there?\n`,
    })
    expect(await run('--server', server.url, '--token', 'any')).toMatchObject({
      code: 1,
      errors: `No WebSocket at ${websocketUrl(server.url)}: is the server running there?\n`,
    })
  })

  it('with a flag that it does not have', async () => {
    const { code, errors } = await run('--sever', 'http://localhost:3000')
    expect(code).toBe(1)
    expect(errors).toMatch(/^Unknown option '--sever'[^\n]*\n$/)
  })
})

describe('the address of the socket', () => {
  it.each([
    ['http://localhost:3000', 'ws://localhost:3000/websocket'],
    ['https://chat.example.com/', 'wss://chat.example.com/websocket'],
    ['https://example.com/chat', 'wss://example.com/chat/websocket'],
  ])('of %s is %s', (server, url) => {
    expect(websocketUrl(server)).toBe(url)
  })
})
