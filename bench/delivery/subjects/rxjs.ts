// Its README: keepAlive, login, getSubscription, callMethod. It names no way to come back after a drop.
import { loadPeer } from '@quindar/testkit'
import { PASSWORD, ROOM, USER, type RawMessage, type StartSubject } from '../subject.ts'

interface Frame {
  readonly msg: string
  readonly error?: { readonly reason?: string }
  readonly fields?: { readonly args: readonly RawMessage[] }
}

interface Frames {
  subscribe(next?: (frame: Frame) => void, failed?: (error: unknown) => void, completed?: () => void): unknown
}

interface RealTimeApi {
  keepAlive(): Frames
  connectToServer(): Frames
  login(user: string, password: string): Frames
  getSubscription(stream: string, key: string, addEvent: boolean): Frames
  callMethod(method: string, ...params: unknown[]): Frames
  onMessage(listener: (frame: Frame) => void): void
}

export const start: StartSubject = async (url, heard) => {
  const { RealTimeAPI } = loadPeer('rocket.chat.realtime.api.rxjs') as { RealTimeAPI: new (url: string) => RealTimeApi }
  const api = new RealTimeAPI(`${url.replace('http', 'ws')}/websocket`)
  api.keepAlive().subscribe()
  api.connectToServer().subscribe()
  await result(api.login(USER, PASSWORD))
  // Its Observable does not tell when the server has begun to send.
  const ready = new Promise<void>((resolve) => api.onMessage(({ msg }) => msg === 'ready' && resolve()))
  api.getSubscription('stream-room-messages', ROOM, false).subscribe(({ fields }) => {
    for (const { msg } of fields?.args ?? []) heard(msg)
  })
  await ready
  return { send: (text) => result(api.callMethod('sendMessage', { rid: ROOM, msg: text })) }
}

/** The first `result`; an end without one is a failure that one is told of. */
function result(frames: Frames): Promise<Frame> {
  return new Promise((resolve, reject) => {
    const look = (frame: Frame): void => {
      if (frame.error) reject(new Error(frame.error.reason))
      else if (frame.msg === 'result') resolve(frame)
    }
    frames.subscribe(look, reject, () => reject(new Error('It has completed without a result')))
  })
}
