// The trees of Rocket.Chat's own parser, which is the oracle of these tests and nowhere else.
import { parse as parseAsRocketChat } from '@rocket.chat/message-parser'
import { parse, type MarkupOptions } from 'quindar/markup'

/** As it is once it has been stored or sent, with its keys in one order. */
const asStored = (tree: unknown): unknown =>
  JSON.parse(JSON.stringify(tree), (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) as unknown

const asGiven = ({ colors, emoticons, katex, customDomains }: MarkupOptions) => ({
  ...(colors === undefined ? {} : { colors }),
  ...(emoticons === undefined ? {} : { emoticons }),
  ...(katex === undefined ? {} : { katex: { ...katex } }),
  ...(customDomains === undefined ? {} : { customDomains: [...customDomains] }),
})

/** The oracle's tree; undefined where it throws. */
export function oracle(text: string, options: MarkupOptions = {}): unknown {
  try {
    return asStored(parseAsRocketChat(text, asGiven(options)))
  } catch {
    return undefined
  }
}

/** Our tree, to be compared with the oracle's. */
export const ours = (text: string, options: MarkupOptions = {}): unknown => asStored(parse(text, options))

/** What the comparisons are made with: nothing, what servers read, and everything. */
export const OPTIONS: readonly MarkupOptions[] = [
  {},
  { colors: true, emoticons: true, katex: { parenthesisSyntax: true, dollarSyntax: false } },
  {
    colors: true,
    emoticons: true,
    katex: { parenthesisSyntax: true, dollarSyntax: true },
    customDomains: ['intranet'],
  },
]
