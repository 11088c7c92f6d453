// Which rooms are asked about after a drop, in which order, and what becomes of the answer.
//
// First one question: which have moved? Then those, one after the other, the one that was opened last before all
// others; rooms that are open and have not moved come at the end, because older messages may have been edited there.
import type { Room } from '../../protocol/index.ts'
import { ALL_ROOMS, doubtDeletions, settled, sinceOf, type Ledger } from './ledger.ts'
import { merge, positionOf } from './merge.ts'
import { heardOf, release, type Telling } from './telling.ts'
import type { Ports } from '../ports.ts'
import { sleep } from '../routes/ask.ts'
import type { Changes, Since } from '../routes/change.ts'
import { isFinal } from '../routes/missing.ts'
import type { RoomChanges } from '../routes/room-changes.ts'
import type { RoomsSince } from '../routes/rooms-since.ts'

/** How often a question is put that fails for no reason of its own. */
const TRIES = 3

/** A room to ask about. */
interface Task {
  readonly roomId: string
  readonly room: Room | undefined
  readonly ledgers: Ledger[]
  tries: number
}

/** Both reject when the signal aborts. */
export interface RoomsCatchUp {
  /** Makes up for what these ledgers have missed. */
  readonly all: (behind: readonly Ledger[], signal: AbortSignal) => Promise<void>
  /** Makes up for what one room has missed although it was connected. */
  readonly one: (ledger: Ledger, signal: AbortSignal) => Promise<void>
}

