import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { addresses, id, jsonObject, looseId, maybe, name, plainObject, time } from '../../src/methods/parameters.ts'

const fits = (schema: v.GenericSchema, value: unknown) => v.safeParse(schema, value).success

describe('the lengths of texts', () => {
  it.each([
    ['an id', id, 1, 128],
    ['an id that may be empty', looseId, 0, 128],
    ['a name', name, 0, 256],
  ] as const)('of %s', (_what, schema, shortest, longest) => {
    expect(fits(schema, 'x'.repeat(shortest))).toBe(true)
    expect(fits(schema, 'x'.repeat(longest))).toBe(true)
    expect(fits(schema, 'x'.repeat(longest + 1))).toBe(false)
    expect(fits(schema, 7)).toBe(false)
  })

  it('of no id is none', () => {
    expect(fits(id, '')).toBe(false)
  })

  it('of addresses, and how many', () => {
    expect(fits(addresses, ['x'.repeat(2_048)])).toBe(true)
    expect(fits(addresses, ['x'.repeat(2_049)])).toBe(false)
    expect(
      fits(
        addresses,
        Array.from({ length: 100 }, () => 'x'),
      ),
    ).toBe(true)
    expect(
      fits(
        addresses,
        Array.from({ length: 101 }, () => 'x'),
      ),
    ).toBe(false)
  })
})

describe('what may be absent', () => {
  it('is undefined, also where it is null', () => {
    expect(v.parse(maybe(v.boolean()), null)).toBeUndefined()
    expect(v.parse(maybe(v.boolean()), undefined)).toBeUndefined()
    expect(v.parse(maybe(v.boolean()), false)).toBe(false)
    expect(fits(maybe(v.boolean()), 0)).toBe(false)
  })
})

describe('a time', () => {
  it('is milliseconds, of a date that is one', () => {
    expect(v.parse(time, new Date(5))).toBe(5)
    expect(fits(time, new Date(Number.NaN))).toBe(false)
    expect(fits(time, 5)).toBe(false)
  })
})

describe('a plain object', () => {
  it.each([[[]], [new Date(0)], [new Uint8Array(1)], [null], ['x'], [new Map()]])('is not %j', (value) => {
    expect(fits(plainObject(v.looseObject({})), value)).toBe(false)
    expect(fits(jsonObject, value)).toBe(false)
  })

  it('is what JSON makes of braces', () => {
    expect(v.parse(plainObject(v.looseObject({})), { a: 1 })).toEqual({ a: 1 })
  })
})

describe('an object to be kept', () => {
  it('has ten thousand characters at most', () => {
    const of = (length: number) => ({ t: 'x'.repeat(length - '{"t":""}'.length) })
    expect(JSON.stringify(of(10_000))).toHaveLength(10_000)
    expect(fits(jsonObject, of(10_000))).toBe(true)
    expect(fits(jsonObject, of(10_001))).toBe(false)
  })

  it.each([
    [{ a: 1, b: 'x', c: true, d: null, e: [1, ['x']], f: { g: false } }, true],
    [{ a: undefined }, false],
    [{ a: Number.NaN }, false],
    [{ a: Number.POSITIVE_INFINITY }, false],
    [{ a: new Date(0) }, false],
    [{ a: [new Uint8Array(1)] }, false],
    [{ a: /x/ }, false],
    [JSON.parse('{"__proto__":{}}'), false],
    [{ a: { constructor: 1 } }, false],
    [{ a: [{ prototype: 1 }] }, false],
    [{ constructors: 1 }, true],
  ])('%j: %j', (value: unknown, expected) => {
    expect(fits(jsonObject, value)).toBe(expected)
  })
})
