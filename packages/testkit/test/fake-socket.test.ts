import { describe, expect, it } from 'vitest'
import { fakeNetwork, settle } from '@quindar/testkit'

describe('FakeSocket', () => {
  it('carries frames both ways once it is open', () => {
    const { WebSocket, latest } = fakeNetwork()
    const client = new WebSocket('ws://somewhere/websocket')
    const got: unknown[] = []
    client.onopen = () => client.send('{"msg":"ping"}')
    client.addEventListener('message', (event) => got.push((event as MessageEvent).data))
    expect(() => client.send('early')).toThrow('still connecting')
    latest().receive({ msg: 'ping' })
    expect(got).toEqual([])
    latest().open()
    latest().receive({ msg: 'pong' })
    expect(latest().sent).toEqual([{ msg: 'ping' }])
    expect(latest().sentOf('sub')).toEqual([])
    expect(got).toEqual(['{"msg":"pong"}'])
  })

  it('closes once, and never when the wire is dead', async () => {
    const { WebSocket, sockets } = fakeNetwork()
    const codes: number[] = []
    for (const answers of [true, false]) {
      const client = new WebSocket('ws://somewhere')
      client.answersClose = answers
      client.onclose = (event) => codes.push(event.code)
      client.open()
      client.close(1000, 'bye')
      client.close(1000, 'bye')
    }
    await settle()
    expect(codes).toEqual([1000])
    expect(sockets.map((socket) => socket.readyState)).toEqual([3, 2])
    expect(sockets[1]?.closedWith).toEqual({ code: 1000, reason: 'bye' })
  })

  it('fails as browsers do: error, then close 1006', () => {
    const { WebSocket, latest } = fakeNetwork()
    const client = new WebSocket('ws://somewhere')
    const seen: string[] = []
    client.onerror = () => seen.push('error')
    client.onclose = (event) => seen.push(`close ${event.code}`)
    latest().fail()
    expect(seen).toEqual(['error', 'close 1006'])
  })
})
