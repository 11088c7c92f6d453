// The chat that the livechat examples of PROTOCOL.md are about: its visitor, the agents, and who waits.
import type { ServerOptions } from '@quindar/server'
import type { TestServer } from '@quindar/testkit'
import type { dialBare } from './bare-client.ts'

type Bare = Awaited<ReturnType<typeof dialBare>>

export const TOKEN = 'VISITOR-TOKEN-1234'
export const ROOM = 'LIVECHAT1'

export const LIVECHAT_OPTIONS: ServerOptions = {
  livechat: { routing: 'manual', offlineRoom: 'general' },
  mail: () => Promise.resolve(),
}

export function isLivechat(method: string): boolean {
  return /livechat/i.test(method)
}

/** Those who answer: admin, who is there, and alice. */
export async function seatAgents({ domain }: TestServer, admin: Bare): Promise<void> {
  await admin.method('login', { user: { username: 'admin' }, password: 'admin' })
  const { agents, departments } = domain.livechat
  for (const username of ['admin', 'alice']) await agents.add(username)
  await admin.method('livechat:changeLivechatStatus', { status: 'available' })
  const [first] = await agents.list()
  await departments.save({ name: 'Sales', agentIds: first ? [first.userId] : [] })
}

/** A visitor has said something and waits. Answers the id by which agents take the chat. */
export async function beginChat({ domain }: TestServer, visitor: Bare): Promise<string> {
  await visitor.method('livechat:registerGuest', { token: TOKEN, name: 'Vera', email: 'vera@example.com' })
  await visitor.method('sendMessageLivechat', { _id: 'lcm0', rid: ROOM, msg: 'hi', token: TOKEN })
  const room = await domain.ground.store.room({ id: ROOM })
  return room?.chat?.inquiryId ?? ''
}

/** Sets the stage for one call of the page, and answers the call as it is sent there. */
export async function stageLivechat(server: TestServer, client: Bare, method: string, text: string): Promise<string> {
  await seatAgents(server, client)
  const inquiryId = await beginChat(server, client)
  // Whoever passes a chat on has taken it.
  if (method !== 'livechat:takeInquiry') await client.method('livechat:takeInquiry', inquiryId)
  return text.replace('INQUIRY1', inquiryId)
}
