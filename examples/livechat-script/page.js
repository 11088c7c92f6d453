// The page around the script: what became of each call, and the messages of the room as they come.
import { fourteenCalls, generateHash, newVisitor } from './calls.js'
import { livechatScript, websocketUrl } from './script.js'

const [form, write] = document.forms
const status = document.querySelector('[role=status]')
const calls = document.querySelector('ol')
const messages = document.querySelector('[role=log]')
let socket, visitor

function append(list, textContent, className = '') {
  list.append(Object.assign(document.createElement('li'), { textContent, className }))
}

const say = (textContent, className = '') => Object.assign(status, { textContent, className })

function onFrame(way, { msg, collection, fields }) {
  if (way === '<<' && msg === 'changed' && collection === 'stream-room-messages') {
    const [{ t, msg: text, alias, u }] = fields.args
    if (!t && text) append(messages, `${alias ?? u.name ?? u.username}: ${text}`)
  }
}

async function run() {
  socket?.close()
  for (const list of [calls, messages]) list.replaceChildren()
  visitor = newVisitor()
  say('…')
  try {
    const done = await livechatScript(websocketUrl(form.elements.server.value), visitor, onFrame)
    socket = done.socket
    for (const [index, { error }] of done.answers.entries()) {
      const { method, name, msg } = fourteenCalls(visitor)[index]
      append(calls, `${method ?? name ?? msg}: ${error ? error.message : 'answered'}`, error ? 'failed' : 'done')
    }
    const refused = done.answers.filter(({ error }) => error).length
    say(
      refused ? `${refused} of the calls are gone in this release.` : 'All fourteen are answered.',
      refused && 'failed',
    )
    write.hidden = Boolean(refused)
  } catch (error) {
    say(error.message, 'failed')
  }
}

form.addEventListener('submit', (submit) => {
  submit.preventDefault()
  void run()
})

write.addEventListener('submit', (submit) => {
  submit.preventDefault()
  const { chatToken: token, chatRoomId: rid } = visitor
  const message = { _id: generateHash(17), rid, msg: write.elements.text.value, token }
  socket.send(
    JSON.stringify({ msg: 'method', method: 'sendMessageLivechat', params: [message, null], id: message._id }),
  )
  write.reset()
})
