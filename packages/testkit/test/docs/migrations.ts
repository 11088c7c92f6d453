// The programs of docs/migration, before and after: each says the same and prints the same.

import type { Example } from './example.ts'

const prints = /^Alice Chen: Hello\n$/

/** A token for programs that begin with one. */
const TOKEN = `const login = await fetch('http://localhost:3000/api/v1/login', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ user: 'alice', password: 'alice' }),
})
const token: string = (await login.json()).data.authToken
`

/** Ends a program whose client has no end, or none that ends it, when it has printed. */
const ENDS = `const print = console.log
console.log = (line) => {
  print(line)
  setImmediate(() => process.exit())
}
`

const AFTER = { after: 'await rc.close()\n', prints }

export const MIGRATIONS: Readonly<Record<string, Example>> = {
  'migrate-raw-before': { before: TOKEN + ENDS, prints },
  'migrate-raw-after': { before: TOKEN, ...AFTER },
  'migrate-rxjs-before': { before: ENDS, peer: 'rocket.chat.realtime.api.rxjs', prints },
  'migrate-rxjs-import': { before: ENDS, prints },
  'migrate-rxjs-after': AFTER,
  'migrate-sdk-before': { before: ENDS, peer: '@rocket.chat/sdk', prints },
  'migrate-sdk-after': AFTER,
  'migrate-ddp-client-before': { before: ENDS, peer: '@rocket.chat/ddp-client', prints },
  'migrate-ddp-client-after': AFTER,
}
