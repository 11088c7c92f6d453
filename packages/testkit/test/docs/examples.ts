// The examples in the documents, by the name in the comment before each, and what they have to print.

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Example } from './example.ts'
import { MIGRATIONS } from './migrations.ts'

const ground = join(tmpdir(), `quindar-documents-${process.pid}`)

const TO_ALICE = `import { connect } from 'quindar'
const rc = await connect('http://localhost:3000', { user: 'alice', password: 'alice' })
const general = await rc.room('#general')
`

export const EXAMPLES: Readonly<Record<string, Example>> = {
  ...MIGRATIONS,
  'ten-lines': { prints: /^Alice Chen: (Hello from the browser|你好,来自浏览器)\n$/ },
  'server-in-tests': { prints: /^http:\/\/127\.0\.0\.1:\d+\n$/ },
  'markup-tree': {
    prints:
      /^{"type":"PARAGRAPH","value":\[{"type":"BOLD","value":\[{"type":"PLAIN_TEXT","value":"Ready"}]},.*"shortCode":"rocket"}]}\n$/,
  },
  'errors-are-classes': {
    // The next page is one too many: Rocket.Chat lets a connection call a method ten times in ten seconds.
    server: { limits: 'strict' },
    before: `${TO_ALICE}
import { QuindarError, RateLimitError } from 'quindar'
const setTimeout = (task: () => void, ms: number) => { console.log(ms > 0 && ms <= 10_000); task() }
const again = () => console.log('again')
const show = (sentence: string) => console.log(sentence)
for (let count = 0; count < 20; count++) await general.history().catch(() => {})
`,
    after: 'await rc.close()\n',
    prints: /^true\nagain\n$/,
  },
  'own-server-token': {
    before: `import { connect as logIn } from 'quindar'
const mine = await logIn('http://localhost:3000', { user: 'alice', password: 'alice' })
process.env['ROCKETCHAT_TOKEN'] = mine.user!.token
await mine.close()
`,
    after: 'await rc.close()\n',
    prints: /^This is alice\n$/,
  },
  'own-server-rooms': {
    before: `import { connect } from 'quindar'
const rc = await connect('http://localhost:3000', { user: 'alice', password: 'alice' })
`,
    after: 'await rc.close()\n',
    prints: /^GENERAL general\n$/,
  },
  livechat: {
    server: { livechat: { acceptWithoutAgents: true } },
    before: `const localStorage = { getItem: () => null, setItem() {}, removeItem() {} }\n`,
    after: 'await chat.destroy()\n',
    prints: /^Ada: Hello\nThis chat has ended\n$/,
  },
  'livechat-refusals': {
    server: { livechat: { acceptWithoutAgents: true } },
    before: `import { livechat } from 'quindar/livechat'
const chat = livechat('http://localhost:3000')
await chat.start({ name: 'Ada' })
await chat.close()
const text = 'Hello'
`,
    after: `
console.log(chat.state.getSnapshot().status)
await chat.destroy()
`,
    prints: /^queued\n$/,
  },
  'rxjs-observables': {
    before: `${TO_ALICE}
const said: string[] = []
const show = (what: string) => said.push(what)
`,
    after: `
await general.send('seen by an Observable')
while (!said.includes('seen by an Observable')) await new Promise((resolve) => setTimeout(resolve, 10))
console.log(said.join(', '))
await rc.close()
`,
    prints: /^open, seen by an Observable\n$/,
  },
  'rxjs-drop-in': {
    after: `
realTimeAPI.getObservableFilteredByMessageType('ready').subscribe((frame) => {
  if (frame.subs[0] === '<a unique Id for subscription>') realTimeAPI.disconnect()
})
`,
    prints: /^(added\n)*result\ncompleted\n$/,
  },
  'ways-to-listen': {
    before: `${TO_ALICE}
import type { Message } from 'quindar'
const show = (message: Message) => console.log(message.text)
let drawn = 0
const draw = (messages: readonly Message[]) => { drawn = messages.length }
const bob = await connect('http://localhost:3000', { user: 'bob', password: 'bob' })
const ground = await bob.room('#general')
const said: string[] = []
ground.on('message', async ({ text }) => {
  said.push(text)
  if (text === 'You said: one') await ground.send('!stop')
})
const speak = setInterval(() => void (said.length === 0 && ground.send('one')), 50)
`,
    after: `
clearInterval(speak)
console.log(said.includes('You said: one'), drawn > 1)
await rc.close()
await bob.close()
`,
    prints: /^true true\n$/,
  },
  'room-list': {
    before: `import { connect } from 'quindar'
const rc = await connect('http://localhost:3000', { user: 'alice', password: 'alice' })
const show = (list: readonly unknown[]) => console.log(list.length)
`,
    after: 'await rc.close()\n',
    prints: /^(general|General) channel 0 0 .+ \n$/,
  },
  threads: {
    before: `${TO_ALICE}
let drawn = ''
const draw = ({ head, messages }: { head: { text: string } | undefined; messages: readonly { text: string }[] }) => {
  drawn = [head, ...messages].map((message) => message?.text).join(' | ')
}
`,
    after: `
while (!drawn.endsWith('Thanks')) await new Promise((resolve) => setTimeout(resolve, 10))
console.log(drawn)
console.log(found.length > 0, users[0]?.username, rooms.length, members.length === total, starred?.text)
await rc.close()
`,
    prints: /^Who is on call\? \| I am \| Thanks\ntrue bob 0 true Who is on call\?\n$/,
  },
  bot: {
    before: `import { connect as logIn } from 'quindar'
const mine = await logIn('http://localhost:3000', { user: 'alice', password: 'alice' })
const direct = await mine.room('@bob')
let edited = ''
direct.on('edited', ({ text, bot }) => { edited = text + ' ' + bot })
const speak = setInterval(() => void direct.send('hello'), 100)
`,
    after: `
clearInterval(speak)
while (edited === '') await new Promise((resolve) => setTimeout(resolve, 10))
console.log(edited)
await rc.close()
await mine.close()
`,
    prints: /^You said: hello true\n$/,
  },
  outbox: {
    instead: { "'./outbox'": JSON.stringify(`${ground}-outbox`) },
    before: `import { readdirSync, rmSync } from 'node:fs'
const counts: number[] = []
const show = (count: number) => counts.push(count)
const warn = (sentence: string) => console.log(sentence)
`,
    after: `
console.log(sent.text, sent.status, Math.max(...counts), counts.at(-1))
await rc.close()
console.log(readdirSync(${JSON.stringify(`${ground}-outbox`)}).length)
rmSync(${JSON.stringify(`${ground}-outbox`)}, { recursive: true })
`,
    prints: /^Kept until it has landed sent 1 0\n0\n$/,
  },
  files: {
    before: `${TO_ALICE}
const shares: number[] = []
const show = (share: number) => shares.push(share)
`,
    after: `
console.log(message.text, file!.name, blob.type, await blob.text(), shares.at(-1))
await rc.close()
`,
    prints: /^My notes of today notes.txt text\/plain Some notes 1\n$/,
  },
  'logging-in': {
    instead: { "'./login'": JSON.stringify(`${ground}-login`) },
    before: `import { readdirSync, rmSync } from 'node:fs'
const ask = (question: string) => { console.log(question); return 'alice' }
`,
    after: `
const bot = await connect('http://localhost:3000', { token })
console.log(bot.user!.id === rc.user!.id)
await bot.close()
await rc.close()
const again = await connect('http://localhost:3000', { tokens: fileStorage(${JSON.stringify(`${ground}-login`)}) })
console.log(again.user!.id === rc.user!.id)
await again.logout()
await again.close()
console.log(readdirSync(${JSON.stringify(`${ground}-login`)}).length)
rmSync(${JSON.stringify(`${ground}-login`)}, { recursive: true })
`,
    prints: /^password, for personalAccessTokens:generateToken: \ntrue\ntrue\n0\n$/,
  },
  'escape-hatch': {
    before: `${TO_ALICE}
const show = (username: string, activities: readonly string[]) => console.log(username, activities.join())
`,
    after: `
console.log(Array.isArray(rooms), users.length > 0)
await rc.close()
`,
    prints: /^true true\n$/,
  },
  'state-and-gaps': {
    before: `${TO_ALICE}
const show = (sentence: string) => console.log(sentence)
`,
    after: 'await rc.close()\n',
    prints: /^closed\n$/,
  },
  'server-with-data': {
    before: "import { existsSync, rmSync } from 'node:fs'\n",
    instead: { 'port: 3000': 'port: 0', "'.quindar'": JSON.stringify(ground) },
    after: `
console.log(server.url)
await server.close()
console.log(existsSync(${JSON.stringify(ground)}))
rmSync(${JSON.stringify(ground)}, { recursive: true })
`,
    prints: /^http:\/\/127\.0\.0\.1:\d+\ntrue\n$/,
  },
}
