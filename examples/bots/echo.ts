// A bot that says back what it is told: in direct messages, and where somebody names it.
// BOT_USER=bob BOT_PASSWORD=bob npx node examples/bots/echo.ts [http://localhost:3000]
import { connect, type HeardMessage } from 'quindar'

const { BOT_USER: user = 'bob', BOT_PASSWORD: password = user } = process.env
const over = new AbortController()
const { signal } = over
process.once('SIGTERM', () => over.abort()).once('SIGINT', () => over.abort())

const rc = await connect(process.argv[2] ?? 'http://localhost:3000', { user, password, bot: true, signal })
/** Whoever has spoken: is it a bot? */
const bots = new Map<string, boolean>()
/** A server that wants us to wait is waited for, however long. */
const patiently = { timeout: Infinity, waitForLimit: true, signal }

async function isForMe({ author, bot, systemType, roomKind, mentions }: HeardMessage): Promise<boolean> {
  if (author.id === rc.user?.id || bot || systemType) return false
  if (roomKind !== 'direct' && !mentions.some(({ id }) => id === rc.user?.id)) return false
  const isBot = bots.get(author.id) ?? (await rc.users.info({ id: author.id }, patiently)).bot
  bots.set(author.id, isBot)
  return !isBot
}

console.log(`${user} listens`)
for await (const message of rc.messages({ signal })) {
  try {
    if (!(await isForMe(message))) continue
    const room = await rc.room({ id: message.roomId })
    // Without names, so that nobody is called by an echo.
    const text = `You said: ${message.text.replaceAll(/@\S+/g, '').trim()}`
    await (message.roomKind === 'direct' ? room.send(text, patiently) : room.reply(message, text, patiently))
  } catch (error) {
    if (!signal.aborted) console.error(error)
  }
}
await rc.close()
console.log(`${user} is gone`)
