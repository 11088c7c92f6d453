// What a visitor can do, put together. Loaded with the first command.
import {
  checkFile,
  FILE_SETTINGS,
  fileLimitsOf,
  MethodError,
  QuindarError,
  RoomClosedError,
  type FileLimits,
  type FileRefusedError,
  type Message,
} from '../client/index.ts'
import type { WireError } from '../protocol/index.ts'
import { createAsk, type Given } from './ask.ts'
import { createConversation, PAGE_SIZE } from './conversation.ts'
import { wireMessageOf, type LivechatMessage } from './documents.ts'
import { createGateway, type Translations } from './gateway.ts'
import { loggedOut, type Ground } from './ground.ts'
import type { Livechat } from './livechat.ts'
import type { Job } from './routes.table.ts'
import { createTranslations } from './translations.ts'
import { createVisit } from './visit.ts'

/** Between two tellings that the visitor writes on, in milliseconds. */
const AGAIN_MS = 8_000

/** What Rocket.Chat says to a file that it does not take. */
const TOO_MUCH = {
  size: 'error-size-not-allowed',
  type: 'error-type-not-allowed',
  disabled: 'error-file-upload-disabled',
}

/** The commands. */
export type Chat = Omit<Livechat, 'client' | 'returning' | 'state' | 'messages' | 'on' | 'logout' | 'destroy'>

