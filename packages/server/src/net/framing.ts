// Frames of RFC 6455 as a server writes them: whole, unmasked, uncompressed. The length has one byte up to 125, two more
// up to 65 535, eight more beyond; it counts bytes of UTF-8, not characters.

const FIN = 0x80
const TEXT = 0x1
const PONG = 0xa

export function textFrame(text: string): Uint8Array {
  const length = Buffer.byteLength(text)
  const frame = framed(TEXT, length)
  frame.write(text, frame.length - length)
  return frame
}

/** A control frame: at most 125 bytes, which is all that a ping may bring. */
export function pongFrame(payload: Uint8Array): Uint8Array {
  const frame = framed(PONG, payload.length)
  frame.set(payload, frame.length - payload.length)
  return frame
}

/** A frame with its header written and room for its payload behind it. */
function framed(opcode: number, length: number): Buffer {
  const header = length <= 125 ? 2 : length <= 65_535 ? 4 : 10
  const frame = Buffer.allocUnsafe(header + length)
  frame[0] = FIN | opcode
  if (header === 2) {
    frame[1] = length
  } else if (header === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  return frame
}

/** One way to put a DDP text on the line; its name is the key under which a shared frame remembers the bytes. */
export interface Framing {
  readonly name: string
  readonly frame: (text: string) => Uint8Array
}

export const rawFraming: Framing = { name: 'raw', frame: textFrame }
