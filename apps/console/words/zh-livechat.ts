// What the console says in Chinese about the livechat script.
import type { LivechatWords } from './en-livechat.ts'

export const livechat: LivechatWords = {
  visitor: '访客',
  visitorLead: '访客没有账号。和脚本一样，本页生成一个令牌和一个房间 id；谁拿着令牌，谁就是他。什么都不会保存。',
  name: '姓名',
  email: '邮箱',
  text: '第一条消息',
  newVisitor: '换一个访客',
  call: (number) => `第 ${number} 个调用`,
  needs: '需要',
  answer: '返回',
  releases: '版本',
  standings: {
    '404': { there: '有应答', goes: '最后几个版本应答 404', gone: '应答 404' },
    silence: { there: '听得到', goes: '最后几个版本听不到', gone: '听不到' },
  },
  gone: {
    '404': (release) => `自 ${release} 起应答 404`,
    silence: (release) => `自 ${release} 起没人听得到`,
  },
  announced: (release) => `宣布将于 ${release} 移除`,
  stays: '所有版本都有',
  instead: '取而代之',
  byLibrary: '用 quindar/livechat',
  byItself: '自动完成',
  missing: (release) => `该服务器自称是 ${release}，这个版本已没有这个调用。`,
  connected: '服务器已接受。',
  ready: '已订阅。发生的事会出现在下方和帧列表中。',
  notFound: (instead) =>
    `这个版本已没有这个调用${instead === undefined ? '。' : `：请用 ${instead}，或用两种都懂的 quindar/livechat。`}`,
  noAgent: '没有客服可以接待：需要先有一位客服把自己设为可用。',
  takeLead: '把这些调用变成一段纯脚本，或变成在每个版本上做同样事情的 quindar/livechat 几行代码。',
  scriptLead: '只有一条 WebSocket，自带一个新访客。可在浏览器控制台、网页和 Node 22 以上运行。',
  quindarLead: '用库的几行做同样的事，从版本 3 到 9 都行：它会问服务器哪条路可走。',
}
