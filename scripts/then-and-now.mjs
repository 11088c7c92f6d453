// Writes docs/livechat-then-and-now.md and its Chinese twin: the fourteen calls of the question's livechat script, from
// the tables of the protocol (which release removed a call, what replaces it) and from the words below.
//
//   node --conditions=@quindar/source scripts/then-and-now.mjs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import { METHODS, PUBLICATIONS, STREAMS } from 'quindar/protocol'

const root = fileURLToPath(new URL('../', import.meta.url))

/** In the script's order. `now`: the line of `quindar/livechat`; without it the library does it by itself. */
const CALLS = [
  {
    call: 'connect',
    en: 'Opens the conversation: which version of DDP the script speaks. Everything before it is refused.',
    zh: '打开对话:说明脚本使用哪个版本的 DDP。在它之前的一切都会被拒绝。',
    now: "const chat = livechat('https://chat.example.com')",
  },
  {
    call: 'livechat:getInitialData',
    en: 'Asks what a widget needs to begin: title, colours, departments, whether an agent is there, and, if the token is known, the visitor and the open chat.',
    zh: '询问挂件启动所需的一切:标题、颜色、部门、是否有客服在线;如果令牌已知,还有访客本人和进行中的会话。',
    now: 'await chat.start({ name, email })',
  },
  {
    call: 'livechat:loginByToken',
    en: 'Asks whose token this is. It answers nothing for a token that nobody has yet, and logs nobody in.',
    zh: '询问令牌属于谁。没有人用过的令牌得不到任何内容;它并不会让谁登录。',
  },
  {
    call: 'meteor.loginServiceConfiguration',
    en: 'Subscribes to the list of OAuth services. The widget’s framework did it; a chat does not need it.',
    zh: '订阅 OAuth 登录服务列表。这是当年挂件所用框架的习惯,聊天并不需要它。',
  },
  {
    call: 'livechat:registerGuest',
    en: 'Makes the visitor of this token, or changes his name, e-mail or department. From here on the token is the visitor: whoever has it, is him.',
    zh: '用这个令牌创建访客,或修改其姓名、邮箱、部门。从此令牌就是访客本人:谁拿着它,谁就是他。',
    now: 'await chat.start({ name, email, department })',
  },
  {
    call: 'stream-notify-room',
    key: 'room/typing',
    instead: 'user-activity',
    en: 'Says “is typing”. The script says it to the room `null`, because it has no room yet, so nobody hears it; with the room’s id the agent would.',
    zh: '表示“正在输入”。脚本发给房间 `null`,因为那时还没有房间,所以没人听到;换成房间 id,客服就能看到。',
    now: 'await chat.typing()',
  },
  {
    call: 'sendMessageLivechat',
    en: 'Sends a message. The first one makes the room with the id that the script chose, and puts it into the queue or hands it to an agent.',
    zh: '发送消息。第一条消息会用脚本自选的 id 创建房间,并把它放进队列或分给客服。',
    now: "await chat.send('first message')",
  },
  {
    call: 'UserPresence:connect',
    en: 'Said that a browser is there. For a visitor: online until the socket closes.',
    zh: '表示浏览器在线。对访客来说:直到套接字关闭都算在线。',
  },
  {
    call: 'livechat:loadHistory',
    en: 'Fetches the last messages before a point in time, newest first.',
    zh: '取某一时刻之前的最近消息,新的在前。',
    now: 'await chat.history()',
  },
  {
    call: 'stream-room-messages',
    key: '*',
    en: 'From now on each message of the room arrives as `changed`: the agent’s, one’s own, and the system’s (`t`). It stops when the chat is closed.',
    zh: '此后房间里的每条消息都会以 `changed` 到达:客服的、自己的、系统的(带 `t`)。会话关闭后就停止。',
    now: "chat.on('message', ({ author, text }) => show(author, text))",
  },
  {
    call: 'livechat:getAgentData',
    en: 'Asks who serves the chat; nothing while it waits in the queue.',
    zh: '询问由谁接待;排队时没有结果。',
    now: "chat.on('agent', (agent) => greet(agent))",
  },
  {
    call: 'stream-livechat-room',
    key: '*',
    en: 'News about the chat itself: `agentData` (an agent has come or changed), `agentStatus` (he is away), `queueData` (the place in the queue), `visitorData` (the visitor was changed).',
    zh: '关于会话本身的消息:`agentData`(客服到来或更换)、`agentStatus`(客服离开)、`queueData`(排队位置)、`visitorData`(访客资料被修改)。',
    now: "chat.on('queue', ({ position }) => show(position))",
  },
  {
    call: 'stream-notify-room',
    key: 'room/typing',
    instead: 'user-activity',
    en: 'Hears whether the agent is typing. Since 6.0 the event is called `user-activity`, and the one that the script listens for never comes.',
    zh: '听客服是否正在输入。自 6.0 起该事件叫 `user-activity`,脚本监听的那个不会再来。',
    now: "chat.on('typing', (names) => show(names))",
  },
  {
    call: 'UserPresence:online',
    en: 'Says that the visitor is active again after being away. Without a login it does nothing.',
    zh: '表示访客离开后又活跃了。没有登录时它什么也不做。',
  },
]

