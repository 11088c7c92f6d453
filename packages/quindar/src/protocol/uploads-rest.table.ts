// The REST routes for files that users send, and for what a server is set to take.
import type { Message, OverRest, Setting } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { RestSuccess } from './rest.table.ts'

export const roomsMedia: RestFact<
  'POST',
  '/api/v1/rooms.media/:rid',
  { file: unknown },
  RestSuccess & { file: { _id: string; url: string } }
> = {
  verb: 'POST',
  path: '/api/v1/rooms.media/:rid',
  login: 'required',
  since: '6.10',
  evidence: 'source',
}

export const roomsMediaConfirm: RestFact<
  'POST',
  '/api/v1/rooms.mediaConfirm/:rid/:fileId',
  { msg?: string; description?: string; tmid?: string; fileName?: string },
  RestSuccess & { message: OverRest<Message> }
> = {
  verb: 'POST',
  path: '/api/v1/rooms.mediaConfirm/:rid/:fileId',
  login: 'required',
  since: '6.10',
  evidence: 'source',
}

export const roomsUpload: RestFact<
  'POST',
  '/api/v1/rooms.upload/:rid',
  { file: unknown; msg?: string; description?: string; tmid?: string },
  RestSuccess & { message: OverRest<Message> }
> = {
  verb: 'POST',
  path: '/api/v1/rooms.upload/:rid',
  login: 'required',
  until: '8.0',
  evidence: 'changelog',
}

/** `_id`: names, with commas between them; releases that do not know it answer with the first fifty. */
export const settingsPublic: RestFact<
  'GET',
  '/api/v1/settings.public',
  { _id?: string; offset?: number; count?: number },
  RestSuccess & { settings: OverRest<Setting>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/settings.public',
  login: 'none',
  evidence: 'source',
}
