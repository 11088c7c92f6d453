// How a visit begins, goes on and ends: who the visitor is, what is open, how it stands.
import { MethodError, NotSupportedError, QuindarError, RoomClosedError } from '../client/index.ts'
import type { LivechatAgent, LivechatDepartment, LivechatRoom, QueueSpot, Visitor } from '../protocol/index.ts'
import type { Ask, Call, Given } from './ask.ts'
import type { Conversation } from './conversation.ts'
import { agentOf, departmentOf, queueOf, visitorOf, type Told } from './documents.ts'
import { loggedOut, type Ground } from './ground.ts'
import type { LivechatState, VisitorDetails } from './livechat.ts'

/** Characters of a token: 160 bits. */
const TOKEN_LENGTH = 40
/** Milliseconds that a start waits for the socket. */
const PATIENCE_MS = 5_000

/** The answer to a first question, of either generation. */
interface Meeting {
  readonly enabled?: boolean | null
  readonly online?: boolean
  readonly departments?: readonly Told<LivechatDepartment>[]
  readonly guest?: Told<Visitor>
  readonly visitor?: Told<Visitor> | null
  readonly room?: Told<LivechatRoom> | null
  readonly agent?: LivechatAgent
  readonly agentData?: LivechatAgent
  readonly queueInfo?: QueueSpot
  readonly settings?: { readonly fileUpload?: boolean }
  readonly fileUpload?: boolean
}

export const isNobodyThere = (error: unknown): boolean =>
  error instanceof MethodError && error.error === 'no-agent-online'

export type Visit = ReturnType<typeof createVisit>

