// How a conversation begins, or goes on: who the visitor is, what is open, what was open when the page ended.
import { MethodError, NotSupportedError, RoomClosedError } from '../client/index.ts'
import type { Following } from './following.ts'
import { loggedOut, type Ground } from './ground.ts'
import type { Jobs } from './jobs.ts'
import type { Kept } from './kept.ts'
import type { LivechatState, VisitorDetails } from './livechat.ts'

/** Characters of a token: 160 bits. */
const TOKEN_LENGTH = 40

const isNobodyThere = (error: unknown): boolean => error instanceof MethodError && error.error === 'no-agent-online'

export function createStarting(
  { kept, conversation, standing, randomText }: Ground,
  jobs: Jobs,
  { follow, look, meet, stop }: Following,
  begun: (unsent: Kept['unsent']) => void,
) {
  const { get, become } = standing
  let starting: Promise<LivechatState> | undefined
  /** What the visitor said of himself. */
  let details: VisitorDetails = {}
  /** Who is meant by what is under way; another one after `forget`. */
  let life = {}

  /**
   * The conversation to say something in: found or begun, if need be. Undefined: it begins with the first message.
   * @throws `RoomClosedError`, `MethodError` `no-agent-online`
   */
  async function openRoom(): Promise<string | undefined> {
    if (get().status === 'idle') await start()
    const { status, roomId } = get()
    if (status === 'closed') throw new RoomClosedError()
    if (roomId !== undefined) return roomId
    const mine = life
    try {
      const { id, agent, isNew } = await jobs.open()
      if (mine !== life) throw loggedOut()
      await follow(id, isNew)
      await look().catch(() => agent && become({ agent, status: 'taken' }))
      return id
    } catch (error) {
      if (error instanceof NotSupportedError) return undefined
      if (isNobodyThere(error)) become({ online: false })
      throw error
    }
  }

  async function begin(given: VisitorDetails | undefined): Promise<LivechatState> {
    const mine = life
    const { status } = get()
    const before = kept.read()
    const said = { ...details, ...given }
    kept.write(before ?? { token: randomText(TOKEN_LENGTH) })
    const met = await meet(given?.department)
    if (met?.enabled === false) throw new NotSupportedError('livechat (it is switched off)')
    const visitor = (!given && met?.visitor) || ((await jobs.register(said)) ?? met?.visitor)
    if (mine !== life) throw loggedOut()
    details = said
    become({
      visitor,
      online: met?.online,
      departments: met?.departments ?? [],
      ...(status === 'idle' && { status: 'registered' }),
    })
    const open = met ? met.room?.id : status !== 'closed' && before?.roomId
    // Closed while nobody was here: what was said is still to be seen.
    const over = !open && !given && status === 'idle' && met?.visitor && before?.roomId
    if (open || over) {
      await follow((open || over) as string, false)
      if (mine === life) await look()
    } else {
      stop()
      conversation.begin()
      become({ status: 'registered', roomId: undefined, agent: undefined, queue: undefined })
      await openRoom().catch((error: unknown) => {
        if (!isNobodyThere(error)) throw error
      })
    }
    if (mine === life) begun(before?.unsent)
    return get()
  }

  function start(given?: VisitorDetails): Promise<LivechatState> {
    return (starting ??= begin(given).finally(() => (starting = undefined)))
  }

  return {
    start,
    openRoom,
    life: () => life,
    details: () => details,
    /** Says more of who the visitor is. */
    async identify(given: VisitorDetails): Promise<void> {
      const mine = life
      const visitor = await jobs.register(given)
      if (mine !== life) return
      details = { ...details, ...given }
      if (visitor) become({ visitor })
    },
    /** Whatever is under way was somebody else's. */
    forget() {
      life = {}
      details = {}
      starting = undefined
    },
  }
}
