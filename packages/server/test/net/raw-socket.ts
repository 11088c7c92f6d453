// A WebSocket client made of bytes, to say what no library says.

import { connect, type Socket } from 'node:net'

/** What came from the server: a frame, taken apart. */
export interface RawFrame {
  readonly opcode: number
  readonly payload: Buffer
}

export interface FrameOptions {
  readonly fin?: boolean
  /** The three reserved bits, 1 to 7. */
  readonly rsv?: number
  readonly masked?: boolean
  /** A length to claim instead of the real one. */
  readonly claim?: number
}

export function frame(opcode: number, payload: Buffer | string = '', options: FrameOptions = {}): Buffer {
  const { fin = true, rsv = 0, masked = true } = options
  const bytes = Buffer.from(payload)
  const length = options.claim ?? bytes.length
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode]
  const bit = masked ? 0x80 : 0
  if (length <= 125) head.push(bit | length)
  else if (length <= 65_535) head.push(bit | 126, length >> 8, length & 0xff)
  else {
    const long = Buffer.alloc(8)
    long.writeBigUInt64BE(BigInt(length))
    head.push(bit | 127, ...long)
  }
  if (!masked) return Buffer.concat([Buffer.from(head), bytes])
  const mask = [0x12, 0x34, 0x56, 0x78]
  return Buffer.concat([Buffer.from(head), Buffer.from(mask), bytes.map((byte, at) => byte ^ (mask[at % 4] ?? 0))])
}

export class RawSocket {
  readonly socket: Socket
  /** Frames in their order. */
  readonly frames: RawFrame[] = []
  /** The answer to the handshake, head and all. */
  response = ''
  /** The connection is over. */
  readonly ended: Promise<void>
  private buffer = Buffer.alloc(0)
  /** What has come behind `buffer`: joined when enough of it is there, so that long frames are not copied at every step. */
  private parts: Buffer[] = []
  private wanted = 0
  private waiting: (() => void)[] = []

  private constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.on('data', (data) => this.read(data))
    // A server that hangs up while we still talk.
    this.socket.on('error', () => undefined)
    this.ended = new Promise((resolve) => {
      this.socket.on('close', () => {
        this.wake()
        resolve()
      })
    })
  }

  /** Sends a request to upgrade, and waits for the head of the answer. */
  static async open(port: number, path = '/websocket', headers: readonly string[] = []): Promise<RawSocket> {
    const raw = new RawSocket(port)
    raw.socket.write(
      [
        `GET ${path} HTTP/1.1`,
        'Host: 127.0.0.1',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        ...headers,
        '',
        '',
      ].join('\r\n'),
    )
    await raw.until(() => raw.response !== '')
    return raw
  }

  write(...frames: Buffer[]): void {
    this.socket.write(Buffer.concat(frames))
  }

  say(value: unknown): void {
    this.write(frame(1, JSON.stringify(value)))
  }

  /** Waits until it is so, or the connection is over. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo() && !this.socket.destroyed) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  /** The texts that came. */
  get texts(): string[] {
    return this.frames.filter(({ opcode }) => opcode === 1).map(({ payload }) => payload.toString())
  }

  /** The close frame that came, waiting for it or for the end without one. */
  async close(): Promise<{ code: number; reason: string } | undefined> {
    const find = (): RawFrame | undefined => this.frames.find(({ opcode }) => opcode === 8)
    await this.until(() => find() !== undefined)
    const payload = find()?.payload
    return payload && { code: payload.length ? payload.readUInt16BE() : 1005, reason: payload.subarray(2).toString() }
  }

  private read(data: Buffer): void {
    this.parts.push(data)
    this.wanted -= data.length
    if (this.wanted > 0) return
    this.buffer = Buffer.concat([this.buffer, ...this.parts])
    this.parts = []
    if (this.response === '') {
      const end = this.buffer.indexOf('\r\n\r\n')
      if (end < 0) return
      this.response = this.buffer.subarray(0, end).toString()
      if (!this.response.startsWith('HTTP/1.1 101')) {
        this.response = this.buffer.toString()
        return this.wake()
      }
      this.buffer = this.buffer.subarray(end + 4)
    }
    for (let next = this.take(); next; next = this.take()) this.frames.push(next)
    this.wake()
  }

  /** One frame off the buffer, if it is all there. */
  private take(): RawFrame | undefined {
    const { buffer } = this
    if (buffer.length < 2) return undefined
    const short = buffer.readUInt8(1)
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (buffer.length < head) return undefined
    const length = short < 126 ? short : short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2))
    this.wanted = head + length - buffer.length
    if (this.wanted > 0) return undefined
    this.buffer = buffer.subarray(head + length)
    return { opcode: buffer.readUInt8(0) & 0xf, payload: buffer.subarray(head, head + length) }
  }

  private wake(): void {
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}
