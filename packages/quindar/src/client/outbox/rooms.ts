// What rooms ask of the outbox, and what it tells them.
import type { Message as WireMessage, QuindarError } from '../../protocol/index.ts'
import type { Outbox } from '../client.ts'
import type { Message } from '../messages/message.ts'
import type { CommandOptions, Draft } from '../rooms/room.ts'

/** A room, as its outgoing messages see it. */
export interface OutboxRoom {
  /** A message waits, or has failed, or says something else now. */
  readonly shown: (message: Message) => void
  /** It does not wait any more. */
  readonly gone: (id: string) => void
  /** The server has it. @param raw Its document, where the server told it. */
  readonly landed: (message: Message, raw: WireMessage | undefined) => void
}

export interface RoomsOutbox extends Outbox {
  readonly send: (roomId: string, draft: Draft, options?: CommandOptions) => Promise<Message>
  readonly has: (id: string) => boolean
  /** Changes the text of what has not been sent. False, in the end: the server has it, so the server has to be asked. */
  readonly amend: (id: string, text: string, options?: CommandOptions) => Promise<boolean>
  /** Takes back what has not been sent. False as above. */
  readonly withdraw: (id: string, options?: CommandOptions) => Promise<boolean>
  /** Tells a room about its messages, at once about those that wait already. */
  readonly follow: (roomId: string, room: OutboxRoom) => void
  /** A message has come over the stream: if it is one of these, it has landed. */
  readonly seen: (raw: WireMessage) => void
  /** Messages may be sent again. Resolves when those of before are answered, but soon, whatever happens. */
  readonly release: () => Promise<void>
  readonly close: (reason: QuindarError) => Promise<void>
}
