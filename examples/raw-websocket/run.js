// node examples/raw-websocket/run.js [http://localhost:3000] [alice] [alice]
// Gets a token as the answer says, from the REST API, then runs the recipe and prints every frame.
import { recipe } from './recipe.js'

const [server = 'http://localhost:3000', user = 'alice', password = user] = process.argv.slice(2)

const answer = await fetch(`${server}/api/v1/login`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ user, password }),
})
const { data, message } = await answer.json()
if (!data) throw new Error(`The login of ${user} at ${server} was refused: ${message}`)

const settings = {
  url: `${server.replace(/^http/, 'ws')}/websocket`,
  authToken: data.authToken,
  roomId: 'GENERAL',
  event: 'user-activity',
  messageId: `recipe-${Date.now()}`,
}
const { socket } = await recipe(settings, (direction, frame) => console.log(direction, JSON.stringify(frame)))
socket.close()
