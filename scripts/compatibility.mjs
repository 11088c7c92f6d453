// Writes docs/compatibility.md and its Chinese twin: what the client does at which release of Rocket.Chat by which way,
// and how that is known. All of it comes from the tables of the protocol; the words are below.
//
//   node --conditions=@quindar/source scripts/compatibility.mjs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import { CAPABILITIES, chosen, factOf } from '@quindar/testkit'
import { LAST_RELEASES } from 'quindar/protocol'

const root = fileURLToPath(new URL('../', import.meta.url))

const MAJORS = Object.keys(LAST_RELEASES)

const WORDS = {
  en: {
    file: 'compatibility.md',
    head: `# Which Rocket.Chat does what, and how

**English** | [简体中文](compatibility.zh-CN.md)

One client speaks to Rocket.Chat 3 to 9. Methods leave the wire release by release, and REST takes their place; the client asks
\`/api/info\` which release it is and goes the way that this one has. Where a server does not say, or a browser does not let a page
read it, what answers decides: a method or a route that is not there is asked for once, and the other way is taken from then on.

## How this was tried

**No Rocket.Chat was running when this page was written.** What is said of releases is emulated from source: the server of this
repository plays each of them (\`--compat\`), with the methods, routes, streams and habits that the tables give it, and the whole
client is tried against it in both dialects (\`packages/quindar/test/editions\`, the whole matrix in \`npm run test:deep\`). Both
sides read the same tables, so this proves that the client goes the right way *if the tables are right*; how far they can be
trusted, the last table says.`,
    tried: ['', 'played as', 'how it was tried'],
    release: 'Rocket.Chat',
    emulated: 'emulated from source',
    announced: 'emulated from what was announced for it',
    ours: 'The server of this repository',
    tested: 'tested with',
    none: 'itself',
    ways: `## Which way

**DDP** goes over the socket, and needs no setting. **REST** needs, for a page on another origin, the settings
\`API_Enable_CORS\` and \`API_CORS_Origin\`; without them the error says so. Programs in Node are not asked.`,
    job: 'The client can …',
    known: 'known by',
    gone: '**no**',
    facts: `## How each way is known

_recorded_: in frames of a running server (Meteor 2.13, Rocket.Chat’s \`ddp-streamer\` 6.14). _source_: read in Rocket.Chat’s sources.
_changelog_: in its changelog. _docs_: in its documentation or published types alone. _draft_: a guess. What is _announced_ has been
seen by nobody. Without a “since”, the tables know of no release that lacked it.`,
    way: ['', 'way', 'over', 'since', 'gone in', 'evidence'],
    soon: (release) => `announced for ${release}`,
    stays: '',
    own: 'ours alone',
    tail: `## Yours

\`npm run probe -- https://chat.example.com\` looks at a server without logging in and without changing anything, and prints which way
each of these goes there. \`npm run live\` runs the client’s contract against a server on which you may write.

This page is written by \`scripts/compatibility.mjs\`.`,
  },
  zh: {
    file: 'compatibility.zh-CN.md',
    head: `# 哪个 Rocket.Chat 用哪种方式

[English](compatibility.md) | **简体中文**

同一个客户端可以连接 Rocket.Chat 3 到 9。方法随着版本逐个消失,由 REST 取代;客户端询问 \`/api/info\` 得知版本,并走该版本具备的那条路。
服务器不说明版本、或浏览器不让页面读取时,由应答来决定:不存在的方法或路由只问一次,此后改走另一条路。

## 是怎样试过的

**写下本页时没有任何运行中的 Rocket.Chat。** 关于版本的说法都是根据源码模拟的(emulated from source):本仓库的服务器扮演每个版本
(\`--compat\`),只提供表中所列的方法、路由、流和习惯;整个客户端在两种方言下对它进行测试(\`packages/quindar/test/editions\`,完整矩阵见
\`npm run test:deep\`)。双方读的是同一份表,所以这只证明*在表正确的前提下*客户端走对了路;表有多可信,见最后一个表格。`,
    tried: ['', '扮演的版本', '怎样试过'],
    release: 'Rocket.Chat',
    emulated: '根据源码模拟',
    announced: '根据已宣布的内容模拟',
    ours: '本仓库的服务器',
    tested: '已测试',
    none: '本身',
    ways: `## 走哪条路

**DDP** 走套接字,不需要任何设置。**REST** 对于其他来源的页面需要设置 \`API_Enable_CORS\` 和 \`API_CORS_Origin\`;缺少时错误会说明。
Node 里的程序不受影响。`,
    job: '客户端可以……',
    known: '依据',
    gone: '**不行**',
    facts: `## 每条路是怎样得知的

_recorded_:来自运行中服务器的录制帧(Meteor 2.13、Rocket.Chat 的 \`ddp-streamer\` 6.14)。_source_:读自 Rocket.Chat 源码。_changelog_:更新日志。
_docs_:仅见于文档或公开的类型。_draft_:猜测。_宣布_ 的内容尚无人见过。没有“始于”时,表中不知道哪个版本缺少它。`,
    way: ['', '方式', '通道', '始于', '消失于', '依据'],
    soon: (release) => `宣布将于 ${release} 移除`,
    stays: '',
    own: '仅本项目服务器',
    tail: `## 你的服务器

\`npm run probe -- https://chat.example.com\` 查看一台服务器,不登录、不改变任何东西,并打印上述每件事在那里走哪条路。\`npm run live\`
在一台允许你写入的服务器上运行客户端的契约测试。

本页由 \`scripts/compatibility.mjs\` 生成。`,
  },
}

