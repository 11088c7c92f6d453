// What is new of a chat besides its messages, in every tab: who answers and how he is, and who the visitor is.
import { expect, test } from 'vitest'
import { collect, PATIENTLY, roomIdOf, setStage, status, storage } from './stage.ts'

test('another name, the agent’s status, and that he has gone are told in the other tab too', async () => {
  const { visitor, alice } = await setStage({ livechat: { acceptWithoutAgents: true } })
  const kept = storage()
  const one = visitor({ storage: kept })
  await one.start({ name: 'Ada' })
  const two = visitor({ storage: kept })
  await two.start()
  const agents = collect(two, 'agent')
  const of = () => two.state.getSnapshot()
  expect(of()).toMatchObject({ status: 'taken', agent: { name: 'Alice Chen', status: 'online' } })

  await one.identify({ name: 'Ada L.' })
  await expect.poll(() => of().visitor?.name, PATIENTLY).toBe('Ada L.')
  await alice.call('UserPresence:away')
  await expect.poll(() => of().agent, PATIENTLY).toMatchObject({ name: 'Alice Chen', status: 'away' })
  await alice.call('livechat:changeLivechatStatus', { status: 'not-available' })
  await alice.rest('POST /api/v1/livechat/inquiries.returnAsInquiry', { roomId: roomIdOf(one) })
  await expect.poll(() => status(two), PATIENTLY).toBe('queued')
  expect(of().agent).toBeUndefined()
  expect(agents.map((agent) => agent?.status)).toEqual(['away', undefined])
})
