// Files that users send, and which of them a message has kept.

import { insist, type ReadOperation, type WriteOperation } from './state.ts'

export const addUpload: WriteOperation<'addUpload'> = (state, { file, userId, expiresAt, at }) => {
  insist(state.rooms.has(file.roomId), `There is no room ${file.roomId} whose file it could be.`)
  insist(!state.livechat.files.has(file.id), `There is a file ${file.id} already.`)
  for (const [id, upload] of state.uploads) {
    if (upload.expiresAt === undefined || upload.expiresAt > at) continue
    state.uploads.delete(id)
    state.livechat.files.delete(id)
  }
  state.livechat.files.set(file.id, file)
  state.uploads.set(file.id, { userId, expiresAt })
}

export const keepUpload: WriteOperation<'keepUpload'> = (state, { fileId }) => {
  const upload = state.uploads.get(fileId)
  if (upload) state.uploads.set(fileId, { userId: upload.userId })
}

export const upload: ReadOperation<'upload'> = (state, { fileId }) => {
  const found = state.uploads.get(fileId)
  const stored = state.livechat.files.get(fileId)
  if (!found || !stored) return undefined
  const { content: _, ...file } = stored
  return { file, userId: found.userId, kept: found.expiresAt === undefined }
}
