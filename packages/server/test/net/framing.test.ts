// The bytes of frames, at the lengths where RFC 6455 changes its mind.

import { describe, expect, it } from 'vitest'
import { pongFrame, textFrame } from '../../src/net/framing.ts'

describe('a text frame', () => {
  it.each([
    [0, [0x81, 0]],
    [125, [0x81, 125]],
    [126, [0x81, 126, 0, 126]],
    [65_535, [0x81, 126, 0xff, 0xff]],
    [65_536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
    [70_000, [0x81, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70]],
  ])('of %i bytes has the header %j', (length, header) => {
    const frame = textFrame('a'.repeat(length))
    expect([...frame.subarray(0, header.length)]).toEqual(header)
    expect(frame.length).toBe(header.length + length)
    expect(Buffer.from(frame.subarray(header.length)).toString()).toBe('a'.repeat(length))
  })

  it('counts bytes, not characters', () => {
    // 42 characters of three bytes are 126.
    const frame = textFrame('好'.repeat(42))
    expect([...frame.subarray(0, 4)]).toEqual([0x81, 126, 0, 126])
    expect(Buffer.from(frame.subarray(4)).toString()).toBe('好'.repeat(42))
    expect([...textFrame('😀').subarray(0, 2)]).toEqual([0x81, 4])
  })

  it('carries half a surrogate pair as the replacement character, which is valid UTF-8', () => {
    expect([...textFrame('\ud83d')]).toEqual([0x81, 3, 0xef, 0xbf, 0xbd])
  })
})

it('a pong carries what the ping brought', () => {
  expect([...pongFrame(new Uint8Array([1, 2, 3]))]).toEqual([0x8a, 3, 1, 2, 3])
  expect(pongFrame(new Uint8Array(125)).length).toBe(127)
})
