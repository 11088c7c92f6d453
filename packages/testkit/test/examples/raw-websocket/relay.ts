// Stands between an example and the server, and writes down what went by, in order: what was really sent, whatever the
// example says of itself.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

/** One frame that went by. */
export interface Passed {
  readonly from: 'client' | 'server'
  readonly text: string
}

export interface Relay extends AsyncDisposable {
  readonly url: string
  /** Per WebSocket, in the order in which they were opened. */
  readonly conversations: readonly (readonly Passed[])[]
}

/** Passes WebSockets on to the server at `target`, frame by frame, and everything else as HTTP. */
export async function relayTo(target: string): Promise<Relay> {
  const conversations: Passed[][] = []
  const http = createServer((request, response) => {
    const { method = 'GET', url = '/', headers } = request
    const pass = async (): Promise<void> => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks)
      const passed = Object.entries(headers).flatMap(([name, value]) =>
        typeof value === 'string' && !HOP.has(name) ? [[name, value] as [string, string]] : [],
      )
      const answer = await fetch(target + url, { method, headers: passed, ...(body.length > 0 && { body }) })
      const kept = [...answer.headers].filter(([name]) => !HOP.has(name))
      response.writeHead(answer.status, Object.fromEntries(kept)).end(Buffer.from(await answer.arrayBuffer()))
    }
    pass().catch((error: unknown) => response.destroy(error as Error))
  })
  const sockets = new WebSocketServer({ server: http })
  sockets.on('connection', (near, { url = '/' }) => {
    const conversation: Passed[] = []
    conversations.push(conversation)
    const far = new WebSocket(target.replace(/^http/, 'ws') + url)
    const early: string[] = []
    near.on('message', (data: Buffer) => {
      const text = data.toString()
      conversation.push({ from: 'client', text })
      if (far.readyState === WebSocket.OPEN) far.send(text)
      else early.push(text)
    })
    far.on('open', () => early.splice(0).forEach((text) => far.send(text)))
    far.on('message', (data: Buffer) => {
      const text = data.toString()
      conversation.push({ from: 'server', text })
      near.send(text)
    })
    far.on('error', () => near.terminate())
    far.on('close', () => near.close())
    near.on('close', () => far.close())
  })
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    conversations,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      http.closeAllConnections()
      await new Promise((closed) => http.close(closed))
    },
  }
}

/** Headers of one hop, and those that a fetch makes itself. */
const HOP = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'content-encoding', 'keep-alive'])
