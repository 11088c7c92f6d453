// What a server cannot tell after a drop, release by release, found out by asking: the table of docs/catching-up.md.
//
// The servers are the model of stock.ts with each release's habits; `UPDATE=1 npx vitest run catch-up-table` writes the table.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { habitsOf, isInAsAnnounced, LAST_RELEASES, METHODS } from 'quindar/protocol'
import { heard, type Heard } from './heard.ts'
import type { StockOptions } from './stock.ts'

const PAGE = new URL('../../../../docs/catching-up.md', import.meta.url)

/** What happens while the cable is out, and the word by which the application hears of it. */
const ROWS: [title: string, happens: (s: Heard) => void, told: (s: Heard) => boolean][] = [
  ['A new message in an open room', (s) => s.say('GENERAL', 'x'), ({ story }) => story.includes('message x')],
  ['A new message in another room', (s) => s.say('other', 'x'), ({ raw }) => raw.includes('x')],
  [
    'A new message with a time up to ten seconds before the drop',
    (s) => s.say('GENERAL', 'x', { ts: new Date(s.clock.now() - 61_000) }),
    ({ story }) => story.includes('message x late') || story.includes('message x'),
  ],
  [
    'An edit of the last message of another room',
    (s) => s.change('last', { msg: 'better', editedAt: new Date(s.clock.now()) }),
    ({ raw }) => raw.includes('better'),
  ],
  [
    'An edit of, or a reaction to, an older message of an open room',
    (s) => s.change('a', { msg: 'better', editedAt: new Date(s.clock.now()) }),
    ({ story }) => story.includes('edited better'),
  ],
  [
    'An edit of, or a reaction to, an older message of another room',
    (s) => s.change('older', { msg: 'better', editedAt: new Date(s.clock.now()) }),
    ({ raw }) => raw.includes('better'),
  ],
  ['A deletion in an open room', (s) => s.remove('a'), ({ story }) => story.includes('deleted a')],
  [
    'More than 10 000 messages in one room',
    (s) => {
      for (let n = 0; n <= 10_000; n++) s.say('GENERAL', `m${n}`)
    },
    ({ story }) => story.includes('message m0'),
  ],
  [
    'A new message, after the clock of the server was put back by an hour',
    (s) => {
      s.setClock(-3_600_000)
      s.say('other', 'x')
    },
    ({ raw }) => raw.includes('x'),
  ],
  ['A database that was restored, without a message that had been there', (s) => s.restore('a'), () => false],
]

const COLUMNS: [name: string, options: StockOptions][] = [
  ...Object.entries(LAST_RELEASES).map(([major, release]): [string, StockOptions] => {
    const gone = [...METHODS.values()].filter((fact) => !isInAsAnnounced(release, fact)).map(({ name }) => name)
    return [`RC ${major}`, { cursors: habitsOf(release).syncCursors, without: gone }]
  }),
  ['Ours', { numbers: true }],
]

async function verdict(
  options: StockOptions,
  happens: (s: Heard) => void,
  told: (s: Heard) => boolean,
): Promise<string> {
  const s = await heard({ ...options, rooms: ['GENERAL', 'other'] })
  let gap = false
  s.rc.on('gap', () => (gap = true))
  s.say('other', 'older')
  await s.clock.advance(60_000)
  s.say('other', 'last')
  await s.clock.advance(60_000)
  s.say('GENERAL', 'b')
  await s.clock.advance(60_000)
  await s.outage(() => happens(s), 60_000)
  await s.clock.advance(120_000)
  s.say('GENERAL', 'after')
  await s.rc.close()
  if (gap) return 'gap'
  return told(s) ? 'told' : '**no**'
}

test('docs/catching-up.md says what the client could find out, and what not', async () => {
  const known = new Map<string, Promise<string>>()
  const lines = [['While the connection was down', ...COLUMNS.map(([name]) => name)]]
  for (const [title, happens, told] of ROWS) {
    const cells = COLUMNS.map(([, options]) => {
      const key = title + JSON.stringify(options)
      const cell = known.get(key) ?? verdict(options, happens, told)
      known.set(key, cell)
      return cell
    })
    lines.push([title, ...(await Promise.all(cells))])
  }
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const rule = widths.map((width) => '-'.repeat(width))
  const table = [lines[0]!, rule, ...lines.slice(1)]
    .map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`)
    .join('\n')
  const page = readFileSync(PAGE, 'utf8')
  const fresh = page.replace(/(<!-- table -->\n\n)[^]*(\n\n<!-- \/table -->)/, `$1${table}$2`)
  if (process.env['UPDATE']) writeFileSync(PAGE, fresh)
  expect(fresh).toBe(process.env['UPDATE'] ? fresh : page)
})
