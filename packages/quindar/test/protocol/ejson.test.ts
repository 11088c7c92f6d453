// EJSON against Meteor's own spellings, and both ways by property. PROTOCOL.md#ejson
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EjsonCustom, reviveEjson, stringifyEjson, toEjson } from 'quindar/protocol'
import { anyEjson, anyJson } from './any.ts'

const read = (text: string) => reviveEjson(JSON.parse(text) as unknown)
const bytes = (...items: number[]) => Uint8Array.from(items)

describe('each tag', () => {
  it.each<[string, unknown]>([
    ['{"$date":5}', new Date(5)],
    ['{"$date":-1}', new Date(-1)],
    ['{"$date":null}', new Date(NaN)],
    ['{"$binary":""}', bytes()],
    ['{"$binary":"AQID"}', bytes(1, 2, 3)],
    ['{"$binary":"/w=="}', bytes(255)],
    ['{"$InfNaN":0}', NaN],
    ['{"$InfNaN":1}', Infinity],
    ['{"$InfNaN":-1}', -Infinity],
    ['{"$regexp":"a+","$flags":"gi"}', /a+/gi],
    ['{"$type":"oid","$value":"5f"}', new EjsonCustom('oid', '5f')],
    ['{"$type":"t","$value":{"$date":5}}', new EjsonCustom('t', new Date(5))],
    ['{"$escape":{"$date":5}}', { $date: 5 }],
    ['{"$escape":{"$date":{"$date":5}}}', { $date: new Date(5) }],
    ['{"$escape":{"$escape":{"$date":5}}}', { $escape: new Date(5) }],
    ['{"$escape":{"$escape":{"$escape":{"$date":5}}}}', { $escape: { $date: 5 } }],
    ['{"$escape":{"$type":"a","$value":1}}', { $type: 'a', $value: 1 }],
    ['{"$escape":{"$regexp":"a","$flags":""}}', { $regexp: 'a', $flags: '' }],
    ['{"$escape":{"$binary":"AQ=="}}', { $binary: 'AQ==' }],
    ['{"$escape":{"$InfNaN":0}}', { $InfNaN: 0 }],
    ['{"a":[{"$date":1},{"b":{"$date":2}}]}', { a: [new Date(1), { b: new Date(2) }] }],
  ])('%s is read, and written again', (text, value) => {
    expect(read(text)).toStrictEqual(value)
    expect(stringifyEjson(value)).toBe(text)
  })

  it.each([
    '{"$date":5,"x":1}',
    '{"$date":"2020-01-01"}',
    '{"$date":true}',
    '{"$binary":5}',
    '{"$binary":"*"}',
    '{"$binary":"AAAAA"}',
    '{"$InfNaN":2}',
    '{"$InfNaN":null}',
    '{"$regexp":"("}',
    '{"$regexp":"(","$flags":""}',
    '{"$regexp":"a","$flags":5}',
    '{"$regexp":5,"$flags":"g"}',
    '{"$flags":"g","x":1}',
    '{"$type":5,"$value":1}',
    '{"$type":"a","$value":1,"x":1}',
    '{"$type":"a","x":1}',
    '{"$escape":{"$date":5},"x":1}',
    '{"date":5}',
  ])('%s only looks like one and is left as it is', (text) => {
    const value = read(text)
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.keys(value as object)).toEqual(Object.keys(JSON.parse(text) as object))
  })

  it('reads what stands beside or under something that only looks like a tag', () => {
    expect(read('{"$escape":{"$date":5},"x":{"$date":6}}')).toStrictEqual({ $escape: new Date(5), x: new Date(6) })
    expect(read('{"$escape":[{"$date":5}]}')).toStrictEqual([new Date(5)])
    expect(read('{"$escape":"$date"}')).toBe('$date')
    expect(read('{"$date":{"$date":5}}')).toStrictEqual({ $date: new Date(5) })
    expect(read('{"$type":"a","$value":[{"$InfNaN":-1}],"x":1}')).toStrictEqual({
      $type: 'a',
      $value: [-Infinity],
      x: 1,
    })
  })

  it('keeps the flags that Meteor knows, once each', () => {
    expect(read('{"$regexp":"a","$flags":"ggxsi"}')).toStrictEqual(/a/gi)
  })

  it('reads a date out of range as an invalid one, and writes that as null', () => {
    expect(read('{"$date":1e400}')).toStrictEqual(new Date(NaN))
    expect(read('{"$date":8640000000000001}')).toStrictEqual(new Date(NaN))
    expect(stringifyEjson(new Date(NaN))).toBe('{"$date":null}')
  })

  it('escapes by the keys that are written, not by those that are undefined', () => {
    expect(stringifyEjson({ $date: 5, gone: undefined })).toBe('{"$escape":{"$date":5}}')
    expect(stringifyEjson({ $type: 'a', $value: undefined, x: 1 })).toBe('{"$type":"a","x":1}')
  })

  it('writes undefined as null in an array, and not at all in an object', () => {
    expect(stringifyEjson([undefined, { a: undefined }])).toBe('[null,{}]')
    expect(stringifyEjson(new EjsonCustom('t', undefined))).toBe('{"$type":"t","$value":null}')
  })
})

