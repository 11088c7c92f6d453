// In which order it was: the log's beside the commands', what each application was told beside the log's.
import type { Command, Kept, Recorded, View } from './record.ts'

/**
 * Each application was told in order, or was told that a message comes late. Servers that number what happens have two
 * orders: the numbers are that of the live stream, what is fetched comes in that of the times. It need not break both.
 */
export function checkToldOrder(
  { who, roomId, told, late }: View,
  log: readonly Kept[],
  { numbered, forgotten }: Pick<Recorded, 'numbered' | 'forgotten'>,
): string[] {
  const rows = new Map(log.map((message) => [message.id, message]))
  const inOrder = told.flatMap((id) => (late.has(id) || forgotten.has(id) ? [] : (rows.get(id) ?? [])))
  return inOrder.flatMap((message, index) => {
    const overtaken = inOrder
      .slice(0, index)
      .find(({ at, place }) => message.at < at && (!numbered || message.place < place))
    return overtaken ? [`I3: ${who} in ${roomId} was told of ${message.id} after ${overtaken.id}`] : []
  })
}

/** What was acknowledged before something else was sent stands before it; what one program sends stands in its order. */
export function checkLogOrder({ commands, final }: Recorded): string[] {
  const broken: string[] = []
  for (const [roomId, log] of final) {
    const places = new Map(log.map(({ id, place }) => [id, place]))
    const sends = commands.flatMap((command) => {
      const place = places.get(command.messageId)
      return command.kind === 'send' && command.roomId === roomId && place !== undefined ? [{ ...command, place }] : []
    })
    for (const later of sends) {
      const overtaken = sends.find((earlier) => later.place < earlier.place && isBefore(earlier, later))
      if (overtaken) broken.push(`I3: ${later.messageId} was sent after ${overtaken.messageId}, and stands before it`)
    }
  }
  return broken
}

function isBefore(earlier: Command, later: Command): boolean {
  if (earlier.outcome === 'done' && (earlier.settledAt ?? Infinity) < later.invokedAt) return true
  return earlier.by === later.by && earlier.invokedAt < later.invokedAt
}
