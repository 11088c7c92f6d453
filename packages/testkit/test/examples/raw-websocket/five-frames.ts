// The five frames of the question's first answer, as they stand there, with its placeholders filled in.

import { readFileSync } from 'node:fs'

/** What the answer leaves to its reader. */
export interface Filling {
  readonly authToken: string
  readonly roomId: string
  readonly event: string
  readonly messageId: string
}

/** The text of each frame, without its blanks. */
export interface FiveFrames {
  readonly connect: string
  readonly pong: string
  readonly login: string
  readonly sub: string
  readonly sendMessage: string
}

/** The object literals of the answer, blank lines between them. */
const literals = readFileSync(new URL('five-frames.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n\n')

/** `JSON.parse` and `JSON.stringify` keep the order of the keys, so these are the very bytes that the answer sends. */
export function fiveFrames({ authToken, roomId, event, messageId }: Filling): FiveFrames {
  const [connect = '', pong = '', login = '', sub = '', sendMessage = ''] = literals.map((literal) =>
    JSON.stringify(JSON.parse(literal))
      .replace('"authToken"', JSON.stringify(authToken))
      .replace('"room-id/event"', JSON.stringify(`${roomId}/${event}`))
      .replace('"room-id"', JSON.stringify(roomId))
      .replace('"message-id"', JSON.stringify(messageId)),
  )
  return { connect, pong, login, sub, sendMessage }
}
