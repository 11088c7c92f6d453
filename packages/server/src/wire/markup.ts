// The tree of a message's text, which goes out as `md`. It is made from the text when the message is written for the
// wire, so what was stored by an older release has it too. One message is written several times in a moment (to those
// who watch its room, as the room's last message, as the answer to who sent it) and read once.
import { parse, SERVER_DEFAULTS, type Root } from 'quindar/markup'

/** Trees are kept for this many texts, the latest ones. */
const KEPT = 200
const trees = new Map<string, Root>()

/** The same object for the same text, as long as it is remembered: it is not to be changed. */
export function markupOf(text: string): Root {
  const tree = trees.get(text) ?? parse(text, SERVER_DEFAULTS)
  // The latest asked for stands last.
  trees.delete(text)
  trees.set(text, tree)
  for (const oldest of trees.keys()) {
    if (trees.size <= KEPT) break
    trees.delete(oldest)
  }
  return tree
}
