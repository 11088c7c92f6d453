// REST routes about the tokens that a user makes for his programs. The second factor, or the password once more, travels
// in the headers `x-2fa-code` and `x-2fa-method`.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { maybe, proofIn, requireUser, tokenName, versionsOf } from '../methods/index.ts'
import { defineRoute, type RouteContext, type RouteInput } from './route.ts'
import { anything } from './schemas.ts'

const who = { permission: 'create-personal-access-tokens' } as const

async function demand(context: RouteContext, { headers }: Pick<RouteInput, 'headers'>): Promise<void> {
  await context.domain.secondFactor.demand(requireUser(context), context.tokenHash, proofIn(headers))
}

export const usersGeneratePersonalAccessToken = defineRoute({
  method: facts.usersGeneratePersonalAccessToken.verb,
  path: facts.usersGeneratePersonalAccessToken.path,
  who,
  rate: 'route',
  versions: versionsOf(facts.usersGeneratePersonalAccessToken),
  query: anything,
  body: v.looseObject({ tokenName, bypassTwoFactor: maybe(v.boolean()) }),
  async run(context, input) {
    await demand(context, input)
    const { tokenName: name, bypassTwoFactor } = input.body
    const token = await context.domain.accessTokens.generate(requireUser(context), name, bypassTwoFactor ?? false)
    return { body: { token, success: true } }
  },
})

export const usersRegeneratePersonalAccessToken = defineRoute({
  method: facts.usersRegeneratePersonalAccessToken.verb,
  path: facts.usersRegeneratePersonalAccessToken.path,
  who,
  rate: 'route',
  versions: versionsOf(facts.usersRegeneratePersonalAccessToken),
  query: anything,
  body: v.looseObject({ tokenName }),
  async run(context, input) {
    await demand(context, input)
    const token = await context.domain.accessTokens.regenerate(requireUser(context), input.body.tokenName)
    return { body: { token, success: true } }
  },
})

export const usersRemovePersonalAccessToken = defineRoute({
  method: facts.usersRemovePersonalAccessToken.verb,
  path: facts.usersRemovePersonalAccessToken.path,
  who,
  rate: 'route',
  versions: versionsOf(facts.usersRemovePersonalAccessToken),
  query: anything,
  body: v.looseObject({ tokenName }),
  async run(context, input) {
    await demand(context, input)
    await context.domain.accessTokens.remove(requireUser(context), input.body.tokenName)
    return { body: { success: true } }
  },
})

export const usersGetPersonalAccessTokens = defineRoute({
  method: facts.usersGetPersonalAccessTokens.verb,
  path: facts.usersGetPersonalAccessTokens.path,
  who,
  rate: 'route',
  versions: versionsOf(facts.usersGetPersonalAccessTokens),
  query: anything,
  body: anything,
  async run(context) {
    const list = await context.domain.accessTokens.list(requireUser(context))
    const tokens = list.map(({ name, lastPart, bypassesSecondFactor, createdAt }) => ({
      name,
      createdAt: new Date(createdAt),
      lastTokenPart: lastPart,
      bypassTwoFactor: bypassesSecondFactor,
    }))
    return { body: { tokens, success: true } }
  },
})
