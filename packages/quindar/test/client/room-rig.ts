// A client with the room `#general` at hand, and messages for it. What the tests of rooms stand on.
import type { Room } from 'quindar'
import type { FakeSocket } from '@quindar/testkit'
import { answer, rig, settle, type Rig } from './rig.ts'

export const T0 = 1_790_000_000_000
export const wire = (id: string, ms = 0, more: Record<string, unknown> = {}) => ({
  _id: id,
  rid: 'GENERAL',
  msg: `text of ${id}`,
  ts: new Date(T0 + ms),
  u: { _id: 'u2', username: 'bob', name: 'Bob' },
  _updatedAt: new Date(T0 + ms),
  ...more,
})

/** The parameters of the newest call of a method. */
export function paramsOf(socket: FakeSocket, method: string): unknown[] | undefined {
  return socket.sentOf('method').findLast((frame) => frame.method === method)?.params
}

export async function general(
  options: Parameters<typeof rig>[0] = { token: 'T' },
  ports?: Parameters<typeof rig>[1],
): Promise<Rig & { room: Room; live: FakeSocket }> {
  const r = rig(options, ports)
  const live = await r.openAs()
  live.receive({ msg: 'added', collection: 'users', id: 'u1', fields: { username: 'alice', name: 'Alice' } })
  const opening = r.rc.room('#general')
  await settle()
  await answer(live, 'getRoomIdByNameOrId', 'GENERAL')
  return { ...r, live, room: await opening }
}

export const emit = (socket: FakeSocket, stream: string, eventName: string, ...args: unknown[]) =>
  socket.receive({ msg: 'changed', collection: `stream-${stream}`, id: 'id', fields: { eventName, args } })
