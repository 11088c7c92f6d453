// Writes docs/livechat-then-and-now.md and its Chinese twin: the fourteen calls of the question's livechat script, from
// the tables of the protocol (which release removed a call, what replaces it) and from the words that the wire console has.
//
//   node --conditions=@quindar/source scripts/then-and-now.mjs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import { LIVECHAT_CALLS } from '../apps/console/model/livechat-calls.table.ts'
import { factsOf } from '../apps/console/model/livechat-facts.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

const WORDS = {
  en: {
    file: 'livechat-then-and-now.md',
    head: `# The livechat script, then and now

**English** | [简体中文](livechat-then-and-now.zh-CN.md)

The longest answer to the question is a livechat script of fourteen calls, found by watching the socket of the official widget.
Its author writes: “even though this code works great I don't know what exactly each event we listen for is doing”. This page
says what each does. Since then most of the calls have left Rocket.Chat, release by release; people still copy the script.

It runs as it stands in [examples/livechat-script](../examples/livechat-script), against the server of this repository; the
wire console has it call by call, each frame to be changed and sent (\`npm start\`, then <http://localhost:3000/console#livechat>).
In a new program use \`quindar/livechat\`, which does the same on every release.`,
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

它原样放在 [examples/livechat-script](../examples/livechat-script),可以在本仓库的服务器上运行;协议控制台里逐个列出了它的调用,
每一帧都可以修改和发送(\`npm start\`,然后打开 <http://localhost:3000/console#livechat>)。新程序请用 \`quindar/livechat\`,
它在每个版本上做同样的事。`,
    columns: ['', '调用', '它做什么', '消失于', '取而代之', '`quindar/livechat`'],
    stays: '仍在',
    soon: (release) => `宣布将于 ${release} 移除`,
    itself: '自动完成',
    tail: `关于版本的说法来自 \`quindar/protocol\` 的表:读自 Rocket.Chat 的源码和更新日志,并由我们的服务器模拟(\`--compat 3\` … \`9\`),这与
在每个版本上测试过不是一回事。本页由 \`scripts/then-and-now.mjs\` 生成。`,
  },
}

function rowOf(entry, index, { stays, soon, itself }, language) {
  const { until, announcedUntil, instead } = factsOf(entry)
  const gone = until ?? (announcedUntil === undefined ? stays : soon(announcedUntil))
  const now = entry.now === undefined ? itself : `\`${entry.now}\``
  return [index + 1, `\`${entry.call}\``, entry[language], gone, instead === undefined ? '' : `\`${instead}\``, now]
}

/** @param {'en' | 'zh'} language @returns {Promise<string>} the page. */
export async function pageOf(language) {
  const words = WORDS[language]
  const rows = LIVECHAT_CALLS.map((entry, index) => rowOf(entry, index, words, language))
  const lines = [words.columns, words.columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  const text = `${words.head}\n\n${lines.join('\n')}\n\n${words.tail}\n`
  return format(text, { parser: 'markdown', printWidth: 120 })
}

export const PAGES = /** @type {const} */ ({ en: `docs/${WORDS.en.file}`, zh: `docs/${WORDS.zh.file}` })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const language of ['en', 'zh']) writeFileSync(join(root, PAGES[language]), await pageOf(language))
}
