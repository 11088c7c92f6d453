// Which rows of the table of faults have a test of the client that names them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const TESTS = join(import.meta.dirname, '..')

/** Of the rows that a client and a network between them can be tried with; the others are the server's, or a machine's. */
const ROWS = [1, 2, 3, 4, 5, 8, 13, 14, 15, 16, 17, 18, 19, 20, 22, 24, 26, 27, 28, 29, 30, 31, 52, 53]

/** As titles begin: `row 14: …`. */
function rowsNamedIn(text: string): number[] {
  return [...text.matchAll(/['"`]row (\d+): /g)].map(([, row]) => Number(row))
}

test('each row has a test that begins with its name', () => {
  const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'))
  const named = new Set(files.flatMap((file) => rowsNamedIn(readFileSync(join(TESTS, file), 'utf8'))))
  expect(ROWS.filter((row) => !named.has(row))).toEqual([])
})

test('a mention elsewhere is no name', () => {
  expect(rowsNamedIn("// row 1: a comment\ntest('row 99: a title', () => {})\ntest('about row 3', () => {})")).toEqual([
    99,
  ])
})
