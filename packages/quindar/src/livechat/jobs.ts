// What a visitor can ask a server to do, each by the route of today and by the method of before; and both of their
// answers in whole words.
import type { Client } from '../client/index.ts'
import type {
  LivechatAgent,
  LivechatDepartment,
  LivechatRoom,
  Message as WireMessage,
  QueueSpot,
  Visitor,
} from '../protocol/index.ts'
import { agentOf, departmentOf, messageOf, queueOf, roomOf, visitorOf, type Told } from './documents.ts'
import type { OfflineMessage, Page, Rating, UploadOptions, VisitorDetails } from './livechat.ts'
import { createWays } from './ways.ts'

/** The answer to a first question, of either generation. */
interface Meeting {
  enabled?: boolean | null
  online?: boolean
  departments?: Told<LivechatDepartment>[]
  guest?: Told<Visitor>
  visitor?: Told<Visitor> | null
  room?: Told<LivechatRoom> | null
  agent?: LivechatAgent
  agentData?: LivechatAgent
  queueInfo?: QueueSpot
}

/** Messages of one page of history; servers give no more. */
export const PAGE_SIZE = 100

/** 9999: later than any message. */
const FAR_FUTURE = 253_402_300_799_999
const PATH = '/api/v1/livechat/'

export type Jobs = ReturnType<typeof createJobs>

export function createJobs(rc: Client, who: () => { readonly token: string; readonly visitorId: string | undefined }) {
  const ways = createWays(rc)

  async function message(answer: Promise<unknown>) {
    const told = (await answer) as { message?: Told<WireMessage> } & Told<WireMessage>
    return messageOf(told.message ?? told, who().visitorId)
  }

  return {
    /** Undefined: the server has no way to tell. */
    async meet(department?: string) {
      const { token } = who()
      const answer = (await ways('livechat', [
        [`GET ${PATH}config`, { token, department }],
        ['livechat:getInitialData', token, department],
      ])) as { config?: Meeting } & Meeting
      const {
        enabled,
        online,
        departments = [],
        guest,
        visitor,
        room,
        agent,
        agentData,
        queueInfo,
      } = answer.config ?? answer
      const known = guest ?? visitor
      const found = room && roomOf(room)
      const served = agent ?? agentData
      return {
        enabled: enabled !== false,
        online,
        departments: departments.map(departmentOf),
        visitor: known ? visitorOf(known) : undefined,
        room: found && { ...found, agent: served ? agentOf(served) : found.agent },
        queue: queueInfo && queueOf(queueInfo),
      }
    },

    async register({ name, email, phone, department, customFields }: VisitorDetails) {
      const guest = {
        token: who().token,
        name,
        email,
        phone,
        department,
        ...(customFields && {
          customFields: Object.entries(customFields).map(([key, value]) => ({ key, value, overwrite: true })),
        }),
      }
      const answer = await ways('registration of visitors', [
        [`POST ${PATH}visitor`, { visitor: guest }],
        ['livechat:registerGuest', guest],
      ])
      const { visitor } = answer as { visitor?: Told<Visitor> | null }
      return visitor ? visitorOf(visitor) : undefined
    },

    /** Begins a conversation, or finds the open one. Methods begin it with the first message. */
    async open() {
      const answer = await ways('conversations', [[`GET ${PATH}room`, { token: who().token }]])
      const { room, newRoom } = answer as { room: Told<LivechatRoom>; newRoom: boolean }
      return { ...roomOf(room), isNew: newRoom }
    },

    say: (roomId: string, id: string, text: string) => {
      const words = { _id: id, rid: roomId, msg: text, token: who().token }
      return message(
        ways('sending', [
          [`POST ${PATH}message`, words],
          ['sendMessageLivechat', words],
        ]),
      )
    },

    edit: (roomId: string, id: string, text: string) =>
      message(ways('editing', [[`PUT ${PATH}message/${id}`, { token: who().token, rid: roomId, msg: text }]])),

    delete: (roomId: string, id: string) =>
      ways('deleting', [[`DELETE ${PATH}message/${id}`, { token: who().token, rid: roomId }]]),

    upload(roomId: string, file: Blob, { name, description, text }: UploadOptions) {
      const form = new FormData()
      for (const [field, value] of Object.entries({ description, msg: text })) if (value) form.append(field, value)
      form.append('file', file, name ?? (file as Partial<File>).name ?? 'file')
      const headers = { 'x-visitor-token': who().token }
      return message(ways('files', [[`POST ${PATH}upload/${roomId}`, form]], { headers }))
    },

    /** Newest first. */
    async history(roomId: string, end: Date | undefined) {
      const { token, visitorId } = who()
      const answer = await ways('history', [
        [`GET ${PATH}messages.history/${roomId}`, { token, end: end?.toISOString(), limit: PAGE_SIZE }],
        // 6.10 refuses a call without both times.
        [
          'livechat:loadHistory',
          { token, rid: roomId, end: end ?? new Date(FAR_FUTURE), ls: new Date(0), limit: PAGE_SIZE },
        ],
      ])
      return (answer as { messages: Told<WireMessage>[] }).messages.map((told) => messageOf(told, visitorId))
    },

    async agent(roomId: string) {
      const { token } = who()
      const answer = (await ways('agents', [
        [`GET ${PATH}agent.info/${roomId}/${token}`],
        ['livechat:getAgentData', { roomId, token }],
      ])) as { agent?: LivechatAgent } | undefined
      const agent = answer && (answer.agent ?? (answer as LivechatAgent))
      return agent && agentOf(agent)
    },

    close: (roomId: string) =>
      ways('closing', [
        [`POST ${PATH}room.close`, { rid: roomId, token: who().token }],
        ['livechat:closeByVisitor', { roomId, token: who().token }],
      ]),

    rate(roomId: string, { satisfaction, knowledge, responsiveness, friendliness, comment }: Rating) {
      const { token } = who()
      const values = {
        satisfaction,
        agentKnowledge: knowledge,
        // So spelt.
        agentResposiveness: responsiveness,
        agentFriendliness: friendliness,
        additionalFeedback: comment,
      }
      const data = Object.entries(values).flatMap(([name, value]) =>
        value === undefined ? [] : [{ name, value: String(value) }],
      )
      return ways('rating', [
        [`POST ${PATH}room.survey`, { rid: roomId, token, data }],
        ['livechat:saveSurveyFeedback', token, roomId, data],
      ])
    },

    transcript: (roomId: string, email: string) =>
      ways('transcripts', [
        [`POST ${PATH}transcript`, { token: who().token, rid: roomId, email }],
        ['livechat:sendTranscript', who().token, roomId, email],
      ]),

    async offline({ text, ...from }: OfflineMessage) {
      const left = { ...from, message: text }
      const answer = await ways('offline messages', [
        [`POST ${PATH}offline.message`, left],
        ['livechat:sendOfflineMessage', left],
      ])
      return (answer as { message?: string }).message
    },

    transfer(roomId: string, department: string) {
      const { token } = who()
      const to = { rid: roomId, token, department }
      return ways('transfers', [
        [`POST ${PATH}visitor/department.transfer`, to],
        [`POST ${PATH}room.transfer`, to],
        ['livechat:setDepartmentForVisitor', { roomId, visitorToken: token, departmentId: department }],
      ])
    },

    page(roomId: string | undefined, { title, href, change = 'url' }: Page) {
      const { token } = who()
      const pageInfo = { title, change, location: { href } }
      return ways('pages', [
        [`POST ${PATH}page.visited`, { token, rid: roomId, pageInfo }],
        ['livechat:pageVisited', token, roomId, pageInfo],
      ])
    },
  }
}
