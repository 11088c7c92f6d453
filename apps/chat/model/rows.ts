// What the message list shows, line by line, made of the client's timeline. Nothing is sorted, dropped or merged here:
// the timeline is drawn in its own order, with a line where a day begins, where one had stopped reading, and where
// something may be missing.
import type { Message, TimelineGap, TimelineSnapshot } from 'quindar'

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly day: Date }
  | { readonly kind: 'unread'; readonly key: 'unread' }
  | { readonly kind: 'gap'; readonly key: string; readonly gap: TimelineGap }
  | {
      readonly kind: 'message'
      readonly key: string
      readonly message: Message
      /** It goes on from the message above: no name, no picture. */
      readonly grouped: boolean
    }

/** Messages of one author this close together, in milliseconds, share one head. */
export const GROUP_MS = 5 * 60_000

/** @param unreadAfter What is newer than this, and from others, is new to the reader. */
export function rowsOf(
  { messages, gaps }: TimelineSnapshot,
  unreadAfter: Date | undefined,
  me: string,
): readonly Row[] {
  const rows: Row[] = []
  let above: Message | undefined
  let fresh = unreadAfter
  const gapsAfter = new Map(gaps.map((gap) => [gap.afterId, gap]))
  const gapAt = (id: string | undefined): void => {
    const gap = gapsAfter.get(id)
    if (!gap) return
    rows.push({ kind: 'gap', key: `gap ${id ?? ''}`, gap })
    above = undefined
  }

  gapAt(undefined)
  for (const message of messages) {
    const day = dayOf(message)
    // One's own clock may be wrong, so a message that the server has not dated yet begins no day.
    if (message.raw && (!above || dayOf(above) !== day) && lastDay(rows) !== day) {
      rows.push({ kind: 'day', key: `day ${day} ${message.id}`, day: message.at })
      above = undefined
    }
    if (fresh && message.raw && message.at > fresh && message.author.id !== me) {
      rows.push({ kind: 'unread', key: 'unread' })
      fresh = above = undefined
    }
    rows.push({ kind: 'message', key: message.id, message, grouped: goesOn(message, above) })
    above = message
    gapAt(message.id)
  }
  return rows
}

function goesOn(message: Message, above: Message | undefined): boolean {
  return (
    above !== undefined &&
    !message.systemType &&
    !above.systemType &&
    message.author.id === above.author.id &&
    message.author.name === above.author.name &&
    message.raw?.groupable !== false &&
    Math.abs(message.at.getTime() - above.at.getTime()) < GROUP_MS
  )
}

/** The reader's own day. */
function dayOf({ at }: Message): string {
  return at.toDateString()
}

function lastDay(rows: readonly Row[]): string | undefined {
  const row = rows.findLast(({ kind }) => kind === 'day')
  return row?.kind === 'day' ? row.day.toDateString() : undefined
}
