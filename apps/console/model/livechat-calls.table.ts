// The fourteen calls of the question's livechat script, in its order, in words: what each does, what it needs, what comes
// back, and the line of `quindar/livechat` that does the same on every release. What releases have of it the protocol's
// tables know. The console's second recipe shows it; docs/livechat-then-and-now.md is written from it.
import type { Said } from './explanations.table.ts'

export interface LivechatCall extends Said {
  /** As it is on the wire: `livechat:registerGuest`, `stream-room-messages`. */
  readonly call: string
  /** What kind of frame it is. */
  readonly frame: 'connect' | 'method' | 'sub'
  /** Of a stream: the event that is meant, where others of the same stream live on. */
  readonly event?: 'typing'
  /** What must have been before. */
  readonly needs: Said
  /** What comes back, and what its parts mean. */
  readonly answer: Said
  /** The line of `quindar/livechat`; absent: it does that by itself. */
  readonly now?: string
}

const CONNECTED: Said = { en: 'That the socket is open, and `connect`.', zh: '套接字已打开，且已 `connect`。' }
const REGISTERED: Said = {
  en: 'The token of a visitor: call 5.',
  zh: '一个已登记访客的令牌：第 5 个调用。',
}
const ROOM: Said = {
  en: 'The room, and the token that opened it: calls 5 and 7. Another’s token is refused.',
  zh: '房间，以及打开它的那个令牌：第 5 和第 7 个调用。别人的令牌会被拒绝。',
}
const SUBSCRIBED: Said = {
  en: '`ready` at once; then a `changed` frame each time something happens.',
  zh: '立刻得到 `ready`；之后每次有事发生都会收到一个 `changed` 帧。',
}

