// What the properties of the wire are tried with.
import fc from 'fast-check'
import { EjsonCustom } from 'quindar/protocol'

const key = fc
  .oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    fc.constantFrom('$date', '$binary', '$InfNaN', '$regexp', '$flags', '$escape', '$type', '$value', '_id'),
  )
  .filter((name) => name !== '__proto__')
const number = fc.double().map((x) => (x === 0 ? 0 : x))

/** Every value that EJSON can write. */
export const { value: anyEjson } = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.constant(null),
      fc.boolean(),
      number,
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('\ud800', '\udc00', '中', '🙂', '\u0000', '"', '\\') }),
      fc.date({ noInvalidDate: false }),
      fc.uint8Array({ maxLength: 20 }),
      fc.constantFrom(/a/, /[/]\/"/gi, /^中$/mu, /x/y),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
    fc.tuple(fc.string(), tie('value')).map(([type, inner]) => new EjsonCustom(type, inner)),
  ),
  object: fc
    .uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => name, maxLength: 4 })
    .map((entries) => Object.fromEntries(entries) as Record<string, unknown>),
}))

/** JSON with a liking for EJSON's tags. */
export const { json: anyJson } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(fc.constant(null), number.filter(Number.isFinite), fc.string(), fc.constantFrom('AQ==', 'gi', 0, 1, -1)),
    fc.array(tie('json'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(key, tie('json')), { selector: ([name]) => name, maxLength: 3 })
      .map((entries) => Object.fromEntries(entries) as Record<string, unknown>),
  ),
}))

const frames = fc.constantFrom('connect', 'method', 'sub', 'unsub', 'ping', 'result', 'changed', 'ready', 'error')
const frameKeys = fc.constantFrom(
  'msg',
  'id',
  'params',
  'fields',
  'error',
  'subs',
  'methods',
  '$date',
  '$escape',
  '$type',
  '$value',
)
/** Texts that a stranger may send: noise, JSON, nearly frames, frames cut short. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.tuple(frames, fc.dictionary(frameKeys, fc.jsonValue())).map(([msg, rest]) => JSON.stringify({ ...rest, msg })),
  fc.tuple(fc.json(), fc.nat(50)).map(([whole, cut]) => whole.slice(0, cut)),
)
