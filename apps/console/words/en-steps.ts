// What the console says about each step in English: what it is, why it is there, what can go wrong.
import type { Step } from '../model/console.ts'

/** What a step says about itself. */
export interface StepWords {
  readonly title: string
  readonly why: string
  readonly troubles: readonly string[]
}

export const steps: Readonly<Record<Step, StepWords>> = {
  open: {
    title: 'Open the socket',
    why: 'One WebSocket carries everything, in both directions. Its path is /websocket. Nothing may be sent before it is open: that is what most first attempts get wrong.',
    troubles: [
      'A page that came over https may only open wss://.',
      'A proxy in front of the server must pass the upgrade on: HTTP/1.1 with the headers Upgrade and Connection.',
      'A certificate that the browser does not trust shows up as a plain failure: open the https address in a tab and look.',
    ],
  },
  connect: {
    title: 'Connect',
    why: 'The first frame says which version of DDP you speak. The server answers with a session. From now on it sends {"msg":"ping"} now and then and wants {"msg":"pong"} back; the console answers for you.',
    troubles: [
      '“failed” instead of “connected”: the server does not speak that version. Say "1".',
      'Nothing at all: whoever opened the socket is no Rocket.Chat, or the path is another one.',
      'Old servers greet with {"server_id":"0"} first. Ignore it.',
    ],
  },
  login: {
    title: 'Log in',
    why: 'A call of the method “login”, with a password (as its SHA-256) or with a token (“resume”). Its answer carries your user id and a token for next time. Most subscriptions are only allowed after it.',
    troubles: [
      '401 or 403, “User not found”: a wrong name, a wrong password, or an expired token. Servers do not say which.',
      '“totp-required”: the account has a second factor. Make a personal access token in Rocket.Chat (Account → Personal Access Tokens) and log in with that.',
      '“too-many-requests”: five logins in ten seconds are the limit.',
    ],
  },
  subscribe: {
    title: 'Subscribe to a room',
    why: 'From now on the server sends what happens in the room, as “changed” frames. New messages come on stream-room-messages; stream-notify-room, which many an example uses, only says who is typing and what was deleted.',
    troubles: [
      '“nosub” with “not-allowed”: not logged in yet, or not a member. Servers before 5.0 give no reason.',
      'It wants the room’s id, not its name. The call getRoomIdByNameOrId knows it.',
      'Use a new id for each subscription: a second one with the same id is silently ignored.',
    ],
  },
  send: {
    title: 'Send a message',
    why: 'A call of “sendMessage”. The _id is yours: if the answer gets lost, send the same again and the server knows it. You hear your own message on the stream of step 4, like everybody else.',
    troubles: [
      '“error-not-allowed”: you are no member of the room, or it is read-only.',
      '“too-many-requests”: five messages in one second are the limit.',
      'Rocket.Chat announces that 9.0 drops this call; POST /api/v1/chat.sendMessage stays.',
    ],
  },
}
