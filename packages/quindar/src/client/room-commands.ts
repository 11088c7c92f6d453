// What one can do in a room: each command a method call, its answer in whole words.
import type { MethodError, Message as WireMessage } from '../protocol/index.ts'
import type { Client } from './client.ts'
import { messageOf, type Author, type Message } from './message.ts'
import { messageId } from './message-id.ts'
import type { Ports } from './ports.ts'
import { refusals } from './refused.ts'
import type { CommandOptions, Draft, Room } from './room.ts'
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

export function createRoomCommands(roomId: string, host: CommandHost, ports: Ports, watch: RoomWatch): Commands {
  const { call } = host

  function author(): Author {
    const { id = '', username = '', name = username } = host.user ?? {}
    return { id, username, name }
  }

  async function send(message: string | Draft, options: CommandOptions = {}): Promise<Message> {
    const draft: Draft = typeof message === 'string' ? { text: message } : message
    const { text, id = messageId(ports.random), threadId, alsoInRoom } = draft
    const at = new Date(ports.now())
    const echo: Message = {
      id,
      roomId,
      text,
      author: author(),
      at,
      updatedAt: at,
      reactions: {},
      threadId,
      status: 'pending',
    }
    if (watch.active) watch.timeline.echo(echo)
    const thread = { ...(threadId && { tmid: threadId }), ...(alsoInRoom && { tshow: true }) }
    try {
      const raw = await call(
        { name: 'sendMessage', ...wishes(options), retry: 'keyed' },
        { _id: id, rid: roomId, msg: text, ...thread },
      )
      return landed(raw, echo)
    } catch (error) {
      if (hadLanded(error as Partial<MethodError>)) return landed(undefined, echo)
      watch.timeline.settle(id, 'failed', error)
      throw error
    }
  }

  /** The server has it. Sent again after a drop, a message that had landed is answered with nothing. */
  function landed(raw: WireMessage | undefined, echo: Message): Message {
    if (raw?._id !== echo.id) {
      watch.timeline.settle(echo.id, 'sent')
      return { ...echo, status: 'sent' }
    }
    if (watch.active) watch.arrive(raw)
    return { ...messageOf(raw), status: 'sent' }
  }

  return {
    send,
    async edit(id, text, options) {
      // Twice the same text is the same text.
      await call({ name: 'updateMessage', retry: 'safe', ...wishes(options) }, { _id: id, rid: roomId, msg: text })
    },
    async delete(id, options) {
      if (watch.timeline.discard(id)) return
      await call({ name: 'deleteMessage', ...wishes(options) }, { _id: id })
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

/** Our id is taken, so an earlier sending of this very message had arrived. */
function hadLanded({ error, reason }: Partial<MethodError>): boolean {
  return /E11000|duplicate key/i.test(`${error} ${reason}`)
}
