// What a server takes of files, as its public settings say: asked before a file is sent, so that nobody waits for a no.
import { FileRefusedError, type Setting } from '../../protocol/index.ts'

/** What files may be. What is not known is allowed here: the server decides. */
export interface FileLimits {
  /** Does the server take files at all? */
  readonly enabled: boolean
  /** Bytes of one file. */
  readonly maxSize: number
  /** Media types, `image/*` for all of a kind; empty: all. */
  readonly types: readonly string[]
  /** Media types that are refused, whatever {@link FileLimits.types} says. */
  readonly refusedTypes: readonly string[]
}

/** The settings that say it. */
export const FILE_SETTINGS = [
  'FileUpload_Enabled',
  'FileUpload_MaxFileSize',
  'FileUpload_MediaTypeWhiteList',
  'FileUpload_MediaTypeBlackList',
] as const

/** What a file is sent as that says nothing of itself. */
export const UNKNOWN_TYPE = 'application/octet-stream'

/** @param settings Of a server; others may be among them, and some may be missing. */
export function fileLimitsOf(settings: readonly Pick<Setting, '_id' | 'value'>[]): FileLimits {
  const [enabled, size, types, refusedTypes] = FILE_SETTINGS.map(
    (name) => settings.find(({ _id }) => _id === name)?.value,
  )
  return {
    enabled: enabled !== false,
    // -1: as large as one likes.
    maxSize: typeof size === 'number' && size >= 0 ? size : Infinity,
    types: listOf(types),
    refusedTypes: listOf(refusedTypes),
  }
}

/**
 * Says no where the server would.
 * @param name For the sentence.
 * @throws `FileRefusedError`
 */
export function checkFile(
  { size, type }: { readonly size: number; readonly type: string },
  name: string,
  { enabled, maxSize, types, refusedTypes }: FileLimits,
): void {
  if (!enabled) throw new FileRefusedError('disabled', name)
  if (size > maxSize) throw new FileRefusedError('size', name, `${bytes(size)}, and it takes ${bytes(maxSize)} at most`)
  const kind = type.split(';', 1)[0]?.trim().toLowerCase() || UNKNOWN_TYPE
  const isOf = (list: readonly string[]): boolean =>
    list.some((one) => one === kind || (one.endsWith('/*') && kind.startsWith(one.slice(0, -1))))
  if (isOf(refusedTypes)) throw new FileRefusedError('type', name, `${kind}, which it does not take`)
  if (types.length > 0 && !isOf(types))
    throw new FileRefusedError('type', name, `${kind}, and it takes ${types.join(', ')}`)
}

function listOf(value: unknown): string[] {
  if (typeof value !== 'string') return []
  const entries = value.split(',').map((entry) => entry.trim().toLowerCase())
  return entries.filter((entry) => entry !== '')
}

/** As people say it. */
function bytes(count: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB']
  const power = Math.min(Math.max(Math.floor(Math.log2(Math.max(count, 1)) / 10), 0), units.length - 1)
  return `${Math.round((count / 1024 ** power) * 10) / 10} ${units[power]}`
}
