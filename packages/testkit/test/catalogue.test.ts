// What the tables of `quindar/protocol` name, the real server has: nothing in them is there for show. PROTOCOL.md#errors
import { METHODS, PUBLICATIONS, ROUTES, STREAMS } from 'quindar/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '@quindar/testkit'

interface Answer {
  msg: string
  id?: string
  subs?: string[]
  error?: { error: string | number }
}

let server: TestServer
let socket: WebSocket
const waiting = new Map<string, (answer: Answer) => void>()

/** Sends a frame with an id, and gives the `result`, `ready` or `nosub` that answers it. */
function ask(frame: { msg: 'method' | 'sub'; id: string; [key: string]: unknown }): Promise<Answer> {
  return new Promise((resolve) => {
    waiting.set(frame.id, resolve)
    socket.send(JSON.stringify(frame))
  })
}

beforeAll(async () => {
  server = await startServer()
  socket = new WebSocket(`${server.url.replace('http', 'ws')}/websocket`)
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(data as string) as Answer
    if (answer.msg === 'ping') socket.send('{"msg":"pong"}')
    if (!['result', 'ready', 'nosub'].includes(answer.msg)) return
    for (const id of answer.subs ?? [answer.id ?? '']) waiting.get(id)?.(answer)
  }
  await new Promise((resolve) => (socket.onopen = resolve))
  socket.send('{"msg":"connect","version":"1","support":["1"]}')
})

afterAll(async () => {
  socket.close()
  await server[Symbol.asyncDispose]()
})

describe('the server has', () => {
  it.each([...METHODS.keys()])('the method %s', async (method) => {
    const answer = await ask({ msg: 'method', id: `m ${method}`, method, params: [] })
    expect(answer.error?.error).not.toBe(404)
    // To nobody these say that there is nothing; the rest asks for a login or for parameters.
    const silent = /^logout$|^UserPresence:|^(rooms|subscriptions)\/get$/.test(method)
    expect(answer.error === undefined).toBe(silent)
  })

  it.each([...STREAMS.keys()])('the stream %s', async (stream) => {
    const answer = await ask({ msg: 'sub', id: `s ${stream}`, name: `stream-${stream}`, params: ['any/key', false] })
    expect(answer.error?.error).not.toBe(404)
    expect(answer.msg).toBe(stream === 'notify-all' ? 'ready' : 'nosub')
  })

  it.each([...PUBLICATIONS.keys()].filter((name) => name !== ''))('the publication %s', async (name) => {
    expect(await ask({ msg: 'sub', id: `p ${name}`, name, params: [] })).toMatchObject({ msg: 'ready' })
  })

  it.each([...ROUTES])('the route %s', async (_, { verb, path, login }) => {
    const { status } = await fetch(server.url + path.replace(/:\w+/, 'rooms%3Aget'), { method: verb })
    expect(status === 401).toBe(login === 'required')
    expect(status).not.toBe(404)
  })
})

describe('the server has not', () => {
  it('a method, a publication or a route that nobody named', async () => {
    expect(await ask({ msg: 'method', id: 'm', method: 'nope', params: [] })).toMatchObject({ error: { error: 404 } })
    expect(await ask({ msg: 'sub', id: 's', name: 'stream-nope', params: ['x'] })).toMatchObject({
      error: { error: 404 },
    })
    expect((await fetch(`${server.url}/api/v1/nope`)).status).toBe(404)
  })
})
