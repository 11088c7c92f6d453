// Every state of the chat page that can be looked at, by name.
import type { JSX } from 'preact'
import { MethodError, TimeoutError, type JoinedRoom } from 'quindar'
import type { Mailing, Question } from '../model/second-factor.ts'
import { EmojiPicker } from '../views/emoji-picker.tsx'
import { Login } from '../views/login.tsx'
import { Removing } from '../views/removing.tsx'
import { Screen } from '../views/screen.tsx'
import {
  ALICE,
  BOB,
  CAROL,
  chat,
  entry,
  NOW,
  roomView,
  said,
  secondFactor,
  session,
  type MadeUpChat,
  type MadeUpRoom,
} from './made-up.ts'
import { LONG_TEXT, STORY } from './story.ts'

const LONG_NAME = 'Maximiliane-Friederike von Hohenzollern-Sigmaringen-Württemberg'
const ROOMS: readonly JoinedRoom[] = [
  entry('GENERAL', 'channel', 'general', { topic: 'Everything and anything', memberCount: 4 }),
  entry('c2', 'channel', 'design', { alert: true, unread: 3 }),
  entry('c3', 'channel', 'announcements-of-the-whole-company-and-its-friends', {
    alert: true,
    unread: 128,
    mentions: 2,
  }),
  entry('c4', 'channel', '中文讨论'),
  entry('g1', 'group', 'founders', { alert: true }),
  entry('d1', 'direct', BOB.name, { username: 'bob', userId: BOB.id, alert: true, unread: 2 }),
  entry('d2', 'direct', CAROL.name, { username: 'carol', userId: CAROL.id }),
  entry('d3', 'direct', LONG_NAME, { username: 'max', userId: 'u4' }),
]
const STATUSES = { [BOB.id]: 'online', [CAROL.id]: 'away', u4: 'offline' } as const

function everything(room: MadeUpRoom, more: MadeUpChat = {}): JSX.Element {
  const made = chat({ list: ROOMS, statuses: STATUSES, drafts: { c4: 'x' }, view: roomView(room), ...more })
  return <Screen chat={made} onLogout={() => {}} />
}

function asked(question: Partial<Question>, mailing?: Mailing, checking = false): JSX.Element {
  const whole = { method: 'totp', wrong: false, codeSent: false, codeExpires: undefined, ...question } as const
  return <Login session={session(undefined, true, 'alice', secondFactor(whole, mailing, checking))} durable />
}

const reactions = Object.fromEntries(
  [
    'thumbsup',
    'heart',
    'joy',
    'tada',
    'eyes',
    'pray',
    'fire',
    'white_check_mark',
    'wave',
    'smile',
    'wink',
    'thinking',
    'sob',
  ]
    .concat([
      'heart_eyes',
      'sunglasses',
      'open_mouth',
      'clap',
      'muscle',
      'rocket',
      '100',
      'thumbsdown',
      'x',
      'bulb',
      'coffee',
    ])
    .concat(['bug', 'beers', 'sparkles', 'slight_smile', 'panda_face', 'not_an_emoji_at_all'])
    .map((name, index) => [
      `:${name}:`,
      index % 3 === 0 ? ['alice', 'bob'] : Array.from({ length: index + 1 }, (_, at) => `user${at}`),
    ]),
)
const tooLong = new MethodError('sendMessage', { error: 'error-message-size-exceeded' })
const mine = { raw: undefined } as const

