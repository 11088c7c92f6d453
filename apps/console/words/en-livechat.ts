// What the console says in English about the livechat script. Loaded with it, not with the page.
export const livechat = {
  visitor: 'The visitor',
  visitorLead:
    'He has no account. The page makes a token and the id of a room, as the script does; whoever has the token is him. Nothing of him is kept.',
  name: 'Name',
  email: 'E-mail',
  text: 'First message',
  newVisitor: 'Another visitor',
  call: (number: number) => `Call ${number}`,
  needs: 'Needs',
  answer: 'Comes back',
  releases: 'Releases',
  standings: {
    '404': { there: 'answers', goes: 'answers 404 in its last releases', gone: 'answers 404' },
    silence: { there: 'is heard', goes: 'is not heard in its last releases', gone: 'is not heard' },
  },
  gone: {
    '404': (release: string) => `answers 404 from ${release} on`,
    silence: (release: string) => `nobody hears it from ${release} on`,
  },
  announced: (release: string) => `announced to go in ${release}`,
  stays: 'all have it',
  instead: 'Instead',
  byLibrary: 'With quindar/livechat',
  byItself: 'by itself',
  missing: (release: string) => `This server says that it is ${release}, which does not have this call any more.`,
  connected: 'The server has accepted.',
  ready: 'Subscribed. What happens appears below and in the log.',
  notFound: (instead: string | undefined) =>
    `This release does not have the call any more${instead === undefined ? '.' : `: use ${instead}, or quindar/livechat, which knows both.`}`,
  noAgent: 'Nobody is there to take the chat: an agent has to set himself available first.',
  takeLead: 'The calls as one plain script, or as the lines of quindar/livechat that do the same on every release.',
  scriptLead:
    'One WebSocket and nothing else, with a visitor of its own. It runs in a browser’s console, in a page, and in Node 22 or newer.',
  quindarLead: 'The same in the library’s lines, on every release from 3 to 9: it asks the server which way is open.',
}

export type LivechatWords = typeof livechat
