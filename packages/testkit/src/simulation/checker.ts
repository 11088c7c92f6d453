// Was it as was promised? Looks at what the applications saw and at what the database holds in the end, and names what
// was broken by its invariant.

/** A message as a database or a screen has it in the end. */
export interface Kept {
  readonly id: string
  /** When the server got it, in milliseconds since 1970. */
  readonly at: number
  readonly text: string
  /** Emoji → usernames. */
  readonly reactions: Readonly<Record<string, readonly string[]>>
}

/** What became of a command. `unknown`: it may have been done. */
export type Outcome = 'pending' | 'done' | 'refused' | 'unknown'

/** A command of an application. */
export interface Command {
  readonly kind: 'send' | 'edit' | 'delete' | 'react'
  readonly by: string
  readonly roomId: string
  readonly messageId: string
  outcome: Outcome
}

/** One application in one room. */
export interface View {
  readonly who: string
  readonly roomId: string
  /** Ids that it was told of as new, in the order of telling. */
  readonly told: string[]
  /** Of those, the ones that came late and said so. */
  readonly late: Set<string>
  /** Times at which it was told that something may be missing. */
  gaps: number
  /** Its list in the end. */
  kept: readonly Omit<Kept, 'at'>[]
}

export interface Recorded {
  readonly commands: readonly Command[]
  readonly views: readonly View[]
  /** By room: what the database holds in the end, oldest first. */
  readonly final: ReadonlyMap<string, readonly Kept[]>
  /** Messages that were there before. */
  readonly before: ReadonlySet<string>
  /** Sessions that the server counts, and those that there should be. */
  readonly sessions: { readonly counted: number; readonly expected: number }
  /** Connections that were lost, and whether any fault was played. */
  readonly drops: number
  readonly faults: number
}

/** Messages that the server got within this time, in milliseconds, are in the order in which they were stored. */
const AT_ONCE_MS = 100

/** @returns one sentence for each broken promise, beginning with its invariant. */
export function check({ commands, views, final, before, sessions, drops, faults }: Recorded): string[] {
  const broken: string[] = []
  const deleted = new Set(
    commands.flatMap(({ kind, messageId, outcome }) => (kind === 'delete' && outcome !== 'refused' ? [messageId] : [])),
  )

  for (const { kind, by, roomId, messageId, outcome } of commands) {
    const rows = final.get(roomId)?.filter(({ id }) => id === messageId).length ?? 0
    if (outcome === 'pending') broken.push(`I13: ${by}'s ${kind} of ${messageId} never settled`)
    if (kind !== 'send') continue
    if (outcome === 'done' && rows === 0 && !deleted.has(messageId))
      broken.push(`I1: ${messageId} was acknowledged and is not there`)
    if (outcome === 'refused' && rows > 0) broken.push(`I4: ${messageId} was refused and is there`)
    if (rows > 1) broken.push(`I2: ${messageId} is there ${rows} times`)
  }

  for (const view of views) {
    const name = `${view.who} in ${view.roomId}`
    const log = final.get(view.roomId) ?? []
    const place = new Map(log.map(({ id }, index) => [id, index]))
    const told = new Set(view.told)
    if (told.size < view.told.length) {
      const twice = view.told.filter((id, index) => view.told.indexOf(id) !== index)
      broken.push(`I2: ${name} was told of ${twice.join(', ')} more than once`)
    }
    for (const { id } of log) {
      if (!before.has(id) && !told.has(id)) broken.push(`I1: ${name} was never told of ${id}`)
    }
    let furthest: Kept | undefined
    for (const id of view.told) {
      const message = log[place.get(id) ?? -1]
      if (!message || view.late.has(id)) continue
      if (furthest && message.at < furthest.at - AT_ONCE_MS) {
        broken.push(`I3: ${name} was told of ${id} after ${furthest.id}`)
      }
      if (!furthest || message.at > furthest.at) furthest = message
    }
    if (view.gaps > 0)
      broken.push(`I6: ${name} was told of ${view.gaps} gaps, and this server can prove that there are none`)
    const kept = new Map(view.kept.map((message) => [message.id, message]))
    for (const message of log) {
      const mine = kept.get(message.id)
      if (!mine) broken.push(`I7: ${name} does not show ${message.id}`)
      else if (JSON.stringify([mine.text, mine.reactions]) !== JSON.stringify([message.text, message.reactions])) {
        broken.push(`I7: ${name} shows ${JSON.stringify(mine)}, and it is ${JSON.stringify(message)}`)
      }
    }
    for (const id of kept.keys()) if (!place.has(id)) broken.push(`I7: ${name} still shows ${id}`)
  }

  if (faults === 0 && drops > 0) broken.push(`I10: ${drops} connections were lost without a fault`)
  if (sessions.counted !== sessions.expected) {
    broken.push(`I11: the server counts ${sessions.counted} sessions of ${sessions.expected} clients`)
  }
  return broken
}
