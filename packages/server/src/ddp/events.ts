// Events of the bus as the stream frames that clients read. Each text is put together once, around the document's own
// text, however many keys and readers it goes to.

import { stringifyEjson } from 'quindar/protocol'
import { SharedFrame, type Weight } from './wire.ts'

/** What a frame is about, for taking it back: a room's id, or the stream when it is about no room. */
export interface Tag {
  readonly topic: string
  readonly weight?: Weight
}

/** One event of a stream. The id is the constant `id`: clients look at the event's name. */
export function streamFrame(stream: string, key: string, args: readonly unknown[], tag: Tag): SharedFrame {
  return streamFrameOf(stream, key, args.map((arg) => stringifyEjson(arg) ?? 'null').join(','), tag)
}

/** The same, from arguments that are text already. */
export function streamFrameOf(stream: string, key: string, argsText: string, tag: Tag): SharedFrame {
  const fields = `{"eventName":${JSON.stringify(key)},"args":[${argsText}]}`
  return new SharedFrame(`{"msg":"changed","collection":"stream-${stream}","id":"id","fields":${fields}}`, tag)
}

/** Presence is the exception: the id is the user's. */
export function presenceFrame(userId: string, presence: unknown): SharedFrame {
  const id = JSON.stringify(userId)
  const fields = `{"uid":${id},"args":[${stringifyEjson(presence)}],"eventName":${id}}`
  return new SharedFrame(`{"msg":"changed","collection":"stream-user-presence","id":${id},"fields":${fields}}`, {
    topic: 'user-presence',
    weight: 'passing',
  })
}
