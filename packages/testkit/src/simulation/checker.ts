// Was it as was promised? Looks at what the applications saw and at what the database holds in the end, and names what
// was broken by its invariant.
import { checkHealing } from './checker-healing.ts'
import { checkLogOrder, checkToldOrder } from './checker-order.ts'
import type { Kept, Recorded, View } from './record.ts'

/** How long a command may take. One that changes a message waits for the message first, if that is on its way. */
const DEADLINES_MS = { send: 30_000, react: 30_000, edit: 60_000, delete: 60_000 }

/** @returns one sentence for each broken promise, beginning with its invariant. */
export function check(recorded: Recorded): string[] {
  const { views, final, loggedOut, sessions, drops, faults } = recorded
  const broken = [...checkCommands(recorded), ...checkLogOrder(recorded), ...checkHealing(recorded)]
  for (const view of views) {
    const log = final.get(view.roomId) ?? []
    broken.push(
      ...checkTold(view, log, recorded),
      ...checkToldOrder(view, log, recorded),
      ...checkSecrecy(view, recorded),
    )
    if (!view.ended) broken.push(...checkKept(view, log, recorded))
    if (view.ended && view.leftAt !== undefined && view.listed)
      broken.push(`I6: ${view.who} was put out of ${view.roomId}, and was never told`)
  }
  for (const who of loggedOut) broken.push(`I12: ${who} was logged out by nobody, or is not logged in again`)
  if (faults === 0 && drops > 0) broken.push(`I10: ${drops} connections were lost without a fault`)
  if (sessions.counted !== sessions.expected) {
    broken.push(`I11: the server counts ${sessions.counted} sessions of ${sessions.expected} clients`)
  }
  return broken
}

function checkCommands({ commands, final, before, forgotten }: Recorded): string[] {
  const broken: string[] = []
  const deleted = new Set(
    commands.flatMap(({ kind, messageId, outcome }) => (kind === 'delete' && outcome !== 'refused' ? [messageId] : [])),
  )
  const sent = new Set(commands.flatMap(({ kind, messageId }) => (kind === 'send' ? [messageId] : [])))
  for (const { kind, by, roomId, messageId, outcome, invokedAt, settledAt = invokedAt, slept = 0 } of commands) {
    const took = settledAt - invokedAt - slept
    if (took > DEADLINES_MS[kind]) broken.push(`I13: ${by}'s ${kind} of ${messageId} took ${took} ms`)
    const rows = final.get(roomId)?.filter(({ id }) => id === messageId).length ?? 0
    if (outcome === 'pending') broken.push(`I13: ${by}'s ${kind} of ${messageId} never settled`)
    if (kind !== 'send') continue
    // What a restored database does not have any more may not be demanded.
    if (rows === 0 && !deleted.has(messageId) && !forgotten.has(messageId)) {
      if (outcome === 'done') broken.push(`I1: ${messageId} was acknowledged and is not there`)
      if (outcome === 'promised') broken.push(`I1: ${messageId} was written down to be sent and is not there`)
    }
    if (outcome === 'refused' && rows > 0) broken.push(`I4: ${messageId} was refused and is there`)
    if (rows > 1) broken.push(`I2: ${messageId} is there ${rows} times`)
  }
  for (const [roomId, log] of final) {
    for (const { id } of log) {
      if (!before.has(id) && !sent.has(id)) broken.push(`I2: ${id} is in ${roomId}, and nobody sent it`)
    }
  }
  return broken
}

function checkTold(view: View, log: readonly Kept[], { before, forgotten, numbered }: Recorded): string[] {
  const { who, roomId, told, loaded, wentBack, doubled, gaps, restores, ended } = view
  const name = `${who} in ${roomId}`
  const broken: string[] = []
  for (const id of wentBack) broken.push(`I7: ${name} was shown an older version of ${id} after a newer one`)
  for (const id of doubled) broken.push(`I2: the stream told ${name} twice of the same version of ${id}`)
  // It may have been sent again to a database that had forgotten it.
  const twice = told.filter((id, index) => !forgotten.has(id) && (told.indexOf(id) !== index || loaded?.has(id)))
  if (twice.length > 0) broken.push(`I2: ${name} was told of ${twice.join(', ')} more than once`)
  if (gaps.length > restores.length) {
    broken.push(`I6: ${name} was told of ${gaps.length} gaps, and knew from where on to ask`)
  }
  if (ended) return broken
  for (const { at, forgot } of numbered ? restores : []) {
    if (forgot && !gaps.some((gap) => gap >= at)) broken.push(`I5: ${name} was never told that the database is another`)
  }
  if (!loaded) return [...broken, `I13: ${name} never got its first page`]
  const heard = new Set([...told, ...loaded])
  for (const message of log) {
    const { id } = message
    // Only a server that numbers its changes can tell that its database is an older one.
    if (forgotten.has(id) && (!numbered || isBack(view, message))) continue
    if (!before.has(id) && !heard.has(id)) broken.push(`I1: ${name} was never told of ${id}`)
  }
  return broken
}

/**
 * Had a message been taken back when the view's first page came, so that only the database that replaced the other has it
 * again? No list of changes names it then. The view was told of a gap: to load anew where it matters.
 */
function isBack({ loaded, loadedAt = -Infinity, gaps }: View, { id, at }: Kept): boolean {
  return gaps.length > 0 && at < loadedAt && !loaded?.has(id)
}

/** Who has left is not told of what was sent after that. */
function checkSecrecy({ who, roomId, told, leftAt = Infinity }: View, { commands }: Recorded): string[] {
  return commands.flatMap(({ kind, messageId, invokedAt }) =>
    kind === 'send' && invokedAt > leftAt && told.includes(messageId)
      ? [`I8: ${who} had left ${roomId}, and was told of ${messageId}`]
      : [],
  )
}

function checkKept(view: View, log: readonly Kept[], { forgotten, numbered }: Recorded): string[] {
  const name = `${view.who} in ${view.roomId}`
  const broken: string[] = []
  const kept = new Map(view.kept.map((message) => [message.id, message]))
  const first = log.findIndex(({ id }) => kept.has(id))
  for (const [index, message] of log.entries()) {
    const mine = kept.get(message.id)
    // It was taken back, is there again, and is older than all that is shown: an older page would bring it.
    if (!mine && forgotten.has(message.id) && (index < first || isBack(view, message))) continue
    // As above: what was taken back may be there again, and what was edited may be as it was.
    if (forgotten.has(message.id) && !numbered) continue
    if (!mine) broken.push(`I7: ${name} does not show ${message.id}`)
    else if (JSON.stringify([mine.text, mine.reactions]) !== JSON.stringify([message.text, message.reactions])) {
      broken.push(`I7: ${name} shows ${JSON.stringify(mine)}, and it is ${JSON.stringify(message)}`)
    }
  }
  const there = new Set(log.map(({ id }) => id))
  for (const id of kept.keys()) {
    // What was deleted unheard before the database was replaced nobody can tell afterwards: it was told of a gap.
    const isExcused = view.restores.length > 0 && view.gaps.length > 0
    if (!there.has(id) && !forgotten.has(id) && !isExcused) broken.push(`I7: ${name} still shows ${id}`)
  }
  return broken
}
