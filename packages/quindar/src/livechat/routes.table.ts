// What every chat asks of a server, by the routes of today. What few chats ask: more-routes.table.ts. The methods of before,
// for servers that do not have the route: methods.table.ts.
//
// A line is the route and what it is given: `a,b` is an object of these, `a,` of this alone, `a` by itself the value. The
// words are the wire's own. What they mean, from when to when there is what, and the evidence: quindar/protocol.

/** A job, as the sentence of an error names it, and the routes that do it, best first. */
export type Route = readonly [needs: string, ...ways: string[]]

export const ROUTES = {
  meet: ['livechat', 'GET config token,department'],
  register: ['registration of visitors', 'POST visitor visitor,'],
  // Methods begin a conversation with its first message.
  open: ['conversations', 'GET room token,'],
  say: ['sending', 'POST message _id,rid,msg,token'],
  history: ['history', 'GET messages.history/:rid token,end,limit'],
  // Routes say it when they are asked for the conversation.
  agent: ['agents'],
  close: ['closing', 'POST room.close rid,token'],
} as const satisfies Record<string, Route>
