// The habits of Meteor's own DDP server, as recorded from Meteor 2.13 (`meteor-2.13.log`).

import { encode } from 'quindar/protocol'
import type { Dialect } from './dialect.ts'
import { errorMessage } from './errors.ts'
import { meteorId } from './session-id.ts'

/** The versions that Meteor knows, newest first. */
const VERSIONS = ['1', 'pre2', 'pre1']

export const meteor: Dialect = {
  name: 'meteor',
  greeting: undefined,
  heartbeat: { first: 15_000, idle: 15_000, patience: 15_000 },
  heartbeatBeforeConnect: undefined,
  silent: { code: 1000, reason: 'Normal closure' },
  sessionId: (_clock, random) => meteorId(random),

  // The client's favourite must be the first of its offers that Meteor knows.
  negotiate({ version, support }) {
    if (!support.includes(version)) return undefined
    const first = support.find((offer) => VERSIONS.includes(offer))
    return first === version ? version : undefined
  },

  unwrap: (text) => text,
  connectedAlready: (frame) => ({
    send: encode({ msg: 'error', reason: 'Already connected', offendingMessage: frame }),
  }),
  notConnected: (frame) => ({ send: encode({ msg: 'error', reason: 'Must connect first', offendingMessage: frame }) }),
  malformed: ({ reason, offending }) => ({
    send: encode({ msg: 'error', reason, ...(offending !== undefined && { offendingMessage: offending }) }),
  }),
  binary: { send: encode({ msg: 'error', reason: 'Bad request' }) },

  answer(id, outcome, known) {
    const updated = encode({ msg: 'updated', methods: [id] })
    const result = encode({ msg: 'result', id, ...outcome })
    // A method that does not exist is found out before there is anything to update.
    return known ? [updated, result] : [result, updated]
  },
  error: (parts) => ({
    isClientSafe: true,
    error: parts.error,
    ...(parts.reason !== undefined && { reason: parts.reason }),
    ...(parts.details !== undefined && { details: parts.details }),
    message: errorMessage(parts),
    errorType: 'Meteor.Error',
  }),
  loginWords: 'newest',

  answersUnknownUnsub: true,
  publishesAfterAnswer: false,
  repeatsReady: true,
  afterLogout: undefined,
  trustsStreamParams: false,
  deniesInSilence: false,
}
