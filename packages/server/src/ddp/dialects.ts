// The dialects that there are, by name, and what a release makes of them.

import type { Habits } from 'quindar/protocol'
import type { Dialect, DialectName } from './dialect.ts'
import { meteor } from './meteor.ts'
import { streamer } from './streamer.ts'

export const dialects: Readonly<Record<DialectName, Dialect>> = { meteor, streamer }

/** Meteor up to 2.2, in Rocket.Chat up to 4. */
const GREETING = '{"server_id":"0"}'

export function dialectOf(name: DialectName, habits: Habits): Dialect {
  const dialect = { ...dialects[name], deniesInSilence: habits.deniedStream === 'silent' }
  if (name === 'streamer') return dialect
  return {
    ...dialect,
    greeting: habits.greets ? GREETING : undefined,
    loginWords: habits.loginErrorCode === 401 ? 'newest' : 'classic',
  }
}
