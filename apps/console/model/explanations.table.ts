// What each method, stream event and publication of the catalogue is for, and its parameters, in words. The facts
// (names, versions, errors, evidence) are the protocol's; a test holds that nothing of it is left without its words.

/** A sentence in every language. */
export interface Said {
  readonly en: string
  readonly zh: string
}

/** A parameter, in its place. */
export interface Parameter extends Said {
  readonly name: string
  /** JSON to begin with. `{roomId}`, `{token}` and the like are filled in from the fields of the steps. */
  readonly example: unknown
  /** It may be left out, and with it all that follow. */
  readonly optional?: boolean
}

export interface Explanation extends Said {
  readonly parameters: readonly Parameter[]
}

const parameter = (name: string, example: unknown, en: string, zh: string): Parameter => ({ name, example, en, zh })
const optional = (name: string, example: unknown, en: string, zh: string): Parameter => ({
  name,
  example,
  en,
  zh,
  optional: true,
})
const explain = (en: string, zh: string, ...parameters: Parameter[]): Explanation => ({ en, zh, parameters })

const ROOM = parameter('rid', '{roomId}', "The room's id, not its name.", '房间的 id，不是名称。')
const TOKEN = parameter(
  'token',
  '{visitorToken}',
  "The visitor's token, which his client made.",
  '访客的令牌，由访客端自行生成。',
)
const DATE = { $date: 1_790_000_000_000 }
const USERNAME = parameter('username', 'bob', 'Without @.', '不带 @。')
const NAME = parameter('name', 'quindar-test', 'Letters, digits, `.`, `-`, `_`.', '字母、数字、`.`、`-`、`_`。')
const MEMBERS = optional('members', ['bob'], 'Usernames of who is added.', '要加入的成员的用户名。')
const READ_ONLY = optional('readOnly', false, 'Whether only some may write.', '是否只允许部分人发言。')
const CUSTOM = optional('customFields', {}, "The server's own fields of rooms.", '服务器自定义的房间字段。')
const EXTRA = optional(
  'extraData',
  {},
  'Such as `topic`, `description`, `broadcast`.',
  '例如 `topic`、`description`、`broadcast`。',
)
const LIMIT = optional('limit', 50, 'How many at most.', '最多几条。')
const THREADS = optional('showThreadMessages', true, 'Whether answers in threads count.', '是否包含讨论串里的回复。')
const VISITOR_CHAT = parameter(
  'chat',
  { roomId: '{roomId}', token: '{visitorToken}' },
  'The chat, and the visitor whose it is.',
  '会话以及它所属的访客。',
)
const DEPARTMENT = optional('department', null, "A department's id or name.", '部门的 id 或名称。')

const CODE = parameter('code', '123456', 'What the app shows.', '应用显示的验证码。')
const PROOF = optional(
  'proof',
  { twoFactorCode: '', twoFactorMethod: 'password' },
  'The second factor, or the digest of the password.',
  '两步验证码，或密码的摘要。',
)

