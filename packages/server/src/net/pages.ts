// Built pages: which files of a folder are served, at which address, with which headers.
//
// They are read once, when the server starts: what is not in that folder then has no address, and a page and its parts
// belong together also while somebody builds newer ones.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** There are no pages where they should be. The message is one sentence for whoever starts the server. */
export class PagesError extends Error {
  override readonly name = 'PagesError'
}

/** A file as it is served. */
export interface PageFile {
  /** Below the server's prefix: `/`, `/console`, `/assets/console-abc.js`. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
  /** The same, compressed, where that saves something. */
  readonly gzip: Buffer | undefined
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
const COMPRESSED_ALREADY = new Set(['.ico', '.png', '.webp', '.woff2'])

/** Pages run their own scripts and nothing else; they may connect to any server, since that is what they are for. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob: https: http:",
  "media-src 'self' blob: https: http:",
  "connect-src 'self' https: wss: http: ws:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types quindar',
].join('; ')

const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** Their names hold a digest of what is in them: a changed one has another address. */
const ASSETS = '/assets/'
const FOR_EVER = 'public, max-age=31536000, immutable'
/** Kept, but asked about each time. */
const ASK_AGAIN = 'no-cache'

/**
 * Reads the pages in `folder`: `index.html` is served at `/`, `console.html` at `/console`, everything else by its name.
 * @param demo Whether the demo's people are here: pages are told, so that they name them where they are and nowhere else.
 * @throws PagesError when there is no `index.html`.
 */
export function readPages(folder: string, demo = false): readonly PageFile[] {
  const files = namesIn(folder)
    .filter((name) => TYPES[extname(name)] !== undefined && !name.split('/').some((part) => part.startsWith('.')))
    .map((name) => readPage(name, readFileSync(join(folder, name)), demo))
  if (files.some(({ path }) => path === '/')) return files
  throw new PagesError(
    `There are no built pages in ${folder}: give --pages a folder with an index.html, or leave it out.`,
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length).replaceAll(sep, '/'))
  } catch {
    return []
  }
}

function readPage(name: string, read: Buffer, demo: boolean): PageFile {
  const extension = extname(name)
  const isPage = extension === '.html'
  const bytes = isPage && demo ? withDemo(read) : read
  const path = isPage ? `/${name.slice(0, -extension.length)}`.replace(/^\/index$/, '/') : `/${name}`
  const gzip = COMPRESSED_ALREADY.has(extension) ? undefined : gzipSync(bytes, { level: 9 })
  return {
    path,
    bytes,
    gzip: gzip !== undefined && gzip.length < bytes.length ? gzip : undefined,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': TYPES[extension] ?? '',
      'cache-control': path.startsWith(ASSETS) ? FOR_EVER : ASK_AGAIN,
      etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      vary: 'accept, accept-encoding',
    },
  }
}

function withDemo(page: Buffer): Buffer {
  return Buffer.from(page.toString().replace('<head>', '<head><meta name="quindar-demo" content="people" />'))
}

/**
 * Gives every file its address.
 * @param welcome What programs that ask the first address for JSON get.
 */
export function servePages(
  app: FastifyInstance,
  files: readonly PageFile[],
  {
    pathPrefix,
    welcome,
  }: { pathPrefix: string; welcome: (request: FastifyRequest, reply: FastifyReply) => FastifyReply },
): void {
  for (const file of files) {
    app.get(`${pathPrefix}${file.path}`, (request, reply) => {
      const { accept = '' } = request.headers
      if (file.path === '/' && accept.includes('application/json') && !accept.includes('text/html')) {
        return welcome(request, reply)
      }
      const address = addressInstead(request.url, `${pathPrefix}${file.path}`)
      return address === undefined ? send(file, request, reply) : reply.redirect(address, 308)
    })
  }
}

/** Pages name their parts by relative addresses, so a slash too many or too few would send the browser elsewhere. */
function addressInstead(url: string, address: string): string | undefined {
  const [path = '', query] = url.split('?', 2)
  if (path.endsWith('/') === address.endsWith('/')) return undefined
  return query === undefined ? address : `${address}?${query}`
}

function send(file: PageFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.headers(file.headers)
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim())
  if (known?.some((tag) => tag === file.headers['etag'] || tag === '*')) return reply.code(304).send()
  if (file.gzip === undefined || !acceptsGzip(request.headers['accept-encoding'])) return reply.send(file.bytes)
  return reply.header('content-encoding', 'gzip').send(file.gzip)
}

function acceptsGzip(accepted: string | string[] = ''): boolean {
  return String(accepted)
    .split(',')
    .some((coding) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(coding))
}
