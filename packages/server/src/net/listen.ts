// The address that a server listens on: had, or said why not.

import type { FastifyInstance } from 'fastify'
import { isLoopback } from './upgrade.ts'

/** The address or port that was asked for cannot be had, or should not be. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

/** Nobody else reaches this address. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || isLoopback(host)
}

/** Listens, and answers the port. @throws ListenError */
export async function listen(http: FastifyInstance, { host, port }: { host: string; port: number }): Promise<number> {
  try {
    await http.listen({ host, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ListenError(listenSentence(code, host, port), { cause: error })
  }
  const address = http.server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

function listenSentence(code: string | undefined, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is taken by another program: stop that one, or choose another with --port.`
    case 'EACCES':
      return `Port ${port} of ${host} may not be opened by this user: choose one above 1023 with --port.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no address ${host}: choose another with --host.`
    default:
      return `The server cannot listen on ${host}:${port} (${code ?? 'unknown reason'}): choose another with --host and --port.`
  }
}

/** Behind a wildcard the machine itself is found under `localhost`. */
export function hostOfUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
