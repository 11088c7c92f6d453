// What strangers put where something else belongs. `variants` puts it into every place of an example, one at a time.

export interface Variant {
  /** Where: `0._id`, `2`. */
  readonly place: string
  readonly what: string
  readonly value: unknown
  /** An object where an object belongs: the schema may have reasons to take it. */
  readonly sameKind?: boolean
}

const LONG = 'x'.repeat(1_000_000)

/** A dozen and more, each with the name that it has in a test. */
const WRONG: readonly (readonly [what: string, value: unknown])[] = [
  ['{"$ne":null}', { $ne: null }],
  ['{"$regex":".*"}', { $regex: '.*' }],
  ['{"$gt":""}', { $gt: '' }],
  ['{"$where":"1"}', { $where: '1' }],
  ['{"$in":[…]}', { $in: ['alice', 'TOWN', 'DEN'] }],
  ['an array', ['TOWN']],
  ['an empty array', []],
  ['a number', 7],
  ['a negative number', -1],
  ['not a number', Number.NaN],
  ['true', true],
  ['a date', new Date(0)],
  ['an invalid date', new Date(Number.NaN)],
  ['bytes', new Uint8Array([1, 2, 3])],
  ['null', null],
  ['an object of ten floors', nested(10)],
  ['an object with __proto__', JSON.parse('{"__proto__":{"admin":true}}') as unknown],
  ['a text of 1 MB', LONG],
]

/** Texts that mean something to a database, a path or a program, and nothing here. */
const HOSTILE_TEXTS = [
  "'; DROP TABLE users; --",
  "' OR '1'='1",
  '%',
  '_',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '../../etc/passwd',
  '\u0000',
  '$where',
  '.*',
  '{"$ne":null}',
] as const

/** Every place of the example filled with everything that does not belong there. */
export function wrongVariants(example: unknown): Variant[] {
  return [...places(example, [])].flatMap(({ path, value }) =>
    WRONG.filter(([, wrong]) => typeof value !== 'number' || !Number.isFinite(wrong)).map(([what, wrong]) => ({
      place: path.join('.'),
      what,
      value: replaced(example, path, wrong),
      sameKind: kind(wrong) === kind(value) && wrong !== LONG,
    })),
  )
}

/** Every text of the example replaced by hostile ones. */
export function hostileVariants(example: unknown): Variant[] {
  return [...places(example, [])].flatMap(({ path, value }) =>
    typeof value !== 'string'
      ? []
      : HOSTILE_TEXTS.map((text) => ({
          place: path.join('.'),
          what: JSON.stringify(text),
          value: replaced(example, path, text),
        })),
  )
}

type Path = readonly string[]

/** All that the example holds, and what that holds. */
function* places(value: unknown, path: Path): Generator<{ path: Path; value: unknown }> {
  if (path.length > 0) yield { path, value }
  if (typeof value !== 'object' || value === null || value instanceof Date) return
  for (const [key, item] of Object.entries(value)) yield* places(item, [...path, key])
}

function replaced(value: unknown, [key, ...rest]: Path, wrong: unknown): unknown {
  if (key === undefined) return wrong
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...(value as unknown[])] as unknown as Record<string, unknown>)
    : { ...(value as object) }
  copy[key] = replaced(copy[key], rest, wrong)
  return copy
}

function kind(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : 'date'
  if (value instanceof Uint8Array) return 'bytes'
  if (typeof value === 'number' && Number.isNaN(value)) return 'not a number'
  return typeof value
}

function nested(floors: number): unknown {
  return floors === 0 ? 'ground' : { floor: nested(floors - 1) }
}
