// The steps so far in the client's lines: connecting, logging in and subscribing become what they mean there.
import type { ClientFrame } from 'quindar/protocol'
import { SECRET_FUNCTION, type ScriptSecrets } from './script-secrets.ts'

type Call = ClientFrame & { msg: 'method' }
type Subscription = ClientFrame & { msg: 'sub' }

/** @param site The server as `connect` takes it: `https://host`. */
export function writeQuindarScript(site: string, frames: readonly ClientFrame[], secrets: ScriptSecrets): string {
  const login = frames.find((frame): frame is Call => frame.msg === 'method' && frame.method === 'login')
  const credentials = login && credentialsOf(login.params?.[0], secrets)
  const rooms = new Map<string, string>()
  const lines = frames.flatMap((frame) => linesOf(frame, rooms))
  const parts = [
    "import { connect } from 'quindar'",
    ...(credentials?.asks ? [SECRET_FUNCTION] : []),
    `const rc = await connect(${quote(site)}${credentials ? `, ${credentials.code}` : ''})`,
    ...lines,
  ]
  return `${parts.join('\n\n')}\n\n// await rc.close() ends it: no timer, no socket is left.\n`
}

function credentialsOf(options: unknown, secrets: ScriptSecrets): { code: string; asks: boolean } | undefined {
  if (typeof options !== 'object' || options === null) return undefined
  const { resume, user, password } = options as { resume?: unknown; user?: unknown; password?: unknown }
  if (typeof resume === 'string') {
    return secrets.revealed
      ? { code: `{ token: ${quote(resume)} }`, asks: false }
      : { code: `{ token: secret('TOKEN') }`, asks: true }
  }
  const [name] =
    typeof user === 'object' && user !== null ? Object.values(user as Readonly<Record<string, unknown>>) : []
  const digest = (password as { digest?: unknown } | undefined)?.digest
  const isKnown = digest === secrets.digest && (secrets.revealed || secrets.isDemo)
  const code = `{ user: ${quote(typeof name === 'string' ? name : '')}, password: ${isKnown ? quote(secrets.password) : `secret('PASSWORD')`} }`
  return { code, asks: !isKnown }
}

/** The client connects, logs in and keeps alive by itself: those frames are no lines. */
function linesOf(frame: ClientFrame, rooms: Map<string, string>): string[] {
  if (frame.msg === 'method') return frame.method === 'login' ? [] : callLines(frame, rooms)
  return frame.msg === 'sub' ? subscriptionLines(frame, rooms) : []
}

function callLines({ method, params = [] }: Call, rooms: Map<string, string>): string[] {
  const [message] = params
  if (method === 'sendMessage' && params.length === 1 && isPlainMessage(message)) {
    const [opening, room] = roomLines(message.rid, rooms)
    return [...opening, `await ${room}.send(${quote(message.msg)})`]
  }
  return [`console.log(await rc.call(${[quote(method), ...params.map(literal)].join(', ')}))`]
}

/** Messages that say no more than their room and text. The client makes the id. */
function isPlainMessage(message: unknown): message is { rid: string; msg: string } {
  if (typeof message !== 'object' || message === null) return false
  const { rid, msg } = message as { rid?: unknown; msg?: unknown }
  const others = Object.keys(message).filter((key) => !['_id', 'rid', 'msg'].includes(key))
  return typeof rid === 'string' && typeof msg === 'string' && others.length === 0
}

function subscriptionLines({ name, params = [] }: Subscription, rooms: Map<string, string>): string[] {
  const key = params[0]
  if (!name.startsWith('stream-') || typeof key !== 'string') return []
  if (name === 'stream-room-messages' && key !== '__my_messages__') {
    const [opening, room] = roomLines(key, rooms)
    return [
      ...opening,
      `${room}.on('message', (message) => console.log(\`\${message.author.username}: \${message.text}\`))`,
    ]
  }
  const [, roomId, event] = /^(.+)\/(user-activity|typing|deleteMessage)$/.exec(key) ?? []
  if (name === 'stream-notify-room' && roomId !== undefined) {
    const [opening, room] = roomLines(roomId, rooms)
    const line =
      event === 'deleteMessage'
        ? `${room}.on('deleted', ({ id }) => console.log(\`\${id} was deleted\`))`
        : `${room}.on('typing', (typing) => console.log(typing))`
    return [...opening, line]
  }
  const rest = params.slice(1).filter((option) => option !== false)
  const args = [quote(name.slice('stream-'.length)), quote(key), ...rest.map(literal)].join(', ')
  return [`rc.stream(${args}).on((...event) => console.log(event))`]
}

/** The room's own line, once, and its name in the script. */
function roomLines(roomId: string, rooms: Map<string, string>): [lines: string[], name: string] {
  const known = rooms.get(roomId)
  if (known !== undefined) return [[], known]
  const name = rooms.size === 0 ? 'room' : `room${rooms.size + 1}`
  rooms.set(roomId, name)
  return [[`const ${name} = await rc.room(${quote(roomId)}) // an id, #name or @username`], name]
}

export function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** A value as JavaScript. What a frame holds is revived already: dates are dates. */
export function literal(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (typeof value === 'string') return quote(value)
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([key, field]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key)}: ${literal(field)}`,
    )
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
  }
  return JSON.stringify(value)
}
