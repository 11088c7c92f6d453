// JSON as text: its tokens, what is wrong with it and where, and the two ways to lay it out.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compact, findProblem, layOut, tokenize } from '../model/json-text.ts'

describe('the first fault of a text', () => {
  it.each([
    ['', 'empty', 1, 1],
    ['  \n ', 'empty', 2, 2],
    ['{', 'unfinished', 1, 2],
    ['{"a":', 'unfinished', 1, 6],
    ['{"a":1}}', 'afterwards', 1, 8],
    ['1 2', 'afterwards', 1, 3],
    ['{"a":}', 'trailing-comma', 1, 6],
    ['[1,]', 'trailing-comma', 1, 4],
    ['{"a":1,}', 'trailing-comma', 1, 8],
    ['[,1]', 'value', 1, 2],
    ['{"a":nul}', 'value', 1, 6],
    ['{"a":01}', 'value', 1, 6],
    ['{a:1}', 'key', 1, 2],
    ['{1:1}', 'key', 1, 2],
    ['{"a" 1}', 'colon', 1, 6],
    ['{"a"}', 'colon', 1, 5],
    ['{"a":1 "b":2}', 'comma', 1, 8],
    ['[1}', 'comma', 1, 3],
    ["{'a':1}", 'single-quotes', 1, 2],
    ['{"a":"b}', 'string', 1, 6],
    ['["\\x"]', 'string', 1, 2],
    ['{\n  "a": 1,\n  "b" 2\n}', 'colon', 3, 7],
  ])('%j: %s in line %d, column %d', (text, fault, line, column) => {
    expect(findProblem(text)).toMatchObject({ fault, line, column })
  })

  it('is there exactly when JSON.parse finds one', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-0.5e3',
      'true',
      'nul',
      ' ',
      '\n',
      '01',
      '\\u12',
    )
    const nearly = fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(nearly, fc.json()), (text) => {
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        expect(findProblem(text) === undefined).toBe(isJson)
      }),
      { numRuns: 2_000 },
    )
  })
})

it('the tokens are all of the text, whatever it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.json()), (text) => {
      expect(
        tokenize(text)
          .map(({ start, end }) => text.slice(start, end))
          .join(''),
      ).toBe(text)
    }),
  )
})

it('tells keys from other strings', () => {
  const text = '{"a" : ["b"]}'
  expect(
    tokenize(text)
      .filter(({ kind }) => kind !== 'space' && kind !== 'mark')
      .map(({ kind, start }) => [kind, start]),
  ).toEqual([
    ['key', 1],
    ['string', 8],
  ])
})

describe('laying out', () => {
  it('changes nothing but white space, both ways', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(compact(layOut(text))).toBe(compact(text))
        expect(JSON.parse(layOut(text))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('keeps numbers as they were written', () => {
    expect(compact('{ "a" : 1.0 , "b": 12345678901234567890 }')).toBe('{"a":1.0,"b":12345678901234567890}')
  })

  it('keeps what is short on one line, and breaks what is long', () => {
    expect(layOut('{"msg":"pong","id":"1"}')).toBe('{ "msg": "pong", "id": "1" }')
    expect(layOut('{}')).toBe('{}')
    expect(layOut('{"a":[]}')).toBe('{ "a": [] }')
    expect(layOut('{"msg":"connect","version":"1","support":["1","pre2","pre1"]}')).toBe(
      '{\n  "msg": "connect",\n  "version": "1",\n  "support": ["1", "pre2", "pre1"]\n}',
    )
  })
})
