// What a client says of a channel or group that it wants made, by DDP or by REST.

import * as v from 'valibot'
import type { Room } from '../domain/entities.ts'
import { type CallContext, requireUser } from './method.ts'
import { jsonObject, maybe, name, plainObject } from './parameters.ts'

/** The same as one object, as REST has it. */
export const roomToMake = plainObject(
  v.looseObject({
    name,
    members: maybe(v.array(name)),
    readOnly: maybe(v.boolean()),
    customFields: maybe(jsonObject),
    extraData: maybe(plainObject(v.looseObject({ topic: maybe(name) }))),
  }),
)

/** Makes the room for the caller. */
export function createdRoom(
  { domain, user }: Pick<CallContext, 'domain' | 'user'>,
  type: 'channel' | 'group',
  { name: roomName, members, readOnly, customFields, extraData }: v.InferOutput<typeof roomToMake>,
): Promise<Room> {
  return domain.rooms.create(requireUser({ user }), {
    type,
    name: roomName,
    usernames: members ?? [],
    readOnly: readOnly ?? false,
    ...(customFields !== undefined && { customFields }),
    ...(extraData?.topic !== undefined && { topic: extraData.topic }),
  })
}
