// SHA-256 of a text, as Rocket.Chat's password login wants it: lower-case hex of the UTF-8 bytes.
//
// Our own, because `crypto.subtle` is absent on plain http:// in a LAN, and because a login should not have to wait.
// Source: FIPS 180-4. The constants are computed as the standard defines them: the first 32 bits of the fractional
// parts of the square and cube roots of the first primes.

/** The SHA-256 of the UTF-8 bytes of `text` as 64 lower-case hex digits. Lone surrogates count as U+FFFD. */
export function sha256(text: string): string {
  const roots = firstRoots()
  const hash = roots.map(([square]) => square).slice(0, 8)
  const words = padded(new TextEncoder().encode(text))
  for (let block = 0; block < words.length; block += 16) {
    const w = words.slice(block, block + 16)
    let [a, b, c, d, e, f, g, h] = hash as Eight
    roots.forEach(([, cube], t) => {
      if (t > 15) w[t] = (w[t - 16]! + mix(w[t - 15]!, 7, 18, 3) + w[t - 7]! + mix(w[t - 2]!, 17, 19, 10)) | 0
      const t1 = h + mix(e, 6, 11, 25, true) + ((e & f) ^ (~e & g)) + cube + w[t]!
      const t2 = mix(a, 2, 13, 22, true) + ((a & b) ^ (a & c) ^ (b & c))
      ;[a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g]
    })
    ;[a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i] = (hash[i]! + word) | 0))
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

type Eight = [number, number, number, number, number, number, number, number]

/** The three sigmas: two turns of the word and a third, or a shift. */
function mix(word: number, one: number, two: number, three: number, turned = false): number {
  const turn = (bits: number): number => (word >>> bits) | (word << (32 - bits))
  return turn(one) ^ turn(two) ^ (turned ? turn(three) : word >>> three)
}

/** Message, one bit, zeros, and the length in bits, as big-endian words. */
function padded(bytes: Uint8Array): number[] {
  const { length } = bytes
  const words = Array.from<number>({ length: (((length + 8) >> 6) + 1) * 16 }).fill(0)
  bytes.forEach((byte, i) => (words[i >> 2]! |= byte << (24 - (i % 4) * 8)))
  words[length >> 2]! |= 0x80 << (24 - (length % 4) * 8)
  words[words.length - 1] = length * 8
  return words
}

/** Of the first 64 primes, the fractions of their square and cube roots. */
function firstRoots(): [square: number, cube: number][] {
  const roots: [number, number][] = []
  for (let n = 2; roots.length < 64; n++) {
    let divisor = 2
    while (n % divisor) divisor++
    if (divisor === n) roots.push([fraction(n ** (1 / 2)), fraction(n ** (1 / 3))])
  }
  return roots
}

/** The first 32 bits after the point: 53 bits of a double leave enough of them for every prime below 312. */
function fraction(x: number): number {
  return ((x % 1) * 0x1_0000_0000) | 0
}
