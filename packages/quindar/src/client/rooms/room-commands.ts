// What one can do in a room: each command a method call, its answer in whole words.
import type { Message as WireMessage, MethodName, MethodParams, MethodResult } from '../../protocol/index.ts'
import type { Retry } from '../calls/calls.ts'
import type { Client } from '../client.ts'
import { messageOf, type Message } from '../messages/message.ts'
import type { RoomsOutbox } from '../outbox/rooms.ts'
import { refusals } from '../calls/refused.ts'
import type { Ports } from '../ports.ts'
import type { CommandOptions, Draft, Marks, Room } from './room.ts'
import { patiently } from '../routes/patience.ts'
import type { TypingEvent } from './typing.ts'

/** Messages of a page unless told otherwise; members too. */
export const PAGE_SIZE = 50

type Commands = Omit<Room, 'id' | 'timeline' | 'on' | 'messages' | 'thread' | 'upload'>

/** Those that mark something: `room-marks.ts`, loaded with the first of them that is given. */
const MARKS = [
  'pin',
  'unpin',
  'star',
  'unstar',
  'favourite',
  'hide',
  'pinned',
  'starred',
  'mentions',
] as const satisfies readonly (keyof Marks)[]

/** What commands need of the client. */
export interface CommandHost extends Pick<Client, 'call' | 'rest' | 'url' | 'user'> {
  readonly ports: Ports
  /** Which events tell who is writing, on this server. */
  readonly typingEvents: () => Promise<readonly TypingEvent[]>
  /** Where pages of Rocket.Chat have the room, as far as its kind is known: `channel`, `group` or `direct`. */
  readonly pathOf: (roomId: string) => string
}

/** One page of a room's history, as the server sends it: newest first. */
export async function loadPage(
  { call, ports }: Pick<CommandHost, 'call' | 'ports'>,
  roomId: string,
  before: Date | undefined,
  limit: number,
  options?: CommandOptions,
): Promise<WireMessage[]> {
  const page = await patiently(ports, options, (wishes) =>
    call({ name: 'loadHistory', ...wishes }, roomId, before ?? null, limit),
  )
  // Rocket.Chat says "no" to a reader of history by answering `false`.
  if (page) return page.messages
  const { methodError } = await refusals()
  throw methodError('loadHistory', { error: 'error-not-allowed', reason: 'You may not read this room' })
}

export function createRoomCommands(roomId: string, host: CommandHost, outbox: RoomsOutbox): Commands {
  const { ports } = host

  /** A method of the wire, with the wishes of who gave the command. */
  function call<Name extends MethodName>(
    { name, retry, options }: { name: Name; retry?: Retry; options?: CommandOptions | undefined },
    ...params: MethodParams<Name>
  ): Promise<MethodResult<Name>> {
    return patiently(ports, options, (wishes) =>
      host.call<Name>({ name, ...(retry && { retry }), ...wishes }, ...params),
    )
  }

  function send(message: string | Draft, options?: CommandOptions): Promise<Message> {
    return outbox.send(roomId, typeof message === 'string' ? { text: message } : message, options)
  }

  const mark =
    (name: keyof Marks) =>
    async (...args: unknown[]) => {
      const { createRoomMarks } = await import('./room-marks.ts')
      return (createRoomMarks(roomId, host)[name] as (...args: unknown[]) => unknown)(...args)
    }

  return {
    ...(Object.fromEntries(MARKS.map((name) => [name, mark(name)])) as unknown as Marks),
    send,
    reply({ id, threadId }, text, { quote, alsoInRoom, ...options } = {}) {
      if (!quote) return send({ text, threadId: threadId ?? id, alsoInRoom }, options)
      // What a server makes a quote of: a link to the message, without words of its own, before the text.
      const link = `[ ](${host.url}/${host.pathOf(roomId)}/${roomId}?msg=${id})`
      return send({ text: `${link} ${text}`, threadId, alsoInRoom: threadId ? alsoInRoom : undefined }, options)
    },
    async threads({ limit = PAGE_SIZE, skip = 0, ...options } = {}) {
      const found = await call({ name: 'getThreadsList', retry: 'safe', options }, { rid: roomId, limit, skip })
      return found.map(messageOf)
    },
    async search(text, { limit = PAGE_SIZE, skip = 0, ...options } = {}) {
      const { message } = await call({ name: 'messageSearch', retry: 'safe', options }, text, roomId, limit, skip)
      return message.docs.map(messageOf)
    },
    async edit(id, text, options) {
      if (outbox.has(id) && (await outbox.amend(id, text, options))) return
      // Twice the same text is the same text.
      await call({ name: 'updateMessage', retry: 'safe', options }, { _id: id, rid: roomId, msg: text })
    },
    async delete(id, options) {
      if (outbox.has(id) && (await outbox.withdraw(id, options))) return
      await call({ name: 'deleteMessage', options }, { _id: id, rid: roomId })
    },
    async react(id, emoji, on = true, options) {
      await call({ name: 'setReaction', retry: 'safe', options }, emoji, id, on)
    },
    async markRead(options) {
      await call({ name: 'readMessages', options }, roomId)
    },
    async typing(on = true) {
      const username = host.user?.username
      if (username === undefined) return
      try {
        const events = await host.typingEvents()
        // Old news helps nobody: it must not wait for a connection.
        const options = { timeout: 2_000 }
        const told = events.map((event) => {
          const what = event === 'typing' ? [on] : [on ? ['user-typing'] : [], {}]
          return call({ name: 'stream-notify-room', options }, `${roomId}/${event}`, username, ...what)
        })
        await Promise.all(told)
      } catch {
        // Nobody waits for it.
      }
    },
    async history({ before, limit = PAGE_SIZE, ...options } = {}) {
      const page = await loadPage(host, roomId, before, limit, options)
      return page.map(messageOf).reverse()
    },
    async members({ limit = PAGE_SIZE, skip = 0, filter, ...options } = {}) {
      const request = { name: 'getUsersOfRoom' as const, retry: 'safe' as const, options }
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
      await call({ name: 'joinRoom', retry: 'safe', options }, roomId, code)
    },
    async leave(options) {
      await call({ name: 'leaveRoom', options }, roomId)
    },
  }
}
