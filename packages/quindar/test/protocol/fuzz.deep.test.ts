// The properties of ejson.test.ts and ddp.test.ts, tried for minutes instead of seconds.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  encode,
  parseClientFrame,
  parseServerFrame,
  ProtocolError,
  reviveEjson,
  stringifyEjson,
} from 'quindar/protocol'
import { anyEjson, anyJson, anyText } from './any.ts'

const MANY = { numRuns: 50_000, interruptAfterTimeLimit: 120_000, markInterruptAsFailure: false }
const read = (text: string) => reviveEjson(JSON.parse(text) as unknown)

describe('the wire, tried at length', () => {
  it('gives back every value that was written', { timeout: 180_000 }, () => {
    fc.assert(
      fc.property(anyEjson, (value) => {
        expect(read(stringifyEjson(value))).toStrictEqual(value)
      }),
      MANY,
    )
  })

  it('writes what it read so that it reads the same again', { timeout: 180_000 }, () => {
    fc.assert(
      fc.property(anyJson, (json) => {
        const value = read(JSON.stringify(json))
        expect(read(stringifyEjson(value))).toStrictEqual(value)
      }),
      MANY,
    )
  })

  it('never throws at a text', { timeout: 180_000 }, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const parse of [parseServerFrame, parseClientFrame]) {
          const frame = parse(text)
          expect(frame instanceof ProtocolError ? frame : parse(encode(frame))).toStrictEqual(frame)
        }
      }),
      MANY,
    )
  })
})
