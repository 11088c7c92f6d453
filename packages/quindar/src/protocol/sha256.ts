// SHA-256 of a text, as Rocket.Chat's password login wants it: lower-case hex of the UTF-8 bytes.
//
// Our own, because `crypto.subtle` is absent on plain http:// in a LAN, and because a login should not have to wait.
// Source: FIPS 180-4. The constants are computed as the standard defines them: the first 32 bits of the fractional
// parts of the square and cube roots of the first primes.

/** The SHA-256 of the UTF-8 bytes of `text` as 64 lower-case hex digits. Lone surrogates count as U+FFFD. */
export function sha256(text: string): string {
  const { initial, rounds } = constants()
  const words = padded(new TextEncoder().encode(text))
  const hash = initial.slice()
  const w = new Int32Array(64)
  for (let block = 0; block < words.length; block += 16) {
    w.set(words.subarray(block, block + 16))
    for (let t = 16; t < 64; t++) {
      const a = at(w, t - 15)
      const b = at(w, t - 2)
      const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
      const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
      w[t] = at(w, t - 16) + s0 + at(w, t - 7) + s1
    }
    compress(hash, w, rounds)
  }
  return [...hash].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function compress(hash: Int32Array, w: Int32Array, rounds: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
  for (let t = 0; t < 64; t++) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(rounds, t) + at(w, t)) | 0
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const sum = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) hash[i] = at(hash, i) + (sum[i] as number)
}

/** Message, one bit, zeros, and the length in bits, as big-endian words. */
function padded(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(((bytes.length + 8) >> 6) * 16 + 16)
  for (let i = 0; i < bytes.length; i++)
    words[i >> 2] = at(words, i >> 2) | ((bytes[i] as number) << (24 - (i % 4) * 8))
  words[bytes.length >> 2] = at(words, bytes.length >> 2) | (0x80 << (24 - (bytes.length % 4) * 8))
  words[words.length - 2] = Math.floor(bytes.length / 0x2000_0000)
  words[words.length - 1] = bytes.length << 3
  return words
}

function constants(): { initial: Int32Array; rounds: Int32Array } {
  const initial = new Int32Array(8)
  const rounds = new Int32Array(64)
  for (let n = 2, count = 0; count < 64; n++) {
    let prime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false
    if (!prime) continue
    if (count < 8) initial[count] = fraction(n ** (1 / 2))
    rounds[count++] = fraction(n ** (1 / 3))
  }
  return { initial, rounds }
}

/** The first 32 bits after the point: 53 bits of a double leave enough of them for every prime below 312. */
function fraction(x: number): number {
  return ((x - Math.floor(x)) * 0x1_0000_0000) | 0
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

function at(words: Int32Array, index: number): number {
  return words[index] as number
}
