// What the console says about each step in Chinese.
import type { Step } from '../model/console.ts'
import type { StepWords } from './en-steps.ts'

export const steps: Readonly<Record<Step, StepWords>> = {
  open: {
    title: '打开套接字',
    why: '一条 WebSocket 双向承载一切，路径是 /websocket。打开之前不能发送任何内容：初次尝试大多错在这里。',
    troubles: [
      '通过 https 打开的页面只能连接 wss://。',
      '服务器前面的代理必须转发升级请求：使用 HTTP/1.1，并带上 Upgrade 和 Connection 头。',
      '浏览器不信任的证书只表现为连接失败：在新标签页打开 https 地址看看。',
    ],
  },
  connect: {
    title: '连接',
    why: '第一帧说明你使用的 DDP 版本，服务器以会话 id 应答。此后它会不时发来 {"msg":"ping"}，需要回复 {"msg":"pong"}；控制台会替你回复。',
    troubles: [
      '得到 “failed” 而不是 “connected”：服务器不支持该版本，请写 "1"。',
      '毫无应答：对方不是 Rocket.Chat，或者路径不对。',
      '旧服务器会先发 {"server_id":"0"}，忽略即可。',
    ],
  },
  login: {
    title: '登录',
    why: '调用 “login” 方法，使用密码（以 SHA-256 摘要传送）或令牌（“resume”）。应答中有你的用户 id 和下次可用的令牌。大多数订阅要先登录。',
    troubles: [
      '401 或 403，“User not found”：用户名错、密码错或令牌过期，服务器不会说明是哪一种。',
      '“totp-required”：该账号启用了两步验证。请在 Rocket.Chat 里创建个人访问令牌（账户 → 个人访问令牌），用它登录。',
      '“too-many-requests”：十秒内最多登录五次。',
    ],
  },
  subscribe: {
    title: '订阅房间',
    why: '此后房间里发生的事会以 “changed” 帧送来。新消息走 stream-room-messages；许多示例所用的 stream-notify-room 只说明谁在输入、哪些消息被删除。',
    troubles: [
      '“nosub” 加 “not-allowed”：尚未登录，或不是成员。5.0 之前的服务器不给原因。',
      '这里要的是房间 id 而不是名称。getRoomIdByNameOrId 可以查到。',
      '每次订阅都要用新的 id：重复的 id 会被悄悄忽略。',
    ],
  },
  send: {
    title: '发送消息',
    why: '调用 “sendMessage”。_id 由你生成：应答丢失时原样重发，服务器能认出来。你自己的消息也会像别人的一样从第 4 步的流里收到。',
    troubles: [
      '“error-not-allowed”：你不是房间成员，或房间只读。',
      '“too-many-requests”：一秒内最多五条消息。',
      'Rocket.Chat 宣布 9.0 将移除此调用；POST /api/v1/chat.sendMessage 会保留。',
    ],
  },
}
