// Which part of the client a frame belongs to: one switch, each frame has one owner.
import type { Calls } from '../calls/calls.ts'
import type { ServerFrame } from '../../protocol/index.ts'
import type { RoutedFrame } from '../connection/connection.ts'
import type { Session } from '../login/session.ts'
import type { Streams } from './streams.ts'
import type { Subscriptions } from './subscriptions.ts'

export interface Owners {
  readonly calls: Calls
  readonly session: Session
  readonly streams: Streams
  readonly subscriptions: Subscriptions
  /** Whoever waits for `updated`. */
  updated?: ((frame: ServerFrame & { msg: 'updated' }) => void) | undefined
}

/** Hands a frame to its owner. The collections of Meteor's publications are nobody's but for the user's own document. */
export function route(frame: RoutedFrame, { calls, session, streams, subscriptions, updated }: Owners): void {
  switch (frame.msg) {
    case 'changed':
      streams.dispatch(frame)
      session.document(frame)
      return
    case 'result':
      calls.answered(frame)
      return
    case 'ready':
    case 'nosub':
      subscriptions.answered(frame)
      return
    case 'added':
      session.document(frame)
      return
    case 'updated':
      updated?.(frame)
      return
    case 'removed':
    case 'addedBefore':
    case 'movedBefore':
      return
  }
}
