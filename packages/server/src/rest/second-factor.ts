// REST routes about the second factor by mail: to have it, to do without it, and to be sent a code.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { name, proofIn, requireUser, versionsOf } from '../methods/index.ts'
import { defineRoute, type RouteContext, type RouteInput } from './route.ts'
import { anything } from './schemas.ts'

/** This login's earlier proof does not count here. */
async function demand(context: RouteContext, { headers }: Pick<RouteInput, 'headers'>): Promise<void> {
  await context.domain.secondFactor.demand(requireUser(context), undefined, proofIn(headers))
}

export const usersTwoFactorEnableEmail = defineRoute({
  method: facts.usersTwoFactorEnableEmail.verb,
  path: facts.usersTwoFactorEnableEmail.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.usersTwoFactorEnableEmail),
  query: anything,
  body: anything,
  async run(context, input) {
    await demand(context, input)
    await context.domain.secondFactor.setEmail(requireUser(context), true)
    return { body: { success: true } }
  },
})

export const usersTwoFactorDisableEmail = defineRoute({
  method: facts.usersTwoFactorDisableEmail.verb,
  path: facts.usersTwoFactorDisableEmail.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.usersTwoFactorDisableEmail),
  query: anything,
  body: anything,
  async run(context, input) {
    await demand(context, input)
    await context.domain.secondFactor.setEmail(requireUser(context), false)
    return { body: { success: true } }
  },
})

/** Says the same of everybody: who has an account is nobody's business. */
export const usersTwoFactorSendEmailCode = defineRoute({
  method: facts.usersTwoFactorSendEmailCode.verb,
  path: facts.usersTwoFactorSendEmailCode.path,
  who: 'anyone',
  rate: 'route',
  versions: versionsOf(facts.usersTwoFactorSendEmailCode),
  query: anything,
  body: v.looseObject({ emailOrUsername: name }),
  async run({ domain }, { body: { emailOrUsername } }) {
    await domain.secondFactor.sendEmailCode(emailOrUsername)
    return { body: { success: true } }
  },
})