export const SCENES: Readonly<Record<string, () => JSX.Element>> = {
  login: () => <Login session={session()} durable />,
  'login-wrong': () => <Login session={session({ kind: 'wrongPassword' }, false, 'alice')} durable />,
  'login-unreachable': () => <Login session={session({ kind: 'unreachable' }, false, 'alice')} durable />,
  'login-expired': () => <Login session={session({ kind: 'sessionExpired' }, false, 'alice')} durable={false} />,
  'login-busy': () => <Login session={session(undefined, true, 'alice')} durable />,
  'login-code': () => asked({ method: 'totp' }),
  'login-code-wrong': () => asked({ method: 'totp', wrong: true }),
  'login-code-checking': () => asked({ method: 'totp' }, undefined, true),
  'login-mail': () => asked({ method: 'email', codeSent: true, codeExpires: new Date(NOW) }),
  'login-mail-sent': () => asked({ method: 'email', codeSent: true }, 'sent'),
  'login-mail-refused': () => asked({ method: 'email' }, { kind: 'rateLimit', seconds: 42 }),
  'login-locked': () => <Login session={session({ kind: 'secondFactorLocked' }, false, 'alice')} durable />,
  list: () => <Screen chat={chat({ list: ROOMS, statuses: STATUSES, drafts: { c4: 'x' } })} onLogout={() => {}} />,
  'list-empty': () => <Screen chat={chat({})} onLogout={() => {}} />,
  'list-loading': () => (
    <Screen chat={chat({ loaded: false, link: { kind: 'connecting', again: false } })} onLogout={() => {}} />
  ),
  'list-error': () => (
    <Screen chat={chat({ loaded: false, trouble: { kind: 'rateLimit', seconds: 8 } })} onLogout={() => {}} />
  ),
  story: () => everything({ messages: STORY, typing: ['bob'], unreadAfter: new Date(NOW - 30 * 60_000) }),
  empty: () => everything({}),
  loading: () => everything({ loading: true }),
  error: () => everything({ error: new TimeoutError('loadHistory', 30_000) }),
  denied: () => everything({}, { view: roomView({ loading: true }, { kind: 'denied' }) }),
  offline: () =>
    everything(
      {
        messages: [
          ...STORY.slice(-6),
          said('p1', 1, ALICE, 'Sent without a connection', { ...mine, status: 'pending' }),
        ],
      },
      { link: { kind: 'waiting', seconds: 12 } },
    ),
  failed: () =>
    everything({
      messages: [
        ...STORY.slice(-4),
        said('f1', 1, ALICE, LONG_TEXT.slice(0, 260), { ...mine, status: 'failed', error: tooLong }),
        said('f2', 0, ALICE, 'And this?', {
          ...mine,
          status: 'failed',
          error: new TimeoutError('sendMessage', 600_000),
        }),
      ],
    }),
  gap: () =>
    everything({
      messages: STORY.slice(-9),
      gaps: [{ afterId: STORY.at(-5)?.id, from: new Date(NOW) }],
      hasOlder: true,
    }),
  'gap-open': () =>
    everything({
      messages: STORY.slice(-9),
      gaps: [{ afterId: STORY.at(-5)?.id, from: new Date(NOW) }],
      gapError: new TimeoutError('loadHistory', 30_000),
      hasOlder: true,
    }),
  editing: () => everything({ messages: STORY, editing: STORY.findLast(({ author }) => author === ALICE)?.id ?? '' }),
  long: () =>
    everything(
      {
        messages: [
          said('l1', 9, { ...BOB, name: LONG_NAME }, LONG_TEXT),
          said('l2', 8, CAROL, 'W'.repeat(300)),
          said('l3', 7, ALICE, 'Thirty reactions', { reactions }),
          said('l4', 6, BOB, `https://example.com/${'a-very-long-path/'.repeat(14)}`),
        ],
        draft: 'A draft of several lines\nthat makes the field grow\nand grow',
      },
      {
        list: [
          entry('GENERAL', 'channel', 'a-channel-with-a-name-as-long-as-it-may-be-'.repeat(3), {
            topic: LONG_TEXT,
            memberCount: 12_345,
          }),
        ],
      },
    ),
  mentioning: () => everything({ messages: STORY, draft: 'Ask @' }),
  'bad-days': () =>
    everything(
      { messages: STORY },
      {
        notices: [{ kind: 'storage' }, { kind: 'clock', minutes: 1_440 }, { kind: 'slowed', seconds: 7 }],
        link: { kind: 'waiting', seconds: 12 },
      },
    ),
  'read-only': () =>
    everything(
      { messages: STORY },
      { list: [entry('GENERAL', 'channel', 'news', { readOnly: true, mayWrite: false })] },
    ),
  archived: () =>
    everything(
      { messages: STORY },
      { list: [entry('GENERAL', 'channel', 'old', { archived: true, mayWrite: false })] },
    ),
  starter: () =>
    everything(
      { messages: STORY },
      {
        query: 'des',
        choices: [
          { kind: 'open', key: 'o', entry: ROOMS[1] as JoinedRoom },
          { kind: 'join', key: 'j', channel: { id: 'x', name: 'desk-plants', topic: 'Water on Mondays', members: 12 } },
          { kind: 'direct', key: 'd', name: 'des' },
          { kind: 'channel', key: 'c', name: 'des' },
          { kind: 'group', key: 'g', name: 'des' },
        ],
      },
    ),
  'starter-error': () =>
    everything({ messages: STORY }, { query: 'general', choices: [], starterTrouble: { kind: 'nameTaken' } }),
  picker: () => (
    <>
      {everything({ messages: STORY })}
      <EmojiPicker onClose={() => {}} onPick={() => {}} />
    </>
  ),
  removing: () => (
    <>
      {everything({ messages: STORY })}
      <Removing message={STORY[0] as never} onClose={() => {}} onConfirm={() => {}} />
    </>
  ),
}
