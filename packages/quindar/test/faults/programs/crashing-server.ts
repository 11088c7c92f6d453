// A server on a database of its own, as a process that can be lost: it dies, without a word to anybody, at the place that
// its last argument names, when the message with the text `crash` comes by. Prints `ready URL`.
import { startServer } from '@quindar/testkit'

const [data = '', port = '0', failpoint = 'never'] = process.argv.slice(2)
const server = await startServer({ data, port: Number(port) })

const { store } = server.domain.ground
const append = store.appendMessage.bind(store)
Object.assign(store, {
  appendMessage: async (...args: Parameters<typeof append>) => {
    const mine = args[0].message.text === 'crash'
    if (mine && failpoint === 'before-commit') process.kill(process.pid, 'SIGKILL')
    const stored = await append(...args)
    if (mine && failpoint === 'after-commit') process.kill(process.pid, 'SIGKILL')
    return stored
  },
})
process.stdout.write(`ready ${server.url}\n`)
