// The steps so far as a script of plain JavaScript: one WebSocket, the same frames, each sent when the one before it was
// answered. It runs in a browser's console, in a page, and in Node 22 or newer.
import { layOut } from './json-text.ts'
import { DIGEST_FUNCTION, frameExpression, SECRET_FUNCTION, type ScriptSecrets } from './script-secrets.ts'

/** @param frames Texts of client frames, in their order. Only what is JSON can be repeated. */
export function writeScript(socketUrl: string, frames: readonly string[], secrets: ScriptSecrets): string {
  const expressions = frames.map((text) => frameExpression(layOut(text), secrets))
  const parts = [
    SCRIPT_HEAD,
    `const socket = new WebSocket(${JSON.stringify(socketUrl)})`,
    ...(expressions.some(({ asks }) => asks.length > 0) ? [SECRET_FUNCTION] : []),
    ...(expressions.some(({ needsDigest }) => needsDigest) ? [DIGEST_FUNCTION] : []),
    MACHINERY,
    runFunction(expressions.map(({ code }) => code)),
  ]
  return `${parts.join('\n\n')}\n`
}

export const SCRIPT_HEAD = `// Rocket.Chat's Realtime API with nothing but a WebSocket: paste this into a browser's console,
// or save it as script.mjs and run it with Node 22 or newer.`

/** Sends a frame and waits for its answer, answers pings, prints what comes. */
export const MACHINERY = `/** Who waits for an answer: the frame that was sent, and what to do then. */
let waiting

const send = (frame) => socket.send(JSON.stringify(frame))

/** Sends a frame and waits for its answer: frames that come after it may need what it did. */
const ask = (frame) =>
  new Promise((resolve, reject) => {
    waiting = { frame, resolve, reject }
    send(frame)
  })

function isAnswer(answer, { msg, id }) {
  if (msg === 'connect') return answer.msg === 'connected' || answer.msg === 'failed'
  if (msg === 'method') return answer.msg === 'result' && answer.id === id
  if (msg === 'sub' && answer.msg === 'ready') return answer.subs.includes(id)
  if (msg === 'sub' || msg === 'unsub') return answer.msg === 'nosub' && answer.id === id
  return msg === 'ping' && answer.msg === 'pong'
}

socket.onmessage = ({ data }) => {
  const frame = JSON.parse(data)
  // A ping wants a pong, or the server hangs up.
  if (frame.msg === 'ping') return send({ ...frame, msg: 'pong' })
  console.log('<<', data)
  if (!waiting || !(isAnswer(frame, waiting.frame) || frame.msg === 'error')) return
  if (frame.error || frame.msg === 'failed' || frame.msg === 'error') waiting.reject(new Error(data))
  else waiting.resolve(frame)
}

socket.onclose = ({ code, reason }) => console.log('closed', code, reason)`

function runFunction(frames: readonly string[]): string {
  const calls = frames.map((code) => `  await ask(${code.replaceAll('\n', '\n  ')})`)
  const done = `  // The socket stays open: what happens next is printed above. socket.close() ends it.`
  return `async function run() {\n${[...calls, done].join('\n')}\n}

socket.onopen = () => run().catch((error) => console.error(error.message))
socket.onerror = () => console.error(\`\${socket.url} did not open\`)`
}
