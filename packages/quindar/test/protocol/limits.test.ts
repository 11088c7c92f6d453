// What a server lets strangers send, looked at before anything is made of it. PROTOCOL.md#limits
import { expect, it } from 'vitest'
import { parseClientFrame, type FrameLimits } from 'quindar/protocol'

const detailOf = (value: string, limits: FrameLimits) => {
  const frame = parseClientFrame(`{"msg":"ping","x":${value}}`, limits)
  return 'detail' in frame ? frame.detail : undefined
}
const wide: FrameLimits = { bytes: 1_000, depth: 100, keys: 100, items: 100, string: 100 }

it.each<[string, Partial<FrameLimits>, string, string, string]>([
  ['depth', { depth: 3 }, '[[1]]', '[[[]]]', 'depth above 3'],
  ['depth of objects', { depth: 3 }, '{"a":{}}', '{"a":{"a":{}}}', 'depth above 3'],
  ['keys', { keys: 3 }, '{"a":1,"b":2,"c":3}', '{"a":1,"b":2,"c":3,"d":4}', 'keys above 3'],
  ['items', { items: 3 }, '[1,2,3]', '[1,2,3,4]', 'items above 3'],
  ['items are no keys', { keys: 3 }, '[1,2,3,4]', '[1,{"a":1,"b":2,"c":3,"d":4}]', 'keys above 3'],
  ['keys are no items', { items: 1 }, '{"a":1,"b":2}', '{"a":[1,2]}', 'items above 1'],
  ['a string', { string: 4 }, '"abcd"', '"abcde"', 'string above 4'],
  ['a string in a list', { string: 4 }, '["abcd"]', '["abcde"]', 'string above 4'],
  ['a string as a value', { string: 4 }, '{"a":"abcd"}', '{"a":"abcde"}', 'string above 4'],
  ['a key', { string: 4 }, '{"abcd":1}', '{"abcde":1}', 'string above 4'],
  ['the depth of $escape', { depth: 3 }, '{"$escape":{}}', '{"$escape":{"a":{}}}', 'depth above 3'],
  ['the keys of $escape', { keys: 2 }, '{"$escape":{"a":1,"b":2}}', '{"$escape":{"a":1,"b":2,"c":3}}', 'keys above 2'],
  ['$binary', { string: 8 }, '{"$binary":"AAAAAAAA"}', '{"$binary":"AAAAAAAAAAAA"}', 'string above 8'],
  ['$regexp', { string: 7 }, '{"$regexp":"aaaaaaa"}', '{"$regexp":"aaaaaaaa"}', 'string above 7'],
])('is exact for %s', (_, limit, fits, tooMuch, detail) => {
  const limits = { ...wide, ...limit }
  expect(detailOf(fits, limits)).toBeUndefined()
  expect(detailOf(tooMuch, limits)).toBe(detail)
})