export function createVisit(
  { rc, gateway, kept, standing, emit, randomText, over }: Ground,
  ask: Ask,
  conversation: () => Conversation,
) {
  const { get, become } = standing
  let starting: Promise<LivechatState> | undefined
  let opening: Promise<string | undefined> | undefined
  let meeting: Promise<Meeting | undefined> | undefined
  /** The conversation is listened to, and what has been said is there. */
  let entered: Promise<unknown> = Promise.resolve()
  /** What the visitor said of himself. */
  let details: VisitorDetails = {}
  /** Why nobody is here who wanted to be. */
  let refused: Error | undefined

  const token = (): string => kept.read()?.token ?? ''
  /** What the words of the table stand for, here and now. */
  const given = (more?: Given): Given => {
    const { roomId } = get()
    const key = token()
    return { token: key, visitorToken: key, rid: roomId, roomId, ...more }
  }

  function closed(): void {
    const { roomId, status } = get()
    if (status === 'closed' || roomId === undefined) return
    become({ status: 'closed', queue: undefined })
    emit('closed', { roomId })
  }

  /** Undefined where the server has no way to tell. */
  async function meet(department?: string, call?: Call): Promise<Meeting | undefined> {
    try {
      const answer = (await ask('meet', given({ department }), undefined, call)) as { config?: Meeting } & Meeting
      return answer.config ?? answer
    } catch (error) {
      if (error instanceof NotSupportedError) return undefined
      throw error
    }
  }

  /** What the server says of the conversation: once for each connection, since what changes later is told. */
  const said = (): Promise<Meeting | undefined> =>
    (meeting ??= meet(undefined, gateway.call).catch((error: unknown) => {
      meeting = undefined
      throw error
    }))

  /** How the conversation stands, as far as the server says. */
  async function look(): Promise<void> {
    const { roomId } = get()
    if (roomId === undefined) return
    const met = await said()
    const answer = met
      ? (met.agent ?? met.agentData)
      : await ask('agent', given(), undefined, gateway.call).catch(() => {})
    const { agent: found = answer } = (answer ?? {}) as { agent?: unknown }
    const served = (found ?? met?.room?.servedBy) as LivechatAgent | undefined
    if (get().roomId !== roomId || get().status === 'closed') return
    if (met && met.room?._id !== roomId) closed()
    else {
      const agent = served && agentOf(served)
      const queue = met?.queueInfo && queueOf(met.queueInfo)
      become({ ...(met && { online: met.online }), agent, queue, status: agent ? 'taken' : 'queued' })
    }
  }

  function enter(roomId: string, isNew: boolean): void {
    if (get().roomId === roomId && get().status !== 'registered') return
    kept.update((now) => ({ ...now, roomId }))
    become({ roomId, status: 'queued', online: true, agent: undefined, queue: undefined })
    meeting = undefined
    entered = conversation()
      .follow(roomId, isNew)
      .then(look)
      .catch(() => {})
  }

  async function open(): Promise<string | undefined> {
    try {
      const { room, newRoom } = (await ask('open', given())) as { room: Told<LivechatRoom>; newRoom: boolean }
      if (over()) throw loggedOut()
      enter(room._id, newRoom)
      return room._id
    } catch (error) {
      if (error instanceof NotSupportedError) return undefined
      if (isNobodyThere(error)) become({ online: false })
      throw error
    }
  }

  /**
   * The conversation to say something in: found or begun, if need be. Undefined: it begins with the first message.
   * @throws `RoomClosedError`, `MethodError` `no-agent-online`
   */
  async function openRoom(): Promise<string | undefined> {
    const { status, roomId } = get()
    if (status === 'closed') throw new RoomClosedError()
    return roomId ?? (opening ??= open().finally(() => (opening = undefined)))
  }

  async function register({ customFields, ...said }: VisitorDetails): Promise<Told<Visitor> | null | undefined> {
    const fields = customFields && Object.entries(customFields).map(([key, value]) => ({ key, value, overwrite: true }))
    const visitor = { token: token(), ...said, ...(fields && { customFields: fields }) }
    return ((await ask('register', { visitor })) as { visitor?: Told<Visitor> | null }).visitor
  }

  async function begin(wanted: VisitorDetails | undefined): Promise<LivechatState> {
    const { status } = get()
    const before = kept.read()
    const said = { ...details, ...wanted }
    kept.write(before ?? { token: randomText(TOKEN_LENGTH) })
    const met = await meet(wanted?.department)
    if (met?.enabled === false) throw new NotSupportedError('livechat (it is switched off)')
    const known = met?.guest ?? met?.visitor
    const visitor = (!wanted && known) || ((await register(said)) ?? known)
    if (over()) throw loggedOut()
    details = said
    become({
      visitor: visitor ? visitorOf(visitor) : undefined,
      online: met?.online,
      departments: (met?.departments ?? []).map(departmentOf),
      ...(status === 'idle' && { status: 'registered' }),
    })
    const open = met ? met.room?._id : status !== 'closed' && before?.roomId
    // Closed while nobody was here: what was said is still to be seen.
    const past = !open && !wanted && status === 'idle' && known && before?.roomId
    if (open || past) enter((open || past) as string, false)
    else {
      conversation().leave()
      become({ status: 'registered', roomId: undefined, agent: undefined, queue: undefined })
      conversation().draw()
      await openRoom().catch((error: unknown) => {
        if (!isNobodyThere(error)) throw error
      })
    }
    void rc.login({ token: 'visitor' }).catch(() => {})
    await rc.ready({ timeout: PATIENCE_MS }).then(
      () => entered,
      () => {},
    )
    if (over()) throw loggedOut()
    return get()
  }

  return {
    given,
    closed,
    look,
    openRoom,
    enter,
    register,
    said,
    /** Livechat has a setting of its own for files. */
    async takesFiles(): Promise<boolean> {
      const met = await said().catch(() => undefined)
      return (met?.settings ?? met)?.fileUpload !== false
    },
    /** What the server has said is old. */
    forget: () => (meeting = undefined),
    entered: () => entered,
    details: () => details,
    /** Why nothing can be sent yet: nobody has come in. */
    notHere: (): Error => refused ?? new QuindarError('connection-failed', 'Not yet'),
    start: (wanted?: VisitorDetails): Promise<LivechatState> => {
      refused = undefined
      return (starting ??= begin(wanted)
        .catch((error: unknown) => {
          refused = error as Error
          throw error
        })
        .finally(() => (starting = undefined)))
    },
    /** Says more of who the visitor is. */
    async identify(more: VisitorDetails): Promise<void> {
      const visitor = await register(more)
      if (over()) return
      details = { ...details, ...more }
      if (visitor) become({ visitor: visitorOf(visitor) })
    },
  }
}
