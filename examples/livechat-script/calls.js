// The fourteen calls of the question's livechat script, in its order and as they stand there. What each does, which
// release removed it and what replaces it: README.md. Plain JavaScript, for a browser and for Node 22 or newer.

/** Letters and digits, as the script makes its ids and its token. */
export function generateHash(length) {
  const possible = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const bytes = crypto.getRandomValues(new Uint8Array(length))
  return Array.from(bytes, (byte) => possible[byte % possible.length]).join('')
}

/** Who the visitor is: keep `chatToken` and `chatRoomId`, and the chat goes on where it was. */
export const newVisitor = () => ({
  chatToken: generateHash(17),
  chatRoomId: generateHash(17),
  name: 'user28',
  email: 'user28@gmail.com',
  guestName: 'guest',
})

export function fourteenCalls({ chatToken, chatRoomId, name, email, guestName }, newId = () => generateHash(17)) {
  let messagesCount = 1
  const method = (method, params) => ({ msg: 'method', method, params, id: String(messagesCount++) })
  const sub = (name, params) => ({ msg: 'sub', id: newId(), name, params })
  const withArgs = (...args) => ({ useCollection: false, args })
  return [
    { msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] },
    method('livechat:getInitialData', [chatToken, null]),
    method('livechat:loginByToken', [chatToken]),
    sub('meteor.loginServiceConfiguration', []),
    method('livechat:registerGuest', [{ token: chatToken, name, email, department: null }]),
    method('stream-notify-room', ['null/typing', guestName, true, { token: chatToken }]),
    method('sendMessageLivechat', [{ _id: newId(), rid: chatRoomId, msg: 'first message', token: chatToken }, null]),
    method('UserPresence:connect', [chatToken, { visitor: chatToken }]),
    method('livechat:loadHistory', [
      { token: chatToken, rid: chatRoomId, ts: { $date: new Date().getTime() }, limit: 50 },
    ]),
    sub('stream-room-messages', [chatRoomId, withArgs({ visitorToken: chatToken })]),
    method('livechat:getAgentData', [{ roomId: chatRoomId, token: chatToken }]),
    sub('stream-livechat-room', [chatRoomId, withArgs({ visitorToken: chatToken })]),
    sub('stream-notify-room', [`${chatRoomId}/typing`, withArgs({ token: chatToken })]),
    method('UserPresence:online', [chatToken]),
  ]
}
