// A visitor's chat on a page of one's own. Where the library is, the import map of index.html says.
import { livechat } from 'quindar/livechat'

const server = new URLSearchParams(location.search).get('server') ?? 'http://localhost:3000'
const chat = livechat(server, { storage: localStorage })
const [status, end, hello, log, writing, write, over] = document.querySelectorAll('main [id]')
const show = (sentence) => (status.textContent = sentence)
const attempt = (work) => void work.catch((error) => show(error.reason ?? error.message))

const SENTENCES = {
  idle: () => 'Ask us anything.',
  registered: () => 'Nobody is here just now. Leave a message, and we will answer by e-mail.',
  queued: ({ queue }) => queue?.text ?? 'Somebody will be with you in a moment.',
  taken: ({ agent }) => `You are talking to ${agent.name ?? 'one of us'}.`,
  closed: () => 'This chat has ended.',
}

function draw() {
  const state = chat.state.getSnapshot()
  show(SENTENCES[state.status](state))
  hello.hidden = state.status !== 'idle'
  write.hidden = ['idle', 'closed'].includes(state.status)
  end.hidden = !['queued', 'taken'].includes(state.status)
  over.hidden = state.status !== 'closed'
}

function drawMessages() {
  const said = chat.messages.getSnapshot().filter(({ systemType }) => !systemType)
  const lines = said.map(({ text, mine, status, raw }) => {
    const line = document.createElement('li')
    line.className = mine ? 'mine' : 'theirs'
    line.textContent = (text || raw?.attachments?.[0]?.title) + (status === 'failed' ? ' (not sent)' : '')
    return line
  })
  log.replaceChildren(...lines)
  log.scrollTop = log.scrollHeight
}

function onSubmit(form, work) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    // What could not be done stays written.
    attempt(work(Object.fromEntries(new FormData(form)), event.submitter.value).then(() => form.reset()))
  })
}

onSubmit(hello, (details) => chat.start(details))
onSubmit(write, async ({ text }) => {
  if (chat.state.getSnapshot().status === 'registered') show((await chat.offline({ text })) ?? 'Thank you.')
  else attempt(chat.send(text))
})
onSubmit(over, (_, value) => (value ? chat.rate(+value).then(() => show('Thank you.')) : chat.start()))
write.addEventListener('input', () => void chat.typing())
end.addEventListener('click', () => attempt(chat.close()))
chat.on('typing', ({ typing }) => (writing.textContent = typing ? 'is writing…' : ''))
chat.state.subscribe(draw)
chat.messages.subscribe(drawMessages)
draw()
if (chat.returning) attempt(chat.start())
