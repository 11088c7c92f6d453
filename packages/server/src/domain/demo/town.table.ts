// The days before: two more channels, a private group, direct messages, and what was said in them.

import type { DemoLine, DemoRoom } from './story.ts'

export const TOWN_ROOMS: readonly DemoRoom[] = [
  {
    name: 'frontend',
    type: 'channel',
    topic: 'Browsers, sockets, and what is drawn',
    owner: 'alice',
    members: ['alice', 'bob', 'carol', 'houston'],
  },
  {
    name: 'coffee',
    type: 'channel',
    topic: '茶水间 · anything but work',
    owner: 'carol',
    members: ['carol', 'alice', 'bob', 'admin'],
  },
  {
    name: 'launch',
    type: 'group',
    topic: 'The release, until it is out',
    owner: 'admin',
    members: ['admin', 'alice', 'bob'],
  },
]

const STEPS = `The whole thing, step by step, for whoever comes after me:

1. Open a WebSocket to \`/websocket\`.
2. Send \`connect\` with version \`1\`. Wait for \`connected\`.
3. Log in: method \`login\` with a token, or with the name and the SHA-256 of the password.
4. Subscribe: \`stream-room-messages\` with the id of the room.
5. Send: method \`sendMessage\` with an \`_id\` of your own, so that you can tell your message when it comes back.

And answer every \`ping\` with a \`pong\`, or the server hangs up after a while. That last one cost me an afternoon: everything worked, for exactly ninety seconds.`

const LONG = `I have read the logs of the whole week, and this is what I think happens when a laptop goes to sleep.

*The socket does not notice.* The lid closes, the machine stops, and the socket stays open on our side, because nobody told it otherwise. The server sends its ping, gets nothing, and hangs up after a minute or so. Its goodbye never reaches a machine that sleeps.

*The machine wakes up.* Now we have a socket that says it is open and is not. Whatever we send goes into a buffer and from there to nowhere. It can take the operating system many minutes to find out. In that time the page looks fine: no error, no banner, only silence. I would rather have an error.

*So we must ask.* After a wake a timer fires much too late, and that is how we know. We send a ping at once and wait three seconds. No answer: the connection is dead, we dial again, log in with the token, subscribe again, and _then_ ask for what was said meanwhile, before we let anything else out.

*And the order matters.* If live messages are drawn while the old ones are still being fetched, people see the answer before the question. So what arrives live waits until the gap is closed. It is a second or two, nobody has ever complained about that second.

> The rule that I would put on the wall: silence is never an answer.

If somebody has a laptop with another system than mine: close the lid for five minutes, open it, and tell me in the thread what the page says.`

const CODE = `This is all that it takes:
\`\`\`ts
import { connect } from 'quindar'

const rc = await connect('http://localhost:3000', { user: 'alice', password: 'alice' })
const room = await rc.room('#frontend')
room.on('message', (message) => console.log(message.author.name, message.text))
await room.send('Hello from twenty lines less')
\`\`\``

const MENU = `今天中午的菜单:
- 番茄牛腩
- 麻婆豆腐(_微辣_)
- 酸辣土豆丝
- 紫菜蛋花汤

要订的在 11 点半之前回复我,过时不候。`

