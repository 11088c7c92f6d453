// What a visitor does in few chats: to change what was said, files, rating, who and where he is, the form. Loaded with the
// first of these commands.
import {
  checkFile,
  FILE_SETTINGS,
  fileLimitsOf,
  MethodError,
  RoomClosedError,
  type FileLimits,
  type FileRefusedError,
  type Outbox,
} from '../client/index.ts'
import type { Ask, Given } from './ask.ts'
import type { Conversation } from './conversation.ts'
import type { Ground } from './ground.ts'
import type { Livechat } from './livechat.ts'
import { MORE_ROUTES } from './more-routes.table.ts'
import type { Route } from './routes.table.ts'
import type { createTranslations } from './translations.ts'
import type { Visit } from './visit.ts'

/** What Rocket.Chat says to a file that it does not take. */
const TOO_MUCH = {
  size: 'error-size-not-allowed',
  type: 'error-type-not-allowed',
  disabled: 'error-file-upload-disabled',
}

/** The commands. */
export type More = Pick<
  Livechat,
  'edit' | 'delete' | 'upload' | 'file' | 'rate' | 'transcript' | 'offline' | 'transfer' | 'page' | 'identify'
>

export interface MoreHost extends Ground, Pick<ReturnType<typeof createTranslations>, 'change'> {
  readonly ask: Ask
  readonly visit: Visit
  readonly conversation: Conversation
  readonly outbox: Outbox
  /** @throws unless somebody is there. */
  readonly own: () => void
  /** What the server refuses because the conversation is over says so, and shows it. */
  readonly inRoom: <T>(work: () => Promise<T>) => Promise<T>
}

export function createMore({ rc, ask, visit, conversation, outbox, own, inRoom, change, ...ground }: MoreHost): More {
  const { get, become } = ground.standing
  const { given } = visit
  let known: Promise<FileLimits> | undefined

  /** What the server takes of files; where it does not tell, it decides. */
  const limits = (): Promise<FileLimits> =>
    (known ??= rc.rest('GET /api/v1/settings.public', { _id: FILE_SETTINGS.join(',') }).then(
      ({ settings }) => fileLimitsOf(settings),
      () => fileLimitsOf([]),
    ))

  /** Livechat has a setting of its own for files. */
  async function takesFiles(): Promise<boolean> {
    const met = await visit.said().catch(() => undefined)
    return met?.settings?.fileUpload !== false
  }

  /** About a conversation, also one that is over. @throws unless there has been one. */
  async function about(job: Route, more?: Given): Promise<void> {
    own()
    if (get().roomId === undefined) throw new RoomClosedError()
    await ask(job, given(more))
  }

  return {
    edit: (id, text) => inRoom(async () => void (await change(id, MORE_ROUTES.edit, { msg: text }))),
    delete: (id) => inRoom(async () => void (await change(id, MORE_ROUTES.delete, {}))),
    async upload(file, { name, description, text, signal, onProgress = () => {} } = {}) {
      const called = name ?? (file as Partial<File>).name ?? 'file'
      signal?.throwIfAborted()
      try {
        const told = await limits()
        checkFile(file, called, { ...told, enabled: told.enabled && (await takesFiles()) })
      } catch (error) {
        const { limit, message } = error as FileRefusedError
        throw new MethodError('upload', { error: TOO_MUCH[limit], reason: message.replace(/ \(ERRORS.*/, '') })
      }
      await visit.openRoom()
      return inRoom(async () => {
        const form = new FormData()
        for (const [field, value] of Object.entries({ description, msg: text })) if (value) form.append(field, value)
        form.append('file', file, called)
        const headers = { 'x-visitor-token': given()['token'] as string }
        return conversation.sent(await ask(MORE_ROUTES.upload, given({ form }), { headers, signal, onProgress }))
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
      await about(MORE_ROUTES.rate, { data })
    },
    transcript: (email = get().visitor?.email ?? '') => about(MORE_ROUTES.transcript, { email }),
    async offline({ text, ...from } = {}) {
      const unsent = outbox.getSnapshot().filter(({ status }) => status === 'failed')
      const message = text ?? unsent.map((each) => each.text).join('\n')
      const answer = await ask(MORE_ROUTES.offline, { ...get().visitor, ...visit.details(), ...from, message })
      // They have gone another way.
      for (const each of unsent) if (message.includes(each.text)) outbox.discard(each.id)
      return (answer as { message?: string }).message
    },
    transfer: (department) =>
      inRoom(async () => void (await ask(MORE_ROUTES.transfer, given({ department, departmentId: department })))),
    async page({ title, href, change = 'url' }) {
      own()
      await ask(MORE_ROUTES.page, given({ pageInfo: { title, change, location: { href } } }))
    },
    async identify(details) {
      own()
      const visitor = await visit.register(details)
      if (visitor) become({ visitor })
    },
  }
}
