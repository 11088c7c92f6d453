// What the server asks of its storage about files that users send: first the file, for a while, then the message that
// keeps it. Part of the port.

import type { StoredFile } from './livechat.ts'

/** A file that a user has sent, without its content. */
export interface Upload {
  readonly file: Omit<StoredFile, 'content'>
  readonly userId: string
  /** A message shows it. */
  readonly kept: boolean
}

export interface UploadWrites {
  /** Sweeps, while it is there, the files that no message has kept in time. */
  addUpload: [{ file: StoredFile; userId: string; expiresAt: number; at: number }, void]
  keepUpload: [{ fileId: string }, void]
}

export interface UploadReads {
  upload: [{ fileId: string }, Upload | undefined]
}
