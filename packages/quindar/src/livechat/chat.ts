// What a visitor can do, put together. Loaded with the first command.
import { MethodError, QuindarError, RoomClosedError } from '../client/index.ts'
import { habitsOf, type Habits, type WireError } from '../protocol/index.ts'
import { createFollowing } from './following.ts'
import type { Ground } from './ground.ts'
import { createJobs } from './jobs.ts'
import type { Livechat } from './livechat.ts'
import { createSending } from './sending.ts'
import { createStarting } from './starting.ts'
import { createTyping } from './typing.ts'

/** The commands; `forget` ends all that is under way. */
export type Chat = Omit<Livechat, 'client' | 'returning' | 'state' | 'messages' | 'on' | 'logout' | 'destroy'> & {
  readonly forget: () => void
}

export function createChat(ground: Ground): Chat {
  const { rc, clockwork, kept, events, standing, conversation } = ground
  const { get } = standing
  const jobs = createJobs(rc, () => ({ token: kept.read()?.token ?? '', visitorId: get().visitor?.id }))

  let release: Promise<Habits> | undefined
  /** What this release does its own way, as far as the server says which it is. */
  const habits = (): Promise<Habits> =>
    (release ??= rc.rest('GET /api/info').then(
      ({ version, info }: { version?: string; info?: { version?: string } }) =>
        habitsOf(version ?? info?.version ?? '9'),
      () => habitsOf('9'),
    ))

  const typing = createTyping(clockwork, {
    tell: (username, on) => events.emit('typing', { username, typing: on }),
    async send(on) {
      const { roomId, visitor, status } = get()
      if (roomId === undefined || status === 'closed') return
      const { token } = own()
      const old = (await habits()).typingEvent === 'typing'
      // Old news helps nobody: it must not wait for a connection.
      await rc.call(
        { name: 'stream-notify-room', timeout: 2_000 },
        `${roomId}/${old ? 'typing' : 'user-activity'}`,
        visitor?.username,
        old ? on : on ? ['user-typing'] : [],
        { token },
      )
    },
  })
  const following = createFollowing(ground, jobs, typing)
  const { closed, expect, follow, look } = following
  const starting = createStarting(ground, jobs, following, (unsent) => sending.again(unsent))
  const { openRoom } = starting
  const sending = createSending(ground, jobs, {
    ...starting,
    async landed(roomId, id) {
      typing.sent()
      if (roomId === get().roomId) {
        expect(id)
        return
      }
      // Its conversation was begun by it; or was over, and the server has begun another.
      closed()
      await follow(roomId, true)
      await look().catch(() => {})
    },
    refused: (error) => refused(error, get().roomId),
  })

  /** Whose token it is. @throws unless somebody is there. */
  function own() {
    const now = kept.read()
    if (get().status === 'idle' || !now)
      throw new QuindarError('room-closed', 'There is no visitor yet: call start first')
    return now
  }

  /** The conversation, also one that is over. @throws unless there has been one. */
  function room(): string {
    own()
    const { roomId } = get()
    if (roomId === undefined) throw new RoomClosedError()
    return roomId
  }

  /** What the server refuses because the conversation is over says so, and shows it. */
  async function inRoom<T>(work: (roomId: string) => Promise<T>): Promise<T> {
    const roomId = room()
    if (get().status === 'closed') throw new RoomClosedError()
    try {
      return await work(roomId)
    } catch (error) {
      throw refused(error, roomId)
    }
  }

  function refused(error: unknown, roomId: string | undefined): Error {
    if (!(error instanceof MethodError && error.error === 'room-closed')) return error as Error
    if (roomId === get().roomId) closed()
    return new RoomClosedError(error.cause as WireError)
  }

  return {
    start: (given) => starting.start(given),
    send: (text, options) => sending.send(text, options?.id),
    async edit(id, text) {
      conversation.put(await inRoom((roomId) => jobs.edit(roomId, id, text)))
    },
    async delete(id) {
      await inRoom((roomId) => jobs.delete(roomId, id))
      if (conversation.remove(id)) events.emit('deleted', { id })
    },
    async upload(file, options = {}) {
      await openRoom()
      const message = await inRoom((roomId) => jobs.upload(roomId, file, options))
      conversation.put(message)
      expect(message.id)
      return message
    },
    typing: (on) => typing.type(on),
    async history() {
      const oldest = conversation.getSnapshot().find(({ raw }) => raw)
      const page = await jobs.history(room(), oldest?.at)
      return page.filter((message) => conversation.hear(message)).reverse()
    },
    async close() {
      try {
        await inRoom((roomId) => jobs.close(roomId))
        closed()
      } catch (error) {
        if (!(error instanceof RoomClosedError)) throw error
      }
    },
    async rate(rating) {
      await jobs.rate(room(), typeof rating === 'number' ? { satisfaction: rating } : rating)
    },
    async transcript(email = get().visitor?.email ?? '') {
      await jobs.transcript(room(), email)
    },
    async offline({ text = sending.unsent(), ...from } = {}) {
      const { name, email, department } = { ...starting.details(), ...from }
      const { visitor } = get()
      const thanks = await jobs.offline({
        text,
        name: name ?? visitor?.name,
        email: email ?? visitor?.email,
        department,
      })
      sending.forget(text)
      return thanks
    },
    async transfer(department) {
      await inRoom((roomId) => jobs.transfer(roomId, department))
    },
    async page(page) {
      own()
      await jobs.page(get().roomId, page)
    },
    async identify(details) {
      own()
      await starting.identify(details)
    },
    forget() {
      following.stop()
      starting.forget()
    },
  }
}
