// The first answer of the question, running: its five frames as they stand there, each sent when the socket is ready
// for it. Plain JavaScript, nothing to install; the same file runs in a browser and in Node 22 or newer.

/** `http://localhost:3000` → `ws://localhost:3000/websocket` */
export const websocketUrl = (server) => server.replace(/^http/, 'ws').replace(/\/*$/, '/websocket')

/** Resolves with the socket, still open, and the message as the server keeps it. `onFrame('>>' or '<<', frame)` sees all. */
export function recipe({ url, authToken, roomId, event, messageId }, onFrame) {
  return new Promise((resolve, reject) => {
    var rocketChatSocket = new WebSocket(url)

    var connectRequest = { msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] }
    var loginRequest = {
      msg: 'method',
      method: 'login',
      id: '42',
      params: [{ resume: authToken }],
    }
    var subscribeRequest = {
      msg: 'sub',
      id: 'unique-id',
      name: 'stream-notify-room',
      params: [roomId + '/' + event, false],
    }
    var request = {
      msg: 'method',
      method: 'sendMessage',
      id: '42',
      params: [{ _id: messageId, rid: roomId, msg: 'Hello World!' }],
    }

    let last = connectRequest
    let results = 0
    const send = (frame) => {
      rocketChatSocket.send(JSON.stringify(frame))
      onFrame('>>', frame)
      if (frame.msg !== 'pong') last = frame
    }
    const refused = ({ error, reason, version, msg }) => {
      const why = error?.message ?? reason ?? (version ? `it speaks version ${version}` : msg)
      const hint = last === loginRequest ? ': is the token one of this server, and still good?' : ''
      reject(new Error(`The server refused ${last.method ?? last.name ?? last.msg} (${why})${hint}`))
      rocketChatSocket.close()
    }
    rocketChatSocket.onopen = () => send(connectRequest)
    rocketChatSocket.onerror = () => reject(new Error(`No WebSocket at ${url}: is the server running there?`))
    rocketChatSocket.onclose = () => reject(new Error(`${url} hung up before the recipe was done.`))
    rocketChatSocket.onmessage = ({ data }) => {
      const frame = JSON.parse(data)
      onFrame('<<', frame)
      if (frame.msg === 'ping') send({ msg: 'pong' })
      else if (frame.error || ['error', 'failed', 'nosub'].includes(frame.msg)) refused(frame)
      else if (frame.msg === 'connected') send(loginRequest)
      else if (frame.msg === 'result' && ++results === 1) send(subscribeRequest)
      else if (frame.msg === 'ready' && frame.subs.includes('unique-id')) send(request)
      else if (frame.msg === 'result') resolve({ socket: rocketChatSocket, message: frame.result })
    }
  })
}