export const TOWN_TALK: readonly DemoLine[] = [
  // Six days ago
  { by: 'admin', minutes: 0, text: 'The server is up. Four of us for now, more next week.' },
  { by: 'bob', minutes: 6, text: 'Works from here. Nice and quick.' },
  { by: 'alice', minutes: 2, text: 'Same. I made #frontend for everything with a screen.' },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 3,
    text: 'First! Everything about the page goes here: design, sockets, bugs.',
  },
  { in: 'frontend', by: 'bob', minutes: 5, text: 'Do we have a picture of the login page somewhere?' },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 4,
    text: 'Not yet. Name, password, one button. I would like to keep it that way.',
  },
  { in: 'frontend', by: 'bob', minutes: 1, text: 'Agreed. And three different sentences when it fails, please.' },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 3,
    text: 'Which three?',
    called: 'sentences',
  },
  {
    in: 'frontend',
    by: 'bob',
    minutes: 2,
    answers: 'sentences',
    text: 'Wrong password. Server not reachable. Session expired. They need different things from the reader.',
    reactions: [[':100:', 'alice']],
  },
  { in: 'frontend', by: 'alice', minutes: 4, answers: 'sentences', text: 'Right: try again, wait, log in. I take it.' },
  { in: 'frontend', by: 'carol', minutes: 9, answers: 'sentences', text: '中文也要三句,我来写。' },
  { in: 'coffee', by: 'carol', minutes: 30, text: '茶水间开张了 ☕ 这里不谈工作。' },
  { in: 'coffee', by: 'bob', minutes: 3, text: 'What do we talk about then?' },
  {
    in: 'coffee',
    by: 'carol',
    minutes: 1,
    text: 'Food. 吃的。',
    reactions: [
      [':ramen:', 'bob'],
      [':ramen:', 'alice'],
      [':joy:', 'admin'],
    ],
  },
  { in: 'coffee', by: 'alice', minutes: 14, text: 'Has anybody tried the noodle place behind the station?' },
  { in: 'coffee', by: 'bob', minutes: 2, text: 'Twice this week. Go before twelve or stand in line.' },
  { in: 'alice@bob', by: 'alice', minutes: 40, text: 'Do you have ten minutes later? I want to show you something.' },
  { in: 'alice@bob', by: 'bob', minutes: 7, text: 'After three. Is it the thing with the socket?' },
  { in: 'alice@bob', by: 'alice', minutes: 1, text: 'It is the thing with the socket.' },
  { in: 'alice@bob', by: 'bob', minutes: 1, text: ':sweat_smile:' },
  // Five days ago
  { by: 'admin', minutes: 1_080, text: 'Good morning! Backups run every night at two now.' },
  { by: 'carol', minutes: 12, text: '早上好!备份多久能恢复一次?有人试过吗?' },
  {
    by: 'admin',
    minutes: 20,
    text: 'Fair question: I had not. Now I have: four minutes, nothing missing.',
    reactions: [
      [':clap:', 'carol'],
      [':clap:', 'bob'],
      [':clap:', 'alice'],
    ],
  },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 35,
    text: STEPS,
    reactions: [
      [':heart:', 'bob'],
      [':star:', 'carol'],
    ],
    called: 'steps',
  },
  { in: 'frontend', by: 'carol', minutes: 16, answers: 'steps', text: '太有用了。第 5 步的 `_id` 有格式要求吗?' },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 3,
    answers: 'steps',
    text: '没有硬性要求,但习惯是 17 个字母和数字。重复的 `_id` 会被拒绝,所以重发是安全的。',
  },
  { in: 'frontend', by: 'bob', minutes: 22, text: 'Ninety seconds, hm. I had blamed the proxy for that.' },
  { in: 'frontend', by: 'alice', minutes: 1, text: 'Everybody blames the proxy.' },
  { in: 'frontend', by: 'bob', minutes: 1, text: 'Sometimes it *is* the proxy. Ours did not pass the upgrade:' },
  {
    in: 'frontend',
    by: 'bob',
    minutes: 2,
    text: '```nginx\nlocation /websocket {\n  proxy_pass http://127.0.0.1:3000;\n  proxy_http_version 1.1;\n  proxy_set_header Upgrade $http_upgrade;\n  proxy_set_header Connection "upgrade";\n}\n```',
    reactions: [[':bookmark:', 'carol']],
  },
  { in: 'frontend', by: 'carol', minutes: 8, text: '收藏了 🙏' },
  { in: 'launch', by: 'admin', minutes: 55, text: 'This room is for the release. What is still open?' },
  {
    in: 'launch',
    by: 'alice',
    minutes: 6,
    text: '- [x] log in and out\n- [x] rooms and unread counts\n- [ ] what happens after a drop\n- [ ] screenshots\n- [ ] somebody who has never seen it',
  },
  {
    in: 'launch',
    by: 'bob',
    minutes: 3,
    text: 'I take the drop. I have a bad network at home, it is good for something after all.',
  },
  { in: 'launch', by: 'admin', minutes: 2, text: 'And the one who has never seen it is my sister. She is merciless.' },
  { in: 'launch', by: 'alice', minutes: 1, text: 'Perfect.', reactions: [[':smiling_imp:', 'bob']] },
  { in: 'coffee', by: 'carol', minutes: 90, text: MENU, called: 'menu' },
  { in: 'coffee', by: 'alice', minutes: 4, answers: 'menu', text: '牛腩一份!' },
  { in: 'coffee', by: 'bob', minutes: 2, answers: 'menu', text: 'Tofu for me. How spicy is _slightly_?' },
  {
    in: 'coffee',
    by: 'carol',
    minutes: 1,
    answers: 'menu',
    text: 'For you: no.',
    reactions: [
      [':joy:', 'alice'],
      [':joy:', 'bob'],
    ],
  },
  { in: 'coffee', by: 'bob', minutes: 75, text: 'It was spicy.' },
  { in: 'coffee', by: 'carol', minutes: 1, text: ':fire:' },
  // Four days ago
  { by: 'bob', minutes: 1_100, text: 'Train is late, I join the call from the platform.' },
  { by: 'alice', minutes: 1, text: 'A real test for the reconnect then :)' },
  { by: 'bob', minutes: 25, text: 'In the tunnel now, let us s' },
  { by: 'bob', minutes: 7, text: 'Back. I missed nothing, it says. Did I?' },
  { by: 'alice', minutes: 1, text: 'We said terrible things about trains. You should see four messages.' },
  { by: 'carol', minutes: 0, text: '四条,没错。' },
  {
    by: 'bob',
    minutes: 1,
    text: 'I see them all, in order. That never worked with the old page.',
    reactions: [[':rocket:', 'alice']],
  },
  {
    in: 'frontend',
    by: 'bob',
    minutes: 130,
    text: LONG,
    called: 'sleep',
    reactions: [
      [':zzz:', 'carol'],
      [':bulb:', 'alice'],
      [':thumbsup:', 'admin'],
    ],
  },
  {
    in: 'frontend',
    by: 'carol',
    minutes: 45,
    answers: 'sleep',
    text: '我的笔记本:合上五分钟,打开以后两秒就连上了,什么都没丢。',
  },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 20,
    answers: 'sleep',
    text: 'Same here: three seconds, then the banner was gone.',
  },
  { in: 'frontend', by: 'bob', minutes: 5, answers: 'sleep', text: 'Thank you both. Closing the lid on this one.' },
  { in: 'alice@bob', by: 'bob', minutes: 60, text: 'Your tip about the timer that fires late was the key.' },
  {
    in: 'alice@bob',
    by: 'alice',
    minutes: 3,
    text: 'I stole it from a game. They have had laptops that sleep for twenty years.',
  },
  { in: 'alice@bob', by: 'bob', minutes: 1, text: 'Steal on.', reactions: [[':pirate_flag:', 'alice']] },
  {
    in: 'launch',
    by: 'bob',
    minutes: 15,
    text: 'The drop is done. Tunnel, lift, lid, and the server restarted under it: nothing lost, nothing twice.',
  },
  {
    in: 'launch',
    by: 'admin',
    minutes: 4,
    text: 'How do we know?',
  },
  {
    in: 'launch',
    by: 'bob',
    minutes: 2,
    text: 'A test cuts the wire a few hundred times and counts. It counts better than I do.',
  },
  { in: 'launch', by: 'admin', minutes: 1, text: '好。', reactions: [[':white_check_mark:', 'alice']] },
  // Three days ago
  { by: 'carol', minutes: 1_150, text: '大家早。昨晚我把界面翻译完了,中文版可以试用了。' },
  { by: 'carol', minutes: 1, text: '有不通顺的地方请直接说,我不会生气的。' },
  { by: 'alice', minutes: 30, text: '“正在重新连接”比“连接中断”好,让人安心。' },
  { by: 'carol', minutes: 4, text: '改好了,谢谢!', reactions: [[':ok_hand:', 'alice']] },
  { by: 'bob', minutes: 8, text: 'I cannot read it, but it looks beautiful in the dark theme.' },
  { in: 'frontend', by: 'alice', minutes: 50, text: CODE, reactions: [[':eyes:', 'bob']] },
  { in: 'frontend', by: 'bob', minutes: 6, text: 'And the password? It does not go over the wire like that, does it?' },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 2,
    text: 'Only its SHA-256, as the server wants it. Which is why you still want `wss://` anywhere but on your own machine.',
  },
  { in: 'frontend', by: 'carol', minutes: 12, text: '输入法的问题解决了吗?按回车选字的时候消息就发出去了 😭' },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 9,
    text: '解决了:选字的时候 `isComposing` 是 true,那个回车不算。',
    reactions: [
      [':tada:', 'carol'],
      [':tada:', 'bob'],
    ],
  },
  { in: 'frontend', by: 'carol', minutes: 1, text: '终于!' },
  { in: 'coffee', by: 'admin', minutes: 100, text: 'My sister asks whether the coffee machine has a channel too.' },
  { in: 'coffee', by: 'bob', minutes: 2, text: 'It has strong opinions, so it should.' },
  { in: 'coffee', by: 'carol', minutes: 3, text: '它只会说一句话:请加水。', reactions: [[':droplet:', 'admin']] },
  {
    in: 'launch',
    by: 'admin',
    minutes: 40,
    text: 'She found something: with a long name the list jumps. Picture follows.',
  },
  {
    in: 'launch',
    by: 'alice',
    minutes: 12,
    text: 'Found it, one line of CSS:\n```css\n.room-name { overflow: hidden; text-overflow: ellipsis; }\n```',
  },
  { in: 'launch', by: 'admin', minutes: 3, text: 'She says it is fine now. From her that is applause.' },
  // Two days ago
  {
    by: 'admin',
    minutes: 1_120,
    text: '@all the server restarts at noon, for a minute. Keep your pages open, I want to see what they do.',
  },
  { by: 'bob', minutes: 5, text: 'I will type through it.' },
  { by: 'bob', minutes: 55, text: 'This one I sent while it was down.', reactions: [[':astonished:', 'carol']] },
  { by: 'carol', minutes: 1, text: '我收到了,而且只有一条。' },
  { by: 'admin', minutes: 2, text: 'Forty seconds, and nobody was logged out. Thank you!' },
  {
    in: 'frontend',
    by: 'carol',
    minutes: 60,
    text: '| 情况 | 页面说什么 |\n| --- | --- |\n| 断线 | 几秒后重试 |\n| 被踢出 | 请重新登录 |\n| 没有权限 | 谁可以给你权限 |',
  },
  { in: 'frontend', by: 'bob', minutes: 7, text: 'A table! And the page draws it.' },
  { in: 'frontend', by: 'carol', minutes: 1, text: '是的,三行代码的事 :see_no_evil:' },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 18,
    text: 'Reading about colours for people who cannot tell red from green: https://www.w3.org/WAI/WCAG22/Understanding/use-of-color',
  },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 1,
    text: 'In short: never colour alone. So failed messages get a sign and a word now.',
  },
  { in: 'frontend', by: 'bob', minutes: 3, text: 'And a button?' },
  {
    in: 'frontend',
    by: 'alice',
    minutes: 1,
    text: 'And a button. *Try again*, and *Delete* beside it.',
    reactions: [[':thumbsup:', 'bob']],
  },
  { in: 'alice@bob', by: 'alice', minutes: 45, text: 'Lunch tomorrow? Not the tofu.' },
  { in: 'alice@bob', by: 'bob', minutes: 2, text: 'Anything but the tofu.' },
  { in: 'coffee', by: 'alice', minutes: 200, text: 'Sunset from the roof was unreal today 🌇' },
  { in: 'coffee', by: 'carol', minutes: 5, text: '我也看到了!整个天空都是橘色的。' },
  {
    in: 'launch',
    by: 'alice',
    minutes: 20,
    text: 'Screenshots are done: three widths, light and dark, both languages. I looked at every one of them.',
  },
  { in: 'launch', by: 'bob', minutes: 2, text: 'All of them?' },
  {
    in: 'launch',
    by: 'alice',
    minutes: 1,
    text: 'The one with the ninety-character room name twice.',
    reactions: [[':muscle:', 'admin']],
  },
  { in: 'launch', by: 'admin', minutes: 4, text: 'Then we are nearly there. ~Friday~ Thursday.' },
]

/** After the last talk, and not read by everybody yet. */
export const TOWN_LATELY: readonly DemoLine[] = [
  { in: 'coffee', by: 'bob', minutes: 2, text: 'The noodle place has no line right now. I repeat: no line.' },
  { in: 'coffee', by: 'carol', minutes: 1, text: '冲!@alice 帮你占位吗?' },
  {
    in: 'houston@alice',
    by: 'houston',
    minutes: 1,
    text: 'Hello Alice! I am Houston, a bot. Write to me here, or say `@houston help` in a channel: I answer when I am spoken to. 也可以跟我说中文。',
  },
  {
    in: 'houston@bob',
    by: 'houston',
    minutes: 1,
    text: 'Hello Bob! I am Houston, a bot. Write to me here, or say `@houston help` in a channel: I answer when I am spoken to.',
  },
  {
    in: 'houston@carol',
    by: 'houston',
    minutes: 1,
    text: '你好,Carol!我是 Houston,一个机器人。在这里写给我,或者在频道里说 `@houston help`:叫我,我就回答。',
  },
]
