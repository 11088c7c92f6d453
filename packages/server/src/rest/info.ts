// What this server says it is, to everybody.

import * as facts from 'quindar/protocol'
import { defineRoute } from './route.ts'
import { anything } from './schemas.ts'

export const info = defineRoute({
  method: facts.info.verb,
  path: facts.info.path,
  who: 'anyone',
  rate: 'none',
  query: anything,
  body: anything,
  run: () => ({
    body: {
      version: facts.NEWEST_RELEASE,
      success: true,
      // What Rocket.Chat's own programs look for before they connect: none is too old for us.
      minimumClientVersions: { desktop: '0.0.0', mobile: '0.0.0' },
    },
  }),
})
