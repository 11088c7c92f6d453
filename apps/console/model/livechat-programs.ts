// The livechat script as programs: plain JavaScript with the frames of this connection (before any was sent: all
// fourteen), and the lines of quindar/livechat that do the same on every release. Both make a visitor of their own:
// the one of this page stays here.
import { parseClientFrame, ProtocolError, type ClientFrame } from 'quindar/protocol'
import type { WireConsole } from './console.ts'
import { compact, layOut, tokenize } from './json-text.ts'
import type { LivechatRecipe } from './livechat.ts'
import type { Programs } from './programs.ts'
import { literal, quote } from './quindar-script.ts'
import { MACHINERY, SCRIPT_HEAD } from './script.ts'
import { MASK } from './secrets.ts'

export function writeLivechatPrograms({ fields, sent }: WireConsole, { calls, visitor }: LivechatRecipe): Programs {
  const address = fields.address.value
  const site =
    typeof address === 'string'
      ? { socket: 'wss://chat.example.com/websocket', http: 'https://chat.example.com' }
      : address
  const texts =
    sent.value.length > 0
      ? sent.value.map(({ text }) => text)
      : calls.map(({ text }) => compact(text.value.replaceAll(MASK, visitor.token.value)))
  const frames = texts.flatMap((text) => {
    const frame = parseClientFrame(text)
    return frame instanceof ProtocolError ? [] : [{ text, frame }]
  })
  const names = { [visitor.token.value]: 'visitorToken', [visitor.roomId.value]: 'roomId' }
  return {
    script: writeScript(
      site.socket,
      frames.map(({ text }) => text),
      names,
    ),
    quindar: writeLivechatLines(
      site.http,
      frames.map(({ frame }) => frame),
    ),
    asks: false,
  }
}

type Names = Readonly<Record<string, string>>

function writeScript(socketUrl: string, frames: readonly string[], names: Names): string {
  const calls = frames.map(
    (text) => `  await ask(${expressionOf(layOut(text), names).replaceAll('\n', '\n  ')}).catch(tell)`,
  )
  return `${SCRIPT_HEAD}

const socket = new WebSocket(${JSON.stringify(socketUrl)})

// Whoever has the token is the visitor. Keep it, with the room's id, and the chat goes on where it was.
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
const visitorToken = newId()
const roomId = newId()

${MACHINERY}

// Most of these calls have left newer releases: they answer 404, and the next one is sent all the same.
const tell = (error) => console.error('refused:', error.message)

async function run() {
${calls.join('\n')}
  // The socket stays open: what happens next is printed above. socket.close() ends it.
}

socket.onopen = run
socket.onerror = () => console.error(\`\${socket.url} did not open\`)
`
}

/** JSON is JavaScript; what is new in each run becomes a name. */
function expressionOf(text: string, names: Names): string {
  let code = ''
  let key = ''
  for (const { kind, start, end } of tokenize(text)) {
    const part = text.slice(start, end)
    if (kind === 'key') key = part.slice(1, -1)
    if (kind === 'string') code += stringOf(part, key, names)
    else if (kind === 'number' && key === '$date') code += 'Date.now()'
    else code += part
  }
  return code
}

function stringOf(part: string, key: string, names: Names): string {
  const [first = '', ...rest] = part.slice(1, -1).split('/')
  const name = names[first]
  if (key === '_id') return 'newId()'
  if (name === undefined) return part
  return rest.length === 0 ? name : `\`\${${name}}/${rest.join('/')}\``
}

const LISTENERS: Readonly<Record<string, string>> = {
  'stream-room-messages': "chat.on('message', ({ author, text }) => console.log(`${author.name}: ${text}`))",
  'livechat:getAgentData':
    "chat.on('agent', (agent) => console.log(agent ? `${agent.name} is here` : 'Nobody is here'))",
  'stream-livechat-room': "chat.on('queue', (queue) => queue && console.log(`You are number ${queue.position}`))",
  'stream-notify-room':
    "chat.on('typing', ({ username, typing }) => console.log(username, typing ? 'writes' : 'stops'))",
}

/** What the library does by itself: it connects, knows its visitor and room, and says that he is there. */
const BY_ITSELF =
  /^(connect|livechat:getInitialData|livechat:loginByToken|meteor\.loginServiceConfiguration|UserPresence:)/

function writeLivechatLines(site: string, frames: readonly ClientFrame[]): string {
  const listening: string[] = []
  const doing: string[] = []
  let start = 'await chat.start()'
  for (const frame of frames) {
    const name = frame.msg === 'method' ? frame.method : frame.msg === 'sub' ? frame.name : 'connect'
    const params = 'params' in frame ? (frame.params ?? []) : []
    const isHeard = frame.msg === 'sub' || name === 'livechat:getAgentData'
    const listener = isHeard ? LISTENERS[name] : undefined
    if (listener !== undefined) listening.push(listener)
    else if (name === 'livechat:registerGuest') start = `await chat.start(${detailsOf(params[0])})`
    else if (name === 'stream-notify-room') doing.push('await chat.typing()')
    else if (name === 'sendMessageLivechat') doing.push(`await chat.send(${quote(textOf(params[0]))})`)
    else if (name === 'livechat:loadHistory') doing.push('console.log(await chat.history())')
    else if (frame.msg === 'method' && !BY_ITSELF.test(name))
      doing.push(`console.log(await chat.client.call(${[quote(name), ...params.map(literal)].join(', ')}))`)
  }
  return `import { livechat } from 'quindar/livechat'

// In a browser: livechat(url, { storage: localStorage }), and a reload goes on with the same chat.
const chat = livechat(${quote(site)})

${[...new Set(listening), start, ...doing].join('\n')}

// await chat.destroy() ends it: no timer, no socket is left. The chat stays open until chat.close().
`
}

function detailsOf(given: unknown): string {
  const { name, email, department } = (given ?? {}) as Readonly<Record<string, unknown>>
  const details = Object.entries({ name, email, department }).filter(([, value]) => typeof value === 'string')
  return details.length === 0 ? '' : literal(Object.fromEntries(details))
}

function textOf(message: unknown): string {
  const { msg } = (message ?? {}) as { msg?: unknown }
  return typeof msg === 'string' ? msg : ''
}
