// SHA-1, for one-time codes: they are made with it everywhere, and pages over plain HTTP have no `crypto.subtle`.
// Nothing else may stand on it.

const BLOCK = 64

/** FIPS 180-4, section 6.1. */
export function sha1(message: Uint8Array): Uint8Array {
  const blocks = new DataView(new ArrayBuffer((((message.length + 8) >> 6) + 1) * BLOCK))
  new Uint8Array(blocks.buffer).set(message)
  blocks.setUint8(message.length, 0x80)
  blocks.setUint32(blocks.byteLength - 4, message.length * 8)
  const hash = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)
  for (let at = 0; at < blocks.byteLength; at += BLOCK) addBlock(hash, blocks, at)
  const digest = new DataView(new ArrayBuffer(20))
  for (const [n, word] of hash.entries()) digest.setInt32(n * 4, word)
  return new Uint8Array(digest.buffer)
}

/** HMAC, RFC 2104, for keys of any length. */
export function hmacSha1(key: Uint8Array, message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(BLOCK)
  padded.set(key.length > BLOCK ? sha1(key) : key)
  const inner = sha1(Uint8Array.of(...padded.map((byte) => byte ^ 0x36), ...message))
  return sha1(Uint8Array.of(...padded.map((byte) => byte ^ 0x5c), ...inner))
}

function addBlock(hash: Int32Array, blocks: DataView, at: number): void {
  const words = new Int32Array(80)
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash
  for (let n = 0; n < 80; n++) {
    words[n] =
      n < 16 ? blocks.getInt32(at + n * 4) : rotated(words[n - 3]! ^ words[n - 8]! ^ words[n - 14]! ^ words[n - 16]!, 1)
    const sum = (rotated(a, 5) + mixed(n, b, c, d) + e + words[n]!) | 0
    ;[a, b, c, d, e] = [sum, a, rotated(b, 30), c, d]
  }
  for (const [n, word] of [a, b, c, d, e].entries()) hash[n]! += word
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

/** The round's function and its constant. */
function mixed(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}
