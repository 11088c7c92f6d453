// The REST routes that mark something: messages pinned or marked, threads followed, rooms hidden, opened, favourite.
import type { Message, OverRest, Room, UserRef } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { RestSuccess } from './rest.table.ts'

export const chatPinMessage: RestFact<
  'POST',
  '/api/v1/chat.pinMessage',
  { messageId: string },
  RestSuccess & { message: OverRest<Message> }
> = {
  verb: 'POST',
  path: '/api/v1/chat.pinMessage',
  login: 'required',
  evidence: 'docs',
}

export const chatUnPinMessage: RestFact<'POST', '/api/v1/chat.unPinMessage', { messageId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/chat.unPinMessage',
  login: 'required',
  evidence: 'docs',
}

export const chatStarMessage: RestFact<'POST', '/api/v1/chat.starMessage', { messageId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/chat.starMessage',
  login: 'required',
  evidence: 'docs',
}

export const chatUnStarMessage: RestFact<'POST', '/api/v1/chat.unStarMessage', { messageId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/chat.unStarMessage',
  login: 'required',
  evidence: 'docs',
}

export const chatFollowMessage: RestFact<'POST', '/api/v1/chat.followMessage', { mid: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/chat.followMessage',
  login: 'required',
  since: '1.0',
  evidence: 'docs',
}

export const chatUnfollowMessage: RestFact<'POST', '/api/v1/chat.unfollowMessage', { mid: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/chat.unfollowMessage',
  login: 'required',
  since: '1.0',
  evidence: 'docs',
}

export const chatGetPinnedMessages: RestFact<
  'GET',
  '/api/v1/chat.getPinnedMessages',
  { roomId: string; offset?: number; count?: number },
  RestSuccess & { messages: OverRest<Message>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/chat.getPinnedMessages',
  login: 'required',
  evidence: 'docs',
}

export const chatGetStarredMessages: RestFact<
  'GET',
  '/api/v1/chat.getStarredMessages',
  { roomId: string; offset?: number; count?: number },
  RestSuccess & { messages: OverRest<Message>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/chat.getStarredMessages',
  login: 'required',
  evidence: 'docs',
}

export const chatGetMentionedMessages: RestFact<
  'GET',
  '/api/v1/chat.getMentionedMessages',
  { roomId: string; offset?: number; count?: number },
  RestSuccess & { messages: OverRest<Message>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/chat.getMentionedMessages',
  login: 'required',
  evidence: 'docs',
}

export const chatGetDeletedMessages: RestFact<
  'GET',
  '/api/v1/chat.getDeletedMessages',
  { roomId: string; since: string; offset?: number; count?: number },
  RestSuccess & { messages: { _id: string }[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/chat.getDeletedMessages',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const chatSyncThreadsList: RestFact<
  'GET',
  '/api/v1/chat.syncThreadsList',
  { rid: string; updatedSince: string },
  RestSuccess & { threads: { update: OverRest<Message>[]; remove: { _id: string; _deletedAt: string }[] } }
> = {
  verb: 'GET',
  path: '/api/v1/chat.syncThreadsList',
  login: 'required',
  since: '1.0',
  evidence: 'docs',
  answered: false,
}

export const chatSyncThreadMessages: RestFact<
  'GET',
  '/api/v1/chat.syncThreadMessages',
  { tmid: string; updatedSince: string },
  RestSuccess & { messages: { update: OverRest<Message>[]; remove: { _id: string; _deletedAt: string }[] } }
> = {
  verb: 'GET',
  path: '/api/v1/chat.syncThreadMessages',
  login: 'required',
  since: '1.0',
  evidence: 'docs',
  answered: false,
}

export const chatReportMessage: RestFact<
  'POST',
  '/api/v1/chat.reportMessage',
  { messageId: string; description: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/chat.reportMessage',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const chatGetMessageReadReceipts: RestFact<
  'GET',
  '/api/v1/chat.getMessageReadReceipts',
  { messageId: string },
  RestSuccess & { receipts: { _id: string; messageId: string; userId: string; ts: string; user?: UserRef }[] }
> = {
  verb: 'GET',
  path: '/api/v1/chat.getMessageReadReceipts',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const chatIgnoreUser: RestFact<
  'GET',
  '/api/v1/chat.ignoreUser',
  { rid: string; userId: string; ignore: string },
  RestSuccess
> = {
  verb: 'GET',
  path: '/api/v1/chat.ignoreUser',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const chatGetURLPreview: RestFact<
  'GET',
  '/api/v1/chat.getURLPreview',
  { roomId: string; url: string },
  RestSuccess & { urlPreview: Record<string, unknown> }
> = {
  verb: 'GET',
  path: '/api/v1/chat.getURLPreview',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsGetAllUserMentionsByChannel: RestFact<
  'GET',
  '/api/v1/channels.getAllUserMentionsByChannel',
  { roomId: string; offset?: number; count?: number },
  RestSuccess & { mentions: OverRest<Message>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/channels.getAllUserMentionsByChannel',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const subscriptionsUnread: RestFact<
  'POST',
  '/api/v1/subscriptions.unread',
  { roomId?: string; firstUnreadMessage?: { _id: string } },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/subscriptions.unread',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const roomsFavorite: RestFact<
  'POST',
  '/api/v1/rooms.favorite',
  { roomId?: string; roomName?: string; favorite: boolean },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/rooms.favorite',
  login: 'required',
  evidence: 'docs',
}

export const roomsOpen: RestFact<'POST', '/api/v1/rooms.open', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/rooms.open',
  login: 'required',
  since: '8.0',
  evidence: 'docs',
}

export const roomsHide: RestFact<'POST', '/api/v1/rooms.hide', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/rooms.hide',
  login: 'required',
  since: '8.0',
  evidence: 'docs',
}

export const roomsJoin: RestFact<
  'POST',
  '/api/v1/rooms.join',
  { roomId: string; joinCode?: string },
  RestSuccess & { room: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/rooms.join',
  login: 'required',
  since: '8.0',
  evidence: 'docs',
  answered: false,
}

export const roomsInvite: RestFact<
  'POST',
  '/api/v1/rooms.invite',
  { roomId: string; action: 'accept' | 'reject' },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/rooms.invite',
  login: 'required',
  since: '8.8',
  evidence: 'docs',
  answered: false,
}

export const roomsSaveNotification: RestFact<
  'POST',
  '/api/v1/rooms.saveNotification',
  { roomId: string; notifications: Record<string, string> },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/rooms.saveNotification',
  login: 'required',
  evidence: 'docs',
  answered: false,
}
