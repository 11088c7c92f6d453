// A program of one person: a client in two rooms, which writes down what it is told. It can crash, and then nothing of it
// is left but what its storage had written.
import { createClient, QuindarError, type Client, type Room, type RoomList } from 'quindar'
import type { FakeClock } from '../fake-clock.ts'
import type { Healing } from './healing.ts'
import type { Link } from './link.ts'
import type { Command, View } from './record.ts'
import type { ForgetfulStorage } from './storage.ts'
import { createTimers, type ProcessTimers } from './timers.ts'

export interface Program {
  readonly rc: Client
  /** Rooms that are open, with their history. */
  readonly rooms: readonly Room[]
  /** Begins a command. */
  readonly command: (kind: Command['kind'], roomId: string, messageId: string, begin: () => Promise<unknown>) => void
  /** Leaves a room, for good. */
  readonly leave: (room: Room) => void
  /** Somebody else has taken this person out of a room. Its commands there may end either way. */
  readonly putOut: (roomId: string) => View | undefined
  /** How often its login ended. */
  readonly expired: () => number
  /** When it was started, and when somebody typed the password again, in milliseconds since 1970. */
  readonly begunAt: number
  readonly typedAt: () => number
  /** The network is back, and the page is told. */
  readonly wake: () => void
  readonly timers: ProcessTimers
  /** Everything has healed: what it has missed is written down from now on. */
  readonly heal: (healing: Healing) => void
  /** Writes down what its rooms show. */
  readonly look: () => void
  readonly crash: () => void
}

export interface ProgramHost {
  readonly clock: FakeClock
  readonly name: string
  readonly roomIds: readonly string[]
  readonly link: Link
  readonly storage: ForgetfulStorage
  readonly random: () => number
  /** How far the machine's clock is from the world's, in milliseconds. */
  readonly skew: () => number
  /** Does it run in a page, which is told when the network is back? */
  readonly page: boolean
  /** Does it show which rooms there are? */
  readonly list: boolean
  /** Once everything has healed. */
  readonly healing: Healing | undefined
  readonly views: View[]
  readonly commands: Command[]
  /** Room, epoch and number → the message that has it. */
  readonly numbers: Map<string, string>
  readonly tell: (what: string) => void
}

/** What could not be opened is tried again after so many milliseconds. */
const AGAIN_MS = 1_000
/** How long it takes to log in again by hand, in milliseconds. */
const TYPING_MS = 4_000

