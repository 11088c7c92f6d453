// npx node examples/raw-websocket/run.js [--server http://localhost:3000] [--user alice --password alice | --token …]
//                                        [--room GENERAL] [--event user-activity] [--message-id …]
// Gets a token as the answer says, then runs the recipe and prints every frame.
import { parseArgs } from 'node:util'
import { recipe, websocketUrl } from './recipe.js'
import { getToken } from './token.js'

const options = {
  server: { type: 'string', default: 'http://localhost:3000' },
  user: { type: 'string', default: 'alice' },
  password: { type: 'string' },
  token: { type: 'string' },
  room: { type: 'string', default: 'GENERAL' },
  event: { type: 'string', default: 'user-activity' },
  'message-id': { type: 'string', default: `recipe-${Date.now()}` },
}

try {
  if (!globalThis.WebSocket) throw new Error('This needs Node 22 or newer: here, `npx node` is one.')
  const { server, user, password = user, token, room, event, 'message-id': messageId } = parseArgs({ options }).values
  const authToken = token ?? (await getToken(server, user, password))
  const settings = { url: websocketUrl(server), authToken, roomId: room, event, messageId }
  const { socket, message } = await recipe(settings, (way, frame) => console.log(way, JSON.stringify(frame)))
  console.log(`Sent: ${message.msg}`)
  socket.close()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
