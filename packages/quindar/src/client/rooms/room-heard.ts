// A message among those of all rooms, with what the server tells of the room that it was said in.
import type { Message as WireMessage, MyMessageContext } from '../../protocol/index.ts'
import { messageOf, type Message } from '../messages/message.ts'
import { roomKindOf, type RoomKind } from './room-entry.ts'

/** A message that was heard among those of all rooms. */
export interface HeardMessage extends Message {
  /** What kind of room it was said in, where the server tells it. */
  readonly roomKind?: RoomKind | undefined
  /** The room's name, as `#name` has it; absent in direct messages. */
  readonly roomName?: string | undefined
}

/** @param context Absent where the server tells nothing. */
export function heardMessage(raw: WireMessage, context?: Partial<MyMessageContext> | null): HeardMessage {
  const { roomType, roomName } = context ?? {}
  return { ...messageOf(raw), roomKind: roomType ? roomKindOf(roomType) : undefined, roomName }
}
