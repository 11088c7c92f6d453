// Writes packages/server/src/domain/emoji-names.table.ts out of the lists of names that Rocket.Chat's releases go by:
//
//   npm pack emojione@4.5.0 emoji-toolkit@11.0.0 emojibase-data@17.0.0, each unpacked into a folder of its own; then
//   node scripts/emoji-names.mjs <emojione> <emoji-toolkit> <emojibase-data>
//
// A name that comes in all skin tones is written once, with a mark for each way of naming them.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const WIDTH = 120
const target = join(root, 'packages/server/src/domain/emoji-names.table.ts')

const [emojione, toolkit, emojibase] = process.argv.slice(2)
if (emojibase === undefined) {
  console.error('Name the three unpacked packages: emojione, emoji-toolkit, emojibase-data.')
  process.exit(1)
}

const read = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'))
const ofJoyPixels = (folder) =>
  Object.values(read(folder, 'emoji.json')).flatMap((emoji) => [emoji.shortname, ...emoji.shortname_alternates])
const ofEmojibase = (preset) => Object.values(read(emojibase, 'en/shortcodes', `${preset}.json`)).flat()

const names = new Set(
  [...ofJoyPixels(emojione), ...ofJoyPixels(toolkit), ...ofEmojibase('joypixels'), ...ofEmojibase('emojibase')].map(
    (name) => name.replaceAll(':', ''),
  ),
)

const { MARKS, inTones } = await import('../packages/server/src/domain/emoji-tones.ts')
const TONE = /_(tone[1-5]|(medium_)?(light|dark)_skin_tone|medium_skin_tone).*$/
const bases = new Set([...names].map((name) => name.replace(TONE, '')))
const words = []
for (const base of bases) {
  const marks = MARKS.filter((mark) => inTones(base, mark).every((name) => names.has(name)))
  if (marks.length === 0) continue
  for (const mark of marks) for (const name of inTones(base, mark)) names.delete(name)
  // Some are there in tones alone.
  words.push(`${base}${names.delete(base) ? '' : '-'}${marks.join('')}`)
}
words.push(...names)

const lines = ['']
for (const word of words.toSorted((one, other) => (one < other ? -1 : 1))) {
  const line = lines.at(-1)
  if (line === '') lines[lines.length - 1] = word
  else if (line.length + word.length + 1 > WIDTH) lines.push(word)
  else lines[lines.length - 1] = `${line} ${word}`
}

writeFileSync(
  target,
  `// The names of emoji that Rocket.Chat knows, made by scripts/emoji-names.mjs: those of emojione 4.5 and emoji-toolkit 11
// (JoyPixels), which its releases up to 8 go by, and of emojibase 17, which comes after them. Marks stand for skin tones:
// see emoji-tones.ts.

export const EMOJI_NAMES = \`
${lines.join('\n')}
\`
`,
)
console.log(`${words.length} words in ${target}`)
