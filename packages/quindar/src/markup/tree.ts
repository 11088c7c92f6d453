// The tree that a message's text becomes: what Rocket.Chat keeps in a message's `md`, as plain JSON. Where Rocket.Chat
// has a key whose value is undefined, the key is absent here, as it is once the tree has been stored or sent.

/** Text as it is shown. */
export interface PlainText {
  type: 'PLAIN_TEXT'
  value: string
}

/** `*bold*` or `**bold**`. */
export interface Bold {
  type: 'BOLD'
  value: Inline[]
}

/** `_italic_` or `__italic__`. */
export interface Italic {
  type: 'ITALIC'
  value: Inline[]
}

/** `~struck out~` or `~~struck out~~`. */
export interface Strike {
  type: 'STRIKE'
  value: Inline[]
}

/** `||hidden until clicked||` within a line. */
export interface Spoiler {
  type: 'SPOILER'
  value: Inline[]
}

/** Code between single backticks. */
export interface InlineCode {
  type: 'INLINE_CODE'
  value: PlainText
}

/** An address, or a text that leads to one. `src` is what was written: check its scheme before you follow it. */
export interface Link {
  type: 'LINK'
  value: { src: PlainText; label: Inline[] }
}

/** `![label](address)`. Without a label the address is its own. */
export interface Image {
  type: 'IMAGE'
  value: { src: PlainText; label: PlainText }
}

/** `@name`, without the `@`; `all` and `here` are names like others. Whether such a user exists is not looked at. */
export interface UserMention {
  type: 'MENTION_USER'
  value: PlainText
}

/** `#name`, without the `#`. Whether such a room exists is not looked at. */
export interface ChannelMention {
  type: 'MENTION_CHANNEL'
  value: PlainText
}

/**
 * `:smile:` (`value` is the code, as is `shortCode`), an emoticon such as `:)` (`value` is the emoticon, `shortCode` what
 * it stands for), or a character of Unicode (`unicode` alone).
 */
export type Emoji =
  { type: 'EMOJI'; value: PlainText; shortCode: string } | { type: 'EMOJI'; value?: undefined; unicode: string }

/** `color:#ff0000`: each from 0 to 255. */
export interface Color {
  type: 'COLOR'
  value: { r: number; g: number; b: number; a: number }
}

/** From `start` up to, not including, `end`, in UTF-16 units of the message's text. */
export type SourceRange = [start: number, end: number]

/** How a time is shown: `t T` short and long time, `d D` short and long date, `f F` both, `R` relative to now. */
export type TimestampFormat = 't' | 'T' | 'd' | 'D' | 'f' | 'F' | 'R'

/** `<t:1760000000:f>`: `timestamp` in seconds since 1970, as digits. */
export interface Timestamp {
  type: 'TIMESTAMP'
  value: { timestamp: string; format: TimestampFormat }
  /** What was written, for whoever does not draw times. */
  fallback: SourceRange
}

/** A formula within a line: TeX, to be shown as plain code where nothing draws formulas. */
export interface InlineKaTeX {
  type: 'INLINE_KATEX'
  value: string
}

/** What stands within a line. */
export type Inline =
  | PlainText
  | Bold
  | Italic
  | Strike
  | Spoiler
  | InlineCode
  | Link
  | Image
  | UserMention
  | ChannelMention
  | Emoji
  | Color
  | Timestamp
  | InlineKaTeX

/** A line of text. */
export interface Paragraph {
  type: 'PARAGRAPH'
  value: Inline[]
}

/** `# …` to `#### …`. */
export interface Heading {
  type: 'HEADING'
  level: 1 | 2 | 3 | 4
  value: Inline[]
}

/** Lines that begin with `>`. */
export interface Quote {
  type: 'QUOTE'
  value: Paragraph[]
}

/** Lines between `||` and `||`, hidden until clicked. */
export interface SpoilerBlock {
  type: 'SPOILER_BLOCK'
  value: Paragraph[]
}

/** A line of a fenced code block. */
export interface CodeLine {
  type: 'CODE_LINE'
  value: PlainText
}

/** Lines between three backticks. */
export interface Code {
  type: 'CODE'
  /** What stood behind the opening backticks; `none` where nothing did. */
  language: string
  value: CodeLine[]
}

/** An item of a list; `number` in ordered ones, as written. */
export interface ListItem {
  type: 'LIST_ITEM'
  value: Inline[]
  number?: number
}

/** `1. …` */
export interface OrderedList {
  type: 'ORDERED_LIST'
  value: ListItem[]
}

/** `- …` or `* …` */
export interface UnorderedList {
  type: 'UNORDERED_LIST'
  value: ListItem[]
}

/** `- [x] …`: `status` says whether it is done. */
export interface Task {
  type: 'TASK'
  status: boolean
  value: Inline[]
}

/** Tasks in consecutive lines. */
export interface Tasks {
  type: 'TASKS'
  value: Task[]
}

/** A cell; without `align` it stands where the reader's language begins. */
export interface TableCell {
  type: 'TABLE_CELL'
  align?: 'left' | 'center' | 'right'
  value: Inline[]
}

/** As many cells as the header has. */
export interface TableRow {
  type: 'TABLE_ROW'
  value: TableCell[]
}

/** `| a | b |`, a line of dashes, and rows. */
export interface Table {
  type: 'TABLE'
  value: { header: TableCell[]; rows: TableRow[] }
  /** What was written, for whoever does not draw tables. */
  fallback: SourceRange
}

/** `---` on a line of its own. */
export interface HorizontalRule {
  type: 'HORIZONTAL_RULE'
  /** Where the dashes are. */
  fallback: SourceRange
}

/** An empty line. */
export interface LineBreak {
  type: 'LINE_BREAK'
}

/** A formula of its own: TeX, to be shown as plain code where nothing draws formulas. */
export interface KaTeX {
  type: 'KATEX'
  value: string
}

/** What a message is made of. */
export type Block =
  | Paragraph
  | Heading
  | Quote
  | SpoilerBlock
  | Code
  | OrderedList
  | UnorderedList
  | Tasks
  | Table
  | HorizontalRule
  | LineBreak
  | KaTeX

/** A message of nothing but one to three emoji, which are drawn large. */
export interface BigEmoji {
  type: 'BIG_EMOJI'
  value: Emoji[]
}

/** The tree: blocks from top to bottom, or one big emoji. */
export type Root = Block[] | [BigEmoji]
