// `chat.syncMessages`: what changed in a room, since a time or page by page.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { id, looseId, maybe, messageChanges, name, requireUser, versionsOf } from '../methods/index.ts'
import { defineRoute } from './route.ts'
import { anything, countUpTo } from './schemas.ts'

const PAGE = 20
const LONGEST_PAGE = 1_000

export const chatSyncMessages = defineRoute({
  method: facts.chatSyncMessages.verb,
  path: facts.chatSyncMessages.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatSyncMessages),
  query: v.object({
    roomId: id,
    lastUpdate: maybe(name),
    next: maybe(looseId),
    previous: maybe(looseId),
    type: maybe(looseId),
    count: countUpTo(LONGEST_PAGE, PAGE),
  }),
  body: anything,
  async run(context, { query: { roomId, lastUpdate, count, ...cursor } }) {
    const { domain } = context
    const result = await messageChanges(
      domain,
      requireUser(context),
      roomId,
      { lastUpdate: timeOf(lastUpdate), ...(domain.edition.habits.syncCursors && cursor) },
      count,
    )
    if (!result) {
      throw new Refusal('error-param-required', 'The "type" or "lastUpdate" parameters must be provided')
    }
    return { body: { result, success: true } }
  },
})

function timeOf(iso: string | undefined): number | undefined {
  if (iso === undefined || iso === '') return undefined
  const time = Date.parse(iso)
  if (!Number.isNaN(time)) return time
  throw new Refusal('error-lastUpdate-param-invalid', 'The "lastUpdate" query parameter must be a valid date.')
}
