// Everything the tables hold, by name: for the server's switch between versions and for the documentation.
// No client imports it, so that a bundle keeps only the rows that it uses.

import type { MethodFact, PublicationFact, RestFact, StreamFact } from './facts.ts'
import * as livechatAgentRoutes from './livechat-agent-rest.table.ts'
import * as livechatRoutes from './livechat-rest.table.ts'
import * as livechatMethods from './methods/livechat.table.ts'
import * as catchUpMethods from './methods/catch-up.table.ts'
import * as secondFactorMethods from './methods/second-factor.table.ts'
import * as findingMethods from './methods/finding.table.ts'
import * as messageMethods from './methods/messages.table.ts'
import * as roomMethods from './methods/rooms.table.ts'
import * as settingsMethods from './methods/settings.table.ts'
import * as sessionMethods from './methods/session.table.ts'
import * as streamMethods from './methods/streams.table.ts'
import * as accountMethods from './methods/account.table.ts'
import * as roomSettingsMethods from './methods/room-settings.table.ts'
import * as marksMethods from './methods/marks.table.ts'
import * as threadsMethods from './methods/threads.table.ts'
import * as extrasMethods from './methods/extras.table.ts'
import * as publications from './publications.table.ts'
import * as chatRoutes from './chat-rest.table.ts'
import * as roomRoutes from './rooms-rest.table.ts'
import * as uploadRoutes from './uploads-rest.table.ts'
import * as userRoutes from './users-rest.table.ts'
import * as accountRoutes from './account-rest.table.ts'
import * as marksRoutes from './marks-rest.table.ts'
import * as roomSettingsRoutes from './room-settings-rest.table.ts'
import * as channelsRoutes from './channels-rest.table.ts'
import * as groupsRoutes from './groups-rest.table.ts'
import * as imRoutes from './im-rest.table.ts'
import * as dmRoutes from './dm-rest.table.ts'
import * as extrasRoutes from './extras-rest.table.ts'
import * as routes from './rest.table.ts'
import * as streams from './streams.table.ts'

/** All methods, by name. */
export const METHODS: ReadonlyMap<string, MethodFact> = /* @__PURE__ */ byName([
  ...Object.values<MethodFact>(sessionMethods),
  ...Object.values<MethodFact>(roomMethods),
  ...Object.values<MethodFact>(messageMethods),
  ...Object.values<MethodFact>(catchUpMethods),
  ...Object.values<MethodFact>(findingMethods),
  ...Object.values<MethodFact>(secondFactorMethods),
  ...Object.values<MethodFact>(settingsMethods),
  ...Object.values<MethodFact>(accountMethods),
  ...Object.values<MethodFact>(roomSettingsMethods),
  ...Object.values<MethodFact>(marksMethods),
  ...Object.values<MethodFact>(threadsMethods),
  ...Object.values<MethodFact>(extrasMethods),
  ...Object.values<MethodFact>(streamMethods),
  ...Object.values<MethodFact>(livechatMethods),
])

/** All streams, by name without `stream-`. */
export const STREAMS: ReadonlyMap<string, StreamFact> = /* @__PURE__ */ byName(Object.values<StreamFact>(streams))

/** All publications that are no streams; the one without a name needs no subscription. */
export const PUBLICATIONS: ReadonlyMap<string, PublicationFact> = /* @__PURE__ */ byName(
  Object.values<PublicationFact>(publications),
)

/** All REST routes, by `VERB /path`. */
export const ROUTES: ReadonlyMap<string, RestFact> = /* @__PURE__ */ new Map(
  [
    ...Object.values<RestFact>(routes),
    ...Object.values<RestFact>(chatRoutes),
    ...Object.values<RestFact>(roomRoutes),
    ...Object.values<RestFact>(userRoutes),
    ...Object.values<RestFact>(uploadRoutes),
    ...Object.values<RestFact>(accountRoutes),
    ...Object.values<RestFact>(marksRoutes),
    ...Object.values<RestFact>(roomSettingsRoutes),
    ...Object.values<RestFact>(channelsRoutes),
    ...Object.values<RestFact>(groupsRoutes),
    ...Object.values<RestFact>(imRoutes),
    ...Object.values<RestFact>(dmRoutes),
    ...Object.values<RestFact>(extrasRoutes),
    ...Object.values<RestFact>(livechatAgentRoutes),
    ...Object.values<RestFact>(livechatRoutes),
  ].map((fact) => [`${fact.verb} ${fact.path}`, fact]),
)

function byName<Fact extends { readonly name: string }>(facts: readonly Fact[]): ReadonlyMap<string, Fact> {
  return new Map(facts.map((fact) => [fact.name, fact]))
}
