// `settings.public`: what this server is set to, for everybody.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { PUBLIC_SETTINGS } from '../domain/public-settings.ts'
import { maybe, versionsOf } from '../methods/index.ts'
import { wireSetting } from '../wire/setting.ts'
import { defineRoute } from './route.ts'
import { anything, page } from './schemas.ts'

const LONGEST_NAMES = 2_000

export const settingsPublic = defineRoute({
  method: facts.settingsPublic.verb,
  path: facts.settingsPublic.path,
  who: 'anyone',
  rate: 'route',
  versions: versionsOf(facts.settingsPublic),
  query: v.object({ _id: maybe(v.pipe(v.string(), v.maxLength(LONGEST_NAMES))), ...page }),
  body: anything,
  run(_context, { query: { _id, offset, count } }) {
    const names = _id?.split(',').map((name) => name.trim())
    const found = PUBLIC_SETTINGS.filter(({ id }) => !names || names.includes(id))
    const settings = found.slice(offset, offset + count).map(wireSetting)
    return { body: { settings, count: settings.length, offset, total: found.length, success: true } }
  },
})