/** @param show Is given the messages whenever there are others. */
export async function createChat(
  line: Omit<Ground, 'gateway'>,
  show: (messages: readonly LivechatMessage[]) => void,
): Promise<Chat> {
  const { rc, kept, standing, randomText, now, over } = line
  const translations: Record<string, Translations[string]> = {}
  const gateway = createGateway({
    ...line,
    translations,
    token: () => kept.read()?.token,
    denied() {
      visit.forget()
      rc.ready().then(look, () => {})
    },
  })
  const ground: Ground = { ...line, gateway }
  const { get } = standing
  const outbox = await rc.outbox()
  /** All that a visitor says waits in one line, whichever conversation it ends up in. */
  const queue = await rc.room({ id: 'livechat' })
  const open = (): boolean => rc.state.getSnapshot().status === 'open'
  const ask = createAsk(rc, () => open() && gateway.prove())
  const visit = createVisit(ground, ask, () => conversation)
  const conversation = createConversation(ground, outbox, show, visit.closed)
  const parts = createTranslations(ground, ask, visit, conversation)
  const { change } = parts
  Object.assign(translations, parts.translations)
  const { given, openRoom, start } = visit
  let told: number | undefined
  let known: Promise<FileLimits> | undefined

  const look = (): void => void visit.look().catch(() => {})
  rc.on('state', ({ status }) => status !== 'open' && visit.forget())
  // After the last words, in case that it is over.
  rc.on('ready', look)

  /** @throws unless somebody is there. */
  function own(): void {
    if (get().status === 'idle') throw new QuindarError('room-closed', 'There is no visitor yet: call start first')
  }

  /** What the server takes of files; where it does not tell, it decides. */
  const limits = (): Promise<FileLimits> =>
    (known ??= rc.rest('GET /api/v1/settings.public', { _id: FILE_SETTINGS.join(',') }).then(
      ({ settings }) => fileLimitsOf(settings),
      () => fileLimitsOf([]),
    ))

  const failed = (): readonly Message[] => outbox.getSnapshot().filter(({ status }) => status === 'failed')

  function refused(error: unknown, roomId = get().roomId): Error {
    if (!(error instanceof MethodError && error.error === 'room-closed')) return error as Error
    if (roomId === get().roomId) visit.closed()
    return new RoomClosedError(error.cause as WireError)
  }

  /** About a conversation, also one that is over. @throws unless there has been one. */
  async function about(job: Job, more?: Given): Promise<unknown> {
    own()
    if (get().roomId === undefined) throw new RoomClosedError()
    return ask(job, given(more))
  }

  /** What the server refuses because the conversation is over says so, and shows it. */
  async function inRoom<T>(work: () => Promise<T>): Promise<T> {
    own()
    const { roomId, status } = get()
    if (status === 'closed' || roomId === undefined) throw new RoomClosedError()
    try {
      return await work()
    } catch (error) {
      throw refused(error, roomId)
    }
  }

  return {
    start,
    async send(text, { id = randomText(17) } = {}) {
      told = undefined
      const sent = queue.send({ text, id })
      if (get().status === 'idle') start().catch(() => {})
      try {
        const message = await sent
        await visit.entered()
        return conversation.mine(message)
      } catch (error) {
        throw over() ? loggedOut() : refused(error)
      }
    },
    edit: (id, text) => inRoom(async () => void (await change(id, 'edit', { msg: text }))),
    delete: (id) => inRoom(async () => void (await change(id, 'delete', {}))),
    async upload(file, { name, description, text, signal, onProgress = () => {} } = {}) {
      const called = name ?? (file as Partial<File>).name ?? 'file'
      signal?.throwIfAborted()
      try {
        const told = await limits()
        checkFile(file, called, { ...told, enabled: told.enabled && (await visit.takesFiles()) })
      } catch (error) {
        const { limit, message } = error as FileRefusedError
        throw new MethodError('upload', { error: TOO_MUCH[limit], reason: message.replace(/ \(ERRORS.*/, '') })
      }
      await openRoom()
      return inRoom(async () => {
        const form = new FormData()
        for (const [field, value] of Object.entries({ description, msg: text })) if (value) form.append(field, value)
        form.append('file', file, called)
        const headers = { 'x-visitor-token': given()['token'] as string }
        return conversation.sent(wireMessageOf(await ask('upload', given({ form }), { headers, signal, onProgress })))
      })
    },
    async file(link) {
      own()
      const { token, rid } = given() as { token: string; rid: string }
      const query = new URLSearchParams({ rc_token: token, rc_rid: rid, rc_room_type: 'l' })
      return rc.download(link).catch((error: unknown) => {
        // Rocket.Chat reads the token in the address alone.
        if (error instanceof MethodError) return rc.download(`${link}?${query}`)
        throw error
      })
    },
    async typing(on = true) {
      const since = told === undefined ? Infinity : now() - told
      if (on ? since < AGAIN_MS : told === undefined) return
      told = on ? now() : undefined
      if (get().status !== 'closed') await conversation.room()?.typing(on)
    },
    async history() {
      own()
      const before = new Set(conversation.messages())
      const known = new Set([...before].map(({ id }) => id))
      await conversation.room()?.timeline.loadOlder({ limit: PAGE_SIZE })
      return conversation.messages().filter(({ id }) => !known.has(id))
    },
    async close() {
      try {
        await inRoom(() => ask('close', given()))
        visit.closed()
      } catch (error) {
        if (!(error instanceof RoomClosedError)) throw error
      }
    },
    async rate(rating) {
      const { satisfaction, knowledge, responsiveness, friendliness, comment } =
        typeof rating === 'number' ? { satisfaction: rating } : rating
      const values = {
        satisfaction,
        agentKnowledge: knowledge,
        // So spelt.
        agentResposiveness: responsiveness,
        agentFriendliness: friendliness,
        additionalFeedback: comment,
      }
      const data = Object.entries(values).flatMap(([name, value]) =>
        value === undefined ? [] : [{ name, value: String(value) }],
      )
      await about('rate', { data })
    },
    async transcript(email = get().visitor?.email ?? '') {
      await about('transcript', { email })
    },
    async offline({ text, ...from } = {}) {
      const unsent = failed()
      const message = text ?? unsent.map((each) => each.text).join('\n')
      const answer = await ask('offline', { ...get().visitor, ...visit.details(), ...from, message })
      // They have gone another way.
      for (const each of unsent) if (message.includes(each.text)) outbox.discard(each.id)
      return (answer as { message?: string }).message
    },
    async transfer(department) {
      await inRoom(() => ask('transfer', given({ department, departmentId: department })))
    },
    async page({ title, href, change = 'url' }) {
      own()
      await ask('page', given({ pageInfo: { title, change, location: { href } } }))
    },
    async identify(details) {
      own()
      await visit.identify(details)
    },
  }
}
