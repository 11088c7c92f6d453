// npx node examples/livechat-script/run.js [--server http://localhost:3000] [--token … --room …]
// Runs the script, prints every frame, and stays to hear the agent until it is stopped.
import { parseArgs } from 'node:util'
import { fourteenCalls, newVisitor } from './calls.js'
import { livechatScript, websocketUrl } from './script.js'

const options = {
  server: { type: 'string', default: 'http://localhost:3000' },
  token: { type: 'string' },
  room: { type: 'string' },
  once: { type: 'boolean', default: false },
}

try {
  if (!globalThis.WebSocket) throw new Error('This needs Node 22 or newer: here, `npx node` is one.')
  const { server, token, room, once } = parseArgs({ options }).values
  const fresh = newVisitor()
  const visitor = { ...fresh, chatToken: token ?? fresh.chatToken, chatRoomId: room ?? fresh.chatRoomId }
  const print = (way, frame) => console.log(way, JSON.stringify(frame))
  const { socket, answers } = await livechatScript(websocketUrl(server), visitor, print)
  for (const [index, { method, name, msg }] of fourteenCalls(visitor).entries()) {
    const { error } = answers[index]
    console.log(`${index + 1} %s: %s`, method ?? name ?? msg, error ? `refused, ${String(error.message)}` : 'answered')
  }
  console.log('Go on with this chat: --token %s --room %s', visitor.chatToken, visitor.chatRoomId)
  if (once) socket.close()
  socket.onclose = () => console.log('The connection is closed.')
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
