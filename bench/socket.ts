// A WebSocket client that costs as little as it can, so that what is measured is the server: one TCP socket, frames cut
// out of the bytes as they come, zero masks on what is sent.

import { connect } from 'node:net'

export interface BenchSocket {
  /** Is handed each text frame's payload. */
  onFrame: (payload: Buffer) => void
  send(text: string): void
  close(): void
}

/** Opens `path` on `port`. Resolves when the upgrade is through. */
export function openSocket(port: number, path: string): Promise<BenchSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const opened: BenchSocket = {
      onFrame: () => {},
      send: (text) => void socket.write(maskedFrame(text)),
      close: () => socket.destroy(),
    }
    let pending: Buffer = Buffer.alloc(0)
    let upgraded = false
    socket.on('error', reject)
    socket.on('connect', () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      ),
    )
    socket.on('data', (chunk: Buffer) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      if (!upgraded) {
        const end = pending.indexOf('\r\n\r\n')
        if (end < 0) return
        if (!pending.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) {
          reject(new Error(pending.subarray(0, end).toString()))
          return
        }
        pending = pending.subarray(end + 4)
        upgraded = true
        resolve(opened)
      }
      pending = cutFrames(pending, opened)
    })
  })
}

function cutFrames(bytes: Buffer, socket: BenchSocket): Buffer {
  let at = 0
  while (bytes.length - at >= 2) {
    let length = bytes[at + 1]! & 0x7f
    let head = 2
    if (length === 126) {
      if (bytes.length - at < 4) break
      length = bytes.readUInt16BE(at + 2)
      head = 4
    } else if (length === 127) {
      if (bytes.length - at < 10) break
      length = Number(bytes.readBigUInt64BE(at + 2))
      head = 10
    }
    if (bytes.length - at < head + length) break
    if ((bytes[at]! & 0x0f) === 1) socket.onFrame(bytes.subarray(at + head, at + head + length))
    at += head + length
  }
  return at === 0 ? bytes : bytes.subarray(at)
}

function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const long = payload.length > 125
  const head = Buffer.alloc(long ? 8 : 6)
  head[0] = 0x81
  head[1] = 0x80 | (long ? 126 : payload.length)
  if (long) head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}
