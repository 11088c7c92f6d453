// The page around the recipe: two forms, one sentence about how it went, and every frame as it goes by.
import { recipe, websocketUrl } from './recipe.js'
import { getToken } from './token.js'

const login = document.querySelector('#login')
const form = document.querySelector('#recipe')
const status = document.querySelector('[role=status]')
const frames = document.querySelector('ol')
const valuesOf = (element) => Object.fromEntries(new FormData(element))

let socket

/** Does what the button of a form says, and shows how it went. */
function onSubmit(element, task) {
  element.addEventListener('submit', async (submit) => {
    submit.preventDefault()
    element.querySelector('button').disabled = true
    say('…')
    try {
      say(await task(valuesOf(element)))
    } catch (error) {
      say(error.message, 'failed')
    }
    element.querySelector('button').disabled = false
  })
}

function say(sentence, outcome = '') {
  status.textContent = sentence
  status.className = outcome
}

function show(way, frame) {
  const line = document.createElement('li')
  line.className = way === '>>' ? 'sent' : 'received'
  line.textContent = JSON.stringify(frame)
  frames.append(line)
}

onSubmit(login, async ({ server, user, password }) => {
  form.elements.authToken.value = await getToken(server, user, password)
  return `Here is a token of ${user}: run the recipe.`
})

onSubmit(form, async (settings) => {
  socket?.close()
  frames.replaceChildren()
  const sent = await recipe({ ...settings, url: websocketUrl(login.elements.server.value) }, show)
  socket = sent.socket
  return `Sent: ${sent.message.msg} The socket stays open: what happens in the room appears below.`
})
