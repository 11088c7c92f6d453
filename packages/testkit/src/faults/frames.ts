// The bytes of a WebSocket connection, one way, cut into frames (RFC 6455, 5.2), so that whole texts can be seen,
// dropped, doubled or changed. Of ours and of `ws`, none are fragmented.

const TEXT = 0x1

/** A frame, with the bytes that it came in. */
export interface RawFrame {
  /** Undefined: a control frame, or bytes. */
  readonly text: string | undefined
  readonly bytes: Buffer
}

/** What came before the frames, which is the request or the answer of the upgrade, and the frames that are whole. */
export interface Cutting {
  readonly head: Buffer
  readonly frames: readonly RawFrame[]
}

/** Takes bytes as they come; keeps what is not whole yet. */
export function createFrameCutter(): (bytes: Buffer) => Cutting {
  let rest = Buffer.alloc(0)
  let stage: 'head' | 'frames' | 'other' = 'head'

  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    let head = Buffer.alloc(0)
    if (stage === 'head') {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return { head, frames: [] }
      head = rest.subarray(0, end + 4)
      rest = rest.subarray(end + 4)
      stage = /^(HTTP\/1\.1 101|GET [^]*\r\nupgrade: *websocket)/i.test(head.toString()) ? 'frames' : 'other'
    }
    if (stage === 'other') {
      head = Buffer.concat([head, rest])
      rest = Buffer.alloc(0)
      return { head, frames: [] }
    }
    const frames: RawFrame[] = []
    for (let frame = firstFrame(rest); frame !== undefined; frame = firstFrame(rest)) {
      frames.push(frame)
      rest = rest.subarray(frame.bytes.length)
    }
    return { head, frames }
  }
}

function firstFrame(bytes: Buffer): RawFrame | undefined {
  const [first, second] = bytes
  if (first === undefined || second === undefined) return undefined
  const short = second & 0x7f
  const masked = second >= 0x80
  const size = short === 127 ? 10 : short === 126 ? 4 : 2
  const start = size + (masked ? 4 : 0)
  if (bytes.length < start) return undefined
  const length = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short
  if (bytes.length < start + length) return undefined
  const whole = bytes.subarray(0, start + length)
  if ((first & 0x0f) !== TEXT) return { text: undefined, bytes: whole }
  const payload = Buffer.from(whole.subarray(start))
  if (masked) for (let i = 0; i < length; i++) payload[i] = (payload[i] ?? 0) ^ (whole[size + (i % 4)] ?? 0)
  return { text: payload.toString(), bytes: whole }
}

/** A text as a server frames it: not masked. */
export function serverTextFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const { length } = payload
  if (length < 126) return Buffer.concat([Buffer.from([0x80 | TEXT, length]), payload])
  const head = Buffer.alloc(length < 65_536 ? 4 : 10)
  head[0] = 0x80 | TEXT
  head[1] = length < 65_536 ? 126 : 127
  if (length < 65_536) head.writeUInt16BE(length, 2)
  else head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, payload])
}
