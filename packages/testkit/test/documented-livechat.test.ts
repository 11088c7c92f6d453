// The livechat events that PROTOCOL.md shows under its streams, made to happen at the real server.
// PROTOCOL.md#stream-livechat-room
import { expect, it } from 'vitest'
import { startServer } from '@quindar/testkit'
import { dialBare, type Event } from './bare-client.ts'
import { examplesOf, missing } from './documented.ts'
import { beginChat, LIVECHAT_OPTIONS, ROOM, seatAgents, TOKEN } from './documented-livechat.ts'

it('every livechat event of the page arrives as the page says', async () => {
  await using server = await startServer(LIVECHAT_OPTIONS)
  using admin = await dialBare(server.url)
  using visitor = await dialBare(server.url)
  using other = await dialBare(server.url)
  await seatAgents(server, admin)
  expect((await admin.sub('stream-livechat-inquiry-queue-observer', 'public')).msg).toBe('ready')
  // Somebody waits already, so that the visitor's place changes when that chat is taken.
  await other.method('livechat:registerGuest', { token: 'ANOTHER-TOKEN-1234', name: 'Otto' })
  await other.method('sendMessageLivechat', { _id: 'lco', rid: 'LIVECHAT0', msg: 'hi', token: 'ANOTHER-TOKEN-1234' })
  const inquiryId = await beginChat(server, visitor)
  const options = { useCollection: false, args: [{ token: TOKEN, visitorToken: TOKEN }] }
  expect((await visitor.sub('stream-livechat-room', ROOM, options)).msg).toBe('ready')
  const first = await server.domain.ground.store.room({ id: 'LIVECHAT0' })
  await admin.method('livechat:takeInquiry', first?.chat?.inquiryId)
  await admin.method('livechat:takeInquiry', inquiryId)

  const shown = examplesOf('Streams', 'server')
    .map((text) => JSON.parse(text) as Event)
    .filter(({ collection }) => collection.startsWith('stream-livechat'))
  expect(shown).toHaveLength(3)
  for (const { collection, fields } of shown) {
    const hearer = collection === 'stream-livechat-room' ? visitor : admin
    const type = (fields.args[0] as { type: string }).type
    const real = await hearer.event(
      (event) => event.collection === collection && (event.fields.args[0] as { type: string }).type === type,
    )
    expect(missing(fields.args, real.fields.args), `${collection} ${type}`).toEqual([])
  }
})
