// What one can do in a room: each command a method call, its answer in whole words.
import type { Message as WireMessage } from '../protocol/index.ts'
import type { Client } from './client.ts'
import { messageOf } from './message.ts'
import type { RoomsOutbox } from './outbox-rooms.ts'
import { refusals } from './refused.ts'
import type { CommandOptions, Room } from './room.ts'
import type { RoomWatch } from './room-watch.ts'

/** Messages of a page unless told otherwise; members too. */
export const PAGE_SIZE = 50

type Commands = Omit<Room, 'id' | 'timeline' | 'on' | 'messages'>

/** What commands need of the client. */
export type CommandHost = Pick<Client, 'call' | 'user'>

/** One page of a room's history, as the server sends it: newest first. */
export async function loadPage(
  { call }: CommandHost,
  roomId: string,
  before: Date | undefined,
  limit: number,
  options: CommandOptions = {},
): Promise<WireMessage[]> {
  const page = await call({ name: 'loadHistory', ...wishes(options) }, roomId, before ?? null, limit)
  // Rocket.Chat says "no" to a reader of history by answering `false`.
  if (page) return page.messages
  const { methodError } = await refusals()
  throw methodError('loadHistory', { error: 'error-not-allowed', reason: 'You may not read this room' })
}

export function createRoomCommands(roomId: string, host: CommandHost, watch: RoomWatch, outbox: RoomsOutbox): Commands {
  const { call } = host
  const { timeline } = watch

  outbox.follow(roomId, {
    shown: timeline.echo,
    gone: timeline.discard,
    landed({ id }, raw) {
      if (!watch.active) timeline.discard(id)
      else if (raw) watch.arrive(raw)
      else timeline.settle(id, 'sent')
    },
  })

  return {
    send: (message, options) => outbox.send(roomId, typeof message === 'string' ? { text: message } : message, options),
    async edit(id, text, options) {
      if (outbox.has(id) && (await outbox.amend(id, text, options))) return
      // Twice the same text is the same text.
      await call({ name: 'updateMessage', retry: 'safe', ...wishes(options) }, { _id: id, rid: roomId, msg: text })
    },
    async delete(id, options) {
      if (outbox.has(id) && (await outbox.withdraw(id, options))) return
      await call({ name: 'deleteMessage', ...wishes(options) }, { _id: id, rid: roomId })
    },
    async react(id, emoji, on = true, options = {}) {
      await call({ name: 'setReaction', retry: 'safe', ...wishes(options) }, emoji, id, on)
    },
    async markRead(options) {
      await call({ name: 'readMessages', ...wishes(options) }, roomId)
    },
    async typing(on = true) {
      const username = host.user?.username
      if (username === undefined) return
      try {
        const activities = on ? ['user-typing'] : []
        // Old news helps nobody: it must not wait for a connection.
        await call({ name: 'stream-notify-room', timeout: 2_000 }, `${roomId}/user-activity`, username, activities, {})
      } catch {
        // Nobody waits for it.
      }
    },
    async history({ before, limit = PAGE_SIZE, ...options } = {}) {
      const page = await loadPage(host, roomId, before, limit, options)
      return page.map(messageOf).reverse()
    },
    async members({ limit = PAGE_SIZE, skip = 0, filter, ...options } = {}) {
      const request = { name: 'getUsersOfRoom' as const, ...wishes(options) }
      const { total, records } = await call(request, roomId, true, { limit, skip }, filter)
      const members = records.map(({ _id, username, name, status }) => ({
        id: _id,
        username,
        name: name ?? username,
        status,
      }))
      return { total, members }
    },
    async join(code, options) {
      await call({ name: 'joinRoom', retry: 'safe', ...wishes(options) }, roomId, code)
    },
    async leave(options) {
      await call({ name: 'leaveRoom', ...wishes(options) }, roomId)
    },
  }
}

/** Of what a caller handed in, only what a command has. */
function wishes({ timeout, signal }: CommandOptions = {}): CommandOptions {
  return { timeout, signal }
}
