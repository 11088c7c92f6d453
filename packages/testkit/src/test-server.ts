// The real server, for one test: on a free port of 127.0.0.1, in memory, with the demo's people and their room.

import { createServer, type QuindarServer, type ServerOptions } from '@quindar/server'

export type { ServerOptions } from '@quindar/server'

/** A server that a test started. */
export interface TestServer extends QuindarServer, AsyncDisposable {
  /** What went wrong inside it and nobody foresaw. */
  readonly faults: readonly unknown[]
}

/**
 * Starts a server: `await using server = await startServer()`. Its people are alice, bob, carol and admin, each with his
 * name as password, all in `#general` (`GENERAL`).
 * @param options As `createServer` takes them; `demo: false` makes nobody.
 * @throws when the test is over and something went wrong inside the server that nobody foresaw.
 */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const faults: unknown[] = []
  const server = await createServer({
    demo: 'people',
    passwords: QUICK_PASSWORDS,
    report: (fault) => faults.push(fault),
    ...options,
  })
  return Object.assign(server, {
    faults,
    [Symbol.asyncDispose]: async () => {
      await server.close()
      if (faults.length > 0)
        throw new AggregateError(faults, `The server had ${faults.length} faults, the first: ${String(faults[0])}`)
    },
  })
}

/** Argon2 is slow on purpose, and tested where it lives. */
const QUICK_PASSWORDS: NonNullable<ServerOptions['passwords']> = {
  hash: (digest) => Promise.resolve(`quick ${digest}`),
  matches: (hash, digest) => Promise.resolve(hash === `quick ${digest}`),
}
