// REST routes for files of chats: sending one, and reading it again by what opens its room.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import type { StoredFile } from '../store/port.ts'
import { Refusal } from '../domain/refusal.ts'
import { id, maybe, name, requireVisitor, versionsOf } from '../methods/index.ts'
import { wireOwnMessage } from '../wire/livechat.ts'
import { defineRoute, type RouteContext, type RouteInput } from './route.ts'
import { anything } from './schemas.ts'
import { UploadedFile } from './uploaded-file.ts'

const LONGEST_DESCRIPTION = 1_000
const words = maybe(v.pipe(v.string(), v.maxLength(LONGEST_DESCRIPTION)))

export const upload = defineRoute({
  method: facts.livechatUpload.verb,
  path: facts.livechatUpload.path,
  versions: versionsOf(facts.livechatUpload),
  rate: 'route',
  refusals: 'code',
  query: anything,
  values: v.object({ rid: id }),
  body: v.object({ file: v.instance(UploadedFile), description: words, msg: words }),
  who: { visitor: ({ headers }) => headers['x-visitor-token'] },
  async run(context, { values, body }) {
    const { domain } = context
    const { visitor, token } = requireVisitor(context)
    const { file, description, msg = '' } = body
    const { name: called, type, bytes } = file
    const message = await domain.livechat.talking.say(visitor, values.rid, {
      text: msg,
      upload: { name: called, type, bytes, ...(description !== undefined && { description }) },
    })
    const { showConnecting } = domain.livechat.settings
    return {
      body: { ...wireOwnMessage(message, token, domain.epoch), newRoom: false, showConnecting, success: true },
    }
  },
})

/** Clients of Rocket.Chat put their tokens into the address; so they may here, but no address that we make has one. */
const tokensInQuery = v.object({
  rc_uid: maybe(name),
  rc_token: maybe(name),
  rc_rid: maybe(name),
  rc_room_type: maybe(name),
})

export const download = defineRoute({
  method: facts.fileUpload.verb,
  path: facts.fileUpload.path,
  versions: versionsOf(facts.fileUpload),
  rate: 'none',
  // Its own rule decides: the room's.
  who: 'anyone',
  query: tokensInQuery,
  body: anything,
  values: v.object({ _id: id, name }),
  async run(context, input) {
    const file = await readable(context, input)
    if (!file) return { status: 403, body: { success: false, error: 'You may not read this file, or there is none.' } }
    return {
      headers: {
        'Content-Type': file.type,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, max-age=3600',
      },
      body: Buffer.from(file.content, 'base64'),
    }
  },
})

type DownloadInput = RouteInput<v.InferOutput<typeof tokensInQuery>, unknown, { _id: string }>

/** Whatever else is said, the file's own room is the one that has to open. */
async function readable(
  context: RouteContext,
  { query: said, values, headers }: DownloadInput,
): Promise<StoredFile | undefined> {
  const { domain } = context
  const query = said.rc_token === undefined ? cookiesIn(headers['cookie']) : said
  const visitorToken = headers['x-visitor-token'] ?? (query.rc_room_type === 'l' ? query.rc_token : undefined)
  if (visitorToken !== undefined) {
    const file = await domain.livechat.files.forVisitor(visitorToken, values._id)
    return query.rc_rid === undefined || query.rc_rid === file?.roomId ? file : undefined
  }
  const user = context.user ?? (await userOf(context, query))
  const file = user && (await domain.livechat.files.byId(values._id))
  return file && (await domain.access.readableRoom(user, file.roomId)) ? file : undefined
}

/**
 * What the pages of Rocket.Chat, and its widgets, keep for the images in messages, in their own origin. Nothing but files is
 * opened by cookies, and no page elsewhere reads an answer that they have opened.
 */
function cookiesIn(header = ''): DownloadInput['query'] {
  const cookies = new Map(
    header.split(';').map((pair) => [pair.split('=', 1)[0]?.trim(), pair.split('=', 2)[1]?.trim()]),
  )
  return {
    rc_uid: cookies.get('rc_uid'),
    rc_token: cookies.get('rc_token'),
    rc_rid: cookies.get('rc_rid'),
    rc_room_type: cookies.get('rc_room_type'),
  }
}

type Login = Pick<DownloadInput['query'], 'rc_uid' | 'rc_token'>

async function userOf({ domain }: RouteContext, { rc_uid: userId, rc_token: token }: Login) {
  if (!userId || !token) return undefined
  try {
    return (await domain.authentication.authenticate({ how: 'resume', token, userId })).user
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