export function startProgram(host: ProgramHost): Program {
  const { clock, name, roomIds, link, storage, views, commands, tell } = host
  const begunAt = clock.now()
  let alive = true
  let typedAt = begunAt
  let { healing } = host
  const rooms: Room[] = []
  const mine: { view: View; room: Room }[] = []
  const running = new Set<Command>()
  const excused = new Set<Command>()
  /** Rooms that it was put out of. */
  const out = new Set<string>()
  const wakers = new Set<() => void>()
  let list: RoomList | undefined
  const timers = createTimers(clock)
  const { setTimeout } = timers

  const rc = createClient('http://simulation', {
    user: name,
    password: name,
    storage: storage.boot(),
    ports: {
      WebSocket: link.WebSocket,
      fetch: link.fetch,
      now: () => clock.now() + host.skew(),
      setTimeout,
      clearTimeout: timers.clearTimeout,
      random: host.random,
      // A real digest would come by the machine's clock.
      sha256: undefined,
      ...(host.page && { page: { hidden: () => false, onWake } }),
    },
  })
  let expired = 0
  rc.on('denied', ({ error }) => {
    if (out.size === 0 && !mine.some(({ view }) => view.ended)) tell(`FAULT ${name} was turned away: ${error.message}`)
  })
  rc.on('sessionExpired', ({ error }) => {
    expired++
    tell(`${name} was logged out: ${error.message}`)
    // Somebody has to type the password.
    setTimeout(() => {
      typedAt = clock.now()
      void persistently(() => rc.login({ user: name, password: name }))
    }, TYPING_MS)
  })
  rc.state.subscribe(() => {
    if (rc.state.getSnapshot().status !== 'waiting') return
    for (const { view } of mine) view.knew = !!view.loaded || view.told.length > 0
  })
  for (const roomId of roomIds) void open(roomId)
  if (host.list)
    void persistently(() => rc.rooms()).then((all) => {
      list = all
      list.subscribe(() => {})
    })

  function onWake(listener: () => void): () => void {
    wakers.add(listener)
    return () => wakers.delete(listener)
  }

  async function open(roomId: string): Promise<void> {
    const room = await persistently(() => rc.room(roomId))
    if (!alive || out.has(roomId)) return
    const view = emptyView(name, roomId)
    views.push(view)
    mine.push({ view, room })
    const look = (): void => healing?.look(view, room.timeline.getSnapshot().messages)
    room.timeline.subscribe(look)
    look()
    room.on('message', ({ id, late }) => {
      view.told.push(id)
      if (late) view.late.add(id)
    })
    /** Versions of one life of the database. */
    const versions = new Map<string, number>()
    for (const kind of ['message', 'edited', 'reactions', 'changed'] as const) {
      room.on(kind, ({ id, updatedAt, raw }) => {
        const version = raw?._seq ?? +updatedAt
        const key = `${id} ${raw?._epoch}`
        if (version < (versions.get(key) ?? 0)) view.wentBack.add(id)
        versions.set(key, version)
      })
    }
    const streamed = new Set<string>()
    rc.stream('room-messages', roomId).on((raw) => {
      const text = JSON.stringify([raw._id, raw._updatedAt, raw._seq, raw._epoch, raw.msg, raw.reactions])
      if (streamed.has(text)) view.doubled.add(raw._id)
      streamed.add(text)
      if (raw._seq === undefined) return
      const number = `${roomId} ${raw._epoch} ${raw._seq}`
      const other = host.numbers.get(number) ?? raw._id
      if (other !== raw._id) tell(`FAULT I5: the number ${number} is that of ${other} and of ${raw._id}`)
      host.numbers.set(number, raw._id)
    })
    room.on('gap', ({ reason }) => {
      tell(`${name} hears of a gap: ${reason.message}`)
      if (view.knew && !view.ended) view.gaps.push(clock.now())
    })
    await persistently(() => room.timeline.loadOlder())
    if (!alive) return
    const shown = room.timeline.getSnapshot().messages.filter(({ raw }) => raw)
    view.loaded = new Set(shown.map(({ id }) => id).filter((id) => !view.told.includes(id)))
    view.loadedAt = clock.now()
    if (!out.has(roomId)) rooms.push(room)
  }

  async function persistently<T>(task: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await task()
      } catch {
        await new Promise<void>((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    }
  }

  return {
    rc,
    rooms,
    command(kind, roomId, messageId, begin) {
      const entry: Command = { kind, by: name, roomId, messageId, invokedAt: clock.now(), outcome: 'pending' }
      commands.push(entry)
      running.add(entry)
      tell(`${name} ${kind} ${messageId}`)
      const sleptBefore = timers.slept()
      const settled = (outcome: Command['outcome']): void => {
        if (!running.delete(entry)) return
        const honest = outcome === 'refused' && excused.has(entry) ? 'unknown' : outcome
        Object.assign(entry, { outcome: honest, settledAt: clock.now(), slept: timers.slept() - sleptBefore })
      }
      begin().then(
        () => settled('done'),
        (error: unknown) => {
          if (alive) tell(`${name}'s ${kind} of ${messageId} ended with ${String((error as Error).message)}`)
          settled(outcomeOf(error))
        },
      )
    },
    expired: () => expired,
    leave(room) {
      tell(`${name} leaves ${room.id}`)
      rooms.splice(rooms.indexOf(room), 1)
      const view = mine.find((one) => one.room === room)?.view
      if (!view) return
      view.ended = true
      room.leave().then(
        () => (view.leftAt = clock.now()),
        () => {},
      )
    },
    putOut(roomId) {
      for (const entry of running) if (entry.roomId === roomId) excused.add(entry)
      const one = mine.find(({ room }) => room.id === roomId)
      out.add(roomId)
      if (!one) return undefined
      if (rooms.includes(one.room)) rooms.splice(rooms.indexOf(one.room), 1)
      one.view.ended = true
      return one.view
    },
    begunAt,
    typedAt: () => typedAt,
    wake() {
      for (const waker of wakers) waker()
    },
    timers,
    heal(now) {
      healing = now
      for (const { view, room } of mine) healing.look(view, room.timeline.getSnapshot().messages)
    },
    look() {
      for (const { view, room } of mine) {
        view.listed = list?.find(room.id) !== undefined
        view.kept = room.timeline
          .getSnapshot()
          .messages.filter(({ systemType, status }) => systemType === undefined && status !== 'failed')
      }
    },
    crash() {
      alive = false
      timers.end()
      link.cut('gone')
      storage.crash()
      for (const { view } of mine) view.ended = true
      for (const entry of running)
        entry.outcome = isWritten(entry.messageId) && !excused.has(entry) ? 'promised' : 'unknown'
      running.clear()
    },
  }

  /** Does the storage have it, to be sent? */
  function isWritten(id: string): boolean {
    const [, letter] = [...storage.kept].find(([key]) => key.endsWith(`/${id}`)) ?? []
    return letter !== undefined && (JSON.parse(letter) as { failed?: string }).failed === undefined
  }
}

function emptyView(who: string, roomId: string): View {
  const sets = { late: new Set<string>(), wentBack: new Set<string>(), doubled: new Set<string>() }
  const seen = { gaps: [], restores: [], missed: new Map<string, number>() }
  return { who, roomId, told: [], ...sets, ...seen, knew: false, ended: false, kept: [] }
}

function outcomeOf(error: unknown): Command['outcome'] {
  return error instanceof QuindarError && error.code === 'method-failed' ? 'refused' : 'unknown'
}
