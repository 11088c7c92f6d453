// Methods that read one thing by its id: messages, a room, its name.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { wireMessage } from '../wire/message.ts'
import { wireRoom } from '../wire/room.ts'
import { type CallContext, defineMethod, requireUser } from './method.ts'
import { id } from './parameters.ts'
import { versionsOf } from './versions.ts'

const MOST_MESSAGES = 100

export const getSingleMessage = defineMethod({
  name: facts.getSingleMessage.name,
  params: v.tuple([id]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.getSingleMessage),
  async run(call, messageId) {
    const { reading, epoch } = call.domain
    const message = await reading.message(requireUser(call), messageId)
    return message && wireMessage(message, epoch)
  },
})

export const getMessages = defineMethod({
  name: facts.getMessages.name,
  params: v.tuple([v.pipe(v.array(id), v.maxLength(MOST_MESSAGES))]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.getMessages),
  async run(call, ids) {
    const { reading, epoch } = call.domain
    const user = requireUser(call)
    const found = await Promise.all([...new Set(ids)].map((messageId) => reading.message(user, messageId)))
    return found.flatMap((message) => (message ? [wireMessage(message, epoch)] : []))
  },
})

async function readableRoom({ domain, user }: CallContext, roomId: string) {
  const room = await domain.access.readableRoom(user, roomId)
  if (!room) throw new Refusal('error-not-allowed', 'Not allowed')
  return room
}

export const getRoomById = defineMethod({
  name: facts.getRoomById.name,
  params: v.tuple([id]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.getRoomById),
  run: async (call, roomId) => wireRoom(await readableRoom(call, roomId), call.domain.epoch),
})

export const getRoomNameById = defineMethod({
  name: facts.getRoomNameById.name,
  params: v.tuple([id]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.getRoomNameById),
  run: async (call, roomId) => (await readableRoom(call, roomId)).name,
})
