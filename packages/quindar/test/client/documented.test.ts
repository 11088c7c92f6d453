// Every name that an application can import says what it is, where it is made.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url))
const DOORS = ['client', 'livechat', 'markup', 'node', 'rxjs'].map((door) => `${door}/index.ts`)

const read = (file: string): string => readFileSync(join(SOURCES, file), 'utf8')

/** The names that a door lets through, and the file of each. */
function namesOf(door: string): [name: string, file: string][] {
  const lists = [...read(door).matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)'/g)]
  return lists.flatMap(([, list = '', from = '']) =>
    list
      .split(',')
      .map((entry) => entry.replace(/^\s*type /, '').trim())
      .filter((name) => name !== '' && !name.includes(' as '))
      .map((name): [string, string] => [name, join(dirname(door), from)]),
  )
}

/** Is the declaration of a name preceded by a comment for who uses it? */
function isDocumented(name: string, file: string): boolean {
  const declared = new RegExp(
    `\\*/\\n(?:export )?(?:abstract |async )?(?:interface|type|function|const|class) ${name}\\b`,
  )
  return declared.test(read(file))
}

/** A door that stands on another one passes its names on: they are documented there. */
const isElsewhere = (file: string): boolean => file.endsWith('/index.ts')

test.each(DOORS)('each name of %s', (door) => {
  const silent = namesOf(door).filter(([name, file]) => !isElsewhere(file) && !isDocumented(name, file))
  expect(silent.map(([name, file]) => `${file}: ${name}`)).toEqual([])
})

test('the test would notice', () => {
  expect(namesOf('client/index.ts')).toContainEqual(['JoinedRoom', 'client/rooms/room-entry.ts'])
  expect(isDocumented('JoinedRoom', 'client/rooms/room-entry.ts')).toBe(true)
  expect(isDocumented('KINDS', 'client/rooms/room-entry.ts')).toBe(false)
})
