// New messages of all rooms that one is in, for a loop: what a bot listens to. One subscription, whatever the number of
// rooms; each message once, also over drops.
import type { Message as WireMessage } from '../../protocol/index.ts'
import type { CatchUp } from '../catch-up/catch-up.ts'
import type { Client } from '../client.ts'
import { iterate, type IterateOptions } from '../iterate.ts'
import type { Message } from '../messages/message.ts'
import { heardMessage, type HeardMessage } from './room-heard.ts'
import { endOf } from '../streams/stream.ts'
import { isNew } from './timeline.ts'

/** So many messages are remembered, so that a change of one of them is not taken for a new one. */
const REMEMBERED = 2_000

/** @param missed As catching up tells it. */
export function roomsMessages(
  { stream }: Pick<Client, 'stream'>,
  missed: CatchUp['missed'],
  options?: IterateOptions,
): AsyncGenerator<HeardMessage, void, undefined> {
  const known = new Set<string>()

  function isFirst(raw: WireMessage, message: Message): boolean {
    if (known.has(message.id) || !(missed(raw) || isNew(message))) return false
    known.add(message.id)
    for (const oldest of known) {
      if (known.size <= REMEMBERED) break
      known.delete(oldest)
    }
    return true
  }

  return iterate(
    ({ push, end }) =>
      stream('room-messages', '__my_messages__').on(
        (raw, context) => {
          // A public channel that one is not in, on a server that tells of those too.
          if (context?.roomParticipant === false) return
          const message = heardMessage(raw, context)
          if (isFirst(raw, message)) push(message)
        },
        { onDenied: endOf(end) },
      ),
    options,
  )
}
