// `@rocket.chat/sdk`, the alpha that npm serves, by its own types, for it has no README: connect, login, subscribeRoom,
// onMessage, methodCall.
import { loadPeer } from '@quindar/testkit'
import { PASSWORD, ROOM, USER, type RawMessage, type StartSubject } from '../subject.ts'

interface RocketChat {
  connect(options: object): Promise<unknown>
  login(credentials: object): Promise<unknown>
  subscribeRoom(roomId: string): Promise<unknown>
  onMessage(listener: (message: RawMessage) => void): Promise<unknown>
  methodCall(method: string, ...params: unknown[]): Promise<unknown>
}

const silent = { debug() {}, info() {}, warn() {}, warning() {}, error() {} }

export const start: StartSubject = async (url, heard) => {
  const { Rocketchat } = loadPeer('@rocket.chat/sdk') as { Rocketchat: new (options: object) => RocketChat }
  const rc = new Rocketchat({ host: url, useSsl: false, protocol: 'ddp', logger: silent })
  await rc.connect({})
  await rc.login({ username: USER, password: PASSWORD })
  await rc.subscribeRoom(ROOM)
  await rc.onMessage(({ msg }) => heard(msg))
  return { send: (text) => rc.methodCall('sendMessage', { rid: ROOM, msg: text }) }
}
