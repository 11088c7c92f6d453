// Files that users send into a room: first the file itself, then the message that shows it; or both at once.
//
// A message's id is made of its file's, so that who asks for it twice, because the first answer was lost, gets one.

import { createHash } from 'node:crypto'
import type { Access } from './access.ts'
import type { Message, User } from './entities.ts'
import type { Ground } from './ground.ts'
import { keptFile, type Upload } from './livechat/files.ts'
import { checkLength } from './message-text.ts'
import { Refusal } from './refusal.ts'
import type { Send } from './sending.ts'

export interface Caption {
  readonly text: string
  readonly description?: string
  /** Another name than the file came with. */
  readonly name?: string
  readonly threadId?: string
}

export interface Uploads {
  /** Answers where the file is read. It is kept for a day. @throws Refusal for who may not write there, for what is no such file */
  add(user: User, roomId: string, upload: Upload): Promise<{ id: string; link: string }>
  /** Sends the message that shows the file. @throws Refusal `invalid-file` for what this user did not send there */
  confirm(user: User, roomId: string, fileId: string, caption: Caption): Promise<Message>
}

/** How long a file waits for its message. */
const PATIENCE_MS = 24 * 60 * 60 * 1_000
const MESSAGE_ID_LENGTH = 17

export function createUploads({ store, clock, random }: Ground, access: Access, send: Send): Uploads {
  return {
    async add(user, roomId, upload) {
      if (!(await access.writableRoom(user, roomId))) throw new Refusal('error-not-allowed', 'Not allowed')
      const at = clock.now()
      const { file } = keptFile(upload, roomId, random, at)
      await store.addUpload({ file, userId: user.id, expiresAt: at + PATIENCE_MS, at })
      return { id: file.id, link: linkOf(file) }
    },

    async confirm(user, roomId, fileId, { text, description, name, threadId }) {
      checkLength(text)
      const upload = await store.upload({ fileId })
      if (upload?.userId !== user.id || upload.file.roomId !== roomId) throw new Refusal('invalid-file', 'Invalid file')
      const { type, size } = upload.file
      const file = { id: fileId, name: name ?? upload.file.name, type, size }
      const message = await send(user, {
        id: messageIdOf(fileId),
        roomId,
        text,
        ...(threadId !== undefined && { threadId }),
        presentation: { details: detailsOf(file), attachments: [attachmentOf(file, description, clock.now())] },
      })
      await store.keepUpload({ fileId })
      return message
    },
  }
}

interface Shown {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}

function linkOf({ id, name }: Pick<Shown, 'id' | 'name'>): string {
  return `/file-upload/${id}/${encodeURIComponent(name)}`
}

function detailsOf({ id, name, type, size }: Shown) {
  const file = { _id: id, name, type }
  return { file, files: [{ ...file, size }] }
}

function attachmentOf(file: Shown, description: string | undefined, at: number) {
  const link = linkOf(file)
  const kind = file.type.split('/', 1)[0] ?? ''
  return {
    ts: new Date(at).toISOString(),
    type: 'file',
    title: file.name,
    title_link: link,
    title_link_download: true,
    ...(description && { description }),
    ...(['image', 'audio', 'video'].includes(kind) && {
      [`${kind}_url`]: link,
      [`${kind}_type`]: file.type,
      [`${kind}_size`]: file.size,
    }),
  }
}

function messageIdOf(fileId: string): string {
  return createHash('sha256').update(fileId).digest('base64url').replaceAll(/[-_]/g, 'x').slice(0, MESSAGE_ID_LENGTH)
}
