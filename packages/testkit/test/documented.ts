// The examples of PROTOCOL.md, and what an answer lacks of them.
import { readFileSync } from 'node:fs'

const page = readFileSync(new URL('../../../PROTOCOL.md', import.meta.url), 'utf8')

/** The frames that the page shows below one of its large headings, as texts. */
export function examplesOf(heading: string, side: 'client' | 'server'): string[] {
  const [, rest = ''] = page.split(`\n## ${heading}\n`)
  const [section = ''] = rest.split('\n## ')
  const fences = section.matchAll(new RegExp(`^\`\`\`json ${side}\\n(.*?)^\`\`\`$`, 'gms'))
  return [...fences].flatMap(([, lines = '']) => lines.trim().split('\n'))
}

/** What is promised and not given, by path; of lists the first item stands for all. */
export function missing(promised: unknown, given: unknown, path = 'result'): string[] {
  if (typeof promised !== 'object' || promised === null) return given === undefined ? [path] : []
  if (typeof given !== 'object' || given === null) return [path]
  if (Array.isArray(given) && given.length === 0) return []
  return Object.entries(promised).flatMap(([key, item]) =>
    Array.isArray(promised) && key !== '0'
      ? []
      : missing(item, (given as Record<string, unknown>)[key], `${path}.${key}`),
  )
}
