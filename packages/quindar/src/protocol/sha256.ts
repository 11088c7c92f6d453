// SHA-256 of a text, as Rocket.Chat's password login wants it: lower-case hex of the UTF-8 bytes.
//
// Our own, because `crypto.subtle` is absent on plain http:// in a LAN, and because a login should not have to wait.
// Source: FIPS 180-4. The constants are computed as the standard defines them: the first 32 bits of the fractional
// parts of the square and cube roots of the first primes. (53 bits of a double leave enough for primes below 312.)

/** The SHA-256 of the UTF-8 bytes of `text` as 64 lower-case hex digits. Lone surrogates count as U+FFFD. */
export function sha256(text: string): string {
  const primes: number[] = []
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n)
  const rootsOf = (degree: number) => primes.map((prime) => ((prime ** (1 / degree) % 1) * 0x1_0000_0000) | 0)
  const rounds = rootsOf(3)
  let hash = rootsOf(2).slice(0, 8)
  const words = padded(new TextEncoder().encode(text))
  for (let block = 0; block < words.length; block += 16) {
    const w = words.slice(block, block + 16)
    const state = [...hash]
    rounds.forEach((round, t) => {
      if (t > 15) w[t] = (w[t - 16]! + w[t - 7]! + mix(w[t - 15]!, 7, 18, 3) + mix(w[t - 2]!, 17, 19, 10)) | 0
      const [a, b, c, d, e, f, g, h] = state as Eight
      const sum = h + mix(e, 6, 11, 0, 25) + ((e & f) ^ (~e & g)) + round + w[t]!
      // The seven others move one place on; the eighth falls out of sight.
      state.unshift((sum + mix(a, 2, 13, 0, 22) + ((a & b) ^ (a & c) ^ (b & c))) | 0)
      state[4] = (d + sum) | 0
    })
    hash = hash.map((word, i) => (word + state[i]!) | 0)
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

type Eight = [number, number, number, number, number, number, number, number]

/** The standard's four sigmas: two turns of a word, and a shift or a third turn. */
function mix(word: number, one: number, two: number, shift: number, three?: number): number {
  const turn = (bits: number): number => (word >>> bits) | (word << (32 - bits))
  return turn(one) ^ turn(two) ^ (three ? turn(three) : word >>> shift)
}

/** Message, one bit, zeros, and the length in bits, as big-endian words. */
function padded(bytes: Uint8Array): number[] {
  const words = Array.from<number>({ length: (((bytes.length + 8) >> 6) + 1) * 16 }).fill(0)
  for (const [i, byte] of [...bytes, 0x80].entries()) words[i >> 2]! |= byte << (24 - (i % 4) * 8)
  words[words.length - 1] = bytes.length * 8
  return words
}
