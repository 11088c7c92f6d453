// What a visitor does in every chat, put together: to come in, to talk, to read, to end it. Loaded with the first command.
import { MethodError, QuindarError, RoomClosedError } from '../client/index.ts'
import type { WireError } from '../protocol/index.ts'
import { createAsk, type Methods } from './ask.ts'
import { createConversation, PAGE_SIZE } from './conversation.ts'
import type { LivechatMessage } from './documents.ts'
import { createGateway, type Translations } from './gateway.ts'
import type { Ground } from './ground.ts'
import { createLetters } from './letters.ts'
import type { Livechat } from './livechat.ts'
import type { More } from './more.ts'
import { ROUTES } from './routes.table.ts'
import { createTranslations } from './translations.ts'
import { createVisit } from './visit.ts'

/** Between two tellings that the visitor writes on, in milliseconds. */
const AGAIN_MS = 8_000

export interface Chat extends Pick<Livechat, 'start' | 'send' | 'typing' | 'history' | 'close'> {
  /** The other commands. */
  readonly more: () => Promise<More>
}

/** @param show Is given the messages whenever there are others. */
export async function createChat(
  line: Omit<Ground, 'gateway'>,
  show: (messages: readonly LivechatMessage[]) => void,
): Promise<Chat> {
  const { rc, kept, standing, randomText, now, over, onDemand } = line
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
  line.keepIn(createLetters(kept, over))
  const outbox = await rc.outbox()
  /** All that a visitor says waits in one line, whichever conversation it ends up in. */
  const queue = await rc.room({ id: 'livechat' })
  const methods = onDemand<Methods>(async () => (await import('./methods.ts')).createMethods(rc, gateway))
  const ask = createAsk(rc, () => rc.state.getSnapshot().status === 'open' && gateway.prove(), methods)
  const visit = createVisit(ground, ask, () => conversation)
  const conversation = createConversation(ground, outbox, show, visit.closed)
  const parts = createTranslations(ground, ask, visit, conversation)
  Object.assign(translations, parts.translations)
  let told: number | undefined

  const look = (): void => void visit.look().catch(() => {})
  rc.on('state', ({ status }) => status !== 'open' && visit.forget())
  // After the last words, in case that it is over.
  rc.on('ready', look)

  /** @throws unless somebody is there. */
  function own(): void {
    if (get().status === 'idle') throw new QuindarError('room-closed', 'There is no visitor yet: call start first')
  }

  /** What is over says so: the conversation, or with its visitor's token all that he could do in it. */
  function refused(error: unknown, roomId = get().roomId): Error {
    const code = error instanceof MethodError && error.error
    if ((code === 'room-closed' || code === 'invalid-token') && roomId === get().roomId) visit.closed()
    return code === 'room-closed' ? new RoomClosedError((error as MethodError).cause as WireError) : (error as Error)
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
    start: visit.start,
    async send(text, { id = randomText(17) } = {}) {
      told = undefined
      // What is sent waits for who comes in.
      if (get().status === 'idle') visit.start().catch(() => {})
      const sent = queue.send({ text, id })
      try {
        const message = await sent
        await visit.entered()
        return conversation.mine(message)
      } catch (error) {
        throw over() ?? refused(error)
      }
    },
    async typing(on = true) {
      const since = told === undefined ? Infinity : now() - told
      if (on ? since < AGAIN_MS : told === undefined) return
      told = on ? now() : undefined
      if (get().status !== 'closed') await conversation.room()?.typing(on)
    },
    async history() {
      own()
      const before = new Set(conversation.messages().map(({ id }) => id))
      await conversation.room()?.timeline.loadOlder({ limit: PAGE_SIZE })
      return conversation.messages().filter(({ id }) => !before.has(id))
    },
    async close() {
      try {
        await inRoom(() => ask(ROUTES.close, visit.given()))
        visit.closed()
      } catch (error) {
        if (!(error instanceof RoomClosedError)) throw error
      }
    },
    more: onDemand(async () =>
      (await import('./more.ts')).createMore({ ...ground, ...parts, ask, visit, conversation, outbox, own, inRoom }),
    ),
  }
}