export const LIVECHAT_CALLS: readonly LivechatCall[] = [
  {
    call: 'connect',
    frame: 'connect',
    en: 'Opens the conversation: which version of DDP the script speaks. Everything before it is refused.',
    zh: '打开对话：说明脚本使用哪个版本的 DDP。在它之前的一切都会被拒绝。',
    needs: { en: 'That the socket is open.', zh: '套接字已打开。' },
    answer: {
      en: '`connected`, with the id of the session. A `ping` may come any time from now on and wants a `pong`.',
      zh: '`connected`，带会话 id。此后随时可能收到 `ping`，要回 `pong`。',
    },
    now: "const chat = livechat('https://chat.example.com')",
  },
  {
    call: 'livechat:getInitialData',
    frame: 'method',
    en: 'Asks what a widget needs to begin: title, colours, departments, whether an agent is there, and, if the token is known, the visitor and the open chat.',
    zh: '询问挂件启动所需的一切：标题、颜色、部门、是否有客服在线；如果令牌已知，还有访客本人和进行中的会话。',
    needs: {
      en: '`connect`. The token is the visitor’s own invention: any text that nobody guesses.',
      zh: '`connect`。令牌由访客自己编造：任何别人猜不到的文本。',
    },
    answer: {
      en: '`enabled` and `online` say whether it is worth going on; `visitor` and `room` are `null` for a new token.',
      zh: '`enabled` 和 `online` 说明是否值得继续；新令牌的 `visitor` 和 `room` 是 `null`。',
    },
    now: 'await chat.start({ name, email })',
  },
  {
    call: 'livechat:loginByToken',
    frame: 'method',
    en: 'Asks whose token this is. It answers nothing for a token that nobody has yet, and logs nobody in.',
    zh: '询问令牌属于谁。没有人用过的令牌得不到任何内容；它并不会让谁登录。',
    needs: CONNECTED,
    answer: {
      en: 'The visitor’s `_id`; a `result` without anything in it for a new token.',
      zh: '访客的 `_id`；新令牌则是空的 `result`。',
    },
  },
  {
    call: 'meteor.loginServiceConfiguration',
    frame: 'sub',
    en: 'Subscribes to the list of OAuth services. The widget’s framework did it; a chat does not need it.',
    zh: '订阅 OAuth 登录服务列表。这是当年挂件所用框架的习惯，聊天并不需要它。',
    needs: CONNECTED,
    answer: {
      en: 'An `added` frame for each service that is set up, then `ready`.',
      zh: '每个已配置的服务一个 `added` 帧，然后是 `ready`。',
    },
  },
  {
    call: 'livechat:registerGuest',
    frame: 'method',
    en: 'Makes the visitor of this token, or changes his name, e-mail or department. From here on the token is the visitor: whoever has it, is him.',
    zh: '用这个令牌创建访客，或修改其姓名、邮箱、部门。从此令牌就是访客本人：谁拿着它，谁就是他。',
    needs: CONNECTED,
    answer: {
      en: 'The visitor’s id, and the visitor: the server calls him `guest-1`, `guest-2` …, whatever his name is.',
      zh: '访客的 id 和访客资料：不论姓名是什么，服务器都称他为 `guest-1`、`guest-2`……',
    },
    now: 'await chat.start({ name, email, department })',
  },
  {
    call: 'stream-notify-room',
    frame: 'method',
    event: 'typing',
    en: 'Says “is typing”. The script says it to the room `null`, because it has no room yet, so nobody hears it; with the room’s id the agent would.',
    zh: '表示“正在输入”。脚本发给房间 `null`，因为那时还没有房间，所以没人听到；换成房间 id，客服就能看到。',
    needs: REGISTERED,
    answer: {
      en: 'A `result` without anything in it, also when nobody hears it.',
      zh: '空的 `result`，没人听到时也一样。',
    },
    now: 'await chat.typing()',
  },
  {
    call: 'sendMessageLivechat',
    frame: 'method',
    en: 'Sends a message. The first one makes the room with the id that the script chose, and puts it into the queue or hands it to an agent.',
    zh: '发送消息。第一条消息会用脚本自选的 id 创建房间，并把它放进队列或分给客服。',
    needs: REGISTERED,
    answer: {
      en: 'The message as the server keeps it, with its time. `no-agent-online`: nobody is there to take it.',
      zh: '服务器保存下来的消息及其时间。`no-agent-online`：没有客服可以接待。',
    },
    now: "await chat.send('first message')",
  },
  {
    call: 'UserPresence:connect',
    frame: 'method',
    en: 'Said that a browser is there. For a visitor: online until the socket closes.',
    zh: '表示浏览器在线。对访客来说：直到套接字关闭都算在线。',
    needs: REGISTERED,
    answer: { en: 'A `result` without anything in it.', zh: '空的 `result`。' },
  },
  {
    call: 'livechat:loadHistory',
    frame: 'method',
    en: 'Fetches the last messages before a point in time, newest first.',
    zh: '取某一时刻之前的最近消息，新的在前。',
    needs: ROOM,
    answer: {
      en: '`messages`, those of the system (`t`) among them.',
      zh: '`messages`，其中包括系统消息（带 `t`）。',
    },
    now: 'await chat.history()',
  },
  {
    call: 'stream-room-messages',
    frame: 'sub',
    en: 'From now on each message of the room arrives as `changed`: the agent’s, one’s own, and the system’s (`t`). It stops when the chat is closed.',
    zh: '此后房间里的每条消息都会以 `changed` 到达：客服的、自己的、系统的（带 `t`）。会话关闭后就停止。',
    needs: ROOM,
    answer: SUBSCRIBED,
    now: "chat.on('message', ({ author, text }) => show(author.name, text))",
  },
  {
    call: 'livechat:getAgentData',
    frame: 'method',
    en: 'Asks who serves the chat; nothing while it waits in the queue.',
    zh: '询问由谁接待；排队时没有结果。',
    needs: ROOM,
    answer: {
      en: 'The agent’s name and status; a `result` without anything in it while there is none.',
      zh: '客服的名字和状态；还没有客服时是空的 `result`。',
    },
    now: "chat.on('agent', (agent) => greet(agent?.name))",
  },
  {
    call: 'stream-livechat-room',
    frame: 'sub',
    en: 'News about the chat itself: `agentData` (an agent has come or changed), `agentStatus` (he is away), `queueData` (the place in the queue), `visitorData` (the visitor was changed).',
    zh: '关于会话本身的消息：`agentData`（客服到来或更换）、`agentStatus`（客服离开）、`queueData`（排队位置）、`visitorData`（访客资料被修改）。',
    needs: ROOM,
    answer: SUBSCRIBED,
    now: "chat.on('queue', (queue) => show(queue?.position))",
  },
  {
    call: 'stream-notify-room',
    frame: 'sub',
    event: 'typing',
    en: 'Hears whether the agent is typing. Since 6.0 the event is called `user-activity`, and the one that the script listens for never comes.',
    zh: '听客服是否正在输入。自 6.0 起该事件叫 `user-activity`，脚本监听的那个不会再来。',
    needs: ROOM,
    answer: SUBSCRIBED,
    now: "chat.on('typing', ({ username, typing }) => show(username, typing))",
  },
  {
    call: 'UserPresence:online',
    frame: 'method',
    en: 'Says that the visitor is active again after being away. Without a login it does nothing.',
    zh: '表示访客离开后又活跃了。没有登录时它什么也不做。',
    needs: CONNECTED,
    answer: { en: 'A `result` without anything in it.', zh: '空的 `result`。' },
  },
]
