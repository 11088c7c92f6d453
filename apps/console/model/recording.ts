// The log as a recording, in the format of the recorded frames that the tests replay: `A >> frame`, `A << frame`,
// `A closed 1002 reason`, and `# what was tried`. Without secrets, whatever is shown on the page.
import type { Entry } from './log.ts'

/** @param titles What the steps are called: they become the `#` lines. */
export function writeRecording(entries: readonly Entry[], titles: Readonly<Record<string, string>>): string {
  const lines: string[] = []
  let step: string | undefined
  for (const entry of entries) {
    if (entry.step !== undefined && entry.step !== step) {
      step = entry.step
      lines.push(`# ${oneLine(titles[step] ?? step)}`)
    }
    const line = lineOf(entry)
    if (line !== undefined) lines.push(line)
  }
  return lines.map((line) => `${line}\n`).join('')
}

function lineOf({ kind, connection, masked, code, closedBy }: Entry): string | undefined {
  switch (kind) {
    case 'sent':
      return `${connection} >> ${oneLine(masked)}`
    case 'received':
      return `${connection} << ${oneLine(masked)}`
    case 'closed':
      return closedBy === 'server' ? `${connection} closed ${code} ${oneLine(masked)}` : undefined
    case 'opened':
      return undefined
  }
}

/** A line break inside JSON can only stand between its tokens, where a blank does as well. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ')
}

/** One entry as a line of text, to paste into a report. */
export function writeLine(entry: Entry, text: string): string {
  const time = new Date(entry.at).toISOString().slice(11, 23)
  const mark = { sent: '>>', received: '<<', opened: 'opened', closed: `closed ${entry.code ?? ''}` }[entry.kind]
  return `${time} ${entry.connection} ${mark} ${oneLine(text)}`.trimEnd()
}

/** `A` … `Z`, then `A1` … `Z9`: the names that the format has for connections. The 261st is `A` again. */
export function connectionName(number: number): string {
  const letter = String.fromCharCode(65 + (number % 26))
  const round = Math.floor(number / 26) % 10
  return round === 0 ? letter : `${letter}${round}`
}
