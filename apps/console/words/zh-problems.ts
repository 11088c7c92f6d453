// What the console says in Chinese about addresses, sockets and texts that are not right.
import type { AddressProblem } from '../model/address.ts'
import type { Doubt, FrameFault } from '../model/check.ts'
import type { OpenFailure } from '../model/diagnose.ts'
import type { JsonFault } from '../model/json-text.ts'

export const addressProblems: Readonly<Record<AddressProblem, string>> = {
  empty: '请输入服务器地址，例如 https://chat.example.com。',
  unreadable: '这不是有效的地址：请写成 https://chat.example.com 的形式。',
  scheme: '请以 https://、http://、wss:// 或 ws:// 开头。',
  credentials: '浏览器不会打开地址里带用户名和密码的套接字：请去掉它们，登录在第 3 步进行。',
  fragment: '请去掉 # 之后的部分：套接字没有这一段。',
  mixed: '本页面通过 https 打开，浏览器只允许它连接 wss://。请使用服务器的 https 地址，或通过 http 打开本控制台。',
}

export const failures: Readonly<Record<OpenFailure, (site: string) => string>> = {
  upgrade: (site) =>
    `${site} 上有 Rocket.Chat 应答，但套接字没有打开：它前面的代理没有转发升级请求。代理须以 HTTP/1.1 连接服务器，并带上 Upgrade 和 Connection 头。`,
  stranger: (site) => `${site} 上有应答，但不是 Rocket.Chat（${site}/api/info 没有相应内容）。请检查主机、端口和路径。`,
  plain: (site) => `${site} 上的服务器不使用 TLS：请改用 http://（或 ws://）。`,
  tls: (site) => `${site} 上的服务器要求 TLS：请改用 https://（或 wss://）。`,
  hidden: (site) =>
    `${site} 上有应答，但套接字没有打开，浏览器也不允许本页面读取更多（CORS）。代理未转发升级请求的 Rocket.Chat 会是这样，完全不相干的服务也会是这样。`,
  nobody: (site) => `${site} 没有应答：服务器在运行吗？主机和端口对吗？`,
  untrusted: (site) => `${site} 没有应答，或其证书不被本浏览器信任。在新标签页打开 ${site} 就能看到是哪一种。`,
  timeout: (site) => `${site} 在 10 秒内没有应答：可能被防火墙拦截。`,
  blocked: (site) => `浏览器拒绝打开到 ${site} 的套接字：被本页面的策略或某个扩展禁止。`,
}

export const jsonFaults: Readonly<Record<JsonFault, string>> = {
  empty: '请写一个帧，例如 {"msg":"ping"}',
  unfinished: '文本过早结束：有括号或引号没有闭合',
  afterwards: '帧结束之后还有内容',
  value: '这里应是一个值：双引号文本、数字、true、false、null、{ 或 [',
  key: '这里应是双引号括起的名称',
  colon: '这里应是冒号',
  comma: '这里应是逗号或右括号',
  'trailing-comma': '右括号前不能有逗号',
  'single-quotes': 'JSON 要用双引号',
  string: '这段文本没有闭合，或含有换行或错误的转义',
}

export const frameFaults: Readonly<Record<FrameFault, (msg: string) => string>> = {
  'not-object': () => '帧是一个对象：{ … }。',
  'no-msg': () => '帧要有 "msg" 字段说明类型：connect、method、sub、unsub、ping 或 pong。',
  'unknown-msg': (msg) => `没有 "msg": "${msg}" 这种帧。客户端可发 connect、method、sub、unsub、ping、pong。`,
  'server-msg': (msg) => `“${msg}” 由服务器发送。客户端可发 connect、method、sub、unsub、ping、pong。`,
  id: (msg) => `${msg} 需要一个自定的 "id"，用来辨认它的应答。`,
  'id-number': () => '"id" 必须是文本："42"，而不是 42。',
  method: () => 'method 需要名称："method": "sendMessage"。',
  name: () => 'sub 需要名称："name": "stream-room-messages"。',
  params: () => '"params" 必须是列表：[ … ]。',
  limit: () => '这超过了我们的服务器所接受的大小或深度，其他服务器也许可以。',
}

export const doubts: Readonly<Record<Doubt['kind'], (name: string) => string>> = {
  'unknown-method': (name) => `有效的帧。这里不认识方法 “${name}”，服务器也许认识。`,
  'unknown-stream': (name) => `有效的帧。这里不认识 “${name}”，服务器也许认识。`,
  'used-id': (name) => `有效的帧，但 id “${name}” 在这条连接上用过了：请换一个。`,
  'connect-version': () => '有效的帧，但服务器要求 "version": "1"，且 "support" 列表中含有它。',
  'stream-prefix': (name) => `有效的帧，但流的名称以 “stream-” 开头：stream-${name}。`,
}
