// What a method has to say over REST: by the method's name, the route that does the same, and how question and answer are
// said there. A row is a job that a chat client has; `gone.table.ts` says when its method goes.
import type { MethodName, MethodParams, RouteName } from '../../protocol/index.ts'
import { withDates } from './rest-dates.ts'

type Json = Readonly<Record<string, unknown>>

export interface Twin<Params extends unknown[] = never[]> {
  /** `channels` in it is changed for the room's kind, where `room` says which room it is. */
  readonly route: RouteName
  readonly room?: (...params: Params) => string
  /** Another route, where one stands for what the method does, and another for taking it back. */
  readonly instead?: (...params: Params) => RouteName | undefined
  readonly input: (...params: Params) => object
  /** Asked instead when the first input is refused. */
  readonly otherwise?: (...params: Params) => object
  /** What the method would have answered. @default nothing */
  readonly answer?: (answer: Json, ...params: Params) => unknown
}

const MESSAGE = (answer: Json): unknown => withDates(answer['message'])

const MESSAGE_ID = ({ _id: messageId }: { _id: string }): object => ({ messageId })

/** All of them without a date, with one what changed since: REST always answers as to the latter. */
const CHANGES = (answer: Json, since?: Date): unknown => {
  const { update, remove } = withDates(answer)
  return since ? { update, remove } : update
}

const SINCE = (since?: Date): object => ({ updatedSince: since?.toISOString() })

const created =
  (field: string) =>
  (answer: Json): unknown => {
    const room = withDates(answer[field]) as { _id: string }
    return { ...room, rid: room._id }
  }

const CREATION = (name: string, members?: string[], readOnly?: boolean, customFields?: object, extraData?: object) => ({
  name,
  members,
  readOnly,
  customFields,
  extraData,
})

/** The methods whose jobs REST can do too. */
export const TWINS: { readonly [Name in MethodName]?: Twin<MethodParams<Name>> } = {
  sendMessage: {
    route: 'POST /api/v1/chat.sendMessage',
    input: (message, previewUrls) => ({ message, previewUrls }),
    answer: MESSAGE,
  },
  updateMessage: {
    route: 'POST /api/v1/chat.update',
    input: ({ _id, rid, msg }) => ({ roomId: rid, msgId: _id, text: msg }),
  },
  deleteMessage: {
    route: 'POST /api/v1/chat.delete',
    input: ({ _id, rid }) => ({ roomId: rid, msgId: _id }),
  },
  setReaction: {
    route: 'POST /api/v1/chat.react',
    input: (emoji, messageId, shouldReact) => ({ messageId, emoji, shouldReact }),
  },
  readMessages: {
    route: 'POST /api/v1/subscriptions.read',
    input: (rid, readThreads) => ({ rid, readThreads }),
  },
  pinMessage: { route: 'POST /api/v1/chat.pinMessage', input: MESSAGE_ID, answer: MESSAGE },
  unpinMessage: { route: 'POST /api/v1/chat.unPinMessage', input: MESSAGE_ID },
  starMessage: {
    route: 'POST /api/v1/chat.starMessage',
    instead: ({ starred }) => (starred ? undefined : 'POST /api/v1/chat.unStarMessage'),
    input: MESSAGE_ID,
  },
  followMessage: { route: 'POST /api/v1/chat.followMessage', input: (target) => target },
  unfollowMessage: { route: 'POST /api/v1/chat.unfollowMessage', input: (target) => target },
  toggleFavorite: { route: 'POST /api/v1/rooms.favorite', input: (roomId, favorite) => ({ roomId, favorite }) },
  hideRoom: { route: 'POST /api/v1/rooms.hide', input: (roomId) => ({ roomId }) },
  openRoom: { route: 'POST /api/v1/rooms.open', input: (roomId) => ({ roomId }) },
  loadHistory: {
    route: 'GET /api/v1/channels.history',
    room: (rid) => rid,
    input: (roomId, end, count) => ({ roomId, latest: end?.toISOString(), count }),
    answer: withDates,
  },
  getThreadsList: {
    route: 'GET /api/v1/chat.getThreadsList',
    input: ({ rid, limit, skip }) => ({ rid, count: limit, offset: skip }),
    answer: ({ threads }) => withDates(threads),
  },
  messageSearch: {
    route: 'GET /api/v1/chat.search',
    input: (searchText, roomId, count, offset) => ({ searchText, roomId, count, offset }),
    answer: ({ messages }) => ({ message: { docs: withDates(messages) } }),
  },
  spotlight: {
    route: 'GET /api/v1/spotlight',
    input: (query) => ({ query }),
    answer: ({ users, rooms }) => ({ users, rooms }),
  },
  'rooms/get': { route: 'GET /api/v1/rooms.get', input: SINCE, answer: CHANGES },
  'subscriptions/get': { route: 'GET /api/v1/subscriptions.get', input: SINCE, answer: CHANGES },
  getRoomIdByNameOrId: {
    route: 'GET /api/v1/rooms.info',
    input: (roomName) => ({ roomName }),
    otherwise: (roomId) => ({ roomId }),
    answer: ({ room }) => (room as { _id: string })._id,
  },
  joinRoom: {
    route: 'POST /api/v1/channels.join',
    input: (roomId, joinCode) => ({ roomId, joinCode }),
    answer: () => true,
  },
  leaveRoom: { route: 'POST /api/v1/rooms.leave', input: (roomId) => ({ roomId }) },
  createChannel: { route: 'POST /api/v1/channels.create', input: CREATION, answer: created('channel') },
  createPrivateGroup: { route: 'POST /api/v1/groups.create', input: CREATION, answer: created('group') },
  createDirectMessage: {
    route: 'POST /api/v1/im.create',
    input: (...usernames) => ({ usernames: usernames.join(',') }),
    answer: created('room'),
  },
  getUsersOfRoom: {
    route: 'GET /api/v1/channels.members',
    room: (rid) => rid,
    input: (roomId, _all, { limit, skip } = {}, filter) => ({ roomId, count: limit, offset: skip, filter }),
    answer: ({ total, members }) => ({ total, records: members }),
  },
}
