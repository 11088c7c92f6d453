// What a page has of a chat from the start: to listen to it, to look at it, and to give commands. Who does them is loaded
// with the first: most visitors of most pages say nothing.
import type { Chat } from './chat.ts'
import { createConversation } from './conversation.ts'
import { loggedOut, type Ground } from './ground.ts'
import { createListeners } from './listeners.ts'
import type { Livechat, LivechatEvents } from './livechat.ts'
import { createStanding, NOBODY } from './standing.ts'

/** @param report Hears of listeners that throw. */
export function createDoor(
  given: Pick<Ground, 'rc' | 'clockwork' | 'kept' | 'randomText' | 'redial'>,
  report: (error: unknown) => void,
): Livechat {
  const { rc, clockwork, kept } = given
  const events = createListeners<LivechatEvents>(report)
  const standing = createStanding(events)
  const conversation = createConversation(report)
  const ground: Ground = { ...given, events, standing, conversation }
  let loading: Promise<Chat> | undefined
  let chat: Chat | undefined
  /** Another one after each logout. */
  let life = {}

  /** Loaded once; what could not be loaded is tried again by the next command. */
  const load = (): Promise<Chat> =>
    (loading ??= import('./chat.ts').then(
      ({ createChat }) => (chat = createChat(ground)),
      (error: unknown) => {
        loading = undefined
        throw error
      },
    ))

  /** A command of that name. */
  const does =
    <Name extends Exclude<keyof Chat, 'forget'>>(name: Name) =>
    async (...args: unknown[]): Promise<never> => {
      const mine = life
      const command = (await load())[name] as (...args: unknown[]) => Promise<never>
      if (mine !== life) throw loggedOut()
      return command(...args)
    }

  return {
    client: rc,
    get returning() {
      return kept.read()?.roomId !== undefined
    },
    state: { getSnapshot: standing.get, subscribe: (listener) => events.on('state', () => listener()) },
    messages: conversation,
    on: events.on,
    start: does('start'),
    send: does('send'),
    edit: does('edit'),
    delete: does('delete'),
    upload: does('upload'),
    typing: does('typing'),
    history: does('history'),
    close: does('close'),
    rate: does('rate'),
    transcript: does('transcript'),
    offline: does('offline'),
    transfer: does('transfer'),
    page: does('page'),
    identify: does('identify'),
    logout() {
      life = {}
      chat?.forget()
      kept.clear()
      conversation.clear()
      standing.become(NOBODY)
    },
    async destroy() {
      chat?.forget()
      clockwork.stop()
      await rc.close()
    },
  }
}
