// What a test has to know of an example in a document.

import type { ServerOptions } from '@quindar/server'
import type { PeerName } from '@quindar/testkit'

export interface Example {
  /** What the running program prints: all of it. */
  readonly prints: RegExp
  /** The server at the address that the example names. */
  readonly server?: ServerOptions
  /** What the text around the example takes for granted. */
  readonly before?: string
  readonly after?: string
  /** The other package that the example is written with: it is installed for it, and no compiler looks at it. */
  readonly peer?: PeerName
  /** What must not happen to the reader's machine while the example runs: text → other text. */
  readonly instead?: Readonly<Record<string, string>>
}
