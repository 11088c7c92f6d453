// From the tables to the types of `call('loadHistory', …)` and `stream('room-messages', …)`; nothing here at run time.
//
// A name that no table knows is welcome everywhere: its parameters are `unknown[]`, its result `unknown`.

import type * as catchUpMethods from './methods/catch-up.table.ts'
import type * as secondFactorMethods from './methods/second-factor.table.ts'
import type * as findingMethods from './methods/finding.table.ts'
import type * as livechatMethods from './methods/livechat.table.ts'
import type * as messageMethods from './methods/messages.table.ts'
import type * as roomMethods from './methods/rooms.table.ts'
import type * as settingsMethods from './methods/settings.table.ts'
import type * as sessionMethods from './methods/session.table.ts'
import type * as accountMethods from './methods/account.table.ts'
import type * as roomSettingsMethods from './methods/room-settings.table.ts'
import type * as marksMethods from './methods/marks.table.ts'
import type * as threadsMethods from './methods/threads.table.ts'
import type * as extrasMethods from './methods/extras.table.ts'
import type * as streamMethods from './methods/streams.table.ts'
import type { MethodFact, RestFact, StreamEventFact, StreamFact } from './facts.ts'
import type * as livechatAgentRoutes from './livechat-agent-rest.table.ts'
import type * as livechatRoutes from './livechat-rest.table.ts'
import type * as chatRoutes from './chat-rest.table.ts'
import type * as roomRoutes from './rooms-rest.table.ts'
import type * as uploadRoutes from './uploads-rest.table.ts'
import type * as userRoutes from './users-rest.table.ts'
import type * as accountRoutes from './account-rest.table.ts'
import type * as marksRoutes from './marks-rest.table.ts'
import type * as roomSettingsRoutes from './room-settings-rest.table.ts'
import type * as channelsRoutes from './channels-rest.table.ts'
import type * as groupsRoutes from './groups-rest.table.ts'
import type * as imRoutes from './im-rest.table.ts'
import type * as dmRoutes from './dm-rest.table.ts'
import type * as extrasRoutes from './extras-rest.table.ts'
import type * as routes from './rest.table.ts'
import type * as streams from './streams.table.ts'

type Values<Module> = Module[keyof Module]

type KnownMethod = Values<
  typeof catchUpMethods &
    typeof findingMethods &
    typeof secondFactorMethods &
    typeof livechatMethods &
    typeof messageMethods &
    typeof roomMethods &
    typeof sessionMethods &
    typeof settingsMethods &
    typeof accountMethods &
    typeof roomSettingsMethods &
    typeof marksMethods &
    typeof threadsMethods &
    typeof extrasMethods &
    typeof streamMethods
>

type Methods = {
  [Fact in KnownMethod as Fact['name']]: Fact extends MethodFact<string, infer Params, infer Result>
    ? { params: Params; result: Result }
    : never
}

/** The methods that the tables know. */
export type MethodName = keyof Methods

/** The parameters of a method: `MethodParams<'sendMessage'>`. */
export type MethodParams<Name extends string> = Name extends MethodName ? Methods[Name]['params'] : unknown[]

/** What a method answers: `MethodResult<'sendMessage'>`. */
export type MethodResult<Name extends string> = Name extends MethodName ? Methods[Name]['result'] : unknown

type KnownStream = Values<typeof streams>

type Streams = {
  [Fact in KnownStream as Fact['name']]: Fact extends StreamFact<string, infer Events> ? Events : never
}

/** The streams that the tables know, without `stream-`. */
export type StreamName = keyof Streams

/** The events of a stream; `*` is a key that is an id alone. */
export type StreamEvent<Name extends StreamName> = keyof Streams[Name] & string

/** Which event a key is about: the key itself, what follows its first `/`, or `*`. */
type EventOfKey<Name extends StreamName, Key extends string> =
  Key extends StreamEvent<Name>
    ? Key
    : Key extends `${string}/${infer Rest}`
      ? Rest & StreamEvent<Name>
      : '*' & StreamEvent<Name>

type ArgsOfEvent<Name extends StreamName, Event> =
  Event extends StreamEvent<Name> ? (Streams[Name][Event] extends StreamEventFact<infer Args> ? Args : never) : never

/**
 * The arguments of a stream's event, by its name or by a whole key: `StreamArgs<'notify-user', 'rooms-changed'>`,
 * `StreamArgs<'room-messages', 'GENERAL'>`. A key known only as `string` is taken for an id.
 */
export type StreamArgs<Name extends string, Key extends string> = Name extends StreamName
  ? [EventOfKey<Name, Key>] extends [never]
    ? unknown[]
    : ArgsOfEvent<Name, EventOfKey<Name, Key>>
  : unknown[]

type KnownRoute = Values<
  typeof chatRoutes &
    typeof roomRoutes &
    typeof userRoutes &
    typeof uploadRoutes &
    typeof accountRoutes &
    typeof marksRoutes &
    typeof roomSettingsRoutes &
    typeof channelsRoutes &
    typeof groupsRoutes &
    typeof imRoutes &
    typeof dmRoutes &
    typeof extrasRoutes &
    typeof routes &
    typeof livechatAgentRoutes &
    typeof livechatRoutes
>

type Routes = {
  [Fact in KnownRoute as `${Fact['verb']} ${Fact['path']}`]: Fact extends RestFact<
    Fact['verb'],
    string,
    infer Input,
    infer Answer
  >
    ? { input: Input; answer: Answer }
    : never
}

/** The routes that the tables know: `GET /api/v1/me`. */
export type RouteName = keyof Routes

/** The query of a GET, the body of a POST. */
export type RouteInput<Name extends string> = Name extends RouteName ? Routes[Name]['input'] : unknown

/** What a route answers when it went well. */
export type RouteAnswer<Name extends string> = Name extends RouteName ? Routes[Name]['answer'] : unknown
