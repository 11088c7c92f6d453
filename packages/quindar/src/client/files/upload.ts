// Sending files: what the server takes is known before they leave, and a refusal is one of its kind, whoever refuses.
import { FileRefusedError, type MethodError, type Setting } from '../../protocol/index.ts'
import type { Client } from '../client.ts'
import { messageOf, type Message } from '../messages/message.ts'
import type { Ports } from '../ports.ts'
import { createFileSending } from '../routes/file-sending.ts'
import type { Release } from '../routes/release.ts'
import { checkFile, FILE_SETTINGS, fileLimitsOf, type FileLimits } from './upload-limits.ts'
import type { UploadOptions } from './upload-options.ts'

/** How long settings are believed, in milliseconds. */
const FRESH_MS = 5 * 60_000
/** How long they may take, in milliseconds. */
const PATIENCE_MS = 5_000

/** What sending files needs of the client. */
export interface UploadHost {
  readonly ports: Pick<Ports, 'now'>
  readonly client: Pick<Client, 'call' | 'rest'>
  readonly release: Release
}

export type Upload = (roomId: string, file: Blob, options?: UploadOptions) => Promise<Message>

export function createUpload({ ports, client, release }: UploadHost): Upload {
  const send = createFileSending(client, release)
  let known: { readonly limits: Promise<FileLimits>; readonly at: number } | undefined

  async function settings(): Promise<readonly Setting[]> {
    const names = FILE_SETTINGS.join(',')
    try {
      const route = 'GET /api/v1/settings.public'
      const { settings: found } = await client.rest(route, { _id: names }, { timeout: PATIENCE_MS })
      // Releases that cannot be asked for single ones answer with the first fifty.
      if (found.some(({ _id }) => _id === FILE_SETTINGS[1])) return found
    } catch {
      // There is another way.
    }
    const all = await client.call({ name: 'public-settings/get', timeout: PATIENCE_MS })
    return Array.isArray(all) ? all : []
  }

  function limits(): Promise<FileLimits> {
    const now = ports.now()
    if (!known || now - known.at >= FRESH_MS) {
      // Who does not tell, decides.
      known = { limits: settings().then(fileLimitsOf, () => fileLimitsOf([])), at: now }
    }
    return known.limits
  }

  return async (roomId, file, { text, description, threadId, onProgress, timeout, signal, ...options } = {}) => {
    signal?.throwIfAborted()
    const name = options.name ?? ((file as Partial<File>).name || 'file')
    checkFile(file, name, await limits())
    signal?.throwIfAborted()
    const words = { msg: text, description, tmid: threadId }
    // With somebody who hears of progress, the time counts from the last of it.
    const told = onProgress ?? ((): void => {})
    try {
      return messageOf(await send(roomId, { file, name, words }, { timeout, signal, onProgress: told }))
    } catch (error) {
      throw refusedFile(error, name) ?? error
    }
  }
}

/** What servers call it when a file is not to their taste; 413 is also a proxy's. */
const REFUSED: Readonly<Record<string, FileRefusedError['limit']>> = {
  413: 'size',
  'error-file-too-large': 'size',
  'error-size-not-allowed': 'size',
  'error-invalid-file-type': 'type',
  'error-type-not-allowed': 'type',
  'error-file-upload-disabled': 'disabled',
}

function refusedFile(error: unknown, name: string): FileRefusedError | undefined {
  const { error: code, reason, cause } = error as Partial<MethodError>
  const limit = REFUSED[String(code)]
  return limit && new FileRefusedError(limit, name, `refused: ${reason ?? code}`, cause)
}
