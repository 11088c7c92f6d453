// The habits of Rocket.Chat's ddp-streamer, as recorded from 6.14 (`rocketchat-ddp-streamer-6.14.log`).

import { encode, type ServerFrame } from 'quindar/protocol'
import type { Dialect, Goodbye } from './dialect.ts'
import { errorMessage } from './errors.ts'
import { timeUuid } from './session-id.ts'

const PROTOCOL_ERROR: Goodbye = { code: 1002, reason: 'CLOSE_PROTOCOL_ERROR' }
const PROTOCOL_ERROR_UNSAID: Goodbye = { code: 1002, reason: '' }
const UNSUPPORTED_DATA: Goodbye = { code: 1007, reason: 'UNSUPPORTED_DATA' }

export const streamer: Dialect = {
  name: 'streamer',
  greeting: '{"server_id":"0"}',
  heartbeat: { first: 30_000, idle: 30_000, patience: 30_000 },
  // Its first timer is a thousand times shorter than meant: a socket that says nothing is pinged at once.
  heartbeatBeforeConnect: { first: 30, idle: 30_000, patience: 30_000 },
  silent: { code: 4000, reason: 'TIMEOUT' },
  sessionId: timeUuid,

  negotiate: ({ version }) => version,

  // A text that looks like a SockJS array is one, on any socket; what follows its first item is lost.
  unwrap(text) {
    if (!text.startsWith('[')) return text
    const list = parsed(text)
    return Array.isArray(list) && typeof list[0] === 'string' ? list[0] : text
  },
  connectedAlready: () => 'ignore',
  notConnected: () => ({ close: PROTOCOL_ERROR }),
  malformed(error, text) {
    if (error.reason !== 'Bad request' || error.kind === 'limit') return { close: PROTOCOL_ERROR_UNSAID }
    return parsed(text) === undefined ? { close: UNSUPPORTED_DATA } : 'ignore'
  },
  binary: { close: UNSUPPORTED_DATA },

  answer(id, outcome) {
    const frame: ServerFrame = { msg: 'result', id }
    if ('error' in outcome) frame.error = outcome.error
    // `0`, `false`, `""` and `null` are left out like nothing at all.
    else if (outcome.result) frame.result = withoutEndlessExpiry(outcome.result)
    return [encode(frame), encode({ msg: 'updated', methods: [id] })]
  },
  error: (parts) => ({
    isClientSafe: true,
    errorType: 'Meteor.Error',
    error: parts.error,
    ...(parts.reason !== undefined && { reason: parts.reason }),
    message: errorMessage(parts),
    ...(parts.details ? { details: parts.details } : {}),
  }),
  loginWords: 'streamer',

  answersUnknownUnsub: false,
  publishesAfterAnswer: true,
  repeatsReady: false,
  afterLogout: PROTOCOL_ERROR_UNSAID,
  trustsStreamParams: true,
  deniesInSilence: false,
}

/** The expiry of a token that never expires is an invalid date on one process, and left out here. */
function withoutEndlessExpiry(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('tokenExpires' in result)) return result
  const { tokenExpires, ...rest } = result
  return tokenExpires instanceof Date && Number.isNaN(tokenExpires.getTime()) ? rest : result
}

/** `undefined` for what is no JSON, which no JSON is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
