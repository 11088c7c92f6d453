// What the compiler knows about methods, streams and routes: these tests fail in `tsc`, not when they run.
import { describe, expectTypeOf, it } from 'vitest'
import type {
  Delta,
  History,
  Message,
  MethodName,
  MethodParams,
  MethodResult,
  OutgoingMessage,
  OverRest,
  Room,
  RouteAnswer,
  RouteInput,
  StreamArgs,
  StreamName,
} from 'quindar/protocol'

// How a client uses them: both must infer from plain arguments.
declare function call<const Name extends MethodName | (string & {})>(
  method: Name,
  ...params: MethodParams<Name>
): Promise<MethodResult<Name>>
declare function stream<const Name extends StreamName | (string & {}), const Key extends string>(
  name: Name,
  key: Key,
  listener: (...args: StreamArgs<Name, Key>) => void,
): void

describe('the types read out of the tables', () => {
  it('give each method its parameters and its result', () => {
    expectTypeOf<MethodParams<'sendMessage'>>().toEqualTypeOf<[message: OutgoingMessage, previewUrls?: string[]]>()
    expectTypeOf<MethodResult<'sendMessage'>>().toEqualTypeOf<Message>()
    expectTypeOf<MethodResult<'loadHistory'>>().toEqualTypeOf<History | false>()
    expectTypeOf<MethodResult<'rooms/get'>>().toEqualTypeOf<Room[] | Delta<Room>>()
    expectTypeOf<MethodParams<'logout'>>().toEqualTypeOf<[]>()
  })

  it('leave unknown methods open', () => {
    expectTypeOf<MethodParams<'my:method'>>().toEqualTypeOf<unknown[]>()
    expectTypeOf<MethodResult<'my:method'>>().toEqualTypeOf<unknown>()
  })

  it('infer a call from its arguments', () => {
    const calls = () => {
      expectTypeOf(call('loadHistory', 'GENERAL', null, 20)).resolves.toEqualTypeOf<History | false>()
      expectTypeOf(call('anything', 1, {})).resolves.toEqualTypeOf<unknown>()
      // @ts-expect-error a room is named by a text
      void call('loadHistory', 5)
      // @ts-expect-error an unknown status of parameters
      void call('logout', 'now')
    }
    expectTypeOf(calls).toBeFunction()
  })

  it('give each event of a stream its arguments, by name or by key', () => {
    expectTypeOf<StreamArgs<'room-messages', 'GENERAL'>>().toEqualTypeOf<[message: Message]>()
    expectTypeOf<StreamArgs<'room-messages', '__my_messages__'>[0]>().toEqualTypeOf<Message>()
    expectTypeOf<StreamArgs<'notify-user', 'rooms-changed'>[1]>().toEqualTypeOf<Room>()
    expectTypeOf<StreamArgs<'notify-user', 'u1/rooms-changed'>[1]>().toEqualTypeOf<Room>()
    expectTypeOf<StreamArgs<'notify-user', `${string}/rooms-changed`>[1]>().toEqualTypeOf<Room>()
    expectTypeOf<StreamArgs<'notify-room', 'GENERAL/typing'>[1]>().toEqualTypeOf<boolean>()
  })

  it('leave unknown streams and events open', () => {
    expectTypeOf<StreamArgs<'canned-responses', 'R'>>().toEqualTypeOf<unknown[]>()
    expectTypeOf<StreamArgs<'notify-user', 'u1/otr'>>().toEqualTypeOf<unknown[]>()
    expectTypeOf<StreamArgs<'notify-user', string>>().toEqualTypeOf<unknown[]>()
  })

  it('infer a listener from the key, also from a template', () => {
    const listeners = (userId: string, roomId: string) => {
      stream('notify-user', `${userId}/rooms-changed`, (action, room) => {
        expectTypeOf(action).toEqualTypeOf<'inserted' | 'updated' | 'removed' | 'changed'>()
        expectTypeOf(room).toEqualTypeOf<Room>()
      })
      stream('room-messages', roomId, (message) => {
        expectTypeOf(message).toEqualTypeOf<Message>()
      })
      stream('stdout', 'stdout', (...args) => {
        expectTypeOf(args).toEqualTypeOf<unknown[]>()
      })
    }
    expectTypeOf(listeners).toBeFunction()
  })

  it('give each route its input and its answer, with texts for dates', () => {
    expectTypeOf<RouteInput<'GET /api/v1/rooms.get'>>().toEqualTypeOf<{ updatedSince?: string }>()
    expectTypeOf<RouteAnswer<'POST /api/v1/chat.sendMessage'>['message']>().toEqualTypeOf<OverRest<Message>>()
    expectTypeOf<OverRest<Message>['ts']>().toEqualTypeOf<string>()
    expectTypeOf<RouteAnswer<'GET /api/v1/elsewhere'>>().toEqualTypeOf<unknown>()
  })
})
