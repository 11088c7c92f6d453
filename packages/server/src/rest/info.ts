// What this server says it is, to everybody.

import * as facts from 'quindar/protocol'
import { versionsOf } from '../methods/index.ts'
import { defineRoute } from './route.ts'
import { anything } from './schemas.ts'

/** What Rocket.Chat's own programs look for before they connect: none is too old for us. */
const minimumClientVersions = { desktop: '0.0.0', mobile: '0.0.0' }

export const info = defineRoute({
  method: facts.info.verb,
  path: facts.info.path,
  who: 'anyone',
  rate: 'none',
  versions: versionsOf(facts.info),
  query: anything,
  body: anything,
  run: ({ domain: { edition } }) => ({
    body: {
      version: edition.release,
      success: true,
      ...(edition.habits.tellsClientVersions && { minimumClientVersions }),
      // What of ours a client may use here.
      ...(!edition.exact && { extensions: [facts.changes.name] }),
    },
  }),
})
