// The recorded frames in `fixtures/wire`, line by line. The format is told in the README beside them.

import { readFileSync } from 'node:fs'

/** What one line of a recording says. */
export type RecordedLine = {
  /** Which connection: `A`, `B`, `F2` … */
  readonly connection: string
  /** The `#` line above: what was tried. Empty before the first one. */
  readonly section: string
  /** The number of this line in its file, from 1. */
  readonly line: number
} & (
  | { readonly kind: 'sent' | 'received'; readonly text: string }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
)

/** The recordings that are there. */
export const RECORDINGS = ['meteor-2.13', 'rocketchat-ddp-streamer-6.14'] as const

/** Reads one of {@link RECORDINGS}. */
export function recording(name: (typeof RECORDINGS)[number]): RecordedLine[] {
  return readRecording(readFileSync(new URL(`../fixtures/wire/${name}.log`, import.meta.url), 'utf8'))
}

/** @throws at a line that is none of the format's: a recording is data, and half-read data proves nothing. */
export function readRecording(text: string): RecordedLine[] {
  const lines: RecordedLine[] = []
  let section = ''
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw === '') continue
    if (raw.startsWith('# ')) {
      section = raw.slice(2)
      continue
    }
    lines.push({ ...readLine(raw, index + 1), section, line: index + 1 })
  }
  return lines
}

type Said =
  | { connection: string; kind: 'sent' | 'received'; text: string }
  | { connection: string; kind: 'closed'; code: number; reason: string }

function readLine(raw: string, line: number): Said {
  const frame = /^([A-Z]\d?) (>>|<<) (.*)$/.exec(raw)
  if (frame) {
    const [, connection = '', arrow, text = ''] = frame
    return { connection, kind: arrow === '>>' ? 'sent' : 'received', text }
  }
  const closed = /^([A-Z]\d?) closed (\d{4}) (.*)$/.exec(raw)
  if (closed) {
    const [, connection = '', code, reason = ''] = closed
    return { connection, kind: 'closed', code: Number(code), reason }
  }
  throw new Error(`Line ${line} of the recording is neither a frame, a close nor a section: ${raw}`)
}
