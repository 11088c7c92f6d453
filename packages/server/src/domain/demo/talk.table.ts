// The last day of #general: the history that every demo has.

import type { DemoLine } from './story.ts'

export const DEMO_TALK: readonly DemoLine[] = [
  {
    by: 'admin',
    minutes: 5,
    text: 'Welcome to #general! Say hello when you come in.',
    reactions: [[':wave:', 'alice']],
  },
  { by: 'alice', minutes: 4, text: 'Hello everybody :wave:' },
  {
    by: 'carol',
    minutes: 2,
    text: '大家好！我是新来的 Carol。',
    reactions: [
      [':tada:', 'alice'],
      [':tada:', 'bob'],
    ],
  },
  { by: 'bob', minutes: 1, text: 'Welcome, @carol! 欢迎欢迎。' },
  { by: 'alice', minutes: 180, text: 'I am trying the realtime API from the browser. Five frames and it talks.' },
  { by: 'bob', minutes: 3, text: 'Which five?' },
  {
    by: 'alice',
    minutes: 4,
    text: '`connect`, `login`, `sub`, `method`, and a `pong` for every `ping`.',
    reactions: [
      [':thumbsup:', 'bob'],
      [':thumbsup:', 'carol'],
      [':heart:', 'admin'],
    ],
  },
  { by: 'carol', minutes: 6, text: '断线以后呢？消息会丢吗？' },
  {
    by: 'bob',
    minutes: 2,
    text: 'After a drop you log in with the token and subscribe agian.',
    better: 'After a drop you log in with the token and subscribe again.',
  },
  { by: 'alice', minutes: 2, text: '@carol 不会丢：重新连上后会把错过的补回来。' },
  { by: 'carol', minutes: 1, text: '太好了，谢谢！ :pray:', reactions: [[':smile:', 'alice']] },
  {
    by: 'admin',
    minutes: 600,
    text: 'Reminder: the documentation of DDP is at https://github.com/meteor/meteor/blob/devel/packages/ddp/DDP.md',
  },
  { by: 'bob', minutes: 30, text: 'Lunch at noon? 🍜' },
  { by: 'carol', minutes: 3, text: '好啊，老地方见。', reactions: [[':ramen:', 'bob']] },
  { by: 'alice', minutes: 8, text: 'On my way. If you read this in another client: send something, we all see it.' },
]
