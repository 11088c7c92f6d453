// npm run live -- --url … --token … --room …: the client's contract against a server on which somebody may write.
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { live } from '@quindar/testkit'

const HELP = `npm run live -- --url URL --token TOKEN --room ROOM [--user-id ID] [--timeout SECONDS] [--json]

Runs what the client promises against a real server, as the user whose personal access token this is. It writes some
fifteen messages into the room, edits and reacts to them, cuts its own connection three times, and deletes what it wrote.

  --url URL          the server: https://chat.example.com
  --token TOKEN      a personal access token; or in the environment, as QUINDAR_LIVE_TOKEN
  --room ROOM        where it may write: #name, an id, or @username
  --user-id ID       whose token it is, to be sure
  --timeout SECONDS  for each step (20)
  --json             the results as JSON

It ends with 0 when every step passes, 1 when one fails, 2 for wrong flags, 3 when it cannot begin.`

const options = {
  url: { type: 'string' },
  token: { type: 'string', default: process.env['QUINDAR_LIVE_TOKEN'] },
  room: { type: 'string' },
  'user-id': { type: 'string' },
  timeout: { type: 'string', default: '20' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
}

function stop(code, sentence) {
  console.error(sentence)
  process.exit(code)
}

function readArguments() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return stop(2, `${error.message.split('.')[0]}.\n\n${HELP}`)
  }
}

const values = readArguments()
const { url, token, room, json } = values
if (values.help) {
  console.log(HELP)
  process.exit(0)
}
const missing = ['url', 'token', 'room'].filter((name) => !values[name])
if (missing.length > 0) stop(2, `It needs ${missing.map((name) => `--${name}`).join(', ')}.\n\n${HELP}`)
const seconds = Number(values.timeout)
if (!(seconds > 0)) stop(2, '--timeout takes seconds, as in --timeout 60.')

const WORDS = { pass: 'pass', fail: 'FAIL', skip: 'skip' }
const show = ({ outcome, name, why }) => console.log(`${WORDS[outcome]}  ${name}${why ? `\n      ${why}` : ''}`)

try {
  const wishes = { url, token, room, userId: values['user-id'], patienceMs: seconds * 1_000 }
  const marker = `[quindar live ${randomBytes(3).toString('hex')}]`
  const report = await live(wishes, marker, json ? undefined : show)
  const count = (outcome) => report.results.filter((result) => result.outcome === outcome).length
  if (json) console.log(JSON.stringify(report, undefined, 2))
  else {
    const server = report.release === undefined ? 'a server that hides its release' : `Rocket.Chat ${report.release}`
    console.log(`\n${url}, ${server}: ${count('pass')} passed, ${count('fail')} failed, ${count('skip')} left out`)
    if (report.left.length > 0) console.log(`Still there, because ${report.whyLeft}: ${report.left.join(', ')}`)
  }
  process.exit(count('fail') > 0 ? 1 : 0)
} catch (error) {
  stop(3, error.message)
}
