// Files that visitors send: kept with the message that brings them, under an id that nobody guesses, and read by who may
// read the room that they are in. The id alone opens nothing.

import type { Randomness } from '../../clock.ts'
import type { StoredFile } from '../../store/port.ts'
import type { Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { hashVisitorToken, isVisitorToken } from './tokens.ts'

export interface Upload {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  readonly description?: string
}

export interface Files {
  /** A file of a chat that this token opens, or opened; another room's is none. */
  forVisitor(token: unknown, fileId: string): Promise<StoredFile | undefined>
  byId(fileId: string): Promise<StoredFile | undefined>
}

/** 5 MiB. */
export const LARGEST_FILE = 5 * 1024 * 1024
const LONGEST_NAME = 200

/** Types that a browser would run, or that carry what it runs. */
export const DANGEROUS_TYPES: readonly string[] = [
  'text/html',
  'application/xhtml+xml',
  'image/svg+xml',
  'text/xml',
  'application/xml',
  'text/javascript',
  'application/javascript',
]
const TYPE = /^[\w.+-]{1,64}\/[\w.+-]{1,64}$/

export function createFiles({ store }: Ground): Files {
  return {
    byId: (id) => store.file({ id }),
    async forVisitor(token, id) {
      if (!isVisitorToken(token)) return undefined
      const file = await store.file({ id })
      const room = file && (await store.chatOfToken({ tokenHash: hashVisitorToken(token), roomId: file.roomId }))
      return room && file
    },
  }
}

/** What is kept of an upload, and how its message shows it. @throws Refusal `error-size-not-allowed`, `error-type-not-allowed` */
export function keptFile({ name, type, bytes, description }: Upload, roomId: string, random: Randomness, at: number) {
  if (bytes.length > LARGEST_FILE) {
    throw new Refusal('error-size-not-allowed', `A file may have ${LARGEST_FILE / 1024 / 1024} MiB at most.`)
  }
  const kind = type.split(';', 1)[0]?.trim().toLowerCase() || 'application/octet-stream'
  if (!TYPE.test(kind) || DANGEROUS_TYPES.includes(kind) || kind.includes('javascript')) {
    throw new Refusal('error-type-not-allowed', `Files of the type ${kind.slice(0, 64)} are not taken here.`)
  }
  const file: StoredFile = {
    id: Buffer.from(random.bytes(16)).toString('base64url'),
    roomId,
    name: safeName(name),
    type: kind,
    size: bytes.length,
    content: Buffer.from(bytes).toString('base64'),
  }
  return { file, ...shownFile(file, at, description) }
}

/** How a message shows a file that is kept. */
export function shownFile({ id, name, type, size }: StoredFile, at: number, description?: string) {
  const link = `/file-upload/${id}/${encodeURIComponent(name)}`
  const file = { _id: id, name, type }
  return {
    details: { file, files: [{ ...file, size }] },
    attachment: {
      ts: new Date(at).toISOString(),
      type: 'file',
      title: name,
      title_link: link,
      title_link_download: true,
      ...(description && { description }),
      ...(type.startsWith('image/') && { image_url: link, image_type: type, image_size: size }),
    },
  }
}

/** A name, never a path. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  // Control characters have no place in a header.
  const clean = Array.from(last)
    .filter((character) => character >= ' ' && character !== '\u007F')
    .join('')
  return clean.slice(-LONGEST_NAME) || 'file'
}
