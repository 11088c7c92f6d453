// How a visit begins, goes on and ends: who the visitor is, what is open, how it stands.
import { MethodError, NotSupportedError, QuindarError, RoomClosedError } from '../client/index.ts'
import type { LivechatAgent, LivechatDepartment, LivechatRoom, QueueSpot, Visitor } from '../protocol/index.ts'
import type { Ask, AskOptions, Given } from './ask.ts'
import type { Conversation } from './conversation.ts'
import { agentOf, departmentOf, queueOf, visitorOf, type ChatVisitor, type Told } from './documents.ts'
import type { Ground } from './ground.ts'
import type { LivechatState, VisitorDetails } from './livechat.ts'
import { ROUTES } from './routes.table.ts'

/** Characters of a token: 160 bits. */
const TOKEN_LENGTH = 40
/** The client may be waiting for the answer. */
export const URGENT: AskOptions = { urgent: true }
/** Milliseconds that a start waits for the socket. */
const PATIENCE_MS = 5_000

/** The answer to the first question of a visit. */
interface Meeting {
  readonly enabled?: boolean | null
  readonly online?: boolean
  readonly departments?: readonly Told<LivechatDepartment>[]
  readonly guest?: Told<Visitor>
  readonly room?: Told<LivechatRoom> | null
  readonly agent?: LivechatAgent
  readonly queueInfo?: QueueSpot
  readonly settings?: { readonly fileUpload?: boolean }
}

const isNobodyThere = (error: unknown): boolean => error instanceof MethodError && error.error === 'no-agent-online'

export type Visit = ReturnType<typeof createVisit>

export function createVisit(
  { rc, kept, standing, emit, randomText, over }: Ground,
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
  /** The visitor comes in, or why he does not. */
  let arriving: Promise<void> | undefined

  /** @throws where the visitor has logged out meanwhile. */
  function stay(): void {
    const gone = over()
    if (gone) throw gone
  }

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
  const meet = (department?: string, options?: AskOptions): Promise<Meeting | undefined> =>
    ask(ROUTES.meet, given({ department }), options).then(
      (answer) => (answer as { config: Meeting }).config,
      (error: unknown) => {
        if (!(error instanceof NotSupportedError)) throw error
        return undefined
      },
    )

  /** What the server says of the conversation: once for each connection, since what changes later is told. */
  const said = (): Promise<Meeting | undefined> =>
    (meeting ??= meet(undefined, URGENT).catch((error: unknown) => {
      meeting = undefined
      throw error
    }))

  /** How the conversation stands, as far as the server says. */
  async function look(): Promise<void> {
    const { roomId } = get()
    if (roomId === undefined) return
    const met = await said()
    const told = met ? met.agent : await ask(ROUTES.agent, given(), URGENT).catch(() => {})
    const served = (told ?? met?.room?.servedBy) as LivechatAgent | undefined
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
      const { room, newRoom } = (await ask(ROUTES.open, given())) as { room: Told<LivechatRoom>; newRoom: boolean }
      stay()
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

  /** Tells the server who the visitor is. */
  async function register(more: VisitorDetails): Promise<ChatVisitor | undefined> {
    const { customFields, ...said } = more
    const fields = customFields && Object.entries(customFields).map(([key, value]) => ({ key, value, overwrite: true }))
    const visitor = { token: token(), ...said, ...(fields && { customFields: fields }) }
    const answer = (await ask(ROUTES.register, { visitor })) as { visitor?: Told<Visitor> | null }
    details = { ...details, ...more }
    return answer.visitor ? visitorOf(answer.visitor) : undefined
  }

  async function comeIn(wanted: VisitorDetails | undefined): Promise<void> {
    const { status } = get()
    const before = kept.read()
    kept.write(before ?? { token: randomText(TOKEN_LENGTH) })
    const met = await meet(wanted?.department)
    if (met?.enabled === false) throw new NotSupportedError('livechat (it is switched off)')
    const known = met?.guest && visitorOf(met.guest)
    const visitor = (!wanted && known) || ((await register({ ...details, ...wanted })) ?? known)
    stay()
    become({
      visitor,
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
  }

  async function begin(wanted: VisitorDetails | undefined): Promise<LivechatState> {
    arriving = comeIn(wanted)
    await arriving
    void rc.login({ token: 'visitor' }).catch(() => {})
    await rc.ready({ timeout: PATIENCE_MS }).then(
      () => entered,
      () => {},
    )
    stay()
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
    /** What the server has said is old. */
    forget: () => (meeting = undefined),
    entered: () => entered,
    details: () => details,
    /** Resolves when the visitor has come in. @throws why nobody does. */
    arrival: (): Promise<unknown> => arriving ?? Promise.reject(new QuindarError('connection-failed', 'Not yet')),
    start: (wanted?: VisitorDetails): Promise<LivechatState> =>
      (starting ??= begin(wanted).finally(() => (starting = undefined))),
  }
}
