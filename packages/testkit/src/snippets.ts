// The code in the repository's documents, so that tests run the very text that people read.

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A fenced block of a document. */
export interface Snippet {
  /** Path from the root of the repository, as `README.md`. */
  readonly document: string
  /** Of the fence, counted from 1. */
  readonly line: number
  /** What stands behind the fence, as `ts` or `json client`; empty: nothing. */
  readonly language: string
  /** From the comment before it, `<!-- run: name -->`. */
  readonly name: string | undefined
  readonly code: string
}

/** Every Markdown document that git has or would take, as paths from the root of the repository. */
export function documents(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
  return [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path)))
}

/** @param document Path from the root of the repository. */
export function readDocument(document: string): string {
  return readFileSync(join(root, document), 'utf8')
}

/** The fenced blocks of a document, in its order. */
export function snippetsOf(document: string): Snippet[] {
  const text = readDocument(document)
  return [...text.matchAll(/(?:^<!-- run: ([\w-]+) -->\n+)?^```(.*)\n([^]*?)^```$/gm)].map((fence) => {
    const [, name, language = '', code = ''] = fence
    const before = text.slice(0, fence.index + fence[0].indexOf('```'))
    return { document, line: before.split('\n').length, language, name, code }
  })
}

/**
 * An example of the README, to the letter but for the address of the server.
 * @param name As in the comment before it: `<!-- run: ten-lines -->`.
 * @param server The address to use instead, as `http://127.0.0.1:41234`.
 * @param document Another document's. @default 'README.md'
 */
export function readmeExample(name: string, server: string, document = 'README.md'): string {
  const snippet = snippetsOf(document).find((one) => one.name === name)
  if (snippet === undefined) throw new Error(`${document} has no example after <!-- run: ${name} -->`)
  return pointedAt(snippet.code, server)
}

/** The code with the address that documents give a server of one's own replaced. */
export function pointedAt(code: string, server: string): string {
  return code
    .replaceAll('http://localhost:3000', server)
    .replaceAll('ws://localhost:3000', server.replace('http', 'ws'))
}
