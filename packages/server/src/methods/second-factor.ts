// Methods about the second factor: setting up an authenticator, and codes for when it is lost.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { defineMethod, requireUser } from './method.ts'
import { versionsOf } from './versions.ts'

const LONGEST_CODE = 64
const code = v.pipe(v.string(), v.maxLength(LONGEST_CODE))

export const enable = defineMethod({
  name: facts.twoFactorEnable.name,
  params: v.tuple([]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.twoFactorEnable),
  run: (call) => call.domain.secondFactor.begin(requireUser(call)),
})

// Six digits are few, so those that look at a code are counted like logins.

export const validateTempToken = defineMethod({
  name: facts.twoFactorValidate.name,
  params: v.tuple([code]),
  who: 'user',
  rate: 'login',
  versions: versionsOf(facts.twoFactorValidate),
  run: async (call, given) => ({ codes: await call.domain.secondFactor.confirm(requireUser(call), given) }),
})

export const disable = defineMethod({
  name: facts.twoFactorDisable.name,
  params: v.tuple([code]),
  who: 'user',
  rate: 'login',
  versions: versionsOf(facts.twoFactorDisable),
  run: (call, given) => call.domain.secondFactor.disable(requireUser(call), given),
})

export const regenerateCodes = defineMethod({
  name: facts.twoFactorRegenerateCodes.name,
  params: v.tuple([code]),
  who: 'user',
  rate: 'login',
  versions: versionsOf(facts.twoFactorRegenerateCodes),
  run: async (call, given) => ({ codes: await call.domain.secondFactor.renewCodes(requireUser(call), given) }),
})

export const checkCodesRemaining = defineMethod({
  name: facts.twoFactorCodesRemaining.name,
  params: v.tuple([]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.twoFactorCodesRemaining),
  run: async (call) => ({ remaining: await call.domain.secondFactor.codesLeft(requireUser(call)) }),
})
