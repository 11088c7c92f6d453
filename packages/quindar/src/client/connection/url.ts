// The addresses of a server, from whatever its user has at hand: its site, its socket, with or without a path.
import { ConnectionError } from '../../protocol/index.ts'

/** Where a server's socket and its REST API are. */
export interface ServerUrl {
  /** `wss://host/prefix/websocket` */
  readonly socket: string
  /** `https://host/prefix`, without a slash at its end. */
  readonly http: string
}

/**
 * Reads `https://host`, `wss://host/websocket`, `host/prefix/` and the like: all name the same server.
 * @throws {@link ConnectionError} when it is no address of a server.
 */
export function parseServerUrl(address: string): ServerUrl {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const tls = /^(?:http|ws)(s?):/.exec(url?.href ?? '')?.[1]
  if (!url || tls === undefined) {
    throw new ConnectionError(`"${address}" is no address of a server: write it like https://chat.example.com`)
  }
  const site = `${url.host}${url.pathname.replace(/(\/+websocket)?\/*$/, '')}`
  return { socket: `ws${tls}://${site}/websocket`, http: `http${tls}://${site}` }
}
