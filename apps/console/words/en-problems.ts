// What the console says in English about addresses, sockets and texts that are not right.
import type { AddressProblem } from '../model/address.ts'
import type { Doubt, FrameFault } from '../model/check.ts'
import type { OpenFailure } from '../model/diagnose.ts'
import type { JsonFault } from '../model/json-text.ts'

export const addressProblems: Readonly<Record<AddressProblem, string>> = {
  empty: 'Type the address of a server, like https://chat.example.com.',
  unreadable: 'This is no address: write it like https://chat.example.com.',
  scheme: 'Start with https://, http://, wss:// or ws://.',
  credentials: 'Browsers open no socket with a name and password in its address: leave them out, step 3 logs in.',
  fragment: 'Leave out what follows the #: sockets know no such part.',
  mixed:
    'This page came over https, so the browser only lets it open wss://. Use the server’s https address, or open this console over http.',
}

export const failures: Readonly<Record<OpenFailure, (site: string) => string>> = {
  upgrade: (site) =>
    `A Rocket.Chat answers at ${site}, but the socket did not open: a proxy in front of it does not pass the upgrade on. It must speak HTTP/1.1 to the server and send the headers Upgrade and Connection along.`,
  stranger: (site) =>
    `Somebody answers at ${site}, but it is no Rocket.Chat (${site}/api/info says nothing of one). Check host, port and path.`,
  plain: (site) => `The server at ${site} does not speak TLS: try http:// (or ws://) instead.`,
  tls: (site) => `The server at ${site} wants TLS: try https:// (or wss://) instead.`,
  hidden: (site) =>
    `Somebody answers at ${site}, but the socket did not open, and the browser does not let this page read more (CORS). A Rocket.Chat behind a proxy that does not pass the upgrade on looks like this; so does something else altogether.`,
  nobody: (site) => `Nobody answers at ${site}: is the server running, and are host and port right?`,
  untrusted: (site) =>
    `Nobody answers at ${site}, or its certificate is none that this browser trusts. Open ${site} in a tab: it says which.`,
  timeout: (site) => `No answer from ${site} in 10 seconds: a firewall may swallow the connection.`,
  blocked: (site) =>
    `The browser refuses to open a socket to ${site}: the policy of this page or an extension forbids it.`,
}

export const jsonFaults: Readonly<Record<JsonFault, string>> = {
  empty: 'write a frame, such as {"msg":"ping"}',
  unfinished: 'the text ends too early: a bracket or a quote is still open',
  afterwards: 'something follows the end of the frame',
  value: 'a value must stand here: a text in double quotes, a number, true, false, null, { or [',
  key: 'a name in double quotes must stand here',
  colon: 'a colon must stand here',
  comma: 'a comma or a closing bracket must stand here',
  'trailing-comma': 'a comma must not stand before a closing bracket',
  'single-quotes': 'JSON wants double quotes',
  string: 'this text is not closed, or holds a line break or a wrong escape',
}

export const frameFaults: Readonly<Record<FrameFault, (msg: string) => string>> = {
  'not-object': () => 'A frame is an object: { … }.',
  'no-msg': () => 'A frame has a field "msg" that says what it is: connect, method, sub, unsub, ping or pong.',
  'unknown-msg': (msg) => `Nobody knows "msg": "${msg}". Clients send connect, method, sub, unsub, ping or pong.`,
  'server-msg': (msg) => `“${msg}” is what servers send. Clients send connect, method, sub, unsub, ping or pong.`,
  id: (msg) => `A ${msg} needs an "id" of your choice, so that you can tell its answer from others.`,
  'id-number': () => 'The "id" must be a text: "42", not 42.',
  method: () => 'A method needs its name: "method": "sendMessage".',
  name: () => 'A sub needs its name: "name": "stream-room-messages".',
  params: () => '"params" must be a list: [ … ].',
  limit: () => 'This is larger or deeper than our server reads. Others may take it.',
}

export const doubts: Readonly<Record<Doubt['kind'], (name: string) => string>> = {
  'unknown-method': (name) => `A frame. No method called “${name}” is known here; the server may know better.`,
  'unknown-stream': (name) => `A frame. Nothing called “${name}” is known here; the server may know better.`,
  'used-id': (name) => `A frame, but the id “${name}” was used on this connection: choose a new one.`,
  'connect-version': () => 'A frame, but servers want "version": "1" and a "support" list that holds it.',
  'stream-prefix': (name) => `A frame, but a stream’s name begins with “stream-”: stream-${name}.`,
}
