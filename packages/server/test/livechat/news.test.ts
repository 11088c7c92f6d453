// What a visitor hears of his own chat besides its messages, in Rocket.Chat's words.
// PROTOCOL.md#stream-livechat-room
import { expect, it } from 'vitest'
import { livechatServer, RawSocket } from './wire.ts'

const TOKEN = 'TOKEN-OF-WHO-HEARS-NEWS'

it('his place, who has come and how he is, and what is new of himself', async () => {
  const server = await livechatServer({ livechat: { routing: 'manual', acceptWithoutAgents: true } })
  const visitor = await RawSocket.connect(server.url)
  const { result } = await visitor.call('livechat:registerGuest', { token: TOKEN, name: 'Vera' })
  const { userId } = result as { userId: string }
  await visitor.call('sendMessageLivechat', { _id: '', rid: 'R', msg: 'hello', token: TOKEN })
  await visitor.sub('stream-livechat-room', 'R', { useCollection: false, args: [{ visitorToken: TOKEN }] })

  await server.domain.livechat.agents.add('alice')
  const agent = await RawSocket.connect(server.url)
  const agentId = await agent.login('alice')
  await agent.call('livechat:changeLivechatStatus', { status: 'available' })
  const room = await server.domain.ground.store.room({ id: 'R' })
  await agent.call('livechat:takeInquiry', room?.chat?.inquiryId)
  const heard = (type: string) => visitor.event('livechat-room', (news) => (news as { type: string }).type === type)
  const emails = [{ address: 'alice@example.com', verified: false }]
  const data = { _id: agentId, username: 'alice', name: 'Alice Chen', status: 'online', emails }
  expect(await heard('agentData')).toEqual([{ type: 'agentData', data }])
  // He waits no more.
  expect(await heard('queueData')).toEqual([{ type: 'queueData' }])

  await agent.call('UserPresence:away')
  expect(await heard('agentStatus')).toEqual([{ type: 'agentStatus', status: 'away' }])

  await visitor.call('livechat:registerGuest', { token: TOKEN, name: 'Vera B.' })
  const [told] = await heard('visitorData')
  expect(told).toMatchObject({ type: 'visitorData', visitor: { _id: userId, username: 'guest-1', name: 'Vera B.' } })
  expect(JSON.stringify(told)).not.toContain(TOKEN)
  expect(agent.events('livechat-room')).toEqual([])
})
