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

const EMAIL = parameter('email', 'alice@example.com', 'The e-mail address.', '邮箱地址。')
const MAIL_TOKEN = parameter('token', 'TOKEN', 'From the mail.', '来自邮件。')
const USER_ID = parameter('userId', '{userId}', "The user's id.", '用户的 id。')
const STATUS = parameter(
  'status',
  'busy',
  '`online`, `away`, `busy`, `offline`.',
  '`online`、`away`、`busy` 或 `offline`。',
)
const ROOM_AND_BLOCKED = parameter(
  'target',
  { rid: '{roomId}', blocked: 'u2' },
  'The direct room, and the id of who is to be blocked.',
  '私聊房间，以及要屏蔽者的 id。',
)
const ROOM_AND_USER = parameter(
  'target',
  { rid: '{roomId}', username: 'bob' },
  'The room, and the username.',
  '房间和用户名。',
)
const MESSAGE = parameter(
  'message',
  { _id: '{messageId}', rid: '{roomId}' },
  'The message; its id is what counts.',
  '消息；起作用的是它的 id。',
)
const MESSAGE_ID = parameter('messageId', '{messageId}', "The message's id.", '消息的 id。')
const THREAD_HEAD = parameter(
  'target',
  { mid: '{messageId}' },
  "The id of the thread's first message.",
  '话题首条消息的 id。',
)
const LANGUAGE = parameter('language', 'en', 'Such as `en`, `zh`.', '例如 `en`、`zh`。')
const COMMAND = parameter(
  'call',
  { cmd: 'shrug', params: '', msg: { rid: '{roomId}' } },
  'The command without its slash, what follows it, and where.',
  '命令（不带斜杠）、其后的内容和所在房间。',
)
const UFS_FILE = parameter(
  'file',
  { name: 'three.png', size: 3, type: 'image/png', rid: '{roomId}', store: 'Uploads' },
  'Name, size, type, room and store.',
  '名称、大小、类型、房间和存储。',
)
const FILE_ID = parameter('fileId', 'F1', 'The id of the file.', '文件的 id。')
const UFS_STORE = parameter('store', 'Uploads', 'Which store.', '哪个存储。')
const UFS_TOKEN = parameter('token', 'TOKEN', 'From `ufsCreate`.', '来自 `ufsCreate`。')
const WEBDAV_ACCOUNT = parameter('accountId', 'W1', 'Which.', '哪个账户。')
const WEBDAV_PATH = parameter('path', '/', 'Where in it.', '路径。')

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
  logoutCleanUp: explain(
    'What the web client says after a logout, so that the server lets go of what belonged to it.',
    '网页客户端在登出后调用，让服务器释放相关资源。',
    parameter('user', { _id: '{userId}' }, 'Who it was.', '刚才是谁。'),
  ),
  getNewToken: explain(
    'Another token for this login; the old one stays good until it is removed. A method of Meteor’s own.',
    '为本次登录换发新令牌；旧令牌在移除前仍有效。属于 Meteor 自身的方法。',
  ),
  removeOtherTokens: explain(
    'Ends all other logins of the user. A method of Meteor’s own.',
    '结束该用户的其他所有登录。属于 Meteor 自身的方法。',
  ),
  logoutOtherClients: explain(
    'Ends all other logins of the user, and answers a new token for this one.',
    '结束该用户的其他登录，并为本次登录返回新令牌。',
  ),
  registerUser: explain(
    'Makes an account, once a minute. Of somebody anonymous the answer is a token to log in with.',
    '注册账号，每分钟一次。匿名注册时返回可登录的令牌。',
    parameter(
      'form',
      { email: 'alice@example.com', pass: 'secret', name: 'Alice' },
      '`email: null` asks for an anonymous account.',
      '`email: null` 表示匿名账号。',
    ),
  ),
  setUsername: explain(
    'Chooses a username; the first one joins the default channels.',
    '设置用户名；首次设置时加入默认频道。',
    USERNAME,
    optional('options', {}, 'Join the default channels without a word?', '是否静默加入默认频道。'),
  ),
  getUsernameSuggestion: explain('A username that is free, made of the name.', '根据姓名推荐一个未被占用的用户名。'),
  checkUsernameAvailability: explain(
    'Is this username free? It was planned to end with 7.0 and is not in 8.3; between them nobody has looked.',
    '该用户名是否可用？原计划 7.0 移除，8.3 中已不存在；其间无人查证。',
    USERNAME,
  ),
  checkRegistrationSecretURL: explain(
    'Does this address let one register, where registering needs a secret one?',
    '在需要密钥地址注册的服务器上，检查该地址是否有效。',
    parameter('hash', 'secret', 'From the address of the page.', '来自注册页地址。'),
  ),
  sendForgotPasswordEmail: explain(
    'Has a mail sent with which to choose another password.',
    '发送重设密码的邮件。',
    EMAIL,
  ),
  resetPassword: explain(
    'Chooses another password with the token of a mail, and logs in. A method of Meteor’s own.',
    '凭邮件中的令牌设置新密码并登录。属于 Meteor 自身的方法。',
    MAIL_TOKEN,
    parameter(
      'newPassword',
      { digest: '2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90', algorithm: 'sha-256' },
      'The digest of the new password, as `login` has it.',
      '新密码的摘要，格式同 `login`。',
    ),
  ),
  verifyEmail: explain(
    'Proves an address with the token of a mail, and logs in.',
    '凭邮件中的令牌验证邮箱并登录。',
    MAIL_TOKEN,
  ),
  afterVerifyEmail: explain(
    'Said after `verifyEmail`: who was anonymous becomes a user.',
    '在 `verifyEmail` 之后调用：匿名者成为正式用户。',
  ),
  sendConfirmationEmail: explain(
    'Has the mail sent again with which an address is proven.',
    '重新发送验证邮箱的邮件。',
    EMAIL,
  ),
  createToken: explain(
    'A login token for another user, for who may make them.',
    '为其他用户生成登录令牌，需要相应权限。',
    USER_ID,
  ),
  getPasswordPolicy: explain('What a password must be like here.', '本服务器对密码的要求。'),
  'OAuth.retrieveCredential': explain(
    'What another service said of who logged in there.',
    '第三方服务关于登录者的信息。',
    parameter('credentialToken', 'CT', 'What the login page has ended with.', '登录页最后给出的值。'),
    optional('credentialSecret', null, 'Beside it.', '与之配套的密钥。'),
  ),
  samlLogout: explain(
    'Where to go on with the logout at a SAML provider.',
    '在 SAML 提供方继续登出的地址。',
    parameter('provider', 'saml', 'The name of the service.', '服务名称。'),
  ),
  'UserPresence:setDefaultStatus': explain('What the user wants to be seen as.', '用户希望显示的状态。', STATUS),
  setUserStatus: explain(
    'Sets status and text at once. It is there in 8.3 and not in the newest sources.',
    '同时设置状态和文字。8.3 中有，最新源码中已无。',
    STATUS,
    optional('text', 'at work', 'What stands beside it.', '状态旁的文字。'),
  ),
  getUserStatusText: explain('The text beside a user’s status.', '某用户的状态文字。', USER_ID),
  saveUserPreferences: explain(
    'Changes the user’s own preferences; they come back in `settings.preferences` of his document.',
    '修改用户自己的偏好设置；结果出现在其文档的 `settings.preferences` 中。',
    parameter('preferences', { enterKeyBehaviour: 'normal' }, 'Those that are to change.', '要修改的偏好。'),
  ),
  userSetUtcOffset: explain(
    'In which time zone the user is.',
    '用户所在的时区。',
    parameter('offset', 8, 'Hours before Greenwich.', '早于格林尼治的小时数。'),
  ),
  saveUserProfile: explain(
    'Changes the user’s own profile.',
    '修改用户自己的资料。',
    parameter(
      'settings',
      { realname: 'Alice' },
      'Name, username, address, status text, password.',
      '姓名、用户名、邮箱、状态文字、密码。',
    ),
    optional('customFields', {}, "The server's own fields of users.", '服务器自定义的用户字段。'),
  ),
  setRealName: explain(
    'Changes the user’s own full name.',
    '修改自己的全名。',
    parameter('name', 'Alice', 'The full name.', '全名。'),
  ),
  setEmail: explain('Changes the user’s own address.', '修改自己的邮箱。', EMAIL),
  setAvatarFromService: explain(
    'Changes the user’s picture.',
    '修改头像。',
    parameter(
      'image',
      'data:image/png;base64,',
      'As a `data:` address, or where it is.',
      '以 `data:` 地址表示，或图片所在地址。',
    ),
    parameter('contentType', 'image/png', 'Its type.', '图片类型。'),
    parameter(
      'service',
      'upload',
      '`upload`, `url`, or the service that it is from.',
      '`upload`、`url` 或图片来源的服务。',
    ),
    { ...USER_ID, optional: true },
  ),
  resetAvatar: explain('Takes the user’s picture away; his initials stay.', '移除头像，恢复为首字母。', {
    ...USER_ID,
    optional: true,
  }),
  getAvatarSuggestion: explain('Pictures of the user that other services have.', '其他服务中该用户的头像。'),
  getUserRoles: explain('Who has roles that everybody may see.', '拥有公开角色的用户。'),
  deleteUserOwnAccount: explain(
    'Deletes the user’s own account, where the server lets him.',
    '在服务器允许时删除自己的账号。',
    parameter(
      'password',
      '2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90',
      'The digest of the password.',
      '密码的摘要。',
    ),
    optional('confirm', false, 'Even as the last owner of a room.', '即使是某房间的最后一位所有者。'),
  ),
  requestDataDownload: explain(
    'Asks for a copy of everything that the server has of the user.',
    '请求导出服务器上自己的全部数据。',
    parameter('options', {}, 'All of it, or what can be read?', '全部，还是仅可读部分。'),
  ),
  blockUser: explain(
    'Nobody may write any more in the direct room of the two; its other member finds `blocker` in his subscription.',
    '两人的私聊中不能再发言；对方的订阅中出现 `blocker`。',
    ROOM_AND_BLOCKED,
  ),
  unblockUser: explain('Takes `blockUser` back.', '撤销 `blockUser`。', ROOM_AND_BLOCKED),
  ignoreUser: explain(
    'Messages of this user are folded away in the room, for the caller alone: `ignored` of his subscription.',
    '在该房间中对自己折叠此用户的消息：见订阅的 `ignored`。',
    parameter(
      'target',
      { rid: '{roomId}', userId: 'u2', ignore: true },
      'The room, whom, and whether from now on or not any more.',
      '房间、对象，以及是开始还是停止忽略。',
    ),
  ),
  listCustomUserStatus: explain('The statuses that this server has made for itself.', '服务器自定义的用户状态。'),
  getRoomById: explain(
    'A room’s public fields. No client of today calls it.',
    '房间的公开字段。如今的客户端已不调用。',
    ROOM,
  ),
  getRoomNameById: explain('The name behind an id.', '由 id 得到名称。', ROOM),
  canAccessRoom: explain(
    'May this user read this room?',
    '该用户能否读取此房间？',
    ROOM,
    USER_ID,
    optional('extra', {}, 'A visitor’s token.', '访客的令牌。'),
  ),
  createDiscussion: explain(
    'Makes a room that belongs to another; the message it begins at tells of it with `drid`.',
    '创建隶属于另一房间的讨论；起始消息以 `drid` 指向它。',
    parameter(
      'discussion',
      { prid: '{roomId}', t_name: 'details' },
      'The room and the message it begins at, its name, its first words, usernames.',
      '所属房间与起始消息、名称、首条内容、用户名。',
    ),
  ),
  openRoom: explain(
    'Puts a room that was hidden back on the user’s list: `open` of his subscription.',
    '将隐藏的房间放回列表：订阅的 `open`。',
    ROOM,
  ),
  hideRoom: explain(
    'Takes a room off the user’s list until something is said there: `open` and `alert` of his subscription are false then; what is unread stays counted.',
    '将房间从列表中隐藏，直到有新消息：订阅的 `open` 和 `alert` 变为 false，未读数保留。',
    ROOM,
  ),
  toggleFavorite: explain(
    'Marks a room with a star, or takes it away: `f` of the subscription. Without the second parameter it is the other one of what is.',
    '收藏或取消收藏房间：订阅的 `f`。省略第二个参数则切换。',
    ROOM,
    optional('favorite', true, '`false` takes the star away.', '`false` 表示取消收藏。'),
  ),
  archiveRoom: explain(
    'Nobody writes here any more, and nobody is told of it: `archived` of the room.',
    '归档房间：不能再发言，也不再通知。',
    ROOM,
  ),
  unarchiveRoom: explain('Takes `archiveRoom` back.', '撤销归档。', ROOM),
  saveRoomSettings: explain(
    'Changes a room’s name (`roomName`), topic, description, announcement, type, `readOnly` and the like.',
    '修改房间的名称（`roomName`）、主题、描述、公告、类型、`readOnly` 等。',
    ROOM,
    parameter('setting', 'roomTopic', 'A setting’s name, or an object of several.', '设置名，或包含多项设置的对象。'),
    optional('value', 'tea', 'What it is to be.', '新值。'),
  ),
  saveNotificationSettings: explain(
    'Of what in this room the user wants to be told.',
    '用户希望收到该房间的哪些通知。',
    ROOM,
    parameter(
      'field',
      'desktopNotifications',
      'Such as `desktopNotifications`, `mobilePushNotifications`, `emailNotifications`, `disableNotifications`, `hideUnreadStatus`.',
      '例如 `desktopNotifications`、`mobilePushNotifications`、`emailNotifications`、`disableNotifications`、`hideUnreadStatus`。',
    ),
    parameter(
      'value',
      'mentions',
      '`all`, `mentions`, `nothing`, `default`; of yes and no `1` and `0`.',
      '`all`、`mentions`、`nothing`、`default`；是与否为 `1` 和 `0`。',
    ),
  ),
  saveAudioNotificationValue: explain(
    'By which sound.',
    '使用哪种提示音。',
    ROOM,
    parameter('value', 'beep', 'The id of a sound.', '声音的 id。'),
  ),
  addUserToRoom: explain('Brings somebody into the room.', '将某人加入房间。', ROOM_AND_USER),
  addUsersToRoom: explain(
    'Brings several into the room.',
    '将多人加入房间。',
    parameter('target', { rid: '{roomId}', users: ['bob'] }, 'The room, and the usernames.', '房间和用户名列表。'),
  ),
  removeUserFromRoom: explain('Puts somebody out of the room.', '将某人移出房间。', ROOM_AND_USER),
  addAllUserToRoom: explain(
    'Brings everybody of the server into the room.',
    '将服务器上所有人加入房间。',
    ROOM,
    optional('activeUsersOnly', true, 'Only those whose account is active.', '仅限活跃账号。'),
  ),
  addRoomOwner: explain('Makes a member an owner of the room.', '将成员设为房间的所有者。', ROOM, USER_ID),
  removeRoomOwner: explain('Takes that away again: `addRoomOwner`.', '取消成员的所有者身份。', ROOM, USER_ID),
  addRoomModerator: explain('Makes a member a moderator of the room.', '将成员设为房间的管理员。', ROOM, USER_ID),
  removeRoomModerator: explain('Takes that away again: `addRoomModerator`.', '取消成员的管理员身份。', ROOM, USER_ID),
  addRoomLeader: explain('Makes a member a leader of the room.', '将成员设为房间的组长。', ROOM, USER_ID),
  removeRoomLeader: explain('Takes that away again: `addRoomLeader`.', '取消成员的组长身份。', ROOM, USER_ID),
  muteUserInRoom: explain(
    'This member may not write in the room any more: `muted` of the room.',
    '禁言某成员：见房间的 `muted`。',
    ROOM_AND_USER,
  ),
  unmuteUserInRoom: explain('He may again.', '解除禁言。', ROOM_AND_USER),
  getRoomRoles: explain('Who is owner, moderator or leader in the room.', '房间中的所有者、管理员和组长。', ROOM),
  eraseRoom: explain('Deletes a room with all that was said in it.', '删除房间及其全部消息。', ROOM),
  roomNameExists: explain(
    'Is there a room of this name? It was planned to end with 7.0 and is not in 8.3.',
    '是否已有同名房间？原计划 7.0 移除，8.3 中已不存在。',
    parameter('name', 'general', 'Without #.', '不带 #。'),
  ),
  channelsList: explain(
    'Channels by name or by how much was said.',
    '按名称或消息数列出频道。',
    optional('filter', '', 'Part of a name.', '名称的一部分。'),
    optional('type', 'public', '`public`, `private` or both.', '`public`、`private` 或两者。'),
    LIMIT,
    optional('sort', 'name', '`name` or `msgs`.', '`name` 或 `msgs`。'),
  ),
  getTotalChannels: explain('How many channels there are.', '频道总数。'),
  browseChannels: explain(
    'The directory: channels, users or teams, page by page.',
    '目录：按页列出频道、用户或团队。',
    parameter(
      'question',
      { text: '', type: 'channels' },
      'What is looked for, and which page.',
      '要找什么，以及第几页。',
    ),
  ),
  getRoomJoinCode: explain(
    'The code of a channel that asks for one, for who may see it.',
    '频道的加入口令，仅限有权查看者。',
    ROOM,
  ),
  cleanRoomHistory: explain(
    'Deletes many messages at once; those who watch the room hear `deleteMessageBulk`.',
    '批量删除消息；关注该房间者会听到 `deleteMessageBulk`。',
    parameter(
      'what',
      { roomId: '{roomId}', latest: { $date: 1790000000000 }, oldest: { $date: 1789000000000 } },
      'Between which times, and what of it.',
      '时间范围，以及其中的哪些。',
    ),
  ),
  pinMessage: explain(
    'Keeps a message at hand for everybody in the room. It comes again with `pinned`, `pinnedAt` and `pinnedBy`, and a system message `message_pinned` tells of it, with the message as its attachment.',
    '为房间里所有人置顶一条消息。该消息带着 `pinned`、`pinnedAt`、`pinnedBy` 再次到来，并有一条附带它的系统消息 `message_pinned`。',
    MESSAGE,
    optional('pinnedAt', { $date: 1790000000000 }, 'Not looked at any more.', '已不再使用。'),
  ),
  unpinMessage: explain(
    'Takes `pinMessage` back. No system message tells of it; the message comes again with `pinned` false.',
    '撤销置顶。没有系统消息；该消息再次到来，`pinned` 为 false。',
    MESSAGE,
  ),
  starMessage: explain(
    'Marks a message for oneself. It comes again with one’s id in `starred`: everybody in the room sees who did.',
    '为自己收藏消息。该消息带着 `starred` 再次到来，房间里的人都看得到是谁收藏的。',
    parameter(
      'star',
      { _id: '{messageId}', rid: '{roomId}', starred: true },
      'The message, its room, and whether from now on or not any more.',
      '消息、房间，以及收藏还是取消。',
    ),
  ),
  getChannelHistory: explain(
    'A page of history between two times, newest first.',
    '两个时间之间的一页历史，最新的在前。',
    parameter(
      'page',
      { rid: '{roomId}', count: 20 },
      'The room, between which times, and how many.',
      '房间、时间范围和条数。',
    ),
  ),
  getMessages: explain(
    'Messages by their ids.',
    '按 id 获取消息。',
    parameter('ids', ['{messageId}'], 'Their ids.', '消息的 id。'),
  ),
  getSingleMessage: explain('One message by its id.', '按 id 获取一条消息。', MESSAGE_ID),
  unreadMessages: explain(
    'Takes having read back, from a message on.',
    '从某条消息起重新标为未读。',
    optional(
      'firstUnread',
      null,
      'The first message that is to be unread; none: the last one of the room.',
      '从哪条消息起未读；省略则为房间最后一条。',
    ),
    optional('rid', '{roomId}', 'Where no message is given.', '未给出消息时使用。'),
  ),
  deleteFileMessage: explain(
    'Deletes the message that a file came with.',
    '删除携带该文件的消息。',
    parameter('fileId', 'F1', 'The id of the file.', '文件的 id。'),
  ),
  reportMessage: explain(
    'Tells the administrators of a message. In 8.3 it is gone.',
    '向管理员举报消息。8.3 中已不存在。',
    MESSAGE_ID,
    parameter('description', 'spam', 'Why.', '原因。'),
  ),
  getUserMentionsByChannel: explain(
    'The messages of a room that name the user.',
    '房间中提到自己的消息。',
    parameter('question', { roomId: '{roomId}', options: { limit: 20 } }, 'The room, and which page.', '房间和页。'),
  ),
  getReadReceipts: explain(
    'Who has read a message; the enterprise edition alone knows it.',
    '谁读过该消息；仅企业版支持。',
    parameter('question', { messageId: '{messageId}' }, 'The message.', '消息。'),
  ),
  followMessage: explain(
    'The user hears of answers to this message from now on: his id goes into its `replies`.',
    '此后收到该消息的回复通知：自己的 id 加入其 `replies`。',
    THREAD_HEAD,
  ),
  unfollowMessage: explain(
    'He does not any more: his id goes out of `replies`, the thread out of his `tunread`.',
    '不再收到通知：id 移出 `replies`，话题移出 `tunread`。',
    THREAD_HEAD,
  ),
  readThreads: explain(
    'Everything in a thread has been seen: it goes out of `tunread`.',
    '话题已全部读过：移出 `tunread`。',
    parameter('tmid', '{messageId}', "The id of the thread's first message.", '话题首条消息的 id。'),
  ),
  'rocketchatSearch.search': explain(
    'Searches with whichever search the server has set up.',
    '用服务器配置的搜索引擎搜索。',
    parameter('text', 'hello', 'What is looked for.', '要找的内容。'),
    optional('context', { rid: '{roomId}' }, 'In which room.', '在哪个房间。'),
    optional('payload', {}, 'What the search that is set up here wants.', '所用搜索引擎需要的参数。'),
  ),
  'rocketchatSearch.suggest': explain(
    'What one may be about to search for.',
    '搜索建议。',
    parameter('text', 'he', 'What was typed.', '已输入的内容。'),
    optional('context', { rid: '{roomId}' }, 'In which room.', '在哪个房间。'),
    optional('payload', {}, 'What the search that is set up here wants.', '所用搜索引擎需要的参数。'),
  ),
  'rocketchatSearch.getProvider': explain('Which search the server has set up.', '服务器配置了哪种搜索引擎。'),
  'autoTranslate.translateMessage': explain(
    'Has a message translated; it comes again with `translations`.',
    '翻译消息；该消息带着 `translations` 再次到来。',
    MESSAGE,
    LANGUAGE,
  ),
  'autoTranslate.getSupportedLanguages': explain('Into which languages.', '支持翻译成哪些语言。', LANGUAGE),
  'autoTranslate.saveSettings': explain(
    'Whether messages of a room are translated for the user, and into what.',
    '是否为自己翻译房间的消息，以及译成何种语言。',
    ROOM,
    parameter(
      'field',
      'autoTranslate',
      '`autoTranslate` or `autoTranslateLanguage`.',
      '`autoTranslate` 或 `autoTranslateLanguage`。',
    ),
    parameter('value', '1', '`1`, `0`, or a language.', '`1`、`0` 或语言。'),
    optional('options', {}, 'The language where none is set.', '未设置时的语言。'),
  ),
  'autoTranslate.getProviderUiMetadata': explain('Who translates.', '由谁提供翻译。'),
  'permissions/get': explain(
    'Which roles may do what.',
    '哪些角色可以做什么。',
    optional('updatedSince', { $date: 1790000000000 }, 'From when on.', '从何时起。'),
  ),
  listEmojiCustom: explain(
    'The emoji that this server has made for itself. It was planned to end with 7.0 and is not in 8.3.',
    '服务器自定义的表情。原计划 7.0 移除，8.3 中已不存在。',
    optional('options', {}, 'Which of them.', '筛选条件。'),
  ),
  listCustomSounds: explain('The sounds that this server has made for itself.', '服务器自定义的声音。'),
  loadLocale: explain(
    'The words of a language for dates, for old web clients.',
    '旧网页客户端用的日期语言文件。',
    LANGUAGE,
  ),
  slashCommand: explain('Runs a command such as `/shrug`.', '执行 `/shrug` 之类的命令。', COMMAND),
  getSlashCommandPreviews: explain('What a command would offer to choose from.', '命令可供选择的预览项。', COMMAND),
  executeSlashCommandPreview: explain(
    'Runs a command with what was chosen.',
    '用所选项执行命令。',
    COMMAND,
    parameter(
      'item',
      { id: '1', type: 'image', value: 'https://example.com/cat.gif' },
      'What was chosen.',
      '所选的项。',
    ),
  ),
  'raix:push-update': explain(
    'Says where this device takes push notifications.',
    '登记此设备的推送令牌。',
    parameter(
      'options',
      { token: { gcm: 'TOKEN' }, appName: 'main' },
      'The token of the device, and of which app.',
      '设备令牌及所属应用。',
    ),
  ),
  'raix:push-setuser': explain(
    'Says that this device’s push notifications are this user’s.',
    '将此设备的推送归于当前用户。',
    parameter('id', 'P1', 'Of the record.', '登记记录的 id。'),
  ),
  sendFileMessage: explain(
    'The message of a file that was uploaded before.',
    '为先前上传的文件补发其消息。',
    ROOM,
    parameter('store', null, 'Not looked at any more.', '已不再使用。'),
    parameter(
      'file',
      { _id: 'F1', type: 'image/png', size: 3, name: 'three.png' },
      'What was uploaded.',
      '已上传的文件。',
    ),
    optional('message', {}, 'Text, thread and the like.', '文字、话题等。'),
  ),
  ufsCreate: explain(
    'Begins an upload as old releases have it; the bytes go to `/ufs/<store>`. Since when it is gone is not known; `rooms.media` takes its place.',
    '开始旧式上传；字节发往 `/ufs/<store>`。何时消失尚不清楚；由 `rooms.media` 取代。',
    UFS_FILE,
  ),
  ufsComplete: explain(
    'Ends such an upload. Since when it is gone is not known; `rooms.media` takes its place.',
    '完成旧式上传。何时消失尚不清楚；由 `rooms.media` 取代。',
    FILE_ID,
    UFS_STORE,
    UFS_TOKEN,
  ),
  ufsDelete: explain(
    'Takes such an upload back. Since when it is gone is not known; `rooms.media` takes its place.',
    '撤销旧式上传。何时消失尚不清楚；由 `rooms.media` 取代。',
    FILE_ID,
    UFS_STORE,
    UFS_TOKEN,
  ),
  'banner/dismiss': explain(
    'The user has seen a banner.',
    '用户已看过横幅。',
    parameter('banner', { id: 'B1' }, 'The banner.', '横幅。'),
  ),
  addWebdavAccount: explain(
    'Remembers a storage of the user’s own elsewhere.',
    '登记用户在别处的 WebDAV 存储。',
    parameter(
      'account',
      { serverURL: 'https://dav.example.com', username: 'alice', password: 'secret' },
      'Where, and as whom.',
      '地址和身份。',
    ),
  ),
  removeWebdavAccount: explain('Forgets it.', '移除该存储。', WEBDAV_ACCOUNT),
  getWebdavFileList: explain('What is in such a storage.', '列出该存储的内容。', WEBDAV_ACCOUNT, WEBDAV_PATH),
  getFileFromWebdav: explain(
    'A file of such a storage.',
    '获取该存储中的文件。',
    WEBDAV_ACCOUNT,
    parameter('file', { filename: '/a.txt' }, 'The file.', '文件。'),
  ),
  uploadFileToWebdav: explain(
    'Puts a file into such a storage.',
    '将文件存入该存储。',
    WEBDAV_ACCOUNT,
    parameter('data', { $binary: 'AQID' }, 'Its bytes.', '文件内容。'),
    parameter('name', 'a.txt', 'Its name.', '文件名。'),
  ),
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
