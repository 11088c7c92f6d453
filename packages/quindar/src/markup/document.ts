// A whole message: its blocks, or a big emoji.
import { block } from './blocks.ts'
import { bareEmoticon, emoji } from './emoji.ts'
import { title } from './emphasis.ts'
import { several } from './line.ts'
import type { MarkupOptions } from './options.ts'
import { first, matched, type Scan } from './scan.ts'
import type { Emoji, Root } from './tree.ts'

const emojiAlone = several(first<Emoji>(matched(/[ \t\r\n]/y), emoji, bareEmoticon), (value) => value)
const blocks = several(block, (value): Root => value)

/** The tree of a message, and how many looks at the text it took. */
export function read(text: string, options: MarkupOptions): { root: Root; steps: number } {
  const scan: Scan = { text, options, title, ends: new Map(), steps: 0 }
  const found: Emoji[][] = []
  const stop = emojiAlone(scan, 0, 0, found)
  const [value = []] = found
  if (stop === text.length && value[0] && !value[3]) {
    return { root: [{ type: 'BIG_EMOJI', value }], steps: scan.steps }
  }
  const roots: Root[] = []
  blocks(scan, 0, 0, roots)
  return { root: roots[0] ?? [], steps: scan.steps }
}