export const METHOD_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  login: explain(
    'Says who this connection is, with a password or with a token. Everything after it runs as that user.',
    '表明这条连接是谁：用密码或令牌。之后的一切都以该用户身份进行。',
    parameter(
      'options',
      { resume: '{token}' },
      '`{resume: token}`, or `{user: {username}, password: {digest, algorithm: "sha-256"}}`.',
      '`{resume: 令牌}`，或 `{user: {username}, password: {digest, algorithm: "sha-256"}}`。',
    ),
  ),
  logout: explain(
    'Ends the login of this connection; its token is not valid any more.',
    '结束这条连接的登录，令牌随即失效。',
  ),
  'UserPresence:online': explain('Shows the user as online.', '将用户显示为在线。'),
  'UserPresence:away': explain('Shows the user as away.', '将用户显示为离开。'),
  'UserPresence:connect': explain(
    'Said, in old releases, that a browser is there; a visitor is online until the socket closes.',
    '旧版本用它表示浏览器已连上；访客在套接字关闭前为在线。',
    optional('connectionId', '{visitorToken}', 'Ignored.', '被忽略。'),
    optional('metadata', { visitor: '{visitorToken}' }, 'Whose connection it is.', '这条连接属于谁。'),
  ),
  'rooms/get': explain(
    'All rooms of the user; with a date, those that changed since.',
    '用户的所有房间；给出日期时，只返回此后有变化的。',
    optional('updatedSince', DATE, 'From when on.', '从何时起。'),
  ),
  'subscriptions/get': explain(
    'What the user has to do with his rooms: unread counts, favourites, roles.',
    '用户与各房间的关系：未读数、收藏、角色。',
    optional('updatedSince', DATE, 'From when on.', '从何时起。'),
  ),
  getRoomByTypeAndName: explain(
    'A room by what people call it.',
    '按类型和名称查找房间。',
    parameter(
      'type',
      'c',
      '`c` channel, `p` private group, `d` direct, `l` livechat.',
      '`c` 频道、`p` 私有群组、`d` 私聊、`l` 在线客服。',
    ),
    parameter('name', 'general', 'Without #.', '不带 #。'),
  ),
  getRoomIdByNameOrId: explain(
    'The id behind a name: what every other call wants.',
    '由名称得到 id：其他调用都需要它。',
    parameter('nameOrId', 'general', 'A name without #, or an id.', '不带 # 的名称，或 id。'),
  ),
  joinRoom: explain(
    'Joins a channel.',
    '加入频道。',
    ROOM,
    optional('joinCode', '', 'For channels that ask for one.', '需要口令的频道才用。'),
  ),
  leaveRoom: explain('Leaves a room.', '离开房间。', ROOM),
  createChannel: explain(
    'Makes a channel that everybody may find and join.',
    '创建人人可见、可加入的频道。',
    NAME,
    MEMBERS,
    READ_ONLY,
    CUSTOM,
    EXTRA,
  ),
  createPrivateGroup: explain(
    'Makes a room for those who are invited.',
    '创建仅限受邀者的群组。',
    NAME,
    MEMBERS,
    READ_ONLY,
    CUSTOM,
    EXTRA,
  ),
  createDirectMessage: explain(
    'Opens the room of two people, or of several; the one there is, if there is one.',
    '打开两人或多人的私聊；已有则返回已有的。',
    USERNAME,
  ),
  getUsersOfRoom: explain(
    'Who is in a room.',
    '房间里有谁。',
    ROOM,
    optional('showAll', true, 'Also who is offline.', '也包括离线的人。'),
    optional('page', { limit: 50, skip: 0 }, 'Which part of them.', '取其中哪一段。'),
    optional('filter', '', 'Part of a name.', '名称的一部分。'),
  ),
  loadHistory: explain(
    'A page of messages, newest first.',
    '一页消息，最新的在前。',
    ROOM,
    optional('end', null, 'Older than this date; null for the newest.', '早于该时间；null 表示最新一页。'),
    LIMIT,
    optional(
      'lastSeen',
      null,
      'When the user last looked: then the first unread message comes along.',
      '用户上次查看的时间：会一并返回第一条未读消息。',
    ),
    THREADS,
  ),
  sendMessage: explain(
    'Sends a message.',
    '发送消息。',
    parameter(
      'message',
      { _id: '{messageId}', rid: '{roomId}', msg: 'Hello World!' },
      '`_id` is yours: sent again, it is known as the same. `tmid` answers in a thread.',
      '`_id` 由你生成：重发时服务器能认出是同一条。`tmid` 表示在讨论串中回复。',
    ),
    optional('previewUrls', [], 'Which links get a preview.', '哪些链接要生成预览。'),
  ),
  updateMessage: explain(
    'Changes the text of a message.',
    '修改消息内容。',
    parameter(
      'message',
      { _id: '{messageId}', rid: '{roomId}', msg: 'Hello, World!' },
      'Its id and its new text.',
      '消息 id 与新内容。',
    ),
    optional('previewUrls', [], 'Which links get a preview.', '哪些链接要生成预览。'),
  ),
  deleteMessage: explain(
    'Deletes a message; newer releases do it over REST alone.',
    '删除消息；新版本只能通过 REST。',
    parameter('message', { _id: '{messageId}' }, 'Its id.', '消息 id。'),
  ),
  setReaction: explain(
    'Reacts to a message, or takes the reaction back.',
    '对消息作出或撤回表情回应。',
    parameter('reaction', ':thumbsup:', 'An emoji by its name.', '表情的短代码。'),
    parameter('messageId', '{messageId}', 'Which message.', '哪条消息。'),
    optional('shouldReact', true, 'Left out: the other way round than it is.', '省略时切换当前状态。'),
  ),
  readMessages: explain(
    'All in the room has been read.',
    '将房间内的消息标为已读。',
    ROOM,
    optional('readThreads', true, 'Threads too.', '也包括讨论串。'),
  ),
  loadMissedMessages: explain(
    'What was sent in a room since a date.',
    '某个时间之后房间里发送的消息。',
    ROOM,
    parameter('since', DATE, 'From when on.', '从何时起。'),
  ),
  loadNextMessages: explain(
    'A page of messages that came after a date, oldest first.',
    '某个时间之后的一页消息，最早的在前。',
    ROOM,
    optional('after', DATE, 'From when on.', '从何时起。'),
    LIMIT,
  ),
  loadSurroundingMessages: explain(
    'A message with what stands around it: for a link into the history.',
    '某条消息及其上下文：用于跳转到历史位置。',
    parameter('message', { _id: '{messageId}', rid: '{roomId}' }, 'Which message.', '哪条消息。'),
    LIMIT,
    THREADS,
  ),
  'messages/get': explain(
    'What changed in a room since: new, edited, deleted.',
    '房间里此后的变化：新增、编辑、删除。',
    ROOM,
    parameter(
      'options',
      { lastUpdate: DATE },
      '`lastUpdate`, or since 7.1 a cursor `next`/`previous` with its `type`.',
      '`lastUpdate`;7.1 起也可用游标 `next`/`previous` 加 `type`。',
    ),
  ),
  'quindar:changes': explain(
    "Our server's own: everything that changed in a room after a number.",
    '本服务器的扩展：某个序号之后房间里的全部变化。',
    ROOM,
    parameter(
      'from',
      { epoch: '', after: 0, limit: 200 },
      '`_epoch` and `_seq` of the last message that you have.',
      '你已有的最后一条消息的 `_epoch` 与 `_seq`。',
    ),
  ),
  'stream-notify-room': explain(
    'Tells the others in a room what you are doing. A refused one answers like a good one.',
    '告诉房间里其他人你正在做什么。被拒绝时的应答与成功时相同。',
    parameter('key', '{roomId}/user-activity', 'The room and the event.', '房间与事件名。'),
    parameter('username', '{user}', 'Your own name.', '你自己的用户名。'),
    parameter('activities', ['user-typing'], 'An empty list: you stopped.', '空列表表示已停止。'),
    optional('context', {}, 'A visitor puts his `token` here.', '访客在此放入自己的 `token`。'),
  ),

  getThreadMessages: explain(
    'The answers of a thread.',
    '讨论串的回复。',
    parameter(
      'page',
      { tmid: '{messageId}', limit: 50 },
      'The message that began it, and how much of it.',
      '起始消息的 id，以及取多少。',
    ),
  ),
  getThreadsList: explain(
    'The threads of a room.',
    '房间里的讨论串。',
    parameter('page', { rid: '{roomId}', limit: 50 }, 'Which room, and how much.', '哪个房间，取多少。'),
  ),
  messageSearch: explain(
    'Messages of a room by their words.',
    '按内容搜索房间里的消息。',
    parameter('text', 'hello', 'What to find.', '搜索的内容。'),
    ROOM,
    LIMIT,
    optional('offset', 0, 'How many to leave out.', '跳过几条。'),
  ),
  spotlight: explain(
    'People and rooms by the beginning of their names.',
    '按名称开头查找用户和房间。',
    parameter(
      'text',
      'ge',
      'A part of the name; # or @ in front finds only the one kind.',
      '名称的一部分；前面加 # 或 @ 只找其中一种。',
    ),
    optional('exceptUsernames', [], 'Who is not to be found.', '要排除的用户。'),
    optional('type', { users: true, rooms: true }, 'What to find.', '查找的种类。'),
    optional('rid', '{roomId}', 'People of this room come first.', '优先显示该房间的成员。'),
  ),
  'public-settings/get': explain(
    'What the server is set to, as far as everybody may know it.',
    '服务器的公开设置。',
    optional('since', null, 'Only what has changed since this date.', '只取此日期以后有变化的。'),
  ),

  '2fa:enable': explain(
    'Begins to set up a second factor: a secret for the app on your phone.',
    '开始设置两步验证：返回手机应用所用的密钥。',
  ),
  '2fa:validateTempToken': explain(
    'Ends the setting up with the first code; answers the spare codes.',
    '用第一个验证码完成设置；返回备用码。',
    CODE,
  ),
  '2fa:disable': explain('Does without the second factor from now on.', '关闭两步验证。', CODE),
  '2fa:regenerateCodes': explain('New spare codes; the old ones end.', '重新生成备用码，旧的失效。', CODE),
  '2fa:checkCodesRemaining': explain('How many spare codes are left.', '还剩几个备用码。'),
  'personalAccessTokens:generateToken': explain(
    'Makes a token for a program. It is told once.',
    '为程序生成令牌，只显示一次。',
    parameter('token', { tokenName: 'console', bypassTwoFactor: false }, 'What it is called.', '令牌的名称。'),
    PROOF,
  ),
  'personalAccessTokens:regenerateToken': explain(
    'A new token in place of the old one of this name.',
    '更换该名称的令牌。',
    parameter('token', { tokenName: 'console' }, 'Which one.', '哪一个。'),
    PROOF,
  ),
  'personalAccessTokens:removeToken': explain(
    'Ends a token.',
    '删除令牌。',
    parameter('token', { tokenName: 'console' }, 'Which one.', '哪一个。'),
    PROOF,
  ),

  'livechat:getInitialData': explain(
    'How the livechat is set up, and whether somebody is there.',
    '在线客服的配置，以及是否有人在线。',
    TOKEN,
    DEPARTMENT,
  ),
  'livechat:loginByToken': explain('Who has this token?', '这个令牌属于谁？', TOKEN),
  'livechat:registerGuest': explain(
    'Makes the visitor of this token, or changes him.',
    '创建或修改该令牌的访客。',
    parameter(
      'guest',
      { token: '{visitorToken}', name: 'Visitor', email: 'visitor@example.com', department: null },
      'Who he says that he is.',
      '访客自报的身份。',
    ),
  ),
  sendMessageLivechat: explain(
    'A message of a visitor; it opens the chat, if none is open.',
    '访客的消息；没有会话时会自动开启。',
    parameter(
      'message',
      { _id: '{messageId}', rid: '{roomId}', msg: 'Hello', token: '{visitorToken}' },
      'The room id is the client’s to choose.',
      '房间 id 由客户端选定。',
    ),
    optional('agent', null, 'Whom to ask for.', '指定客服。'),
  ),
  'livechat:loadHistory': explain(
    'What was said in a chat.',
    '会话的历史消息。',
    parameter(
      'page',
      { token: '{visitorToken}', rid: '{roomId}', limit: 50 },
      'Whose chat, which one, how much of it.',
      '谁的、哪个会话、取多少。',
    ),
  ),
  'livechat:getAgentData': explain('Who serves the chat.', '由谁接待。', VISITOR_CHAT),
  'livechat:setUpConnection': explain(
    'The visitor is seen as offline when this socket closes.',
    '套接字关闭时访客显示为离线。',
    parameter('visitor', { token: '{visitorToken}' }, 'Whose connection it is.', '这条连接属于谁。'),
  ),
  'livechat:closeByVisitor': explain('The visitor ends his chat.', '访客结束会话。', VISITOR_CHAT),
  'livechat:getNextAgent': explain(
    'Who would get the next chat.',
    '下一个会话会分给谁。',
    parameter('visitor', { token: '{visitorToken}', department: null }, 'Who asks.', '由谁询问。'),
  ),
  'livechat:setCustomField': explain(
    'A field of the visitor or of his chat.',
    '设置访客或会话的自定义字段。',
    TOKEN,
    parameter('key', 'plan', 'Which field.', '哪个字段。'),
    parameter('value', 'free', 'What it holds.', '字段的值。'),
    optional('overwrite', true, 'Whether an older value goes.', '是否覆盖旧值。'),
  ),
  'livechat:setDepartmentForVisitor': explain(
    'Moves the chat to a department.',
    '把会话转到某部门。',
    parameter(
      'visitor',
      { roomId: '{roomId}', visitorToken: '{visitorToken}', departmentId: '' },
      'Whose chat, and where to.',
      '谁的会话，转到哪里。',
    ),
  ),
  'livechat:pageVisited': explain(
    'Where the visitor is on the site.',
    '访客正在看的页面。',
    TOKEN,
    parameter('rid', null, 'The chat, if one is open.', '会话 id（若有）。'),
    parameter(
      'pageInfo',
      { change: 'url', title: 'Prices', location: { href: 'https://example.com/prices' } },
      'The page.',
      '页面信息。',
    ),
  ),
  'livechat:saveSurveyFeedback': explain(
    'How the visitor liked it.',
    '访客的评价。',
    TOKEN,
    ROOM,
    parameter('answers', [{ name: 'satisfaction', value: '5' }], '`1` to `5`.', '`1` 到 `5`。'),
  ),
  'livechat:sendOfflineMessage': explain(
    'A letter when nobody is there.',
    '无人在线时的留言。',
    parameter(
      'message',
      { name: 'Visitor', email: 'visitor@example.com', message: 'Please call me.' },
      'Who, and what.',
      '是谁、说了什么。',
    ),
  ),
  'livechat:sendTranscript': explain(
    'Sends what was said by e-mail.',
    '把聊天记录发到邮箱。',
    TOKEN,
    ROOM,
    parameter('email', 'visitor@example.com', 'Where to.', '收件地址。'),
    optional('subject', '', 'Its subject.', '邮件主题。'),
  ),
  'livechat:startFileUploadRoom': explain(
    'Begins a chat, or finds the open one, for a file.',
    '为发送文件开始会话，或找到进行中的会话。',
    ROOM,
    TOKEN,
  ),
  sendFileLivechatMessage: explain(
    'Shows a file that the chat has already, in a message of its own.',
    '用一条消息展示会话里已有的文件。',
    ROOM,
    TOKEN,
    parameter('file', { _id: '' }, "The file's id.", '文件的 id。'),
    optional('words', { msg: '' }, 'What is said with it.', '附带的文字。'),
  ),
  'livechat:takeInquiry': explain(
    'An agent takes a waiting chat.',
    '客服接起排队中的会话。',
    parameter('inquiryId', '', "The inquiry's id, from the queue's stream.", '排队项的 id，来自队列流。'),
    optional('options', { clientAction: true }, 'How it was taken.', '接起的方式。'),
  ),
  'livechat:transfer': explain(
    'Hands a chat over to somebody else, or to a department.',
    '把会话转给他人或部门。',
    parameter(
      'transfer',
      { roomId: '{roomId}', userId: '', comment: '' },
      '`userId` or `departmentId`.',
      '`userId` 或 `departmentId`。',
    ),
  ),
  'livechat:closeRoom': explain(
    'An agent ends a chat.',
    '客服结束会话。',
    ROOM,
    optional('comment', '', 'Why.', '备注。'),
    optional('options', { clientAction: true, tags: [] }, 'Tags for later.', '标签。'),
  ),
  'livechat:returnAsInquiry': explain(
    'Puts a chat back into the queue.',
    '把会话退回队列。',
    ROOM,
    optional('departmentId', null, 'Of which department.', '哪个部门的队列。'),
  ),
  'livechat:changeLivechatStatus': explain(
    'Is the agent there for visitors?',
    '客服是否可接待。',
    optional('change', { status: 'available' }, 'Left out: the other way round.', '省略时切换状态。'),
  ),
  'livechat:getRoutingConfig': explain('How chats find their agent.', '会话如何分配客服。'),
  'livechat:addAgent': explain('Makes a user an agent.', '把用户设为客服。', USERNAME),
  'livechat:removeAgent': explain('Makes him a plain user again.', '取消客服身份。', USERNAME),
}