const WORDS = {
  en: {
    file: 'livechat-then-and-now.md',
    head: `# The livechat script, then and now

**English** | [简体中文](livechat-then-and-now.zh-CN.md)

The longest answer to the question is a livechat script of fourteen calls, found by watching the socket of the official widget.
Its author writes: “even though this code works great I don't know what exactly each event we listen for is doing”. This page
says what each does. Since then most of the calls have left Rocket.Chat, release by release; people still copy the script.

It runs as it stands in [examples/livechat-script](../examples/livechat-script), against the server of this repository. In a
new program use \`quindar/livechat\`, which does the same on every release.`,
    columns: ['', 'call', 'what it does', 'gone in', 'instead', '`quindar/livechat`'],
    stays: 'still there',
    soon: (release) => `announced for ${release}`,
    itself: 'by itself',
    tail: `What is said of releases comes from the tables of \`quindar/protocol\`: read in Rocket.Chat’s sources and changelogs, and
emulated by our server (\`--compat 3\` … \`9\`), which is not the same as tested with each of them. This page is written by
\`scripts/then-and-now.mjs\`.`,
  },
  zh: {
    file: 'livechat-then-and-now.zh-CN.md',
    head: `# 在线客服脚本:当年与现在

[English](livechat-then-and-now.md) | **简体中文**

那个问题最长的回答,是一段由十四个调用组成的在线客服脚本,是盯着官方挂件的套接字找出来的。作者写道:“虽然这段代码很好用,但我并不
清楚我们监听的每个事件到底在做什么”。这一页逐一说明。此后,大部分调用随着版本更新离开了 Rocket.Chat,而人们仍在复制这段脚本。

它原样放在 [examples/livechat-script](../examples/livechat-script),可以在本仓库的服务器上运行。新程序请用 \`quindar/livechat\`,
它在每个版本上做同样的事。`,
    columns: ['', '调用', '它做什么', '消失于', '取而代之', '`quindar/livechat`'],
    stays: '仍在',
    soon: (release) => `宣布将于 ${release} 移除`,
    itself: '自动完成',
    tail: `关于版本的说法来自 \`quindar/protocol\` 的表:读自 Rocket.Chat 的源码和更新日志,并由我们的服务器模拟(\`--compat 3\` … \`9\`),这与
在每个版本上测试过不是一回事。本页由 \`scripts/then-and-now.mjs\` 生成。`,
  },
}

/** What the tables know of a call. */
function factOf({ call, key }) {
  const stream = STREAMS.get(call.replace('stream-', ''))
  if (key === 'room/typing') return stream.events.typing
  return METHODS.get(call) ?? PUBLICATIONS.get(call) ?? stream ?? {}
}

function rowOf(entry, index, { stays, soon, itself }, language) {
  const { until, announcedUntil, rest = entry.instead } = factOf(entry)
  const gone = until ?? (announcedUntil === undefined ? stays : soon(announcedUntil))
  const now = entry.now === undefined ? itself : `\`${entry.now}\``
  return [index + 1, `\`${entry.call}\``, entry[language], gone, rest === undefined ? '' : `\`${rest}\``, now]
}

/** @param {'en' | 'zh'} language @returns {Promise<string>} the page. */
export async function pageOf(language) {
  const words = WORDS[language]
  const rows = CALLS.map((entry, index) => rowOf(entry, index, words, language))
  const lines = [words.columns, words.columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  const text = `${words.head}\n\n${lines.join('\n')}\n\n${words.tail}\n`
  return format(text, { parser: 'markdown', printWidth: 120 })
}

export const PAGES = /** @type {const} */ ({ en: `docs/${WORDS.en.file}`, zh: `docs/${WORDS.zh.file}` })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const language of ['en', 'zh']) writeFileSync(join(root, PAGES[language]), await pageOf(language))
}