const table = (rows) => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
const rule = (columns) => columns.map(() => '---')

function triedTable(words) {
  const rows = MAJORS.map((major) => [
    `${words.release} ${major}`,
    `${LAST_RELEASES[major]}`,
    major === MAJORS.at(-1) ? words.announced : words.emulated,
  ])
  return table([words.tried, rule(words.tried), ...rows, [words.ours, words.none, words.tested]])
}

function waysTable(words, language) {
  const columns = [words.job, ...MAJORS.map((major) => `RC ${major}`), words.known]
  const rows = CAPABILITIES.map(({ job, zh, ways }) => {
    const cells = MAJORS.map((major) => {
      const way = chosen(LAST_RELEASES[major], ways)
      return way ? factOf(way).over : words.gone
    })
    const evidence = new Set(ways.map((way) => factOf(way).evidence))
    return [language === 'zh' ? zh : job, ...cells, [...evidence].join(', ')]
  })
  return table([columns, rule(columns), ...rows])
}

function factsTable(words, language) {
  const rows = CAPABILITIES.flatMap(({ job, zh, ways }) =>
    ways.map((way, index) => {
      const { name, over, since, until, announcedUntil, extension, evidence } = factOf(way)
      const gone = until ?? (announcedUntil === undefined ? words.stays : words.soon(announcedUntil))
      const begun = extension ? words.own : (since ?? '')
      return [index > 0 ? '' : language === 'zh' ? zh : job, `\`${name}\``, over, begun, gone, evidence]
    }),
  )
  return table([words.way, rule(words.way), ...rows])
}

/** @param {'en' | 'zh'} language @returns {Promise<string>} the page. */
export async function pageOf(language) {
  const words = WORDS[language]
  const parts = [
    words.head,
    triedTable(words),
    words.ways,
    waysTable(words, language),
    words.facts,
    factsTable(words, language),
    words.tail,
  ]
  return format(`${parts.join('\n\n')}\n`, { parser: 'markdown', printWidth: 120 })
}

export const PAGES = /** @type {const} */ ({ en: `docs/${WORDS.en.file}`, zh: `docs/${WORDS.zh.file}` })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const language of ['en', 'zh']) writeFileSync(join(root, PAGES[language]), await pageOf(language))
}
