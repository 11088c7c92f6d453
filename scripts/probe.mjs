// npm run probe -- https://chat.example.com: looks at a server without changing anything there and without logging in.
import { parseArgs } from 'node:util'
import { probe, reportText, Trouble } from '@quindar/testkit'

const HELP = `npm run probe -- URL [--origin URL] [--timeout SECONDS] [--json]

Looks at a Rocket.Chat without logging in and without changing anything: its release, which server answers its socket,
which way each thing goes that the client does, what is missing, and which setting is in the way of a page.

  --origin URL       where the page comes from that is to use it (https://page.example)
  --timeout SECONDS  for each answer (10)
  --json             the findings as JSON

It ends with 0 when everything has a way; 1 when something has none, or with --origin when a page of that origin may not
use REST; 2 for an address or a flag that is none; 3 when nobody answers, or over TLS nobody who can be trusted; 4 when
what answers is no Rocket.Chat; 5 when a proxy keeps its socket shut.`

const EXITS = { address: 2, nobody: 3, tls: 3, stranger: 4, upgrade: 5 }

const options = {
  origin: { type: 'string' },
  timeout: { type: 'string', default: '10' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
}

function stop(code, sentence) {
  console.error(sentence)
  process.exit(code)
}

function readArguments() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    return stop(2, `${error.message.split('.')[0]}.\n\n${HELP}`)
  }
}

const { values, positionals } = readArguments()
const seconds = Number(values.timeout)
if (values.help) {
  console.log(HELP)
  process.exit(0)
}
if (positionals.length !== 1) stop(2, `Which server?\n\n${HELP}`)
if (!(seconds > 0)) stop(2, `--timeout takes seconds, as in --timeout 20.`)
if (values.origin !== undefined && !URL.canParse(values.origin)) {
  stop(2, `--origin takes where a page comes from, as in --origin https://page.example.`)
}

try {
  const origin = values.origin && new URL(values.origin).origin
  const report = await probe(positionals[0], { patienceMs: seconds * 1_000, ...(origin && { origin }) })
  console.log(values.json ? JSON.stringify(report, undefined, 2) : reportText(report))
  const isMissing = report.capabilities.some(({ takes }) => takes === undefined)
  process.exit(isMissing || (origin && !report.cors.allowed) ? 1 : 0)
} catch (error) {
  if (!(error instanceof Trouble)) throw error
  if (values.json) console.log(JSON.stringify({ trouble: error.kind, sentence: error.message }, undefined, 2))
  stop(EXITS[error.kind], error.message)
}
