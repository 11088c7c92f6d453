// Both ends of the proxy: a server that sends back what it gets, and a raw client.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

interface Echo extends AsyncDisposable {
  readonly url: string
  /** What came, by connection, a piece each. */
  readonly pieces: Buffer[][]
  readonly sockets: Socket[]
}

/** Sends back what it gets. */
export async function startEcho(): Promise<Echo> {
  const pieces: Buffer[][] = []
  const sockets: Socket[] = []
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const mine: Buffer[] = []
    pieces.push(mine)
    sockets.push(socket)
    socket.on('data', (bytes: Buffer) => {
      mine.push(bytes)
      socket.write(bytes)
    })
    socket.on('error', () => {})
    socket.on('end', () => socket.end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pieces,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A raw client, and what it has heard. */
export async function dial(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const seen = { socket, pieces: [] as Buffer[], ended: false, failed: '', closed: false }
  socket.on('data', (bytes: Buffer) => seen.pieces.push(bytes))
  socket.on('end', () => (seen.ended = true))
  socket.on('error', (error: NodeJS.ErrnoException) => (seen.failed = error.code ?? ''))
  socket.on('close', () => (seen.closed = true))
  await once(socket, 'connect')
  return seen
}
