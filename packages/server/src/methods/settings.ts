// `public-settings/get`: what this server is set to, for everybody.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { PUBLIC_SETTINGS } from '../domain/public-settings.ts'
import { wireSetting } from '../wire/setting.ts'
import { defineMethod } from './method.ts'
import { maybe } from './parameters.ts'
import { versionsOf } from './versions.ts'

export const publicSettingsGet = defineMethod({
  name: facts.publicSettingsGet.name,
  params: v.tuple([maybe(v.date())]),
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.publicSettingsGet),
  // They never change.
  run: (_call, since) => (since === undefined ? PUBLIC_SETTINGS.map(wireSetting) : { update: [], remove: [] }),
})
