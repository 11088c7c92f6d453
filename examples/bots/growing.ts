// A bot whose answer grows while it thinks: it sends the first words and edits them, as often as the server allows.
// BOT_USER=bob BOT_PASSWORD=bob npx node examples/bots/growing.ts [http://localhost:3000]
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from 'quindar'

const { BOT_USER: user = 'bob', BOT_PASSWORD: password = user } = process.env
const over = new AbortController()
const { signal } = over
process.once('SIGTERM', () => over.abort()).once('SIGINT', () => over.abort())
const rc = await connect(process.argv[2] ?? 'http://localhost:3000', { user, password, bot: true, signal })
const patiently = { timeout: Infinity, waitForLimit: true, signal }
/** Milliseconds between two edits: Rocket.Chat allows ten in ten seconds. */
const PACE_MS = 1_000

/** A model would stand here: something that has its answer word by word. */
async function* think(question: string): AsyncGenerator<string> {
  const answer = `You ask "${question}". Nobody knows yet; but ask again, and the answer will have grown by then.`
  for (const word of answer.split(' ')) yield pause(100, `${word} `, { signal })
}

console.log(`${user} listens`)
for await (const { author, bot, systemType, roomId, roomKind, text: question } of rc.messages({ signal })) {
  if (author.id === rc.user?.id || bot || systemType || roomKind !== 'direct') continue
  try {
    const room = await rc.room({ id: roomId })
    const { id } = await room.send('…', patiently)
    let text = ''
    let edited = performance.now()
    for await (const words of think(question)) {
      text += words
      if (performance.now() - edited < PACE_MS) continue
      await room.edit(id, `${text}…`, patiently)
      edited = performance.now()
    }
    await room.edit(id, text.trim(), patiently)
  } catch (error) {
    if (!signal.aborted) console.error(error)
  }
}
await rc.close()
