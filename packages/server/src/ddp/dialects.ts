// The dialects that there are, by name.

import type { Dialect, DialectName } from './dialect.ts'
import { meteor } from './meteor.ts'
import { streamer } from './streamer.ts'

export const dialects: Readonly<Record<DialectName, Dialect>> = { meteor, streamer }
