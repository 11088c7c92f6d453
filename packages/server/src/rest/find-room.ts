// The room that a route is about, by what the query or the body names. A room that the asker may not read is answered
// like one that is not there.

import { Refusal } from '../domain/refusal.ts'
import type { Room } from '../domain/entities.ts'
import { id, maybe, name, requireUser } from '../methods/index.ts'
import type { RouteContext } from './route.ts'

/** What names a room. */
export const roomNamed = { roomId: maybe(id), roomName: maybe(name) }

interface Named {
  readonly roomId?: string | undefined
  readonly roomName?: string | undefined
}

const WORDS = { channel: 'channel', group: 'group', any: 'channel' } as const

/** @throws Refusal `error-roomid-param-not-provided`, `error-room-not-found` */
export async function findRoom(
  context: RouteContext,
  type: keyof typeof WORDS,
  { roomId, roomName }: Named,
): Promise<Room> {
  const { rooms, access } = context.domain
  const wanted = roomId ?? roomName
  if (wanted === undefined) {
    throw new Refusal('error-roomid-param-not-provided', 'The parameter "roomId" or "roomName" is required')
  }
  const room = await rooms.byIdOrName(wanted)
  const fits = room && (type === 'any' || room.type === type) && (await access.mayRead(requireUser(context), room))
  if (fits) return room
  throw notFound(`The required "roomId" or "roomName" param provided does not match any ${WORDS[type]}`)
}

/** A direct room by its id or by the other's username. */
export async function findDirectRoom(
  context: RouteContext,
  { roomId, username }: { readonly roomId?: string | undefined; readonly username?: string | undefined },
): Promise<Room> {
  const { rooms, access } = context.domain
  const user = requireUser(context)
  const wanted = roomId ?? username
  if (wanted === undefined) {
    throw new Refusal('error-room-param-not-provided', 'Query param "roomId" or "username" is required')
  }
  const room = await rooms.byTypeAndName(user, 'direct', wanted)
  if (room && (await access.mayRead(user, room))) return room
  throw notFound('The required "roomId" or "username" param provided does not match any direct message')
}

function notFound(sentence: string): Refusal {
  return new Refusal('error-room-not-found', sentence)
}
