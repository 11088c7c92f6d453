// What was missed in a room, told as if it had come live: new messages in the room's order, then what changed about
// older ones, then deletions; nothing that has been told already.
import type { Room } from '../../protocol/index.ts'
import { ALL_ROOMS, isNewSince, note, type Changed, type Ledger, type Told } from './ledger.ts'
import type { Telling } from './telling.ts'
import type { Changes, Deletion, Fetched, Position, Since } from '../routes/change.ts'

export function merge(
  ledger: Ledger,
  roomId: string,
  room: Room | undefined,
  since: Since,
  { updated, deleted }: Pick<Changes, 'updated' | 'deleted'>,
  { dispatch, missed, heardUpTo = 0 }: Telling,
): void {
  const { key, floor = 0 } = ledger
  const tell = (told: Told, frame: Changed, before?: () => void): void => {
    if (!note(ledger, told, heardUpTo, true)) return
    before?.()
    dispatch(frame)
  }
  const readable = updated.filter(({ raw }) => raw._updatedAt instanceof Date)
  const isNew = (message: Fetched): boolean => !ledger.told.has(message.raw._id) && isNewSince(message, since, floor)
  const fresh = new Set(readable.filter(isNew).sort(inRoomOrder))
  const changed = readable.filter((message) => !fresh.has(message)).sort(byChange)
  for (const message of [...fresh, ...changed]) {
    const { raw } = message
    const told = { key, roomId, id: raw._id, raw, position: positionOf(raw) }
    const args = key === ALL_ROOMS ? [raw, contextOf(room)] : [raw]
    tell(told, event('stream-room-messages', key, args), () => fresh.has(message) && missed(message))
  }
  // Nobody is told of deletions in all rooms: there is no such stream.
  if (key === ALL_ROOMS) return
  const present = new Map(readable.map(({ raw }) => [raw._id, raw]))
  for (const deletion of deleted) {
    const { _id: id, _seq = 0 } = deletion
    // Sent again under the same id.
    if ((present.get(id)?._seq ?? 0) > _seq) continue
    const told = { key, roomId, id, raw: undefined, position: positionOf(deletion) }
    tell(told, event('stream-notify-room', `${roomId}/deleteMessage`, [deletion]))
  }
}

function event(collection: string, eventName: string, args: unknown[]): Changed {
  return { msg: 'changed', collection, id: 'id', fields: { eventName, args } }
}

/** What `__my_messages__` adds to each message. */
function contextOf(room: Room | undefined): object {
  return { roomParticipant: true, roomType: room?.t, ...(room?.name !== undefined && { roomName: room.name }) }
}

export function positionOf({ _seq: seq, _epoch: epoch }: Partial<Deletion>): Position | undefined {
  return typeof seq === 'number' && typeof epoch === 'string' ? { seq, epoch } : undefined
}

/** As they were written: by the server's numbers, elsewhere by time and id. */
function inRoomOrder(a: Fetched, b: Fetched): number {
  if (a.place !== undefined && b.place !== undefined) return a.place - b.place
  return (
    new Date(a.raw.ts).getTime() - new Date(b.raw.ts).getTime() ||
    (a.raw._seq ?? 0) - (b.raw._seq ?? 0) ||
    (a.raw._id < b.raw._id ? -1 : 1)
  )
}

/** As they were changed. */
function byChange({ raw: a }: Fetched, { raw: b }: Fetched): number {
  return (a._seq ?? 0) - (b._seq ?? 0) || a._updatedAt.getTime() - b._updatedAt.getTime()
}
