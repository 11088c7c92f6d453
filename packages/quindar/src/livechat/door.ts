// What a page has of a chat from the start: to listen to it, to look at it, and to give commands. Who does them is loaded
// with the first: most visitors of most pages say nothing.
import { ConnectionError, QuindarError } from '../client/index.ts'
import type { Chat } from './chat.ts'
import type { LivechatMessage } from './documents.ts'
import type { Ground, Line } from './ground.ts'
import { createListeners } from './listeners.ts'
import type { Livechat, LivechatEvents } from './livechat.ts'
import type { More } from './more.ts'
import { createStanding, NOBODY } from './standing.ts'

/** One visitor's. */
interface Life extends Pick<Ground, 'over'> {
  readonly line: Line
  readonly load: () => Promise<Chat>
}

/** Those of every chat, and the others. */
type Commands = Omit<Chat, 'more'> & More

const COMMANDS = [
  'start',
  'send',
  'edit',
  'delete',
  'upload',
  'file',
  'typing',
  'history',
  'close',
  'rate',
  'transcript',
  'offline',
  'transfer',
  'page',
  'identify',
] as const satisfies readonly (keyof Commands)[]

/**
 * @param dial Another client, for another visitor.
 * @param report Hears of listeners that throw.
 */
export function createDoor(dial: () => Line, world: Pick<Ground, 'now' | 'randomText' | 'report'>): Livechat {
  const events = createListeners<LivechatEvents>(world.report)
  const shown = createListeners<{ messages: undefined }>(world.report)
  const standing = createStanding(events.emit)
  let messages: readonly LivechatMessage[] = []
  let life = begin()
  const { kept } = life.line

  function show(next: readonly LivechatMessage[]): void {
    messages = next
    shown.emit('messages', undefined)
  }

  /** One visitor's. What of it is under way when he logs out reaches nobody. */
  function begin(): Life {
    const over: Ground['over'] = () =>
      life === mine ? undefined : new QuindarError('client-closed', 'The visitor has logged out meanwhile: start again')
    const mine: Life = { line: dial(), over, load: onDemand(() => create(mine)) }
    return mine
  }

  async function create({ line, over }: Life): Promise<Chat> {
    const { createChat } = await import('./chat.ts')
    const emit: Ground['emit'] = (name, event) => over() || events.emit(name, event)
    const become: typeof standing.become = (changes) => over() || standing.become(changes)
    const ground = { ...world, ...line, onDemand, emit, standing: { ...standing, become }, over }
    return createChat(ground, (next) => over() || show(next))
  }

  /** A command of that name. */
  const does =
    (name: keyof Commands) =>
    async (...args: never[]): Promise<unknown> => {
      const { load, over } = life
      const chat = await load()
      const commands: Partial<Commands> = name in chat ? chat : await chat.more()
      const gone = over()
      if (gone) throw gone
      return (commands[name] as (...args: never[]) => unknown)(...args)
    }

  const end = async ({ line }: Life): Promise<void> => {
    line.sockets.post?.dialled()
    await line.rc.close()
  }

  return {
    get client() {
      return life.line.rc
    },
    get returning() {
      return kept.read()?.roomId !== undefined
    },
    state: { getSnapshot: standing.get, subscribe: (listener) => events.on('state', () => listener()) },
    messages: { getSnapshot: () => messages, subscribe: (listener) => shown.on('messages', listener) },
    on: events.on,
    ...(Object.fromEntries(COMMANDS.map((name) => [name, does(name)])) as unknown as Commands),
    logout() {
      const before = life
      kept.clear()
      // Another client, too: nothing that the old one holds, subscriptions, messages, what waits, is the next visitor's.
      life = begin()
      void end(before)
      show([])
      standing.become(NOBODY)
    },
    destroy: () => end(life),
  }
}

/**
 * Loads a part once; what could not be loaded is tried again by who needs it next.
 * @throws `ConnectionError`
 */
function onDemand<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () =>
    (loaded ??= load().catch((error: unknown) => {
      loaded = undefined
      throw error instanceof QuindarError
        ? error
        : new ConnectionError('A part of this chat cannot be loaded: is the network there? Try again or reload', error)
    }))
}
