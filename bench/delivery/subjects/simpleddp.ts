// Its README, with the login plugin that it recommends: that one logs in again after a drop.
import { loadPeer } from '@quindar/testkit'
import { PASSWORD, ROOM, USER, type RawMessage, type StartSubject } from '../subject.ts'

interface SimpleDdp {
  connect(): Promise<unknown>
  login(how: object): Promise<unknown>
  subscribe(name: string, ...args: unknown[]): { ready(): Promise<unknown> }
  on(event: 'changed', listener: (frame: { collection: string; fields: { args: RawMessage[] } }) => void): unknown
  call(method: string, ...args: unknown[]): Promise<unknown>
}

export const start: StartSubject = async (url, heard) => {
  const SimpleDDP = loadPeer('simpleddp') as new (options: object, plugins: unknown[]) => SimpleDdp
  const { simpleDDPLogin } = loadPeer('simpleddp', 'simpleddp-plugin-login') as { simpleDDPLogin: unknown }
  const options = {
    endpoint: `${url.replace('http', 'ws')}/websocket`,
    SocketConstructor: loadPeer('simpleddp', 'isomorphic-ws'),
    reconnectInterval: 5_000,
  }
  const server = new SimpleDDP(options, [simpleDDPLogin])
  await server.connect()
  await server.login({ password: PASSWORD, user: { username: USER } })
  server.on('changed', ({ collection, fields }) => {
    if (collection === 'stream-room-messages') for (const { msg } of fields.args) heard(msg)
  })
  await server.subscribe('stream-room-messages', ROOM, false).ready()
  return { send: (text) => server.call('sendMessage', { rid: ROOM, msg: text }) }
}
