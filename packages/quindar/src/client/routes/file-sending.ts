// A file and its message: first the one and then the other where the server has that, both at once where it is older.
import { isIn, NotSupportedError, roomsMedia, roomsUpload, type Message as WireMessage } from '../../protocol/index.ts'
import type { Client } from '../client.ts'
import type { RestOptions } from '../calls/rest.ts'
import { isMissing } from './missing.ts'
import type { Release } from './release.ts'
import { withDates } from './rest-dates.ts'

/** What is said about a file; undefined is not sent. */
export interface FileWords {
  readonly msg: string | undefined
  readonly description: string | undefined
  readonly tmid: string | undefined
}

export interface SentFile {
  readonly file: Blob
  readonly name: string
  readonly words: FileWords
}

/** Sends a file into a room. @param options `onProgress` hears of the file alone. */
export type SendFile = (roomId: string, sent: SentFile, options: RestOptions) => Promise<WireMessage>

export function createFileSending({ rest }: Pick<Client, 'rest'>, release: Release): SendFile {
  const missing = new Set<SendFile>()

  const twice: SendFile = async (roomId, { file, name, words }, options) => {
    const form = new FormData()
    form.set('file', file, name)
    const { file: kept } = await rest(`POST /api/v1/rooms.media/${encodeURIComponent(roomId)}`, form, options).then(
      (answer) => answer as { file: { _id: string } },
    )
    const path = `POST /api/v1/rooms.mediaConfirm/${encodeURIComponent(roomId)}/${encodeURIComponent(kept._id)}`
    const { timeout, signal } = options
    return messageIn(await rest(path, { ...words, fileName: name }, { timeout, signal }))
  }

  const atOnce: SendFile = async (roomId, { file, name, words }, options) => {
    const form = new FormData()
    // The words first: some releases answer as soon as they have the file.
    for (const [field, value] of Object.entries(words)) if (value !== undefined) form.set(field, value as string)
    form.set('file', file, name)
    return messageIn(await rest(`POST /api/v1/rooms.upload/${encodeURIComponent(roomId)}`, form, options))
  }

  return async (roomId, sent, options) => {
    await release.ask()
    const { version } = release
    // A file is not sent in vain where it can be known.
    const older = version !== undefined && !isIn(version, roomsMedia) && isIn(version, roomsUpload)
    for (const way of older ? [atOnce, twice] : [twice, atOnce]) {
      if (missing.has(way)) continue
      try {
        return await way(roomId, sent, options)
      } catch (error) {
        if (!isMissing(error)) throw error
        missing.add(way)
      }
    }
    throw new NotSupportedError('way to send a file', version)
  }
}

function messageIn(answer: unknown): WireMessage {
  return withDates((answer as { message: WireMessage }).message)
}
