// Methods about the tokens that a user makes for his programs. All want the second factor, or the password once more.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { defineMethod, requireUser } from './method.ts'
import { maybe, plainObject, tokenName } from './parameters.ts'
import { versionsOf } from './versions.ts'

const who = { permission: 'create-personal-access-tokens' } as const

export const generateToken = defineMethod({
  name: facts.generateToken.name,
  params: v.tuple([plainObject(v.looseObject({ tokenName, bypassTwoFactor: maybe(v.boolean()) }))]),
  who,
  secondFactor: true,
  rate: 'default',
  versions: versionsOf(facts.generateToken),
  run: (call, { tokenName: name, bypassTwoFactor }) =>
    call.domain.accessTokens.generate(requireUser(call), name, bypassTwoFactor ?? false),
})

export const regenerateToken = defineMethod({
  name: facts.regenerateToken.name,
  params: v.tuple([plainObject(v.looseObject({ tokenName }))]),
  who,
  secondFactor: true,
  rate: 'default',
  versions: versionsOf(facts.regenerateToken),
  run: (call, { tokenName: name }) => call.domain.accessTokens.regenerate(requireUser(call), name),
})

export const removeToken = defineMethod({
  name: facts.removeToken.name,
  params: v.tuple([plainObject(v.looseObject({ tokenName }))]),
  who,
  secondFactor: true,
  rate: 'default',
  versions: versionsOf(facts.removeToken),
  run: (call, { tokenName: name }) => call.domain.accessTokens.remove(requireUser(call), name),
})
