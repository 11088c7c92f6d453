// Methods by which a user says what he wants to be seen as, and that read what stands beside it.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { defineMethod, requireUser } from './method.ts'
import { id, maybe, status, statusText } from './parameters.ts'
import { versionsOf } from './versions.ts'

export const setDefaultStatus = defineMethod({
  name: facts.userPresenceSetDefaultStatus.name,
  params: v.tuple([status]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.userPresenceSetDefaultStatus),
  async run(call, wanted) {
    await call.domain.ownStatus.set(requireUser(call), { status: wanted })
    return true
  },
})

export const setUserStatus = defineMethod({
  name: facts.setUserStatus.name,
  params: v.tuple([maybe(status), maybe(statusText)]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.setUserStatus),
  run: (call, wanted, text) =>
    call.domain.ownStatus.set(requireUser(call), {
      ...(wanted !== undefined && { status: wanted }),
      ...(text !== undefined && { text }),
    }),
})

export const getUserStatusText = defineMethod({
  name: facts.getUserStatusText.name,
  params: v.tuple([id]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.getUserStatusText),
  run: async (call, userId) => (await call.domain.users.byId(userId))?.statusText,
})