/** By `stream/event`. */
export const EVENT_EXPLANATIONS: Readonly<Record<string, Said>> = {
  'room-messages/*': { en: 'Each message of one room, new or changed.', zh: '某个房间的每条消息，新发的或有改动的。' },
  'room-messages/__my_messages__': {
    en: 'Each message of all your rooms, by one subscription.',
    zh: '一次订阅，接收你所有房间的消息。',
  },
  'notify-room/user-activity': { en: 'Who is typing, recording, uploading.', zh: '谁正在输入、录音或上传。' },
  'notify-room/typing': { en: 'Who is typing, as old releases say it.', zh: '谁正在输入（旧版本的写法）。' },
  'notify-room/deleteMessage': { en: 'A message is gone.', zh: '有消息被删除。' },
  'notify-user/rooms-changed': {
    en: 'One of your rooms has changed: its name, topic, last message.',
    zh: '你的某个房间有变化：名称、话题、最后一条消息。',
  },
  'notify-user/subscriptions-changed': {
    en: 'Your unread counts; rooms that you have joined or left.',
    zh: '你的未读数；加入或离开的房间。',
  },
  'notify-user/notification': { en: 'What a desktop notification shows.', zh: '桌面通知的内容。' },
  'notify-user/message': {
    en: 'A message for you alone, which nobody keeps: the answer of a command.',
    zh: '只发给你、不会保存的消息，例如命令的回应。',
  },
  'notify-logged/user-status': {
    en: 'Who comes, goes and is away, of everybody.',
    zh: '所有人的上线、离线与离开状态。',
  },
  'notify-all/public-settings-changed': {
    en: 'A setting of the server that everybody may know.',
    zh: '服务器的某项公开设置有变化。',
  },
  'user-presence/*': {
    en: 'Presence of those whom you name: `{"added": [ids]}` in place of the options.',
    zh: '指定用户的在线状态：在选项位置写 `{"added": [id…]}`。',
  },
  'livechat-room/*': {
    en: 'What a visitor hears of his chat: the agent, the queue.',
    zh: '访客得知的会话情况：客服、排队。',
  },
  'livechat-inquiry-queue-observer/public': { en: 'Chats that wait for any agent.', zh: '等待任一客服的会话。' },
  'livechat-inquiry-queue-observer/department/<id>': {
    en: 'Chats that wait for an agent of one department.',
    zh: '等待某部门客服的会话。',
  },
  'livechat-inquiry-queue-observer/*': {
    en: 'One waiting chat, by its inquiry’s id.',
    zh: '某个排队中的会话，按其排队项 id。',
  },
}

export const PUBLICATION_EXPLANATIONS: Readonly<Record<string, Said>> = {
  'meteor.loginServiceConfiguration': {
    en: 'The other ways to log in that the server offers.',
    zh: '服务器提供的其他登录方式。',
  },
  meteor_autoupdate_clientVersions: {
    en: 'Which build of the web client the server serves.',
    zh: '服务器所提供的网页客户端版本。',
  },
}
