// What a page has of a chat from the start: to listen to it, to look at it, and to give commands. Who does them is loaded
// with the first: most visitors of most pages say nothing.
import type { Chat } from './chat.ts'
import type { LivechatMessage } from './documents.ts'
import { loggedOut, type Ground, type Line } from './ground.ts'
import { createListeners } from './listeners.ts'
import type { Livechat, LivechatEvents } from './livechat.ts'
import { createStanding, NOBODY } from './standing.ts'

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
] as const satisfies readonly (keyof Chat)[]

/**
 * @param dial Another client, for another visitor.
 * @param report Hears of listeners that throw.
 */
export function createDoor(
  dial: (over: () => boolean) => Line,
  world: Pick<Ground, 'now' | 'randomText' | 'report'>,
): Livechat {
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
  function begin() {
    const over = (): boolean => life !== mine
    let loading: Promise<Chat> | undefined
    const mine = {
      line: dial(over),
      over,
      /** Loaded once; what could not be loaded is tried again by the next command. */
      load: (): Promise<Chat> =>
        (loading ??= create(mine).catch((error: unknown) => {
          loading = undefined
          throw error
        })),
    }
    return mine
  }

  async function create({ line, over }: Pick<ReturnType<typeof begin>, 'line' | 'over'>): Promise<Chat> {
    const { createChat } = await import('./chat.ts')
    const emit: Ground['emit'] = (name, event) => over() || events.emit(name, event)
    const become: typeof standing.become = (changes) => over() || standing.become(changes)
    const ground = { ...world, ...line, emit, standing: { ...standing, become }, over }
    return createChat(ground, (next) => over() || show(next))
  }

  /** A command of that name. */
  const does =
    <Name extends keyof Chat>(name: Name) =>
    async (...args: unknown[]): Promise<never> => {
      const mine = life
      const command = (await mine.load())[name] as (...args: unknown[]) => Promise<never>
      if (mine.over()) throw loggedOut()
      return command(...args)
    }

  const end = async ({ line }: typeof life): Promise<void> => {
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
    ...(Object.fromEntries(COMMANDS.map((name) => [name, does(name)])) as unknown as Chat),
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
