// REST routes for files of users. Newer releases take the file first and the message for it then; older ones take both at
// once.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { id, maybe, name, plainObject, requireUser, text, versionsOf } from '../methods/index.ts'
import { wireMessage } from '../wire/message.ts'
import { defineRoute } from './route.ts'
import { anything } from './schemas.ts'
import { UploadedFile } from './uploaded-file.ts'

const LONGEST_DESCRIPTION = 1_000
const description = maybe(v.pipe(v.string(), v.maxLength(LONGEST_DESCRIPTION)))
const file = v.instance(UploadedFile)

export const roomsMedia = defineRoute({
  method: facts.roomsMedia.verb,
  path: facts.roomsMedia.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.roomsMedia),
  query: anything,
  values: v.object({ rid: id }),
  body: v.looseObject({ file }),
  async run(context, { values, body }) {
    const uploaded = await context.domain.uploads.add(requireUser(context), values.rid, body.file)
    return { body: { file: { _id: uploaded.id, url: uploaded.link }, success: true } }
  },
})

export const roomsMediaConfirm = defineRoute({
  method: facts.roomsMediaConfirm.verb,
  path: facts.roomsMediaConfirm.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.roomsMediaConfirm),
  query: anything,
  values: v.object({ rid: id, fileId: id }),
  body: v.optional(
    plainObject(
      v.looseObject({ msg: maybe(text), description, tmid: maybe(id), fileName: maybe(v.pipe(name, v.minLength(1))) }),
    ),
    {},
  ),
  async run(context, { values, body }) {
    const { domain } = context
    domain.limiter.call(facts.sendMessage.name, 'send', context)
    const message = await domain.uploads.confirm(requireUser(context), values.rid, values.fileId, {
      text: body.msg ?? '',
      ...(body.description !== undefined && { description: body.description }),
      ...(body.fileName !== undefined && { name: body.fileName }),
      ...(body.tmid !== undefined && { threadId: body.tmid }),
    })
    return { body: { message: wireMessage(message, domain.epoch), success: true } }
  },
})

export const roomsUpload = defineRoute({
  method: facts.roomsUpload.verb,
  path: facts.roomsUpload.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.roomsUpload),
  query: anything,
  values: v.object({ rid: id }),
  body: v.looseObject({ file, msg: maybe(text), description, tmid: maybe(id) }),
  async run(context, { values: { rid }, body }) {
    const { domain } = context
    const user = requireUser(context)
    domain.limiter.call(facts.sendMessage.name, 'send', context)
    const uploaded = await domain.uploads.add(user, rid, body.file)
    const message = await domain.uploads.confirm(user, rid, uploaded.id, {
      text: body.msg ?? '',
      ...(body.description !== undefined && { description: body.description }),
      ...(body.tmid !== undefined && { threadId: body.tmid }),
    })
    return { body: { message: wireMessage(message, domain.epoch), success: true } }
  },
})
