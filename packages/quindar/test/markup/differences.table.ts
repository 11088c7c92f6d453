// Where `quindar/markup` gives another tree than Rocket.Chat's own parser, on purpose: every difference by name, with the
// reason and with what becomes of an example. Where no example of these is near, both trees are the same.
import type { MarkupOptions } from 'quindar/markup'

export interface Difference {
  readonly name: string
  readonly why: string
  readonly text: string
  readonly options?: MarkupOptions
  /** Our tree of the text. */
  readonly tree: unknown
}

const plain = (value: string) => ({ type: 'PLAIN_TEXT', value })
const link = (src: string, label = src) => ({ type: 'LINK', value: { src: plain(src), label: [plain(label)] } })
const emoji = (unicode: string) => ({ type: 'EMOJI', unicode })
const user = (name: string) => ({ type: 'MENTION_USER', value: plain(name) })
const line = (...value: unknown[]) => [{ type: 'PARAGRAPH', value }]

export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'an empty text is an empty tree',
    why: 'Rocket.Chat’s parser throws.',
    text: '',
    tree: [],
  },
  {
    name: 'a host without a scheme is linked below common top-level domains only',
    why: 'The list of all of them weighs ten times as much as this parser.',
    text: 'The end.Next one.',
    tree: line(plain('The end.Next one.')),
  },
  {
    name: 'a host with a scheme is linked below any top-level domain',
    why: 'It says itself that it is an address; the list is not there to ask, and one’s own network is not on it.',
    text: 'https://wiki.intranet/a',
    tree: line(link('https://wiki.intranet/a')),
  },
  {
    name: 'an address ends where a Chinese sentence does',
    why: 'Nobody puts a space before 。 or ，: with them the host is none, or the path leads nowhere.',
    text: '请看 https://rocket.chat/docs，谢谢。',
    tree: line(plain('请看 '), link('https://rocket.chat/docs'), plain('，谢谢。')),
  },
  {
    name: 'an emoji is no part of an e-mail address',
    why: 'It hides the mention or the address behind it.',
    text: '👍@bob.smith',
    tree: line(emoji('👍'), user('bob.smith')),
  },
  {
    name: 'what is no link keeps its `mailto:`',
    why: 'No text is lost.',
    text: 'mailto:a@b.c',
    tree: line(plain('mailto:a@b.c')),
  },
  {
    name: 'several `@` in a word stay',
    why: 'No text is lost: Rocket.Chat’s parser keeps one of them.',
    text: '*a@@b*',
    tree: line({ type: 'BOLD', value: [plain('a@@b')] }),
  },
  {
    name: 'more than eight `@` before a name are text',
    why: 'They are not looked through again and again for a name.',
    text: '@@@@@@@@@bob',
    tree: line(plain('@@@@@@@@@bob')),
  },
  {
    name: 'a time of day is text',
    why: 'What it means depends on the day on which it is read; without an offset, Rocket.Chat’s parser makes it 1970.',
    text: '<t:10:00:R> \\<t:10:00>',
    tree: line(plain('<t:10:00:R> \\<t:10:00>')),
  },
  {
    name: 'what Unicode shows as an emoji is one',
    why: 'Rocket.Chat’s table ends before 2019, and misses the star.',
    text: '🫠 ⭐',
    tree: [{ type: 'BIG_EMOJI', value: [emoji('🫠'), emoji('⭐')] }],
  },
  {
    name: 'an emoji before a joiner that joins nothing is one',
    why: 'Such joiners are what is left when an emoji is cut in two.',
    text: '👍\u200d a',
    tree: line(emoji('👍'), plain('\u200d a')),
  },
  {
    name: 'letters are what Unicode calls letters today',
    why: 'Rocket.Chat’s table is that of 2016, of the characters of 16 bits: names with rare Chinese characters end early.',
    text: '@𠮷野',
    tree: line(user('𠮷野')),
  },
]
