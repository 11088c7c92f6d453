// PROTOCOL.md against the code: every example is a frame, every row of the tables has its heading and says the same
// there, every heading that a test or a source cites is there.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  CLIENT_FRAME_DEPTH,
  CLIENT_FRAME_LENGTH,
  METHODS,
  parseClientFrame,
  parseServerFrame,
  ProtocolError,
  PUBLICATIONS,
  ROUTES,
  SERVER_FRAME_LIMITS,
  STREAMS,
  WIRE_ERRORS,
  type WireErrorFact,
} from 'quindar/protocol'
import { eventRow, methodLine, publicationLine, releases, routeLine } from './facts-line.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
/** The page, without the blanks that line its tables up. */
const page = readFileSync(`${root}PROTOCOL.md`, 'utf8').replace(/(?<=\S) {2,}/g, ' ')

/** Heading → the text below it, to the next heading of any level. */
const sections = new Map(
  page
    .split(/^#{1,3} /m)
    .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)] as const),
)
const headings = [...page.matchAll(/^#{1,6} (.*)$/gm)].map(([, title = '']) => title)
const slug = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
const anchors = headings.map(slug)

/** The examples: who sends them, which line, and in which section. */
const examples = [...sections].flatMap(([title, text]) =>
  [...text.matchAll(/^```json (client|server|both)\n(.*?)^```$/gms)].flatMap(([, side = '', lines = '']) =>
    lines
      .trim()
      .split('\n')
      .map((line) => ({ title, side, line })),
  ),
)

describe('PROTOCOL.md', () => {
  it('has examples in every fence, and no fence of another kind', () => {
    expect(page.match(/^```./gm)).toHaveLength([...page.matchAll(/^```json (client|server|both)$/gm)].length)
    expect(examples.length).toBeGreaterThan(60)
  })

  it('has only frames for examples, each readable by the side that gets it', () => {
    const parsers = {
      client: [parseClientFrame],
      server: [parseServerFrame],
      both: [parseClientFrame, parseServerFrame],
    }
    const refused = examples.flatMap(({ title, side, line }) =>
      parsers[side as keyof typeof parsers]
        .map((parse) => parse(line))
        .filter((frame) => frame instanceof ProtocolError)
        .map(({ detail }) => `${title}: ${line}: ${detail}`),
    )
    expect(refused).toEqual([])
  })

  const frames =
    'connect connected failed server_id ping pong method result updated sub unsub ready nosub added changed removed addedBefore movedBefore error'
  it.each(frames.split(' '))('shows the frame %s under its heading', (msg) => {
    const shown = examples.filter(({ title }) => title === msg).map(({ line }) => JSON.parse(line) as { msg?: string })
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.every((frame) => (frame.msg ?? 'server_id') === msg)).toBe(true)
  })

  it('has no two headings with the same anchor', () => {
    expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([])
  })

  it('links only to headings that it has', () => {
    const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor = '']) => anchor)
    expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([])
  })

  it('names the limits that hold', () => {
    const row = (name: string) => new RegExp(`^\\| ${name} \\| (.*) \\| (.*) \\|$`, 'm').exec(page)?.slice(1, 3)
    const spaced = (count: number) => count.toLocaleString('en').replaceAll(',', ' ')
    const { bytes, depth, keys, items, string } = SERVER_FRAME_LIMITS
    expect(row('length of a frame')).toEqual([spaced(bytes), spaced(CLIENT_FRAME_LENGTH)])
    expect(row('levels of nesting')).toEqual([spaced(depth), spaced(CLIENT_FRAME_DEPTH)])
    expect(row('keys of an object')?.[0]).toBe(spaced(keys))
    expect(row('items of an array')?.[0]).toBe(spaced(items))
    expect(row('length of a string')?.[0]).toBe(spaced(string))
  })
})

describe('every row of the tables stands in PROTOCOL.md, saying the same', () => {
  it.each([...METHODS])('method %s', (name, fact) => {
    const text = sections.get(name.startsWith('stream-') ? `method ${name}` : name)
    expect(text).toContain(`\n${methodLine(fact)}\n`)
    const called = examples
      .map(({ line }) => JSON.parse(line) as { method?: string })
      .some(({ method }) => method === name)
    expect(called).toBe(true)
  })

  it.each([...STREAMS])('stream %s', (name, fact) => {
    const text = sections.get(`stream-${name}`) ?? ''
    for (const [event, eventFact] of Object.entries(fact.events)) expect(text).toMatch(eventRow(event, eventFact))
    expect(text.match(/^\| `/gm)).toHaveLength(Object.keys(fact.events).length)
    const span = releases(fact)
    expect(span === 'all' || text.includes(`The stream itself is there ${span} on.`)).toBe(true)
  })

  it.each([...PUBLICATIONS])('publication %s', (name, fact) => {
    expect(sections.get(name === '' ? 'users' : name)).toContain(`\n${publicationLine(fact)}\n`)
  })

  it.each([...ROUTES])('route %s', (name, fact) => {
    expect(sections.get(name)).toContain(`\n${routeLine(fact)}\n`)
  })

  it.each(['stream-room-messages', 'Methods', 'REST', 'Publications', 'Streams'])(
    'nothing is described twice: %s',
    (title) => {
      expect(headings.filter((heading) => heading === title)).toHaveLength(1)
    },
  )

  it.each<WireErrorFact>(WIRE_ERRORS)('error $error', ({ error, reason = '', when, evidence }) => {
    expect(page).toContain(`\n| \`${error}\` | ${reason && `${reason} `}| ${when} | ${evidence} |\n`)
  })

  it('names every code once', () => {
    const codes = WIRE_ERRORS.map(({ error }) => error)
    expect(new Set(codes).size).toBe(codes.length)
    expect(sections.get('Errors')?.match(/^\| `[\w-]+` \| .* \| (recorded|source|draft) \|$/gm)).toHaveLength(
      codes.length,
    )
  })

  it('describes nothing that the tables do not have', () => {
    const between = (from: string, to?: string) =>
      headings.slice(headings.indexOf(from) + 1, to === undefined ? undefined : headings.indexOf(to))
    expect(between('Methods', 'REST').map((name) => name.replace('method ', ''))).toEqual(
      expect.arrayContaining([...METHODS.keys()]),
    )
    expect(between('Methods', 'REST')).toHaveLength(METHODS.size)
    expect(new Set(between('REST'))).toEqual(new Set(ROUTES.keys()))
    expect(between('Publications', 'Methods')).toHaveLength(PUBLICATIONS.size)
    expect(between('Streams', 'Extensions')).toHaveLength(STREAMS.size)
  })
})

it('every heading of PROTOCOL.md that a source or a test cites is there', () => {
  const cited = readdirSync(`${root}packages`, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^[^/\\]+[/\\](src|test)[/\\].*\.ts$/.test(path) && !path.includes('node_modules'))
    .flatMap((path) => {
      const text = readFileSync(`${root}packages/${path}`, 'utf8')
      return [...text.matchAll(/PROTOCOL\.md#([\w-]+)/g)].map(([, anchor = '']) => `${anchor} (${path})`)
    })
  expect(cited.length).toBeGreaterThan(3)
  expect(cited.filter((citation) => !anchors.includes(citation.replace(/ .*/, '')))).toEqual([])
})
