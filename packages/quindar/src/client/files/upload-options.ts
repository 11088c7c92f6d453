// What one may say about a file that is sent.
import type { Progress } from '../calls/transfer.ts'

/** What is special about an upload. */
export interface UploadOptions {
  /** What is said with the file. */
  readonly text?: string | undefined
  /** What is to be seen or heard in it, in words. */
  readonly description?: string | undefined
  /** The message that starts the thread in which it is shown. */
  readonly threadId?: string | undefined
  /** What it is called. @default its own name, or `file` */
  readonly name?: string | undefined
  /** Hears how much of it has left. */
  readonly onProgress?: ((progress: Progress) => unknown) | undefined
  /**
   * Milliseconds without any progress until it is given up.
   * @default 30_000
   */
  readonly timeout?: number | undefined
  /** Ends it; the server may keep what it has for a day. */
  readonly signal?: AbortSignal | undefined
}
