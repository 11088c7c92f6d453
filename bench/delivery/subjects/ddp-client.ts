// `@rocket.chat/ddp-client`, its README: create, connect, loginWithPassword with the hash, stream, and REST to send.
import { createHash } from 'node:crypto'
import { loadPeer } from '@quindar/testkit'
import { PASSWORD, ROOM, USER, type RawMessage, type StartSubject } from '../subject.ts'

interface Sdk {
  readonly connection: { connect(): Promise<unknown> }
  readonly account: { loginWithPassword(user: string, hash: string): Promise<unknown> }
  readonly rest: { post(route: string, body: object): Promise<unknown> }
  stream(name: string, key: unknown, listener: (message: RawMessage) => void): { ready(): Promise<unknown> }
}

export const start: StartSubject = async (url, heard) => {
  const { DDPSDK } = loadPeer('@rocket.chat/ddp-client') as { DDPSDK: { create(url: string): Sdk } }
  const sdk = DDPSDK.create(url)
  await sdk.connection.connect()
  await sdk.account.loginWithPassword(USER, createHash('sha256').update(PASSWORD).digest('hex'))
  await sdk.stream('room-messages', ROOM, ({ msg }) => heard(msg)).ready()
  return { send: (text) => sdk.rest.post('/v1/chat.sendMessage', { message: { rid: ROOM, msg: text } }) }
}
