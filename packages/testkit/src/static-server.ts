// Files of a folder over plain HTTP, as the simplest web server would give them: no bundler, no rewriting.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
}

/** A web server that a test started. */
export interface StaticServer extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/**
 * Serves the files of `folder` on a free port: `await using pages = await serveStatic(folder)`.
 * @param host The address to listen on. @default '127.0.0.1'
 */
export async function serveStatic(folder: string, host = '127.0.0.1'): Promise<StaticServer> {
  const server = createServer((request, response) => {
    // `normalize` of an absolute path cannot climb above its root.
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://any').pathname))
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
    readFile(file).then(
      (bytes) =>
        response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, host, listening)
  })
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return { url: `http://${host}:${port}`, port, close, [Symbol.asyncDispose]: close }
}
