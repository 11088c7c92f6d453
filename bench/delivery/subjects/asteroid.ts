// Its README: subscribe, `ddp.on`, loginWithPassword, call.
import { loadPeer } from '@quindar/testkit'
import { PASSWORD, ROOM, USER, type RawMessage, type StartSubject } from '../subject.ts'

interface Asteroid {
  readonly ddp: {
    on(event: 'changed', listener: (frame: { collection: string; fields: { args: RawMessage[] } }) => void): unknown
  }
  loginWithPassword(how: object): Promise<unknown>
  subscribe(name: string, ...args: unknown[]): { on(event: 'ready', listener: () => void): unknown }
  call(method: string, ...args: unknown[]): Promise<unknown>
}

export const start: StartSubject = async (url, heard) => {
  const { createClass } = loadPeer('asteroid') as { createClass: () => new (options: object) => Asteroid }
  const AsteroidClass = createClass()
  const asteroid = new AsteroidClass({
    endpoint: `${url.replace('http', 'ws')}/websocket`,
    SocketConstructor: loadPeer('asteroid', 'ws'),
  })
  await asteroid.loginWithPassword({ username: USER, password: PASSWORD })
  asteroid.ddp.on('changed', ({ collection, fields }) => {
    if (collection === 'stream-room-messages') for (const { msg } of fields.args) heard(msg)
  })
  const subscription = asteroid.subscribe('stream-room-messages', ROOM, false)
  await new Promise<void>((resolve) => subscription.on('ready', resolve))
  return { send: (text) => asteroid.call('sendMessage', { rid: ROOM, msg: text }) }
}
