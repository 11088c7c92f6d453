// Sends the fourteen calls, each when the one before it has its answer, and listens on.
import { fourteenCalls } from './calls.js'

/** `http://localhost:3000` → `ws://localhost:3000/websocket` */
export const websocketUrl = (server) => server.replace(/^http/, 'ws').replace(/\/*$/, '/websocket')

/**
 * @param onFrame `onFrame('>>' or '<<', frame)` sees every frame.
 * @returns the socket, still open, and the answers: for each call its `result`, `ready` or `nosub` frame. A call that
 * this release does not have any more is answered with an error, and the next is sent all the same.
 */
export function livechatScript(url, visitor, onFrame = () => {}) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    const calls = fourteenCalls(visitor)
    const answers = []
    const send = (frame) => {
      socket.send(JSON.stringify(frame))
      onFrame('>>', frame)
    }
    socket.onopen = () => send(calls[0])
    socket.onerror = () => reject(new Error(`No WebSocket at ${url}: is the server running there?`))
    socket.onclose = () => reject(new Error(`${url} hung up after call ${answers.length}.`))
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(data)
      onFrame('<<', frame)
      if (frame.msg === 'ping') send({ msg: 'pong' })
      const call = calls[answers.length]
      if (!call || !answersCall(frame, call)) return
      answers.push(frame)
      const next = calls[answers.length]
      if (next) send(next)
      else resolve({ socket, answers })
    }
  })
}

function answersCall({ msg, id, subs }, call) {
  if (call.msg === 'connect') return msg === 'connected' || msg === 'failed'
  if (call.msg === 'sub') return (msg === 'ready' && subs.includes(call.id)) || (msg === 'nosub' && id === call.id)
  return msg === 'result' && id === call.id
}