export function createRoomsCatchUp(
  ports: Ports,
  roomsSince: RoomsSince,
  roomChanges: RoomChanges,
  telling: Telling,
): RoomsCatchUp {
  async function persistently<T>(put: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await put()
      } catch (error) {
        signal.throwIfAborted()
        if (tries === TRIES || isFinal(error)) throw error
        await sleep(ports, tries * 1_000, signal)
      }
    }
  }

  /** Resolves when what has moved is told; what may have been edited in other rooms comes after that. */
  async function catchUpRooms(behind: readonly Ledger[], signal: AbortSignal): Promise<void> {
    const all = behind.find(({ key }) => key === ALL_ROOMS)
    // The one that was opened last is the one that somebody looks at.
    const single = behind.filter((ledger) => ledger !== all).reverse()
    const from = Math.min(...behind.flatMap(({ since = Infinity, holes }) => [since, ...holes.values()]))
    let moved: Map<string, Room> | undefined
    try {
      const rooms = await persistently(() => roomsSince.ask(from, signal), signal)
      heardOf(telling, rooms)
      moved = new Map(rooms.map((room) => [room._id, room]))
    } catch (error) {
      signal.throwIfAborted()
      if (all) telling.gap(undefined, all.from, 'the server did not tell which rooms have changed', error)
      signal.throwIfAborted()
    }

    const tasks = new Map<string, Task>()
    const add = (roomId: string, ledger: Ledger): void => {
      const task = tasks.get(roomId) ?? { roomId, room: moved?.get(roomId), ledgers: [], tries: 0 }
      task.ledgers.push(ledger)
      tasks.set(roomId, task)
    }
    const hasMoved = (ledger: Ledger): boolean =>
      !moved || Number(moved.get(ledger.key)?._updatedAt) > sinceOf(ledger, ledger.key, 0).at
    const urgent = single.filter((ledger, index) => index === 0 || hasMoved(ledger))
    for (const ledger of urgent) add(ledger.key, ledger)
    if (all) {
      const rooms = [...(moved?.values() ?? [])].sort((a, b) => Number(b._updatedAt) - Number(a._updatedAt))
      for (const roomId of [...rooms.map(({ _id }) => _id), ...all.holes.keys()]) {
        if (!tasks.get(roomId)?.ledgers.includes(all)) add(roomId, all)
      }
      all.behind = new Set(tasks.keys())
      release(telling, all)
    }
    // Nothing was written there, as far as the server says; only older messages may have been edited.
    const calm = single.filter((ledger) => !urgent.includes(ledger))
    for (const ledger of calm) {
      ledger.behind = new Set()
      release(telling, ledger)
    }
    await work([...tasks.values()], signal)
    if (all) end(all)
    const rest = calm.map((ledger) => ({ roomId: ledger.key, room: undefined, ledgers: [ledger], tries: 0 }))
    work(rest, signal).catch(() => {})
  }

  /** One room after the other; one that fails is tried again when the others are done. */
  async function work(queue: Task[], signal: AbortSignal): Promise<void> {
    for (const task of queue) {
      const error = await catchUpRoom(task, signal)
      signal.throwIfAborted()
      if (error !== undefined) {
        // No answer may be the connection's fault, which is noticed before the second time is over.
        task.tries += (error as { code?: unknown }).code === 'timeout' ? 0.5 : 1
        if (task.tries < TRIES && !isFinal(error)) {
          queue.push(task)
          await sleep(ports, 1_000, signal)
          continue
        }
        for (const ledger of task.ledgers) {
          const { at } = sinceOf(ledger, task.roomId, 0)
          ledger.holes.set(task.roomId, at)
        }
        const from = Math.min(...task.ledgers.map((ledger) => ledger.from))
        telling.gap(task.roomId, from, 'the server did not tell what has changed', error)
      }
      for (const ledger of task.ledgers) {
        if (ledger.key === ALL_ROOMS) ledger.behind?.delete(task.roomId)
        else end(ledger)
        release(telling, ledger)
      }
      signal.throwIfAborted()
    }
  }

  function end(ledger: Ledger): void {
    ledger.since = ledger.behind = undefined
    release(telling, ledger)
  }

  /** Returns what went wrong. */
  async function catchUpRoom({ roomId, room, ledgers: behind }: Task, signal: AbortSignal): Promise<unknown> {
    const now = ports.now()
    const each = behind.map((ledger) => sinceOf(ledger, roomId, now))
    const since = widest(each)
    const position = room && positionOf(room)
    if (position && since.position?.epoch === position.epoch && since.position.seq === position.seq) {
      for (const ledger of behind) ledger.holes.delete(roomId)
      return undefined
    }
    let changes: Changes
    try {
      changes = await roomChanges.since(roomId, since, signal)
      if (changes.newestOnly) {
        const page = await roomChanges.newest(roomId, signal)
        const anew = changes.position?.epoch !== since.position?.epoch
        if (anew) behind.forEach(doubtDeletions)
        changes = { ...changes, updated: anew ? page : page.filter(({ raw }) => raw._updatedAt.getTime() > since.at) }
      }
    } catch (error) {
      return error ?? new Error()
    }
    if (changes.incomplete !== undefined) {
      telling.gap(roomId, Math.min(...behind.map((ledger) => ledger.from)), changes.incomplete)
      signal.throwIfAborted()
    }
    for (const [index, ledger] of behind.entries()) {
      merge(ledger, roomId, room, each[index] as Since, changes, telling)
      // Not before: what has been told since the hole must not be forgotten while it is filled.
      ledger.holes.delete(roomId)
      if (changes.position) settled(ledger, roomId, changes.position)
    }
    return undefined
  }

  return {
    all: catchUpRooms,
    one: (ledger, signal) => work([{ roomId: ledger.key, room: undefined, ledgers: [ledger], tries: 0 }], signal),
  }
}

/** From the earliest of several on. */
function widest(each: readonly Since[]): Since {
  const positions = each.map(({ position }) => position)
  const [first] = positions
  const numbered = first && positions.every((position) => position?.epoch === first.epoch)
  return {
    at: Math.min(...each.map(({ at }) => at)),
    ago: Math.max(...each.map(({ ago }) => ago)),
    position: numbered ? { ...first, seq: Math.min(...positions.map((position) => position?.seq ?? 0)) } : undefined,
  }
}
