// The page about releases says what the tables say, written by its script and not edited since, and does not say that
// anything was tested which was emulated.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CAPABILITIES, chosen, factOf } from '@quindar/testkit'
import { LAST_RELEASES, METHODS, ROUTES, type MajorRelease } from 'quindar/protocol'

const root = new URL('../../../../', import.meta.url)

interface PageScript {
  readonly PAGES: Readonly<Record<'en' | 'zh', string>>
  readonly pageOf: (language: 'en' | 'zh') => Promise<string>
}

const { PAGES, pageOf } = (await import(new URL('scripts/compatibility.mjs', root).href)) as PageScript
const pages = { en: await pageOf('en'), zh: await pageOf('zh') }

/** The cells of the rows that begin with this word. */
const row = (page: string, first: string): string[][] =>
  page
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells[1] === first)
    .map((cells) => cells.slice(2, -1))

it.each(['en', 'zh'] as const)('the page in %s is what the script writes', (language) => {
  expect(readFileSync(new URL(PAGES[language], root), 'utf8')).toBe(pages[language])
})

describe('what it says of how this was tried', () => {
  it('is “tested with” of the server here alone, and emulated of every Rocket.Chat', () => {
    const said = pages.en.split('\n').filter((line) => line.includes('tested with'))
    expect(said).toEqual([expect.stringContaining('The server of this repository')])
    for (const [major, release] of Object.entries(LAST_RELEASES)) {
      const [[played, how] = []] = row(pages.en, `Rocket.Chat ${major}`)
      expect([played, how]).toEqual([
        release,
        major === '9' ? 'emulated from what was announced for it' : 'emulated from source',
      ])
    }
  })
})

describe('the ways', () => {
  it.each([
    ['send', ['DDP', 'DDP', 'DDP', 'DDP', 'DDP', 'DDP', 'REST', 'recorded, docs']],
    ['delete', ['DDP', 'DDP', 'DDP', 'DDP', 'REST', 'REST', 'REST', 'changelog, docs']],
    ['react', ['DDP', 'DDP', 'DDP', 'DDP', 'DDP', 'REST', 'REST', 'changelog, docs']],
    ['join', ['DDP', 'DDP', 'DDP', 'DDP', 'DDP', 'DDP', 'DDP', 'source, docs']],
    ['ask who is online', ['REST', 'REST', 'REST', 'REST', 'REST', 'REST', 'REST', 'source']],
  ])('to %s are those that are known', (job, cells) => {
    expect(row(pages.en, job)[0]).toEqual(cells)
  })

  it('are there at every release, whatever the client does', () => {
    for (const { job, ways } of CAPABILITIES) {
      for (const major of Object.keys(LAST_RELEASES)) {
        const way = chosen(LAST_RELEASES[Number(major) as MajorRelease], ways)
        expect([job, major, way !== undefined]).toEqual([job, major, true])
      }
    }
  })

  it('of a method and of its twin in REST are one row', () => {
    const torn = CAPABILITIES.flatMap(({ ways }) => {
      const routes = ways.flatMap((way) => ('route' in way ? [way.route] : []))
      const methods = ways.flatMap((way) => ('method' in way ? [way.method] : []))
      const twins = methods.flatMap((name) => METHODS.get(name)?.rest ?? [])
      return routes.length > 0 && twins.length > 0 ? twins.filter((twin) => !routes.includes(twin)) : []
    })
    expect(torn).toEqual([])
  })

  it('have their evidence on the page, each', () => {
    for (const way of CAPABILITIES.flatMap(({ ways }) => ways)) {
      const { name, evidence } = factOf(way)
      const line = pages.en.split('\n').find((text) => text.includes(`| \`${name}\` `))
      expect([name, line?.split('|').at(-2)?.trim()]).toEqual([name, evidence])
    }
  })
})

/** What the client says to servers, as its source has it: methods, and routes with `:name` where a part is a value. */
function saidByTheClient(): { methods: Set<string>; routes: Set<string> } {
  const folder = new URL('packages/quindar/src/client/', root)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
  const source = files
    .map((path) => readFileSync(new URL(path, folder), 'utf8').replace(/^ *(\/\/|\/?\*).*$/gm, ''))
    .join('\n')
  const all = (pattern: RegExp): Set<string> => new Set([...source.matchAll(pattern)].map(([, name = '']) => name))
  const routes = all(/['`]((?:GET|POST|PUT|DELETE) \/api\/[^'`]+)['`]/g)
  return {
    methods: new Set(
      [...all(/(?:name: |call\(|method\()'([\w:/.-]+)'/g)].filter((name) => !name.startsWith('stream-')),
    ),
    routes: new Set(
      [...routes].map((route) => route.replace(/\$\{[^}]*_id[^}]*\}/, ':fileId').replace(/\$\{[^}]*\}/, ':rid')),
    ),
  }
}

describe('the client', () => {
  const { methods, routes } = saidByTheClient()
  const named = new Set(CAPABILITIES.flatMap(({ ways }) => ways.map((way) => factOf(way).name)))

  it('calls nothing that is not on the page, but logout: the streamer hangs up on who asks for it', () => {
    expect(methods.size).toBeGreaterThan(20)
    expect([...methods].filter((name) => !named.has(name))).toEqual(['logout'])
  })

  it('asks no route that is not on the page, but for a message, a room’s type, and the second half of an upload', () => {
    expect(routes.size).toBeGreaterThan(20)
    expect([...routes].filter((route) => !named.has(route)).toSorted()).toEqual([
      'GET /api/v1/chat.getMessage',
      'POST /api/v1/rooms.mediaConfirm/:rid/:fileId',
    ])
  })

  it('has all of them, with their evidence, in the tables', () => {
    expect([...methods].filter((name) => METHODS.get(name)?.evidence === undefined)).toEqual([])
    expect([...routes].filter((route) => ROUTES.get(route)?.evidence === undefined)).toEqual([])
  })
})
