// The REST routes for files that users send.
import type { Message, OverRest } from './entities.ts'
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