describe('reading and writing', () => {
  it('gives back every value that was written', () => {
    fc.assert(
      fc.property(anyEjson, (original) => {
        expect(read(stringifyEjson(original))).toStrictEqual(original)
      }),
      { numRuns: 300 },
    )
  })

  it('does not touch what it writes', () => {
    fc.assert(
      fc.property(anyEjson, (original) => {
        const before = read(stringifyEjson(original))
        toEjson(original)
        expect(original).toStrictEqual(before)
      }),
      { numRuns: 100 },
    )
  })

  it('writes what it read so that it reads the same again, whatever the JSON', () => {
    fc.assert(
      fc.property(anyJson, (source) => {
        const text = JSON.stringify(source)
        expect(read(stringifyEjson(read(text)))).toStrictEqual(read(text))
      }),
      { numRuns: 300 },
    )
  })

  it('writes a value without special types as it stands, not a copy', () => {
    const plain = { a: [1, { b: 'x' }], c: null }
    expect(toEjson(plain)).toBe(plain)
    const mixed = { plain, when: new Date(1) }
    expect((toEjson(mixed) as { plain: unknown }).plain).toBe(plain)
    const list = [plain, new Date(1), plain]
    expect((toEjson(list) as unknown[])[0]).toBe(plain)
    expect((toEjson(list) as unknown[])[2]).toBe(plain)
  })
})

describe('nesting', () => {
  it.each([
    ['lists', '[[[1]]]', '[[[[]]]]'],
    ['objects', '{"a":{"a":{}}}', '{"a":{"a":{"a":{}}}}'],
    ['$escape', '{"$escape":{"a":{}}}', '{"$escape":{"a":{"b":[]}}}'],
    ['$escape itself', '[[{"$date":1}]]', '[[{"$escape":{}}]]'],
    ['$value', '[{"$type":"a","$value":[]}]', '[{"$type":"a","$value":[[]]}]'],
  ])('is read to the level that is given, no deeper: %s', (_, fits, tooMuch) => {
    expect(() => reviveEjson(JSON.parse(fits), 3)).not.toThrow()
    expect(() => reviveEjson(JSON.parse(tooMuch), 3)).toThrow(new RangeError('nested too deep'))
    expect(() => read(tooMuch)).not.toThrow()
  })

  it('drops __proto__ wherever it stands, and leaves every prototype alone', () => {
    const text = '{"__proto__":{"a":1},"b":{"__proto__":null,"c":[{"__proto__":1}]},"d":{"$escape":{"__proto__":2}}}'
    const value = read(text) as { b: { c: object[] }; d: object }
    expect(Object.getOwnPropertyNames(value)).toEqual(['b', 'd'])
    expect(Object.getOwnPropertyNames(value.b)).toEqual(['c'])
    expect(Object.getOwnPropertyNames(value.b.c[0])).toEqual([])
    expect(Object.getOwnPropertyNames(value.d)).toEqual([])
    expect(({} as { a?: unknown }).a).toBeUndefined()
  })
})
