// What a chat client does, and the ways to do it: what `npm run probe` asks a server about, and the rows of
// docs/compatibility.md. Which release has a way is a fact of the protocol's tables, not of this one.

/** A method and a stream go over DDP, a route over REST. `stream` is `name` or `name event`, without `stream-`. */
export type Way =
  { readonly method: string } | { readonly route: string } | { readonly stream: string; readonly event: string }

export interface Capability {
  /** What it is, as the end of "the client can …". */
  readonly job: string
  /** In Chinese. */
  readonly zh: string
  /** The first that a server has is taken. */
  readonly ways: readonly Way[]
}

const method = (name: string): Way => ({ method: name })
const route = (name: string): Way => ({ route: name })
const stream = (name: string, event = '*'): Way => ({ stream: name, event })

export const CAPABILITIES: readonly Capability[] = [
  { job: 'log in', zh: '登录', ways: [method('login')] },
  { job: 'have a code mailed', zh: '让服务器寄送验证码', ways: [route('POST /api/v1/users.2fa.sendEmailCode')] },
  {
    job: 'know the settings',
    zh: '了解设置',
    ways: [method('public-settings/get'), route('GET /api/v1/settings.public')],
  },
  { job: 'list its rooms', zh: '列出房间', ways: [method('rooms/get'), route('GET /api/v1/rooms.get')] },
  {
    job: 'tell what is unread',
    zh: '显示未读',
    ways: [method('subscriptions/get'), route('GET /api/v1/subscriptions.get')],
  },
  { job: 'hear that a room has changed', zh: '听到房间变化', ways: [stream('notify-user', 'rooms-changed')] },
  { job: 'hear what is unread', zh: '听到未读变化', ways: [stream('notify-user', 'subscriptions-changed')] },
  {
    job: 'open a room by its name',
    zh: '按名称打开房间',
    ways: [method('getRoomIdByNameOrId'), route('GET /api/v1/rooms.info')],
  },
  {
    job: 'open a direct room',
    zh: '打开私聊',
    ways: [method('createDirectMessage'), route('POST /api/v1/im.create')],
  },
  { job: 'make a channel', zh: '创建频道', ways: [method('createChannel'), route('POST /api/v1/channels.create')] },
  {
    job: 'make a private group',
    zh: '创建私有群组',
    ways: [method('createPrivateGroup'), route('POST /api/v1/groups.create')],
  },
  { job: 'join', zh: '加入', ways: [method('joinRoom'), route('POST /api/v1/channels.join')] },
  { job: 'leave', zh: '离开', ways: [method('leaveRoom'), route('POST /api/v1/rooms.leave')] },
  { job: 'hear messages', zh: '听到消息', ways: [stream('room-messages')] },
  { job: 'hear deletions', zh: '听到删除', ways: [stream('notify-room', 'deleteMessage')] },
  { job: 'read the history', zh: '读取历史', ways: [method('loadHistory'), route('GET /api/v1/channels.history')] },
  { job: 'send', zh: '发送', ways: [method('sendMessage'), route('POST /api/v1/chat.sendMessage')] },
  { job: 'edit', zh: '编辑', ways: [method('updateMessage'), route('POST /api/v1/chat.update')] },
  { job: 'delete', zh: '删除', ways: [method('deleteMessage'), route('POST /api/v1/chat.delete')] },
  { job: 'react', zh: '表情回应', ways: [method('setReaction'), route('POST /api/v1/chat.react')] },
  { job: 'pin a message', zh: '置顶消息', ways: [method('pinMessage'), route('POST /api/v1/chat.pinMessage')] },
  { job: 'unpin a message', zh: '取消置顶', ways: [method('unpinMessage'), route('POST /api/v1/chat.unPinMessage')] },
  { job: 'list what is pinned', zh: '列出置顶消息', ways: [route('GET /api/v1/chat.getPinnedMessages')] },
  {
    job: 'star a message, or take it back',
    zh: '收藏消息或取消',
    ways: [method('starMessage'), route('POST /api/v1/chat.starMessage'), route('POST /api/v1/chat.unStarMessage')],
  },
  { job: 'list what one has starred', zh: '列出收藏的消息', ways: [route('GET /api/v1/chat.getStarredMessages')] },
  { job: 'list what names one', zh: '列出提到自己的消息', ways: [route('GET /api/v1/chat.getMentionedMessages')] },
  { job: 'follow a thread', zh: '关注话题', ways: [method('followMessage'), route('POST /api/v1/chat.followMessage')] },
  {
    job: 'unfollow a thread',
    zh: '取消关注话题',
    ways: [method('unfollowMessage'), route('POST /api/v1/chat.unfollowMessage')],
  },
  {
    job: 'mark a room as favourite',
    zh: '收藏房间',
    ways: [method('toggleFavorite'), route('POST /api/v1/rooms.favorite')],
  },
  { job: 'hide a room', zh: '隐藏房间', ways: [method('hideRoom'), route('POST /api/v1/rooms.hide')] },
  {
    job: 'bring a hidden room back',
    zh: '恢复隐藏的房间',
    ways: [method('openRoom'), route('POST /api/v1/rooms.open')],
  },
  { job: 'mark read', zh: '标为已读', ways: [method('readMessages'), route('POST /api/v1/subscriptions.read')] },
  { job: 'list members', zh: '列出成员', ways: [method('getUsersOfRoom'), route('GET /api/v1/channels.members')] },
  {
    job: 'read a thread',
    zh: '读取话题',
    ways: [method('getThreadMessages'), route('GET /api/v1/chat.getThreadMessages')],
  },
  { job: 'list threads', zh: '列出话题', ways: [method('getThreadsList'), route('GET /api/v1/chat.getThreadsList')] },
  { job: 'search a room', zh: '在房间内搜索', ways: [method('messageSearch'), route('GET /api/v1/chat.search')] },
  { job: 'find people and rooms', zh: '查找人和房间', ways: [method('spotlight'), route('GET /api/v1/spotlight')] },
  { job: 'ask about one person', zh: '查询某人', ways: [route('GET /api/v1/users.info')] },
  {
    job: 'say and hear who types',
    zh: '正在输入',
    ways: [stream('notify-room', 'user-activity'), stream('notify-room', 'typing')],
  },
  {
    job: 'hear who comes and goes',
    zh: '听到上线和离线',
    ways: [stream('user-presence'), stream('notify-logged', 'user-status')],
  },
  { job: 'ask who is online', zh: '询问谁在线', ways: [route('GET /api/v1/users.presence')] },
  {
    job: 'catch up after a drop',
    zh: '断线后补齐',
    ways: [
      method('quindar:changes'),
      method('messages/get'),
      route('GET /api/v1/chat.syncMessages'),
      method('loadMissedMessages'),
    ],
  },
  {
    job: 'send a file',
    zh: '发送文件',
    ways: [route('POST /api/v1/rooms.media/:rid'), route('POST /api/v1/rooms.upload/:rid')],
  },
]
